use std::collections::BTreeMap;

use super::{PartialDate, Timeline};

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
    pub fn from_word(word: &str) -> Option<What> {
        [What::Entered, What::Left, What::Event].into_iter().find(|what| what.word() == word)
    }
}

/// What dates a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatedBy {
    /// A date in the record.
    Record,
    /// The commit that first showed it.
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

/// What a version of a record says of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactValue {
    /// When it happened.
    pub effective: PartialDate,
    /// What says so.
    pub dated_by: DatedBy,
    /// The budget year that it counts in, where the record says so.
    pub cohort: Option<i32>,
    /// Whether it rests on a conditional reading or an unreadable date.
    pub approximate: bool,
    /// The phase's or event's name as the record writes it.
    pub written: String,
    /// The pointer of the node that says it.
    pub pointer: String,
}

/// The facts that a timeline states.
///
/// `shown` gives the day on which the mainline first showed a phase without a date, by its name
/// and ordinal.
pub fn facts(timeline: &Timeline, mut shown: impl FnMut(&str, usize) -> PartialDate) -> BTreeMap<FactKey, FactValue> {
    let mut found = BTreeMap::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut dated = Vec::new();
    for phase in &timeline.phases {
        let count = counts.entry(phase.name.as_str()).or_insert(0);
        *count += 1;
        let (start, by) = match phase.start {
            Some(start) => (start, DatedBy::Record),
            None => (shown(&phase.name, *count), DatedBy::Commit),
        };
        dated.push((phase, *count, start, by));
    }
    // Dates given by commits may put phases in another order than the record's own dates do.
    dated.sort_by_key(|(_, _, start, _)| *start);
    for (at, (phase, ordinal, start, by)) in dated.iter().enumerate() {
        let mut put = |what: What, effective: PartialDate, dated_by: DatedBy, pointer: String| {
            let key = FactKey { what, name: phase.name.clone(), ordinal: *ordinal };
            let value = FactValue {
                effective,
                dated_by,
                cohort: None,
                approximate: phase.approximate,
                written: phase.written.clone(),
                pointer,
            };
            found.insert(key, value);
        };
        let node = format!("/phases/{}", phase.at);
        let start_of = |at: usize, by: DatedBy| match by {
            DatedBy::Record => format!("/phases/{at}/start"),
            DatedBy::Commit => format!("/phases/{at}"),
        };
        put(What::Entered, *start, *by, start_of(phase.at, *by));
        if let Some(end) = phase.end {
            put(What::Left, end, DatedBy::Record, format!("{node}/end"));
        } else if let Some((next, _, start, by)) = dated.get(at + 1) {
            put(What::Left, *start, *by, start_of(next.at, *by));
        }
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for event in &timeline.events {
        let count = counts.entry(event.name.as_str()).or_insert(0);
        *count += 1;
        let key = FactKey { what: What::Event, name: event.name.clone(), ordinal: *count };
        let value = FactValue {
            effective: event.date,
            dated_by: DatedBy::Record,
            cohort: event.cohort,
            approximate: false,
            written: event.name.clone(),
            pointer: format!("/events/{}/date", event.at),
        };
        found.insert(key, value);
    }
    found
}
