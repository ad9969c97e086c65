use std::collections::{BTreeMap, BTreeSet};

use super::{Method, Subject, Unit};
use crate::history::{FactRow, History};
use crate::lifecycle::PartialDate;

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

/// A unit that came to a year's figure, or left it.
#[derive(Clone, Debug, PartialEq)]
pub struct Cause<'h> {
    /// The record, by its place among [`History::records`].
    pub record: usize,
    /// What happened.
    pub change: ChangeKind,
    /// The unit before, if there was one: its fact, and the year that it counted in.
    pub before: Option<Unit<'h>>,
    /// The unit after, if there is one.
    pub after: Option<Unit<'h>>,
    /// Whether nothing was said anew: a planned fact took effect.
    pub came_true: bool,
}

/// How a unit came or went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// It is news.
    Added,
    /// It was taken back.
    Withdrawn,
    /// It was given another date or year.
    Revised,
    /// Nothing happened to it but words: its phase was renamed, or a filter let it in or out.
    Reclassified,
}

impl ChangeKind {
    /// The word for it in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            ChangeKind::Added => "added",
            ChangeKind::Withdrawn => "withdrawn",
            ChangeKind::Revised => "revised",
            ChangeKind::Reclassified => "reclassified",
        }
    }
}

/// How the figures of a method moved on the known axis: by commit, then year. The sum of a year's
/// steps is its figure.
///
/// Without `planned`, a fact counts from the first commit of the day on which it takes effect.
pub fn steps<'h>(history: &'h History, method: &Method, planned: bool) -> Vec<Step<'h>> {
    let days: Vec<PartialDate> = history.commits.iter().map(|commit| PartialDate::of_epoch(commit.known_at)).collect();
    let mut causes: BTreeMap<(usize, i32), Vec<Cause<'h>>> = BTreeMap::new();
    for subject in Subject::all(history, method) {
        let mut before: Vec<Unit<'h>> = Vec::new();
        for at in moments(&subject, method, &days) {
            let until = days.get(at).filter(|_| !planned).map(|day| day.first_day());
            let after = subject.units(method, at, until);
            for cause in compare(&subject, method, at, &before, &after) {
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
fn moments(subject: &Subject<'_>, method: &Method, days: &[PartialDate]) -> BTreeSet<usize> {
    let mut moments = BTreeSet::new();
    for fact in subject.candidates(method) {
        moments.insert(fact.from);
        moments.extend(fact.to);
        // The first commit of the day on which a planned fact takes effect.
        let due = days.partition_point(|day| day.first_day() < fact.effective.first_day());
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

fn compare<'h>(
    subject: &Subject<'h>,
    method: &Method,
    at: usize,
    before: &[Unit<'h>],
    after: &[Unit<'h>],
) -> Vec<Cause<'h>> {
    let same = |a: &Unit<'_>, b: &Unit<'_>| a.fact.key == b.fact.key && a.year == b.year;
    let mut went: Vec<Unit<'h>> =
        before.iter().filter(|old| !after.iter().any(|new| same(old, new))).copied().collect();
    let came: Vec<Unit<'h>> = after.iter().filter(|new| !before.iter().any(|old| same(old, new))).copied().collect();
    let cause = |change, before: Option<Unit<'h>>, after: Option<Unit<'h>>| {
        let came_true =
            before.is_none() && after.is_some_and(|unit| unit.fact.from < at && was_let_in(subject, method, at));
        Cause { record: subject.record, change, before, after, came_true }
    };
    let mut causes = Vec::new();
    for new in came {
        // The same fact with another year, else (where one of several counts) the one in its place.
        let place = went.iter().position(|old| old.fact.key == new.fact.key).or((!went.is_empty()).then_some(0));
        if let Some(old) = place.map(|place| went.remove(place)) {
            let renamed = old.fact.key.name != new.fact.key.name && old.fact.written == new.fact.written;
            let change = if renamed { ChangeKind::Reclassified } else { ChangeKind::Revised };
            causes.push(cause(change, Some(old), Some(new)));
        } else {
            causes.push(cause(arrival(subject, method, at, new.fact), None, Some(new)));
        }
    }
    for old in went {
        causes.push(cause(departure(subject, method, at, old.fact), Some(old), None));
    }
    causes
}

/// Whether the filter let the record through just before the commit `at` too.
fn was_let_in(subject: &Subject<'_>, method: &Method, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| subject.passes(method, before))
}

fn arrival(subject: &Subject<'_>, method: &Method, at: usize, fact: &FactRow) -> ChangeKind {
    let was_known = fact.from < at;
    if (was_known && !was_let_in(subject, method, at)) || (!was_known && was_reread(subject, fact, at)) {
        ChangeKind::Reclassified
    } else {
        ChangeKind::Added
    }
}

fn departure(subject: &Subject<'_>, method: &Method, at: usize, fact: &FactRow) -> ChangeKind {
    let still_known = fact.holds(at);
    if (still_known && !subject.passes(method, at)) || (!still_known && is_reread(subject, fact, at)) {
        ChangeKind::Reclassified
    } else {
        ChangeKind::Withdrawn
    }
}

/// Whether another reading of the same written statement ended at the commit `at`.
fn was_reread(subject: &Subject<'_>, fact: &FactRow, at: usize) -> bool {
    subject.facts.iter().any(|other| other.to == Some(at) && is_same_statement(other, fact))
}

/// Whether another reading of the same written statement began at the commit `at`.
fn is_reread(subject: &Subject<'_>, fact: &FactRow, at: usize) -> bool {
    subject.facts.iter().any(|other| other.from == at && is_same_statement(other, fact))
}

/// Two readings of one statement: the same date, the same kind of fact, another name; either the
/// words are the same (the reading changed) or a retired word was replaced.
fn is_same_statement(a: &FactRow, b: &FactRow) -> bool {
    a.key.what == b.key.what
        && a.key.name != b.key.name
        && a.effective == b.effective
        && (a.written == b.written || a.written != a.key.name || b.written != b.key.name)
}
