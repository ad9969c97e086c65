use std::collections::{BTreeSet, HashMap, HashSet};

use super::history::{
    AttributeRow, CommitRow, FactRow, FileEvent, FileEventRow, GapReason, History, RecordRow, RenameBy,
};
use super::parsed_version::ParsedVersion;
use super::walk_config::WalkConfig;
use crate::git::Oid;
use crate::lifecycle::{FactKey, PartialDate, What, facts};

/// The commit that is thought of as the next one of the mainline.
#[derive(Clone, Debug)]
pub struct Next {
    /// The commit, where there is one already.
    pub oid: Option<Oid>,
    /// Its committer's time, in seconds since 1970-01-01T00:00:00Z.
    pub committed_at: i64,
    /// The first line of its message.
    pub subject: String,
}

/// What the next commit does to a record.
#[derive(Clone, Copy, Debug)]
pub struct NextStep<'a> {
    /// Its kind, by its place in the manifest.
    pub kind: usize,
    /// Its identifier before, if it was there.
    pub before: Option<&'a str>,
    /// Its file after, if it is there.
    pub after: Option<NextFile<'a>>,
    /// How it was recognised, where the identifier is another.
    pub by: Option<RenameBy>,
}

/// The file of a record, as the next commit leaves it.
#[derive(Clone, Copy, Debug)]
pub struct NextFile<'a> {
    /// The identifier.
    pub id: &'a str,
    /// The path from the top of the repository.
    pub path: &'a str,
    /// What it says; `None` where it can't be read.
    pub text: Option<&'a str>,
}

/// The same history with one commit more, which does what `steps` say: what a register would know once a
/// change was part of it. Nothing but the records of the change is read.
pub fn ahead(mut history: History, next: &Next, steps: &[NextStep<'_>], config: &WalkConfig) -> History {
    let last = history.commits.last().map_or(i64::MIN, |commit| commit.known_at);
    history.commits.push(CommitRow {
        oid: next.oid.unwrap_or(Oid::ZERO_SHA1),
        known_at: last.max(next.committed_at),
        committed_at: next.committed_at,
        subject: next.subject.clone(),
        may_correct: true,
    });
    let at = history.commits.len() - 1;
    let holders = Holders::of(&history);
    let known = (history.facts.len(), history.attributes.len());
    let mut ahead = Ahead { at, today: day(&history, at), history, known, config, holders };
    for step in steps {
        ahead.step(step);
    }
    let mut history = ahead.history;
    history.facts.sort_by(|a, b| (a.record, &a.key, a.from, a.strand).cmp(&(b.record, &b.key, b.from, b.strand)));
    history.attributes.sort_by(|a, b| {
        (a.record, &a.field, &a.value, a.from, a.strand).cmp(&(b.record, &b.field, &b.value, b.from, b.strand))
    });
    history.episodes.sort_by_key(|row| (row.at, row.record));
    history
}

fn day(history: &History, at: usize) -> PartialDate {
    PartialDate::of_epoch(history.commits.get(at).map_or(0, |commit| commit.known_at))
}

/// Which record bears, or bore last, an identifier of a kind.
struct Holders {
    alive: HashMap<(String, String), usize>,
    dead: HashMap<(String, String), usize>,
    /// By record, the file that it has, or had last.
    paths: Vec<String>,
}

impl Holders {
    fn of(history: &History) -> Holders {
        let mut last: Vec<Option<&FileEventRow>> = vec![None; history.records.len()];
        for row in &history.episodes {
            if let Some(slot) = last.get_mut(row.record) {
                *slot = Some(row);
            }
        }
        let paths = last.iter().map(|row| row.map(|row| row.path.clone()).unwrap_or_default()).collect();
        let mut holders = Holders { alive: HashMap::new(), dead: HashMap::new(), paths };
        for (record, (row, last)) in history.records.iter().zip(last).enumerate() {
            match last {
                Some(last) if last.episode != FileEvent::Deleted => {
                    holders.alive.insert((row.kind.clone(), stem(&last.path).to_owned()), record);
                }
                _ => holders.dead.extend(row.ids.iter().map(|id| ((row.kind.clone(), id.clone()), record))),
            }
        }
        holders
    }
}

/// The identifier that a path gives.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".yml").unwrap_or(name)
}

/// Where the rows of a record stand among rows that are in the order of the records.
fn range<T>(rows: &[T], record_of: impl Fn(&T) -> usize, record: usize) -> (usize, usize) {
    let from = rows.partition_point(|row| record_of(row) < record);
    (from, rows.partition_point(|row| record_of(row) <= record))
}

struct Ahead<'g> {
    at: usize,
    today: PartialDate,
    history: History,
    /// How many facts and attributes there were before, in the order of the records.
    known: (usize, usize),
    config: &'g WalkConfig,
    holders: Holders,
}

impl Ahead<'_> {
    fn step(&mut self, step: &NextStep<'_>) {
        let Some(kind) = self.config.manifest.kinds.get(step.kind).map(|kind| kind.name.clone()) else { return };
        let alive = |id: &str| self.holders.alive.get(&(kind.clone(), id.to_owned())).copied();
        let before = step.before.and_then(alive);
        let Some(file) = &step.after else {
            if let Some(record) = before {
                self.delete(record);
            }
            return;
        };
        let reading = match file.text {
            Some(text) => ParsedVersion::of(text.as_bytes(), step.kind, self.config),
            None => Err(GapReason::Document),
        };
        let named = reading.as_ref().map(|reading| reading.previous_ids.as_slice()).unwrap_or_default();
        let dead = |id: &str| self.holders.dead.get(&(kind.clone(), id.to_owned())).copied();
        let came_back = dead(file.id);
        let named = named.iter().find_map(|id| dead(id));
        let (record, episode) = match (alive(file.id), before, step.by) {
            (Some(record), ..) => (record, FileEvent::Changed),
            (None, Some(record), Some(by)) if by == RenameBy::PreviousIds || came_back.is_none() => {
                (record, FileEvent::Renamed(by))
            }
            (None, before, _) => {
                // What went was taken for this one, which has a past of its own.
                if let Some(record) = before {
                    self.delete(record);
                }
                match (named, came_back) {
                    (Some(record), _) => (record, FileEvent::Renamed(RenameBy::PreviousIds)),
                    (None, Some(record)) => (record, FileEvent::Returned),
                    (None, None) => (self.create(kind, file.id), FileEvent::Created),
                }
            }
        };
        self.tell(record, file.path, episode);
        if let Some(row) = self.history.records.get_mut(record) {
            row.ids.retain(|id| id != file.id);
            row.ids.push(file.id.to_owned());
            file.id.clone_into(&mut row.id);
            file.path.clone_into(&mut row.path);
        }
        match reading {
            Err(reason) => self.tell(record, file.path, FileEvent::Unreadable(reason)),
            Ok(reading) => {
                if let Some(row) = self.history.records.get_mut(record) {
                    row.name.clone_from(&reading.name);
                }
                self.state_facts(record, file.path, &reading);
                self.state_attributes(record, &reading);
            }
        }
    }

    fn create(&mut self, kind: String, id: &str) -> usize {
        self.history.records.push(RecordRow {
            kind,
            id: id.to_owned(),
            name: None,
            path: String::new(),
            ids: Vec::new(),
        });
        self.history.records.len() - 1
    }

    /// The life of a record's file: the one that states what holds, else the one that stated something
    /// last, else one of its own.
    fn strand(&self, record: usize) -> usize {
        let facts = self.history.facts.iter().filter(|row| row.record == record).map(|row| (row.to, row.strand));
        let attributes = self.history.attributes.iter().filter(|row| row.record == record);
        let lives = facts.chain(attributes.map(|row| (row.to, row.strand)));
        let last = lives.max_by_key(|(to, _)| to.map_or(usize::MAX, |to| to));
        last.map_or(usize::MAX - record, |(_, strand)| strand)
    }

    fn tell(&mut self, record: usize, path: &str, episode: FileEvent) {
        self.history.episodes.push(FileEventRow { record, at: self.at, path: path.to_owned(), episode });
    }

    fn delete(&mut self, record: usize) {
        let path = self.holders.paths.get(record).cloned().unwrap_or_default();
        self.tell(record, &path, FileEvent::Deleted);
        let at = self.at;
        self.facts(record).iter_mut().filter(|row| row.to.is_none()).for_each(|row| row.to = Some(at));
        self.attributes(record).iter_mut().filter(|row| row.to.is_none()).for_each(|row| row.to = Some(at));
    }

    /// The facts of a record, as they were before.
    fn facts(&mut self, record: usize) -> &mut [FactRow] {
        let known = self.history.facts.get_mut(..self.known.0).unwrap_or_default();
        let (from, to) = range(known, |row| row.record, record);
        known.get_mut(from..to).unwrap_or_default()
    }

    /// The attributes of a record, as they were before.
    fn attributes(&mut self, record: usize) -> &mut [AttributeRow] {
        let known = self.history.attributes.get_mut(..self.known.1).unwrap_or_default();
        let (from, to) = range(known, |row| row.record, record);
        known.get_mut(from..to).unwrap_or_default()
    }

    fn state_facts(&mut self, record: usize, path: &str, reading: &ParsedVersion) {
        let shown = |name: &str, ordinal: usize| self.shown(record, name, ordinal);
        let stated = facts(&reading.timeline, shown);
        let mut stands: HashSet<FactKey> = HashSet::new();
        let at = self.at;
        for row in self.facts(record).iter_mut().filter(|row| row.to.is_none()) {
            let same = stated.get(&row.key).is_some_and(|value| {
                row.effective == value.effective
                    && row.dated_by == value.dated_by
                    && row.cohort == value.cohort
                    && row.approximate == value.approximate
                    && row.written == value.written
            });
            if same {
                stands.insert(row.key.clone());
            } else {
                row.to = Some(at);
            }
        }
        let strand = self.strand(record);
        let new = stated.into_iter().filter(|(key, _)| !stands.contains(key)).map(|(key, value)| FactRow {
            record,
            strand,
            key,
            effective: value.effective,
            dated_by: value.dated_by,
            cohort: value.cohort,
            approximate: value.approximate,
            line: reading.line(&value.pointer),
            written: value.written,
            from: at,
            to: None,
            path: path.to_owned(),
        });
        self.history.facts.extend(new.collect::<Vec<_>>());
    }

    /// The day on which the mainline first showed a phase that it has shown ever since; today, where it
    /// did not. A deletion says nothing of what the record showed.
    fn shown(&self, record: usize, name: &str, ordinal: usize) -> PartialDate {
        let is_it = |row: &&FactRow| {
            row.record == record && row.key.what == What::Entered && row.key.ordinal == ordinal && row.key.name == name
        };
        let rows: Vec<&FactRow> = self.history.facts.iter().filter(is_it).collect();
        let is_deletion = |at: usize| {
            let mut told = self.history.episodes.iter().filter(|row| row.record == record && row.at == at);
            told.any(|row| row.episode == FileEvent::Deleted)
        };
        let mut since: Option<(usize, Option<usize>)> = None;
        for row in rows {
            let goes_on = since.is_some_and(|(_, to)| to.is_some_and(|to| to == row.from || is_deletion(to)));
            since = Some((if goes_on { since.map_or(row.from, |(from, _)| from) } else { row.from }, row.to));
        }
        match since {
            Some((from, to)) if to.is_none_or(|to| to == self.at || is_deletion(to)) => day(&self.history, from),
            _ => self.today,
        }
    }

    fn state_attributes(&mut self, record: usize, reading: &ParsedVersion) {
        let at = self.at;
        let mut left: BTreeSet<(String, String)> = reading.attributes.iter().cloned().collect();
        for row in self.attributes(record).iter_mut().filter(|row| row.to.is_none()) {
            if !left.remove(&(row.field.clone(), row.value.clone())) {
                row.to = Some(at);
            }
        }
        let strand = self.strand(record);
        let row = |(field, value)| AttributeRow { record, strand, field, value, from: at, to: None };
        let new: Vec<AttributeRow> = left.into_iter().map(row).collect();
        self.history.attributes.extend(new);
    }
}
