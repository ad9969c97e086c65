use std::collections::BTreeMap;

use super::{DatedPhase, PartialDate, Timeline};

/// What kind of thing a fact states; in the order of the words for them, which the index sorts by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// The record entered a phase.
    Entered,
    /// An event happened to the record.
    Event,
    /// The record left a phase.
    Left,
}

impl What {
    /// The word for it in the index and in JSON (`entered`, `left`, `event`).
    pub const fn word(self) -> &'static str {
        match self {
            What::Entered => "entered",
            What::Left => "left",
            What::Event => "event",
        }
    }

    /// The reverse of [`What::word`].
    pub(crate) fn from_word(word: &str) -> Option<What> {
        [What::Entered, What::Left, What::Event].into_iter().find(|what| what.word() == word)
    }
}

/// What dates a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatedBy {
    /// A date in the record.
    Record,
    /// The commit that first showed it: the record has no date, or says that its date is that (`dated_by: commit`).
    Commit,
}

impl DatedBy {
    /// The word for it in the index and in JSON (`record`, `commit`).
    pub const fn word(self) -> &'static str {
        match self {
            DatedBy::Record => "record",
            DatedBy::Commit => "commit",
        }
    }
}

/// The identity of a fact within its record: moving its date does not change it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactKey {
    /// What it states.
    pub what: What,
    /// The phase or event, by the name that it reads as.
    pub name: String,
    /// Which one of that name, from 1, in order of date.
    pub ordinal: usize,
}

/// As it is written in JSON: `entered:investigation:1`.
impl std::fmt::Display for FactKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.what.word(), self.name, self.ordinal)
    }
}

/// The value of a fact, as the index stores it and answers give it. A commit revises a fact if its value is not equal
/// to the one before; how the record spells the fact is no part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactValue {
    /// When it happened (the effective date).
    pub effective: PartialDate,
    /// What dates it.
    pub dated_by: DatedBy,
    /// The budget year that it counts in, where the record says so.
    pub cohort: Option<i32>,
    /// Whether it rests on a conditional reading, on an unreadable date, or is said to be (`approximate: true`).
    pub approximate: bool,
}

/// A fact as a version of a record states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedFact {
    /// Its value.
    pub value: FactValue,
    /// The phase's or event's name as the record writes it.
    pub written: String,
    /// The JSON pointer of the node that states it (`/phases/0/start`).
    pub pointer: String,
}

/// The facts that a timeline states, with its phases in order.
///
/// `shown` gives the day on which the mainline first showed a phase without a date, by its name
/// and by which one of that name (from 1, as listed).
pub fn facts(
    timeline: &Timeline,
    shown: impl FnMut(&str, usize) -> PartialDate,
) -> (BTreeMap<FactKey, StatedFact>, Vec<DatedPhase>) {
    let mut found = BTreeMap::new();
    let phases = timeline.dated(shown);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, dated) in phases.iter().enumerate() {
        let phase = &dated.phase;
        let ordinal = counts.entry(&phase.name).and_modify(|count| *count += 1).or_insert(1);
        let mut put = |what: What, effective: PartialDate, dated_by: DatedBy, pointer: String| {
            let key = FactKey { what, name: phase.name.clone(), ordinal: *ordinal };
            let value = FactValue { effective, dated_by, cohort: None, approximate: phase.approximate };
            found.insert(key, StatedFact { value, written: phase.written.clone(), pointer });
        };
        let start_of = |dated: &DatedPhase| match dated.phase.start {
            Some(_) => format!("/phases/{}/start", dated.phase.at),
            None => format!("/phases/{}", dated.phase.at),
        };
        put(What::Entered, dated.effective, dated.dated_by, start_of(dated));
        if let Some(end) = phase.end {
            put(What::Left, end, DatedBy::Record, format!("/phases/{}/end", phase.at));
        } else if let Some(next) = phases.get(at + 1) {
            put(What::Left, next.effective, next.dated_by, start_of(next));
        }
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for event in &timeline.events {
        let ordinal = *counts.entry(&event.name).and_modify(|count| *count += 1).or_insert(1);
        let key = FactKey { what: What::Event, name: event.name.clone(), ordinal };
        let value =
            FactValue { effective: event.date, dated_by: DatedBy::Record, cohort: event.cohort, approximate: false };
        let pointer = format!("/events/{}/date", event.at);
        found.insert(key, StatedFact { value, written: event.name.clone(), pointer });
    }
    (found, phases)
}
