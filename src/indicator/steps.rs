use std::collections::{BTreeMap, BTreeSet};

use super::cause::{Cause, Span, compare};
use super::{Method, Subject, Unit};
use crate::lifecycle::PartialDate;
use crate::timeline::History;

/// One move of a year's figure, made by one commit.
#[derive(Clone, Debug, PartialEq)]
pub struct Step<'h> {
    /// The commit, by its place on the mainline.
    pub at: usize,
    /// The year.
    pub year: i32,
    /// The figure before.
    pub from: usize,
    /// The figure after; equal where as many units came as went.
    pub to: usize,
    /// What made it, by record.
    pub causes: Vec<Cause<'h>>,
}

/// How the figures of a method moved on the known axis: by commit, then year. The sum of a year's
/// steps is its figure. There are none where the method does not count units.
///
/// Without `planned`, a fact counts from the first commit of the day on which it takes effect.
pub fn steps<'h>(history: &'h History, method: &Method, planned: bool) -> Vec<Step<'h>> {
    if !method.measure.is_count() {
        return Vec::new();
    }
    let days: Vec<PartialDate> = history.commits.iter().map(|commit| commit.day).collect();
    let mut causes: BTreeMap<(usize, i32), Vec<Cause<'h>>> = BTreeMap::new();
    for subject in Subject::all(history, method) {
        let mut before: Vec<Unit<'h>> = Vec::new();
        for at in moments(&subject, method, &days) {
            let until = days.get(at).filter(|_| !planned).map(|day| day.first_day());
            let after = subject.units(method, at, until);
            let span = Span { before: at.checked_sub(1), after: Some(at) };
            for cause in compare(&subject, method, span, &before, &after) {
                let mut years: BTreeSet<i32> = BTreeSet::new();
                years.extend(cause.before.map(|unit| unit.year));
                years.extend(cause.after.map(|unit| unit.year));
                for year in years {
                    causes.entry((at, year)).or_default().push(cause.clone());
                }
            }
            before = after;
        }
    }
    let mut totals: BTreeMap<i32, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for ((at, year), causes) in causes {
        let of_year = |unit: Option<Unit<'_>>| unit.is_some_and(|unit| unit.year == year);
        let came = causes.iter().filter(|cause| of_year(cause.after)).count();
        let went = causes.iter().filter(|cause| of_year(cause.before)).count();
        let total = totals.entry(year).or_insert(0);
        let from = *total;
        *total = (from + came).saturating_sub(went);
        found.push(Step { at, year, from, to: *total, causes });
    }
    found
}

/// The commits at which the units of a record may change.
pub(super) fn moments(subject: &Subject<'_>, method: &Method, days: &[PartialDate]) -> BTreeSet<usize> {
    let mut moments: BTreeSet<usize> = subject.merges.iter().map(|join| join.at).collect();
    for fact in subject.candidates(method) {
        moments.insert(fact.from);
        moments.extend(fact.to);
        // The first commit of the day on which a planned fact takes effect.
        let due = days.partition_point(|day| day.first_day() < fact.value.effective.first_day());
        if due > fact.from && fact.to.is_none_or(|to| due < to) && due < days.len() {
            moments.insert(due);
        }
    }
    for row in subject.attributes.iter().filter(|row| method.looks_at(&row.field)) {
        moments.insert(row.from);
        moments.extend(row.to);
    }
    moments
}
