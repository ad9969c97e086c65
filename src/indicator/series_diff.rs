use std::collections::{BTreeMap, BTreeSet};

use super::cause::{Span, compare, same};
use super::{Cause, ChangeKind, FigureValue, Method, Series, Subject, Unit, series};
use crate::timeline::{History, Point};

/// One of two sides that are compared.
#[derive(Clone, Copy, Debug)]
pub struct View<'h> {
    /// The history.
    pub history: &'h History,
    /// How it counts; `None` where it does not count this at all.
    pub method: Option<&'h Method>,
    /// The moment.
    pub point: &'h Point,
}

/// A year's figure that is not the same, or not made of the same units, on two sides.
#[derive(Clone, Debug, PartialEq)]
pub struct YearDiff<'h> {
    /// The year.
    pub year: i32,
    /// The figure on the first side; `None` where it can't be known.
    pub before: Option<FigureValue>,
    /// The figure on the second one.
    pub after: Option<FigureValue>,
    /// What makes the difference, by record.
    pub causes: Vec<Cause<'h>>,
}

/// What differs in a figure between two sides, by year: two moments of one history, or two readings of one
/// register, by definitions that may differ. Records are numbered alike on both sides.
pub fn series_diff<'h>(before: View<'h>, after: View<'h>, planned: bool) -> Vec<YearDiff<'h>> {
    let (old, new) = (before.series(planned), after.series(planned));
    let mut causes: BTreeMap<i32, Vec<Cause<'h>>> = BTreeMap::new();
    for cause in all_causes(before, after, &old, &new) {
        let years: BTreeSet<i32> = cause.before.iter().chain(&cause.after).map(|unit| unit.year).collect();
        for year in years {
            causes.entry(year).or_default().push(cause.clone());
        }
    }
    let figure = |series: &Series<'_>, year: i32| series.year(year).and_then(|value| value.value);
    let mut years: BTreeSet<i32> = causes.keys().copied().collect();
    let listed = old.years.keys().chain(new.years.keys()).copied();
    years.extend(listed.filter(|year| figure(&old, *year) != figure(&new, *year)));
    let of_year = |year| YearDiff {
        year,
        before: figure(&old, year),
        after: figure(&new, year),
        causes: causes.remove(&year).unwrap_or_default(),
    };
    years.into_iter().map(of_year).collect()
}

impl<'h> View<'h> {
    fn series(self, planned: bool) -> Series<'h> {
        self.method.map(|method| series(self.history, method, self.point, planned)).unwrap_or_default()
    }
}

/// The units of each record, on both sides.
type ByRecord<'h> = BTreeMap<usize, (Vec<Unit<'h>>, Vec<Unit<'h>>)>;

fn all_causes<'h>(before: View<'h>, after: View<'h>, old: &Series<'h>, new: &Series<'h>) -> Vec<Cause<'h>> {
    let mut units: ByRecord<'h> = BTreeMap::new();
    for unit in old.years.values().flat_map(|value| &value.units) {
        units.entry(unit.fact.record).or_default().0.push(*unit);
    }
    for unit in new.years.values().flat_map(|value| &value.units) {
        units.entry(unit.fact.record).or_default().1.push(*unit);
    }
    let differ = |(old, new): &(Vec<Unit<'h>>, Vec<Unit<'h>>)| {
        old.len() != new.len() || !old.iter().all(|old| new.iter().any(|new| is_one(old, new)))
    };
    units.retain(|_, sides| differ(sides));
    // Only within one history and by one method is it known what happened to a unit.
    let known = match (before.method, after.method) {
        (Some(one), Some(other)) if std::ptr::eq(before.history, after.history) && one == other => Some(other),
        _ => None,
    };
    let span = Span { before: before.point.at, after: after.point.at };
    let mut causes = Vec::new();
    let subjects = match (known, units.is_empty()) {
        (Some(method), false) => Subject::all(after.history, method),
        _ => Vec::new(),
    };
    for (record, (old, new)) in &units {
        let subject = subjects.iter().find(|subject| subject.record == *record);
        match (known, subject) {
            (Some(method), Some(subject)) => causes.extend(compare(subject, method, span, old, new)),
            _ => causes.extend(reclassified(*record, old, new)),
        }
        // A unit that stays may add something else: of a share, it comes to the part, or leaves it.
        let moved = old.iter().filter_map(|old| Some((old, new.iter().find(|new| same(old, new))?)));
        causes.extend(moved.filter(|(old, new)| old.adds != new.adds).map(|(old, new)| Cause {
            record: *record,
            change: ChangeKind::Reclassified,
            before: Some(*old),
            after: Some(*new),
            came_true: false,
        }));
    }
    causes
}

fn is_one(old: &Unit<'_>, new: &Unit<'_>) -> bool {
    same(old, new) && old.adds == new.adds
}

/// What differs where another definition counts: the record itself is the same.
fn reclassified<'h>(record: usize, old: &[Unit<'h>], new: &[Unit<'h>]) -> Vec<Cause<'h>> {
    let cause = |before, after| Cause { record, change: ChangeKind::Reclassified, before, after, came_true: false };
    let went = old.iter().filter(|old| !new.iter().any(|new| same(old, new)));
    let mut came = new.iter().filter(|new| !old.iter().any(|old| same(old, new)));
    let mut causes: Vec<Cause<'h>> = went.map(|old| cause(Some(*old), came.next().copied())).collect();
    causes.extend(came.map(|new| cause(None, Some(*new))));
    causes
}
