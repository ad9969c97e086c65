use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::history::{AttributeRow, FactRow, FileEvent, FileEventRow, GapReason, Restated, VersionRow};
use super::parsed_version::ParsedVersion;
use crate::git::Oid;
use crate::lifecycle::{DatedPhase, FactKey, PartialDate, facts};

/// One file of a record through its versions and names, while the mainline is walked. A record has several where
/// files turned out later to be one record's.
#[derive(Debug)]
pub(crate) struct FileTimeline {
    pub kind: usize,
    /// The identifiers that it had, the present one last.
    pub ids: Vec<String>,
    pub name: Option<String>,
    pub is_present: bool,
    pub path: String,
    /// The last version that could be read.
    pub blob: Option<Oid>,
    /// What it says; none where the file comes from an index and nothing has asked for it yet.
    pub last: Option<Arc<ParsedVersion>>,
    pub is_unreadable: bool,
    /// When each phase of that version was first shown, by name and by which one of that name it is as listed.
    pub shown: HashMap<(String, usize), PartialDate>,
    /// The identifier that it is guessed to have had before, and since when: the record may still deny it.
    pub guess: Option<(String, PartialDate)>,
    /// The facts that hold, by their places among the rows.
    pub open_facts: BTreeMap<FactKey, usize>,
    pub open_attributes: BTreeMap<(String, String), usize>,
}

/// The rows that the walk writes. `record` is the number of the file, until records are told apart.
#[derive(Debug, Default)]
pub(crate) struct TimelineRows {
    pub facts: Vec<FactRow>,
    pub attributes: Vec<AttributeRow>,
    pub file_events: Vec<FileEventRow>,
    pub versions: Vec<VersionRow>,
}

/// The commit at hand: its place on the mainline, and the day on which it became known.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CommitDay {
    pub at: usize,
    pub day: PartialDate,
}

/// A version of a file, as the walk is given it: the blob, and what it says.
pub(crate) type GivenVersion<'v> = (Oid, &'v Result<Arc<ParsedVersion>, GapReason>);

impl FileTimeline {
    pub(crate) fn new(kind: usize, id: String) -> FileTimeline {
        FileTimeline {
            kind,
            ids: vec![id],
            name: None,
            is_present: false,
            path: String::new(),
            blob: None,
            last: None,
            is_unreadable: false,
            shown: HashMap::new(),
            guess: None,
            open_facts: BTreeMap::new(),
            open_attributes: BTreeMap::new(),
        }
    }

    /// The identifier that it has.
    pub(crate) fn id(&self) -> &str {
        self.ids.last().map_or("", String::as_str)
    }

    /// Gives it another identifier.
    pub(crate) fn rename(&mut self, id: &str) {
        self.ids.retain(|known| known != id);
        self.ids.push(id.to_owned());
    }

    /// Takes in a version, brought by the commit `moment` in the file `path`. `event` says why
    /// it is there where that is more than a change.
    pub(crate) fn version(
        &mut self,
        number: usize,
        moment: CommitDay,
        path: &str,
        (blob, version): GivenVersion<'_>,
        event: Option<FileEvent>,
        rows: &mut TimelineRows,
    ) {
        self.is_present = true;
        path.clone_into(&mut self.path);
        let mut tell = |event| {
            rows.file_events.push(FileEventRow {
                record: number,
                file: number,
                at: moment.at,
                path: path.to_owned(),
                event,
            });
        };
        let told = event.is_some();
        if let Some(event) = event {
            tell(event);
        }
        match version {
            Err(reason) => {
                if !self.is_unreadable {
                    tell(FileEvent::Unreadable(*reason));
                }
                self.is_unreadable = true;
            }
            Ok(version) => {
                if self.is_unreadable {
                    tell(FileEvent::ReadableAgain);
                } else if !told {
                    tell(FileEvent::Changed);
                }
                self.is_unreadable = false;
                self.name.clone_from(&version.name);
                self.state_facts(number, moment, path, version, rows);
                self.state_attributes(number, moment, version, rows);
                self.blob = Some(blob);
                self.last = Some(Arc::clone(version));
            }
        }
    }

    /// Takes in its deletion. What it showed is remembered, since a deletion says nothing of it.
    pub(crate) fn delete(&mut self, number: usize, moment: CommitDay, rows: &mut TimelineRows) {
        self.is_present = false;
        self.is_unreadable = false;
        let path = self.path.clone();
        rows.file_events.push(FileEventRow {
            record: number,
            file: number,
            at: moment.at,
            path,
            event: FileEvent::Deleted,
        });
        for at in std::mem::take(&mut self.open_facts).into_values() {
            close(rows.facts.get_mut(at).map(|row| &mut row.to), moment);
        }
        for at in std::mem::take(&mut self.open_attributes).into_values() {
            close(rows.attributes.get_mut(at).map(|row| &mut row.to), moment);
        }
    }

    fn state_facts(
        &mut self,
        number: usize,
        moment: CommitDay,
        path: &str,
        version: &ParsedVersion,
        rows: &mut TimelineRows,
    ) {
        let shown = &self.shown;
        let (stated, phases) =
            facts(&version.timeline, |name, nth| shown.get(&(name.to_owned(), nth)).copied().unwrap_or(moment.day));
        self.remember_shown(moment, &phases);
        let facts = &mut rows.facts;
        // A fact that holds stays what it is, in whatever words it is said from now on.
        self.open_facts.retain(|key, at| {
            let row = facts.get_mut(*at);
            let (Some(row), Some(now)) = (row, stated.get(key)) else {
                close(facts.get_mut(*at).map(|row| &mut row.to), moment);
                return false;
            };
            let stands = row.value == now.value;
            if !stands {
                close(Some(&mut row.to), moment);
            } else if row.written_last() != now.written {
                let written = now.written.clone();
                let line = version.line(&now.pointer);
                row.restated.push(Restated { at: moment.at, written, path: path.to_owned(), line });
            }
            stands
        });
        for (key, now) in stated {
            if self.open_facts.contains_key(&key) {
                continue;
            }
            self.open_facts.insert(key.clone(), facts.len());
            facts.push(FactRow {
                record: number,
                file: number,
                key,
                value: now.value,
                written: now.written,
                from: moment.at,
                to: None,
                path: path.to_owned(),
                line: version.line(&now.pointer),
                restated: Vec::new(),
            });
        }
    }

    /// A phase is shown from the first version that has it, dated or not, as long as it stays.
    fn remember_shown(&mut self, moment: CommitDay, phases: &[DatedPhase]) {
        let since = |key: &(String, usize)| self.shown.get(key).copied().unwrap_or(moment.day);
        let keys = phases.iter().map(|dated| (dated.phase.name.clone(), dated.nth));
        self.shown = keys.map(|key| (key.clone(), since(&key))).collect();
    }

    fn state_attributes(&mut self, number: usize, moment: CommitDay, version: &ParsedVersion, rows: &mut TimelineRows) {
        let attributes = &mut rows.attributes;
        self.open_attributes.retain(|pair, at| {
            let stands = version.attributes.contains(pair);
            if !stands {
                close(attributes.get_mut(*at).map(|row| &mut row.to), moment);
            }
            stands
        });
        for pair in &version.attributes {
            if self.open_attributes.contains_key(pair) {
                continue;
            }
            self.open_attributes.insert(pair.clone(), attributes.len());
            let (field, value) = pair.clone();
            attributes.push(AttributeRow { record: number, file: number, field, value, from: moment.at, to: None });
        }
    }
}

/// Ends what held until now.
fn close(to: Option<&mut Option<usize>>, moment: CommitDay) {
    if let Some(to) = to {
        *to = Some(moment.at);
    }
}
