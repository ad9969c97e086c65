use super::fact_pairs::pair;
use super::field_changes::{FieldChange, field_changes};
use super::history::{FactRow, FileEvent, FileEventRow, History, RenameBy};
use crate::lifecycle::{FactValue, What};

/// What differs in one record between two moments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordDiff<'h> {
    /// The record, by its place among [`History::records`].
    pub record: usize,
    /// What differs in its file, if anything does.
    pub file: Option<FileDiff<'h>>,
    /// What differs in its facts, in the order of their dates.
    pub facts: Vec<FactDiff<'h>>,
    /// What differs in its fields, in their order.
    pub fields: Vec<FieldChange<'h>>,
}

/// What differs in the file of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileDiff<'h> {
    /// In which way.
    pub change: FileDiffKind,
    /// The file at the first moment.
    pub before: Option<&'h str>,
    /// The file at the second moment.
    pub after: Option<&'h str>,
    /// The last commit between the two (by its place on the mainline) that made it so.
    pub at: Option<usize>,
}

/// How the file of a record can differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileDiffKind {
    /// It is there for the first time.
    Created,
    /// It is there again, and was not at the first moment.
    Returned,
    /// It is no longer there.
    Deleted,
    /// The second moment is the earlier one, and it is not there yet.
    NotYet,
    /// It bears another identifier; how that was recognised, where a single step says so.
    Renamed(Option<RenameBy>),
}

impl FileDiffKind {
    /// The word for it in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            FileDiffKind::Created => "created",
            FileDiffKind::Returned => "returned",
            FileDiffKind::Deleted => "deleted",
            FileDiffKind::NotYet => "not-yet",
            FileDiffKind::Renamed(_) => "renamed",
        }
    }
}

/// What differs in a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FactDiff<'h> {
    /// The fact as known at the first moment.
    pub before: Option<&'h FactRow>,
    /// The fact as known at the second moment.
    pub after: Option<&'h FactRow>,
    /// The commit (by its place on the mainline) that made the last difference.
    pub at: Option<usize>,
}

impl FactDiff<'_> {
    /// Whether all that differs is that the fact is no longer approximate: the record says in today's words what it said
    /// before.
    pub fn only_loses_its_mark(&self) -> bool {
        let (Some(before), Some(after)) = (self.before, self.after) else { return false };
        let as_after = FactValue { approximate: after.value.approximate, ..before.value.clone() };
        before.value.approximate && !after.value.approximate && as_after == after.value
    }
}

/// What differs in files and facts between two moments, each just after a commit (by its place on the
/// mainline; `None`: before the first), by record. The moments may come in either order: what is told is
/// the way from the first to the second. A fact that only its words tell apart is the same.
pub fn diff(history: &History, before: Option<usize>, after: Option<usize>) -> Vec<RecordDiff<'_>> {
    let mut records: Vec<RecordDiff<'_>> = files(history, before, after)
        .into_iter()
        .enumerate()
        .map(|(record, file)| RecordDiff { record, file, facts: Vec::new(), fields: Vec::new() })
        .collect();
    for facts in history.facts.chunk_by(|a, b| a.record == b.record) {
        let holds = |fact: &FactRow, at: Option<usize>| at.is_some_and(|at| fact.holds(at));
        // What holds at both moments is no difference.
        let differs = |fact: &&FactRow| holds(fact, before) != holds(fact, after);
        let old = facts.iter().filter(differs).filter(|fact| holds(fact, before)).collect();
        let new = facts.iter().filter(differs).filter(|fact| holds(fact, after)).collect();
        for (old, new) in pair(old, new, |fact| ((fact.key.what, &fact.key.name), Some(fact.value.effective))) {
            if old.map(|fact| &fact.value) == new.map(|fact| &fact.value) {
                continue;
            }
            // What happened, happened forwards, whichever way it is told.
            let (early, late) = if before <= after { (old, new) } else { (new, old) };
            let at = late.map(|fact| fact.from).or(early.and_then(|fact| fact.to));
            if let Some(record) = facts.first().and_then(|fact| records.get_mut(fact.record)) {
                record.facts.push(FactDiff { before: old, after: new, at });
            }
        }
    }
    for (record, rows) in records.iter_mut().zip(history.attributes_by_record()) {
        record.fields = field_changes(rows, before, after);
    }
    records.retain(|record| record.file.is_some() || !record.facts.is_empty() || !record.fields.is_empty());
    for record in &mut records {
        // On one day, in the order of the record's lines: a phase is left where the next is entered.
        record.facts.sort_by_key(|fact| {
            fact.after.or(fact.before).map(|row| (row.value.effective, row.line, row.key.what != What::Left, &row.key))
        });
    }
    let key = |record: usize| history.records.get(record).map(|row| (&row.kind, &row.id));
    records.sort_by_key(|record| key(record.record));
    records
}

/// What the file events of a record come to. A record may have several files: those of records that became one.
#[derive(Clone, Default)]
struct RecordEvents<'h> {
    /// Its first file event.
    first: Option<&'h FileEventRow>,
    /// The last one of each of its files up to the earlier moment.
    early: Vec<&'h FileEventRow>,
    /// The last one of each of its files up to the later moment.
    late: Vec<&'h FileEventRow>,
    /// The last commit between the moments at which it came or went.
    moved: Option<usize>,
    /// The last renaming between them, and whether it is the only one.
    renamed: Option<(usize, RenameBy, bool)>,
}

/// By record, what differs in its file.
fn files(history: &History, before: Option<usize>, after: Option<usize>) -> Vec<Option<FileDiff<'_>>> {
    let (early, late) = (before.min(after), before.max(after));
    let mut told = vec![RecordEvents::default(); history.records.len()];
    for row in &history.file_events {
        let Some(record) = told.get_mut(row.record) else { continue };
        record.first = record.first.or(Some(row));
        if Some(row.at) <= early {
            put(&mut record.early, row);
        }
        if Some(row.at) <= late {
            put(&mut record.late, row);
            match row.event {
                _ if Some(row.at) <= early => {}
                FileEvent::Created | FileEvent::Returned | FileEvent::Deleted => record.moved = Some(row.at),
                FileEvent::Renamed(by) => record.renamed = Some((row.at, by, record.renamed.is_none())),
                _ => {}
            }
        }
    }
    told.iter().map(|told| told.difference(before <= after, early)).collect()
}

/// Puts an event in the place of the last one of the same file; the newest stands last.
fn put<'h>(events: &mut Vec<&'h FileEventRow>, row: &'h FileEventRow) {
    events.retain(|known| known.file != row.file);
    events.push(row);
}

impl<'h> RecordEvents<'h> {
    fn difference(&self, forwards: bool, early: Option<usize>) -> Option<FileDiff<'h>> {
        // The record is where the last of its files is that is there.
        let path = |rows: &[&'h FileEventRow]| {
            rows.iter().rev().find(|row| row.event != FileEvent::Deleted).map(|row| row.path.as_str())
        };
        let (at_early, at_late) = (path(&self.early), path(&self.late));
        let (before, after) = if forwards { (at_early, at_late) } else { (at_late, at_early) };
        let was_ever = self.first.is_some_and(|first| Some(first.at) <= early);
        let (change, at) = match (before, after) {
            (None, None) => return None,
            (Some(old), Some(new)) if stem(old) == stem(new) => return None,
            (Some(_), Some(_)) => {
                let by = self.renamed.filter(|(.., only)| *only).map(|(_, by, _)| by);
                (FileDiffKind::Renamed(by), self.renamed.map(|(at, ..)| at))
            }
            (None, Some(_)) if forwards && !was_ever => (FileDiffKind::Created, self.moved),
            (None, Some(_)) => (FileDiffKind::Returned, self.moved),
            (Some(_), None) if !forwards && !was_ever => (FileDiffKind::NotYet, self.moved),
            (Some(_), None) => (FileDiffKind::Deleted, self.moved),
        };
        Some(FileDiff { change, before, after, at })
    }
}

/// The identifier that a path gives.
fn stem(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
