use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::history::{AttributeRow, FactRow, FileEvent, FileEventRow, GapReason, VersionRow};
use super::parsed_version::ParsedVersion;
use crate::git::Oid;
use crate::lifecycle::{FactKey, PartialDate, facts};

/// The life of one file through its versions and names, while the mainline is walked.
#[derive(Debug)]
pub(crate) struct FileTimeline {
    pub kind: usize,
    /// The identifiers that it had, the present one last.
    pub ids: Vec<String>,
    pub name: Option<String>,
    pub alive: bool,
    pub path: String,
    /// The last version that could be read.
    pub blob: Option<Oid>,
    /// What it says; none where the strand comes from an index and nothing has asked for it yet.
    pub last: Option<Arc<ParsedVersion>>,
    pub unreadable: bool,
    /// When each phase was first shown, by name and ordinal, since it is there.
    pub shown: HashMap<(String, usize), PartialDate>,
    /// The facts that hold, by their places among the rows.
    pub open_facts: BTreeMap<FactKey, usize>,
    pub open_attributes: BTreeMap<(String, String), usize>,
}

/// The rows that the walk writes. `record` is the strand, until records are told apart.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    pub facts: Vec<FactRow>,
    pub attributes: Vec<AttributeRow>,
    pub episodes: Vec<FileEventRow>,
    pub versions: Vec<VersionRow>,
}

/// The commit at hand: its place on the mainline, and its day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CommitDay {
    pub at: usize,
    pub day: PartialDate,
}

impl FileTimeline {
    pub(crate) fn new(kind: usize, id: String) -> FileTimeline {
        FileTimeline {
            kind,
            ids: vec![id],
            name: None,
            alive: false,
            path: String::new(),
            blob: None,
            last: None,
            unreadable: false,
            shown: HashMap::new(),
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

    /// Takes in a version, brought by the commit `moment` in the file `path`. `episode` says why
    /// it is there where that is more than a change.
    pub(crate) fn version(
        &mut self,
        number: usize,
        moment: CommitDay,
        path: &str,
        (blob, reading): (Oid, &Result<Arc<ParsedVersion>, GapReason>),
        episode: Option<FileEvent>,
        rows: &mut Rows,
    ) {
        self.alive = true;
        path.clone_into(&mut self.path);
        let mut tell = |episode| {
            rows.episodes.push(FileEventRow { record: number, at: moment.at, path: path.to_owned(), episode });
        };
        let told = episode.is_some();
        if let Some(episode) = episode {
            tell(episode);
        }
        match reading {
            Err(reason) => {
                if !self.unreadable {
                    tell(FileEvent::Unreadable(*reason));
                }
                self.unreadable = true;
            }
            Ok(reading) => {
                if self.unreadable {
                    tell(FileEvent::ReadableAgain);
                } else if !told {
                    tell(FileEvent::Changed);
                }
                self.unreadable = false;
                self.name.clone_from(&reading.name);
                self.state_facts(number, moment, path, reading, rows);
                self.state_attributes(number, moment, reading, rows);
                self.blob = Some(blob);
                self.last = Some(Arc::clone(reading));
            }
        }
    }

    /// Takes in its deletion. What it showed is remembered, since a deletion says nothing of it.
    pub(crate) fn delete(&mut self, number: usize, moment: CommitDay, rows: &mut Rows) {
        self.alive = false;
        self.unreadable = false;
        let path = self.path.clone();
        rows.episodes.push(FileEventRow { record: number, at: moment.at, path, episode: FileEvent::Deleted });
        for at in std::mem::take(&mut self.open_facts).into_values() {
            close(rows.facts.get_mut(at).map(|row| &mut row.to), moment);
        }
        for at in std::mem::take(&mut self.open_attributes).into_values() {
            close(rows.attributes.get_mut(at).map(|row| &mut row.to), moment);
        }
    }

    fn state_facts(&mut self, number: usize, moment: CommitDay, path: &str, reading: &ParsedVersion, rows: &mut Rows) {
        self.remember_shown(moment, reading);
        let shown = &self.shown;
        let stated = facts(&reading.timeline, |name, ordinal| {
            shown.get(&(name.to_owned(), ordinal)).copied().unwrap_or(moment.day)
        });
        let facts = &mut rows.facts;
        self.open_facts.retain(|key, at| {
            let row = facts.get_mut(*at);
            let stands = match (&row, stated.get(key)) {
                (Some(row), Some(value)) => {
                    row.effective == value.effective
                        && row.dated_by == value.dated_by
                        && row.cohort == value.cohort
                        && row.approximate == value.approximate
                        && row.written == value.written
                }
                _ => false,
            };
            if !stands {
                close(row.map(|row| &mut row.to), moment);
            }
            stands
        });
        for (key, value) in stated {
            if self.open_facts.contains_key(&key) {
                continue;
            }
            self.open_facts.insert(key.clone(), facts.len());
            facts.push(FactRow {
                record: number,
                strand: number,
                key,
                effective: value.effective,
                dated_by: value.dated_by,
                cohort: value.cohort,
                approximate: value.approximate,
                written: value.written,
                from: moment.at,
                to: None,
                path: path.to_owned(),
                line: reading.line(&value.pointer),
            });
        }
    }

    /// A phase is shown from the first version that has it, dated or not, as long as it stays.
    fn remember_shown(&mut self, moment: CommitDay, reading: &ParsedVersion) {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        let mut present = HashMap::new();
        for phase in &reading.timeline.phases {
            let count = counts.entry(&phase.name).or_insert(0);
            *count += 1;
            let key = (phase.name.clone(), *count);
            let since = self.shown.get(&key).copied().unwrap_or(moment.day);
            present.insert(key, since);
        }
        self.shown = present;
    }

    fn state_attributes(&mut self, number: usize, moment: CommitDay, reading: &ParsedVersion, rows: &mut Rows) {
        let attributes = &mut rows.attributes;
        self.open_attributes.retain(|pair, at| {
            let stands = reading.attributes.contains(pair);
            if !stands {
                close(attributes.get_mut(*at).map(|row| &mut row.to), moment);
            }
            stands
        });
        for pair in &reading.attributes {
            if self.open_attributes.contains_key(pair) {
                continue;
            }
            self.open_attributes.insert(pair.clone(), attributes.len());
            let (field, value) = pair.clone();
            attributes.push(AttributeRow { record: number, strand: number, field, value, from: moment.at, to: None });
        }
    }
}

/// Ends what held until now.
fn close(to: Option<&mut Option<usize>>, moment: CommitDay) {
    if let Some(to) = to {
        *to = Some(moment.at);
    }
}
