use std::collections::{BTreeMap, BTreeSet};

use crate::indicator::{FigureValue, Method, Series, Subject, YearValue, series_at_each};
use crate::lifecycle::Date;
use crate::timeline::{History, Point};

/// The figures of a method on every day on which what was known of them changed.
pub(super) struct FiguresOverTime {
    /// The days, in order, each with the figures as known at its end: what `--as-of` that day gives.
    pub states: Vec<(Date, BTreeMap<i32, KnownFigure>)>,
}

/// One year's figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct KnownFigure {
    /// The figure; `None` where it can't be known.
    pub value: Option<FigureValue>,
    /// Whether it rests on a conditional reading or an unreadable date.
    pub approximate: bool,
}

impl KnownFigure {
    pub(super) fn of(value: &YearValue<'_>) -> KnownFigure {
        KnownFigure { value: value.value, approximate: value.approximate }
    }

    /// The number that the chart draws; `None` where there is none.
    pub(super) fn number(self) -> Option<f64> {
        Some(self.value?.number()?.float())
    }

    fn all(series: &Series<'_>) -> BTreeMap<i32, KnownFigure> {
        series.years.iter().map(|(year, value)| (*year, KnownFigure::of(value))).collect()
    }
}

impl FiguresOverTime {
    /// The states of a method's figures, without what is only planned, up to `now`.
    pub(super) fn of(history: &History, method: &Method, now: &Point) -> FiguresOverTime {
        let points = points(history, method, now);
        let series = series_at_each(history, method, &points, false);
        let mut states: Vec<(Date, BTreeMap<i32, KnownFigure>)> = Vec::new();
        for (point, series) in points.iter().zip(&series) {
            let figures = KnownFigure::all(series);
            if states.last().is_none_or(|(_, last)| *last != figures) {
                states.push((point.today, figures));
            }
        }
        FiguresOverTime { states }
    }

    /// The years that any state says something of.
    pub(super) fn years(&self) -> BTreeSet<i32> {
        self.states.iter().flat_map(|(_, figures)| figures.keys().copied()).collect()
    }

    /// How one year's figure moved: the days, each with the figure from then on.
    pub(super) fn moves(&self, year: i32) -> Vec<(Date, Option<f64>)> {
        let mut moves: Vec<(Date, Option<f64>)> = Vec::new();
        for (day, figures) in &self.states {
            let number = figures.get(&year).and_then(|figure| figure.number());
            if moves.last().map_or(number.is_some(), |(_, last)| *last != number) {
                moves.push((*day, number));
            }
        }
        moves
    }
}

/// The ends of the days on which the figures may change: what is known does, or a planned day comes, or a
/// year begins.
fn points(history: &History, method: &Method, now: &Point) -> Vec<Point> {
    let days: Vec<Date> = history.commits.iter().map(|commit| commit.day.first_day()).collect();
    let (Some(first), Some(last)) = (days.first().copied(), now.at.map(|_| now.today)) else { return Vec::new() };
    let mut turns: BTreeSet<Date> = BTreeSet::from([first, last]);
    let mut commits: BTreeSet<usize> = BTreeSet::new();
    for subject in Subject::all(history, method) {
        commits.extend(subject.merges.iter().map(|join| join.at));
        for fact in subject.candidates(method) {
            commits.insert(fact.from);
            commits.extend(fact.to);
            turns.insert(fact.value.effective.first_day());
        }
        for row in subject.attributes.iter().filter(|row| method.looks_at(&row.field)) {
            commits.insert(row.from);
            commits.extend(row.to);
        }
    }
    turns.extend(commits.iter().filter_map(|at| days.get(*at)));
    turns.extend((first.year()..=last.year()).filter_map(|year| Date::new(year, 1, 1).ok()));
    let point = |day: Date| Point {
        at: days.partition_point(|known| *known <= day).checked_sub(1).min(now.at),
        today: day,
        instant: None,
    };
    turns.range(first..=last).map(|day| point(*day)).collect()
}
