use std::collections::{BTreeMap, BTreeSet};

use super::coverage::KnownYears;
use super::{FigureValue, Method, Series, Subject, Unit, YearValue};
use crate::lifecycle::Date;
use crate::timeline::{History, Point};

/// How long the periods of a register's life are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// A month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A year.
    Year,
}

impl Every {
    /// The last day of the period that a day is in.
    fn end(self, day: Date) -> Date {
        let month = match self {
            Every::Month => day.month(),
            Every::Quarter => (day.month() + 2) / 3 * 3,
            Every::Year => 12,
        };
        Date::new(day.year(), month, 1).map_or(day, Date::last_of_month)
    }
}

/// The ends of the periods of a register's life, from its first commit on. The last one is `until`
/// itself, in the middle of its period or not.
pub(crate) fn period_ends(history: &History, every: Every, until: &Point) -> Vec<Point> {
    let (Some(first), Some(_)) = (history.commits.first(), until.at) else { return Vec::new() };
    let days: Vec<Date> = history.commits.iter().map(|commit| commit.day.first_day()).collect();
    let mut found = Vec::new();
    let mut end = every.end(first.day.first_day());
    while end < until.today {
        let at = days.partition_point(|day| *day <= end).checked_sub(1);
        found.push(Point { at: at.min(until.at), today: end, instant: None });
        let Ok(next) = end.tomorrow() else { break };
        end = every.end(next);
    }
    found.push(until.clone());
    found
}

/// The figures of a method as known at each of these points, which are in order: the same numbers as
/// [`series`](super::series) at each, without the units that make them. A record is counted again only
/// at the points where what is known of it may have changed.
pub(crate) fn series_at_each(
    history: &History,
    method: &Method,
    points: &[Point],
    planned: bool,
) -> Vec<Series<'static>> {
    let mut moves: Vec<BTreeMap<i32, Tally>> = vec![BTreeMap::new(); points.len()];
    for subject in Subject::all(history, method) {
        let mut before: Vec<Unit<'_>> = Vec::new();
        for place in turns(&subject, method, points) {
            let (Some(point), Some(moved)) = (points.get(place), moves.get_mut(place)) else { continue };
            let until = (!planned).then_some(point.today);
            let after = point.at.map(|at| subject.units(method, at, until)).unwrap_or_default();
            before.iter().for_each(|unit| moved.entry(unit.year).or_default().join(Tally::without(unit)));
            after.iter().for_each(|unit| moved.entry(unit.year).or_default().join(Tally::with(unit)));
            before = after;
        }
    }
    let mut now: BTreeMap<i32, Tally> = BTreeMap::new();
    let each = points.iter().zip(moves).map(|(point, moved)| {
        for (year, moved) in moved {
            now.entry(year).or_default().join(moved);
        }
        now.retain(|_, tally| tally.units > 0);
        let known = KnownYears::of(method.covers, point, now.keys().copied());
        let nothing = known.years().map(|year| (year, YearValue::nothing(method)));
        let mut years: BTreeMap<i32, YearValue<'static>> = nothing.collect();
        years.extend(now.iter().map(|(year, tally)| (*year, tally.value())));
        Series { years }
    });
    each.collect()
}

/// The points at which the units of a record may differ from those at the point before.
fn turns(subject: &Subject<'_>, method: &Method, points: &[Point]) -> BTreeSet<usize> {
    let knows = |commit: usize| points.partition_point(|point| point.at.is_none_or(|at| at < commit));
    let mut turns: BTreeSet<usize> = subject.merges.iter().map(|join| knows(join.at)).collect();
    for fact in subject.candidates(method) {
        turns.insert(knows(fact.from));
        turns.extend(fact.to.map(knows));
        turns.insert(points.partition_point(|point| point.today < fact.value.effective.first_day()));
    }
    for row in subject.attributes.iter().filter(|row| method.looks_at(&row.field)) {
        turns.insert(knows(row.from));
        turns.extend(row.to.map(knows));
    }
    turns
}

/// Units that are added up, and taken away again.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    units: isize,
    approximate: isize,
    /// All that units added.
    came: Option<FigureValue>,
    /// What of it was taken away again.
    went: Option<FigureValue>,
}

impl Tally {
    /// One unit more.
    fn with(unit: &Unit<'_>) -> Tally {
        let approximate = isize::from(unit.fact.value.approximate);
        Tally { units: 1, approximate, came: Some(unit.adds), went: None }
    }

    /// One unit less.
    fn without(unit: &Unit<'_>) -> Tally {
        let approximate = -isize::from(unit.fact.value.approximate);
        Tally { units: -1, approximate, came: None, went: Some(unit.adds) }
    }

    fn join(&mut self, other: Tally) {
        self.units += other.units;
        self.approximate += other.approximate;
        self.came = sum(self.came, other.came);
        self.went = sum(self.went, other.went);
    }

    fn value(&self) -> YearValue<'static> {
        let left = |came: FigureValue| self.went.map_or(came, |went| came.minus(went));
        YearValue { value: self.came.map(left), approximate: self.approximate > 0, units: Vec::new() }
    }
}

fn sum(one: Option<FigureValue>, other: Option<FigureValue>) -> Option<FigureValue> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.plus(other)),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_ends_on_its_last_day() {
        let end = |every: Every, month, day| every.end(Date::constant(2024, month, day)).to_string();
        assert_eq!(end(Every::Month, 2, 1), "2024-02-29");
        assert_eq!(end(Every::Quarter, 1, 31), "2024-03-31");
        assert_eq!(end(Every::Quarter, 12, 31), "2024-12-31");
        assert_eq!(end(Every::Year, 2, 29), "2024-12-31");
    }
}
