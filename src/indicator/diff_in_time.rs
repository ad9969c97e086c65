use std::collections::{BTreeMap, BTreeSet};

use super::cause::{Cause, Span, compare, same};
use super::steps::moments;
use super::{Method, Series, Subject, YearValue, series};
use crate::lifecycle::PartialDate;
use crate::timeline::{History, Point};

/// A year's figure that is not the same, or not made of the same units, at two moments.
#[derive(Clone, Debug, PartialEq)]
pub struct Shift<'h> {
    /// The year.
    pub year: i32,
    /// The figure at the first moment; `None` where the register could not know it.
    pub before: Option<usize>,
    /// The figure at the second moment.
    pub after: Option<usize>,
    /// What makes the difference, by record.
    pub reasons: Vec<Reason<'h>>,
}

/// One thing that makes a figure differ, with the commit that made it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason<'h> {
    /// What it is: a unit that came or went.
    pub cause: Cause<'h>,
    /// The commit (by its place on the mainline) that made it: the last one between the two moments
    /// that did; for a planned fact whose day came, the one that had stated it.
    pub at: Option<usize>,
}

/// What differs in the figures of a method that counts units between two moments, by year. The moments may come in
/// either order: the answer leads from the first to the second.
pub fn between<'h>(
    history: &'h History,
    method: &Method,
    before: &Point,
    after: &Point,
    planned: bool,
) -> Vec<Shift<'h>> {
    let span = Span { before: before.at, after: after.at };
    let walk = Walk { method, days: &days(history), before: before.at, after: after.at, planned };
    let mut reasons: BTreeMap<i32, Vec<Reason<'h>>> = BTreeMap::new();
    for subject in Subject::all(history, method) {
        let units = |point: &Point| {
            let until = (!planned).then_some(point.today);
            point.at.map(|at| subject.units(method, at, until)).unwrap_or_default()
        };
        for cause in compare(&subject, method, span, &units(before), &units(after)) {
            let at = walk.commit(&subject, &cause);
            let years = cause.before.iter().chain(&cause.after).map(|unit| unit.year).collect::<BTreeSet<_>>();
            for year in years {
                reasons.entry(year).or_default().push(Reason { cause: cause.clone(), at });
            }
        }
    }
    let (first, second) = (series(history, method, before, planned), series(history, method, after, planned));
    let value = |series: &Series<'_>, year: i32| series.year(year).and_then(YearValue::count);
    let mut years: BTreeSet<i32> = reasons.keys().copied().collect();
    let listed = first.years.keys().chain(second.years.keys()).copied();
    years.extend(listed.filter(|year| value(&first, *year) != value(&second, *year)));
    let shift = |year| Shift {
        year,
        before: value(&first, year),
        after: value(&second, year),
        reasons: reasons.remove(&year).unwrap_or_default(),
    };
    years.into_iter().map(shift).collect()
}

fn days(history: &History) -> Vec<PartialDate> {
    history.commits.iter().map(|commit| commit.day).collect()
}

/// The commits between two moments.
struct Walk<'a> {
    method: &'a Method,
    days: &'a [PartialDate],
    before: Option<usize>,
    after: Option<usize>,
    planned: bool,
}

impl Walk<'_> {
    /// The commit that made a cause.
    fn commit(&self, subject: &Subject<'_>, cause: &Cause<'_>) -> Option<usize> {
        // Causes are looked for in the order of time, even where the moments are given in reverse.
        let (early, late) = match self.before <= self.after {
            true => (cause.before, cause.after),
            false => (cause.after, cause.before),
        };
        let unit = late.or(early)?;
        if cause.came_true {
            return Some(unit.fact.from);
        }
        let comes = late.is_some();
        let (from, to) = (self.before.min(self.after), self.before.max(self.after));
        let (mut counted, mut found) = (!comes, None);
        for at in moments(subject, self.method, self.days) {
            if Some(at) <= from || Some(at) > to {
                continue;
            }
            let until = self.days.get(at).filter(|_| !self.planned).map(|day| day.first_day());
            let counts = subject.units(self.method, at, until).iter().any(|other| same(other, &unit));
            if counts != counted && counts == comes {
                found = Some(at);
            }
            counted = counts;
        }
        found.or(if comes { Some(unit.fact.from) } else { unit.fact.to })
    }
}
