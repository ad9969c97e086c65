use super::step::{Step, steps};
use crate::change::{Changed, FactChanges};
use crate::lifecycle::{Date, Lifecycle, PartialDate};
use crate::timeline::RenameBy;
use crate::yaml::Node;

/// What a change does to a record.
#[derive(Clone, Debug)]
pub struct RecordReview<'a> {
    /// The record, as `kind/id`: after the change, or before it where it is deleted.
    pub key: &'a str,
    /// Its name, likewise.
    pub name: Option<&'a str>,
    /// Its file, likewise.
    pub path: &'a str,
    /// What happens to its file.
    pub change: RecordChange,
    /// Of a renaming, the key (`kind/id`) that it had before.
    pub old: Option<&'a str>,
    /// The record (`kind/id`) that it was merged into.
    pub merged_into: Option<&'a str>,
    /// What differs in its phases and events. Of a deleted record: nothing.
    pub steps: Vec<Step>,
    /// The phase that a deleted record was in, and since when.
    pub last: Option<(String, Option<PartialDate>)>,
    /// The other fields that differ, in their order.
    pub fields: Vec<&'a str>,
    /// Whether its file can be read.
    pub is_readable: bool,
}

/// What a change can do to the file of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordChange {
    /// It is new.
    Added,
    /// It is there again after a deletion.
    Returned,
    /// It says something else, or says it in other words.
    Changed,
    /// It has another identifier.
    Renamed(RenameBy),
    /// It was merged into another record.
    Merged,
    /// It is gone.
    Deleted,
}

impl RecordChange {
    /// The word for it in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            RecordChange::Added => "added",
            RecordChange::Returned => "returned",
            RecordChange::Changed => "changed",
            RecordChange::Renamed(_) => "renamed",
            RecordChange::Merged => "merged",
            RecordChange::Deleted => "deleted",
        }
    }
}

impl<'a> RecordReview<'a> {
    /// What a change does to a record.
    pub(super) fn of(record: &'a Changed, lifecycle: Option<&Lifecycle>, today: Date) -> Option<RecordReview<'a>> {
        let latest = record.latest()?;
        let (before, after) = (record.before.as_ref(), record.after.as_ref());
        let change = match (before, after, record.by) {
            (_, None, _) if record.merged_into.is_some() => RecordChange::Merged,
            (_, None, _) => RecordChange::Deleted,
            (Some(_), Some(_), Some(by)) => RecordChange::Renamed(by),
            (Some(_), Some(_), None) => RecordChange::Changed,
            (None, Some(_), _) if record.returns => RecordChange::Returned,
            (None, Some(_), _) => RecordChange::Added,
        };
        let facts = FactChanges::of(record, lifecycle, Some(today)).unwrap_or_default();
        let steps = if after.is_some() { steps(&facts) } else { Vec::new() };
        let last = facts.pairs.iter().rfind(|pair| pair.before.is_phase && facts.has_come(pair.before.date));
        let last = last.filter(|_| after.is_none()).map(|pair| &pair.before);
        let fields = record.roots().map(|(old, new)| fields(old, new, &steps)).unwrap_or_default();
        Some(RecordReview {
            key: &latest.key,
            name: latest.document.root.as_ref().and_then(|root| root.get("name")?.as_text()),
            path: &latest.path,
            change,
            merged_into: record.merged_into.as_deref(),
            old: before.filter(|_| record.by.is_some()).map(|before| before.key.as_str()),
            steps,
            last: last.map(|last| (last.name.clone(), last.date)),
            fields,
            is_readable: latest.document.root.is_some(),
        })
    }
}

/// The fields that differ, except those that the steps are made from and the alias that states a renaming.
fn fields<'a>(old: &'a Node, new: &'a Node, steps: &[Step]) -> Vec<&'a str> {
    let entries = |node: &'a Node| node.as_map().unwrap_or_default();
    let mut names: Vec<&str> = entries(new).iter().map(|entry| entry.key.as_str()).collect();
    names.extend(entries(old).iter().map(|entry| entry.key.as_str()).filter(|key| new.get(key).is_none()));
    let value = |node: &Node, key: &str| node.get(key).map(Node::to_json);
    let is_told = |key: &str| match key {
        "phases" | "events" => !steps.is_empty(),
        _ => key == "previous_ids",
    };
    names.retain(|key| !is_told(key) && value(old, key) != value(new, key));
    names
}
