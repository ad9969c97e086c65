use std::fmt;

use crate::change::{FactChanges, Moment, is_same_date};
use crate::i18n::Arg;
use crate::lifecycle::PartialDate;

/// One difference that a change makes to the phases and events of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it is.
    pub kind: StepKind,
    /// The phase or event.
    pub name: String,
    /// Of an entry, the phase that it comes from.
    pub from: Option<String>,
    /// What was said before.
    pub before: Option<Stated>,
    /// What is said now.
    pub after: Option<Stated>,
    /// The budget year that an event counts in, where the record says so.
    pub cohort: Option<i32>,
    /// Whether it has not taken effect yet.
    pub is_planned: bool,
}

/// When a phase or event is, as the record states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stated {
    /// Its date.
    Date(PartialDate),
    /// The budget year that it counts in.
    Year(i32),
}

impl fmt::Display for Stated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Stated::Date(date) => date.fmt(f),
            Stated::Year(year) => year.fmt(f),
        }
    }
}

impl From<Stated> for Arg {
    fn from(stated: Stated) -> Arg {
        match stated {
            Stated::Date(date) => date.into(),
            Stated::Year(year) => Arg::from(year.to_string()),
        }
    }
}

/// The kinds of differences that a change can make to phases and events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// It enters a phase.
    Entered,
    /// A phase has ended, as the record says it of the phase itself.
    Ended,
    /// An event happened.
    Happened,
    /// A phase or event has another date.
    Redated,
    /// The end of a phase has another date.
    EndRedated,
    /// An event counts in another year.
    Recounted,
    /// A phase or event is no longer stated.
    Removed,
}

impl StepKind {
    /// The word for it in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            StepKind::Entered => "entered",
            StepKind::Ended => "ended",
            StepKind::Happened => "happened",
            StepKind::Redated => "redated",
            StepKind::EndRedated => "end-redated",
            StepKind::Recounted => "recounted",
            StepKind::Removed => "removed",
        }
    }
}

/// What differs between the phases and events before and after: what is stated now in its order, then what is gone.
pub(super) fn steps(facts: &FactChanges) -> Vec<Step> {
    let place = |moment: &Moment| facts.now.iter().position(|known| known == moment);
    let mut found: Vec<(Option<usize>, Vec<Step>)> =
        facts.added.iter().map(|moment| (place(moment), vec![added(facts, moment)])).collect();
    for pair in &facts.pairs {
        if let Some(after) = &pair.after {
            found.push((place(after), revised(facts, &pair.before, after)));
        }
    }
    found.sort_by_key(|(place, _)| *place);
    let gone = facts.pairs.iter().filter(|pair| pair.after.is_none());
    let gone = gone.map(|pair| Step { before: date(pair.before.date), ..step(StepKind::Removed, &pair.before) });
    found.into_iter().flat_map(|(_, steps)| steps).chain(gone).collect()
}

fn added(facts: &FactChanges, moment: &Moment) -> Step {
    let kind = if moment.is_phase { StepKind::Entered } else { StepKind::Happened };
    let at = facts.now.iter().position(|known| known == moment);
    let before = at.and_then(|at| facts.now.get(at.checked_sub(1)?)).filter(|before| before.is_phase);
    Step {
        from: before.filter(|_| moment.is_phase).map(|before| before.name.clone()),
        after: date(moment.date),
        is_planned: !facts.has_come(moment.date),
        ..step(kind, moment)
    }
}

fn revised(facts: &FactChanges, before: &Moment, after: &Moment) -> Vec<Step> {
    let mut found = Vec::new();
    let planned = |date| !facts.has_come(date);
    if before.date != after.date {
        let (old, new) = (date(before.date), date(after.date));
        let is_planned = planned(after.date);
        found.push(Step { before: old, after: new, is_planned, ..step(StepKind::Redated, after) });
    }
    // An end that equals the start of the next phase says nothing new.
    let said = |moment: &Moment| moment.end.is_some();
    if (said(before) || said(after)) && before.left != after.left && !is_derived(before, after) {
        let kind = if said(before) { StepKind::EndRedated } else { StepKind::Ended };
        let old = date(before.end);
        let is_planned = planned(after.left);
        found.push(Step { before: old, after: date(after.left), is_planned, ..step(kind, after) });
    }
    if before.cohort != after.cohort {
        let year = |cohort: Option<i32>| cohort.map(Stated::Year);
        let (old, new) = (year(before.cohort), year(after.cohort));
        found.push(Step { before: old, after: new, ..step(StepKind::Recounted, after) });
    }
    found
}

fn is_derived(before: &Moment, after: &Moment) -> bool {
    before.left.is_some() && is_same_date(before.left, after.left)
}

fn step(kind: StepKind, moment: &Moment) -> Step {
    Step {
        kind,
        name: moment.name.clone(),
        from: None,
        before: None,
        after: None,
        cohort: moment.cohort,
        is_planned: false,
    }
}

fn date(date: Option<PartialDate>) -> Option<Stated> {
    date.map(Stated::Date)
}
