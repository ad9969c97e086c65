use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::Arc;

use super::checkpoint::{AliasRow, FileTimelineRow, FolderRow, RivalRow};
use super::history::{AttributeRow, CommitRow, FactRow, History};
use super::identity::VersionChange;
use super::parsed_version::ParsedVersion;
use super::resume::{Memory, Resumed, Stop, Touched};
use super::walk_config::WalkConfig;
use crate::git::Oid;
use crate::lifecycle::PartialDate;

/// A history that a walk goes on from.
struct Remembered<'h> {
    history: &'h History,
    owners: HashMap<(&'h str, &'h str), usize>,
    facts: Vec<&'h [FactRow]>,
    attributes: Vec<&'h [AttributeRow]>,
}

impl History {
    /// Goes on by commits that are no part of the mainline, or not yet: each with what it did to the files of
    /// records. The history must hold its checkpoint. `parse` reads a version that could be read once, by its
    /// blob and kind.
    ///
    /// Gives the files that the commits touched, by number, each as it was before (`None`: there was none).
    ///
    /// # Errors
    ///
    /// Where a version can't be read.
    pub(crate) fn go_on<E>(
        &mut self,
        commits: Vec<(CommitRow, Vec<VersionChange>)>,
        config: &WalkConfig,
        mut parse: impl FnMut(Oid, usize) -> Result<Option<Arc<ParsedVersion>>, E>,
    ) -> Result<Vec<(usize, Option<FileTimelineRow>)>, Stop<E>> {
        let first = self.commits.len();
        let mut known_at = self.commits.last().map_or(i64::MIN, |commit| commit.known_at);
        let touched = {
            let memory = Remembered::of(self);
            let mut resumed = Resumed::new(&memory, config)?;
            let mut rows = Vec::new();
            for (at, (mut commit, changes)) in (first..).zip(commits) {
                resumed.recall(&changes, &mut parse)?;
                known_at = known_at.max(commit.known_at);
                commit.known_at = known_at;
                commit.day = PartialDate::day(config.zone().day(known_at));
                resumed.replay.commit(at, commit.day, changes, config);
                rows.push(commit);
            }
            resumed.touched(rows, first)?
        };
        let before = |number: usize| self.checkpoint.files.get(number).cloned();
        let files = touched.files.iter().map(|(number, _)| (*number, before(*number))).collect();
        self.apply(touched);
        Ok(files)
    }

    /// Takes in what commits brought.
    fn apply(&mut self, touched: Touched) {
        let Touched { commits, files, checkpoint, rows, old_facts, old_attributes, has_merged, .. } = touched;
        self.commits.extend(commits);
        for (number, row) in files {
            match self.checkpoint.files.get_mut(number) {
                Some(known) => *known = row,
                None => self.checkpoint.files.push(row),
            }
        }
        let known = self.facts.len();
        for (at, row) in rows.facts.into_iter().enumerate() {
            if old_facts.contains(&at) {
                let key = |fact: &FactRow| (fact.record, fact.key.clone(), fact.from, fact.file);
                let wanted = key(&row);
                let old = self.facts.get_mut(..known).unwrap_or_default();
                if let Ok(place) = old.binary_search_by(|fact| key(fact).cmp(&wanted))
                    && let Some(slot) = old.get_mut(place)
                {
                    *slot = row;
                }
            } else {
                self.facts.push(row);
            }
        }
        let known = self.attributes.len();
        for (at, row) in rows.attributes.into_iter().enumerate() {
            if old_attributes.contains(&at) {
                let key = |row: &AttributeRow| (row.record, row.field.clone(), row.value.clone(), row.from, row.file);
                let wanted = key(&row);
                let old = self.attributes.get_mut(..known).unwrap_or_default();
                if let Ok(place) = old.binary_search_by(|row| key(row).cmp(&wanted))
                    && let Some(slot) = old.get_mut(place)
                {
                    *slot = row;
                }
            } else {
                self.attributes.push(row);
            }
        }
        self.file_events.extend(rows.file_events);
        for owner in checkpoint.owners {
            let key = |row: &super::OwnerRow| (row.kind.clone(), row.id.clone());
            match self.checkpoint.owners.binary_search_by(|known| key(known).cmp(&key(&owner))) {
                Ok(at) => {
                    if let Some(slot) = self.checkpoint.owners.get_mut(at) {
                        *slot = owner;
                    }
                }
                Err(at) => self.checkpoint.owners.insert(at, owner),
            }
        }
        self.checkpoint.aliases = checkpoint.aliases;
        self.checkpoint.rivals = checkpoint.rivals;
        self.checkpoint.former_folders = checkpoint.former_folders;
        if has_merged {
            self.number_records();
        } else {
            let mut groups: HashMap<usize, Vec<&FileTimelineRow>> = HashMap::new();
            for file in &self.checkpoint.files {
                groups.entry(file.record).or_default().push(file);
            }
            let count = groups.keys().max().map_or(0, |last| last + 1);
            let none = Vec::new();
            let row = |record: usize| super::record_row(groups.get(&record).unwrap_or(&none));
            self.records = (0..count).map(row).collect();
            self.sort();
        }
    }
}

impl<'h> Remembered<'h> {
    fn of(history: &'h History) -> Remembered<'h> {
        let owners = history.checkpoint.owners.iter();
        Remembered {
            history,
            owners: owners.map(|row| ((row.kind.as_str(), row.id.as_str()), row.file)).collect(),
            facts: history.facts_by_record(),
            attributes: history.attributes_by_record(),
        }
    }
}

impl Memory for Remembered<'_> {
    type Error = Infallible;

    fn files(&self) -> Result<usize, Infallible> {
        Ok(self.history.checkpoint.files.len())
    }

    fn records(&self) -> Result<usize, Infallible> {
        Ok(self.history.records.len())
    }

    fn aliases(&self) -> Result<Vec<AliasRow>, Infallible> {
        Ok(self.history.checkpoint.aliases.clone())
    }

    fn rivals(&self) -> Result<Vec<RivalRow>, Infallible> {
        Ok(self.history.checkpoint.rivals.clone())
    }

    fn former_folders(&self) -> Result<Vec<FolderRow>, Infallible> {
        Ok(self.history.checkpoint.former_folders.clone())
    }

    fn owner(&self, kind: &str, id: &str) -> Result<Option<usize>, Infallible> {
        Ok(self.owners.get(&(kind, id)).copied())
    }

    fn file(&self, number: usize) -> Result<FileTimelineRow, Infallible> {
        // Numbers come from the rows themselves: there is one for each.
        Ok(self.history.checkpoint.files.get(number).cloned().unwrap_or_else(|| FileTimelineRow {
            record: self.history.records.len(),
            kind: String::new(),
            ids: Vec::new(),
            name: None,
            is_present: false,
            is_unreadable: false,
            path: String::new(),
            blob: None,
            merged: None,
            guess: None,
            shown: Vec::new(),
        }))
    }

    fn facts(&self, record: usize, file: usize) -> Result<Vec<FactRow>, Infallible> {
        let facts = self.facts.get(record).copied().unwrap_or_default().iter();
        Ok(facts.filter(|fact| fact.file == file && fact.to.is_none()).cloned().collect())
    }

    fn attributes(&self, record: usize, file: usize) -> Result<Vec<AttributeRow>, Infallible> {
        let rows = self.attributes.get(record).copied().unwrap_or_default().iter();
        Ok(rows.filter(|row| row.file == file && row.to.is_none()).cloned().collect())
    }
}
