use std::collections::BTreeMap;

use super::fact_pairs::pair;
use super::field_changes::{FieldChange, field_changes_by_commit};
use super::history::{AttributeRow, FactRow, FileEvent, FileEventRow, History};
use crate::lifecycle::What;

/// What one commit said of a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LogEntry<'h> {
    /// What happened to its file.
    pub file_events: Vec<&'h FileEventRow>,
    /// What happened to its facts: before, and after.
    pub facts: Vec<(Option<&'h FactRow>, Option<&'h FactRow>)>,
    /// What changed in its fields, where they are asked for.
    pub fields: Vec<FieldChange<'h>>,
}

/// A record as the mainline tells it: its entries by commit (by its place on the mainline).
/// Commits that changed nothing but words are left out. Of its fields, those are told that `is_told` says.
pub(crate) fn record_log(
    history: &History,
    record: usize,
    is_told: impl Fn(&str) -> bool,
) -> BTreeMap<usize, LogEntry<'_>> {
    let (facts, attributes) = (history.facts_by_record(), history.attributes_by_record());
    let facts = facts.get(record).copied().unwrap_or_default();
    let attributes = attributes.get(record).copied().unwrap_or_default();
    tell(history.file_events.iter().filter(|row| row.record == record), facts, attributes, is_told)
}

/// The logs of all records, by their places among [`History::records`]: for each, what [`record_log`] tells, but for
/// its fields.
pub(crate) fn record_logs(history: &History) -> Vec<BTreeMap<usize, LogEntry<'_>>> {
    let mut file_events: Vec<Vec<&FileEventRow>> = vec![Vec::new(); history.records.len()];
    for row in &history.file_events {
        if let Some(of_record) = file_events.get_mut(row.record) {
            of_record.push(row);
        }
    }
    let facts = history.facts_by_record();
    file_events.into_iter().zip(facts).map(|(file_events, facts)| tell(file_events, facts, &[], |_| false)).collect()
}

fn tell<'h>(
    events: impl IntoIterator<Item = &'h FileEventRow>,
    facts: &'h [FactRow],
    attributes: &'h [AttributeRow],
    is_told: impl Fn(&str) -> bool,
) -> BTreeMap<usize, LogEntry<'h>> {
    let mut entries: BTreeMap<usize, LogEntry<'h>> = BTreeMap::new();
    for row in events {
        entries.entry(row.at).or_default().file_events.push(row);
    }
    let mut changed: BTreeMap<usize, (Vec<&'h FactRow>, Vec<&'h FactRow>)> = BTreeMap::new();
    for fact in facts {
        changed.entry(fact.from).or_default().1.push(fact);
        if let Some(to) = fact.to {
            changed.entry(to).or_default().0.push(fact);
        }
    }
    for (at, (taken_back, brought)) in changed {
        let pairs = pair(taken_back, brought, |fact| ((fact.key.what, &fact.key.name), Some(fact.value.effective)));
        // What is only counted otherwise among its like is no news.
        let is_news = |(before, after): &(Option<&FactRow>, Option<&FactRow>)| {
            before.map(|fact| &fact.value) != after.map(|fact| &fact.value)
        };
        entries.entry(at).or_default().facts.extend(pairs.into_iter().filter(is_news));
    }
    for (at, mut fields) in field_changes_by_commit(attributes) {
        fields.retain(|change| is_told(change.field));
        entries.entry(at).or_default().fields = fields;
    }
    entries.retain(|_, entry| {
        let is_news = |row: &&FileEventRow| row.event != FileEvent::Changed;
        !entry.facts.is_empty() || !entry.fields.is_empty() || entry.file_events.iter().any(is_news)
    });
    for entry in entries.values_mut() {
        // On one day, in the order of the record's lines: a phase is left where the next is entered.
        entry.facts.sort_by_key(|(before, after)| {
            let fact = (*after).or(*before);
            fact.map(|fact| (fact.value.effective, fact.line, fact.key.what != What::Left, fact.key.clone()))
        });
    }
    entries
}
