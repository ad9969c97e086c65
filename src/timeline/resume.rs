use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::checkpoint::{AliasRow, Checkpoint, FileTimelineRow, FolderRow, RivalRow};
use super::file_timeline::TimelineRows;
use super::history::{AttributeRow, CommitRow, FactRow};
use super::identity::{Identity, RecordKey, VersionChange};
use super::parsed_version::ParsedVersion;
use super::replay::Replay;
use super::walk_config::WalkConfig;
use crate::git::Oid;

/// What a walk remembers of the commits that it took in, wherever that is kept.
pub(crate) trait Memory {
    /// What keeps it from being read.
    type Error;
    /// How many files there are.
    fn files(&self) -> Result<usize, Self::Error>;
    /// How many records there are.
    fn records(&self) -> Result<usize, Self::Error>;
    /// The identifiers that records say to have borne before.
    fn aliases(&self) -> Result<Vec<AliasRow>, Self::Error>;
    /// The files that bear the identifier of another one.
    fn rivals(&self) -> Result<Vec<RivalRow>, Self::Error>;
    /// The folders in which kinds stood by earlier manifests.
    fn former_folders(&self) -> Result<Vec<FolderRow>, Self::Error>;
    /// The file that owns an identifier, or owned it last.
    fn owner(&self, kind: &str, id: &str) -> Result<Option<usize>, Self::Error>;
    /// A file, by its number.
    fn file(&self, number: usize) -> Result<FileTimelineRow, Self::Error>;
    /// The facts of a file that hold.
    fn facts(&self, record: usize, file: usize) -> Result<Vec<FactRow>, Self::Error>;
    /// The values of a file's fields that hold.
    fn attributes(&self, record: usize, file: usize) -> Result<Vec<AttributeRow>, Self::Error>;
}

/// Why a walk can't go on.
pub(crate) enum Stop<E> {
    /// What is remembered can't be read, or is of other kinds of records.
    Memory,
    /// A version can't be read from the repository.
    Version(E),
}

/// A walk that goes on from what is remembered, of which it recalls what the commits at hand are
/// about: the files that own the identifiers that they name, or owned them last.
pub(crate) struct Resumed<'m, M> {
    memory: &'m M,
    config: &'m WalkConfig,
    pub replay: Replay,
    asked: BTreeSet<RecordKey>,
    /// By file, its record, for the files that were recalled.
    records: BTreeMap<usize, usize>,
    old_facts: BTreeSet<usize>,
    old_attributes: BTreeSet<usize>,
}

/// What commits brought, by the numbers of the memory.
pub(crate) struct Touched {
    /// The commits, the first of which has the place `first`.
    pub commits: Vec<CommitRow>,
    pub first: usize,
    /// The files that were looked at, by number.
    pub files: Vec<(usize, FileTimelineRow)>,
    /// All that is remembered beside the files; of the owners, those that were looked at.
    pub checkpoint: Checkpoint,
    /// The rows, new ones and some that were there before.
    pub rows: TimelineRows,
    /// Which of the facts were there before, by their places among the rows.
    pub old_facts: BTreeSet<usize>,
    /// Which of the attributes were there before, likewise.
    pub old_attributes: BTreeSet<usize>,
    /// Whether two records turned out to be one.
    pub has_merged: bool,
}

impl<'m, M: Memory> Resumed<'m, M> {
    pub(crate) fn new<E>(memory: &'m M, config: &'m WalkConfig) -> Result<Resumed<'m, M>, Stop<E>> {
        let mut identity = Identity::after(memory.files().map_err(|_| Stop::Memory)?);
        for alias in memory.aliases().map_err(|_| Stop::Memory)? {
            let kind = config.manifest.kind_at(&alias.kind).ok_or(Stop::Memory)?;
            identity.aliases.entry((kind, alias.id)).or_default().insert(alias.file);
        }
        let mut resumed = Resumed {
            memory,
            config,
            replay: Replay { identity, ..Replay::default() },
            asked: BTreeSet::new(),
            records: BTreeMap::new(),
            old_facts: BTreeSet::new(),
            old_attributes: BTreeSet::new(),
        };
        for rival in memory.rivals().map_err(|_| Stop::Memory)? {
            let kind = config.manifest.kind_at(&rival.kind).ok_or(Stop::Memory)?;
            resumed.recall_file(rival.file)?;
            resumed.replay.identity.rivals.insert((kind, rival.id, rival.path), rival.file);
        }
        for row in memory.former_folders().map_err(|_| Stop::Memory)? {
            let kind = config.manifest.kind_at(&row.kind).ok_or(Stop::Memory)?;
            resumed.replay.former_folders.push((row.folder, kind));
        }
        Ok(resumed)
    }

    /// Recalls what the changes of one commit are about, before the walk takes them. `parse` reads a version that
    /// could be read once, by its blob and kind.
    pub(crate) fn recall<E>(
        &mut self,
        changes: &[VersionChange],
        mut parse: impl FnMut(Oid, usize) -> Result<Option<Arc<ParsedVersion>>, E>,
    ) -> Result<(), Stop<E>> {
        for change in changes {
            let key = (change.kind, change.id.clone());
            let claimers = self.replay.identity.aliases.get(&key).cloned().unwrap_or_default();
            for claimer in claimers {
                self.recall_file(claimer)?;
            }
            self.recall_owner(key)?;
            if change.after.is_none() {
                self.recall_claimers(change)?;
            }
            for previous in previous_ids(change) {
                self.recall_owner((change.kind, previous.clone()))?;
            }
        }
        // A file that goes may come again under another name, which is guessed by what it said; and a file
        // that says which names it bore may have said so before.
        let stays: BTreeSet<(usize, &str)> =
            changes.iter().filter(|change| change.after.is_some()).map(|change| (change.kind, &*change.id)).collect();
        let mut wanted = BTreeSet::new();
        for change in changes {
            if !stays.contains(&(change.kind, &*change.id)) || !previous_ids(change).is_empty() {
                wanted.extend(self.replay.identity.bearer(change.kind, &change.id, &change.path));
                wanted.extend(self.replay.identity.rivals_of(change.kind, &change.id));
            }
        }
        for number in wanted {
            let file = self.replay.identity.files.get_mut(&number);
            if let Some(file) = file.filter(|file| file.last.is_none())
                && let Some(blob) = file.blob
            {
                file.last = parse(blob, file.kind).map_err(Stop::Version)?;
            }
        }
        Ok(())
    }

    /// Recalls who says to have borne any of the names of a file that goes.
    fn recall_claimers<E>(&mut self, change: &VersionChange) -> Result<(), Stop<E>> {
        let identity = &self.replay.identity;
        let bearer = identity.bearer(change.kind, &change.id, &change.path);
        let ids = bearer.and_then(|file| identity.files.get(&file)).map(|file| file.ids.clone()).unwrap_or_default();
        for id in ids {
            let key = (change.kind, id);
            let claimers = self.replay.identity.aliases.get(&key).cloned().unwrap_or_default();
            if claimers.is_empty() {
                continue;
            }
            for claimer in claimers {
                self.recall_file(claimer)?;
            }
            self.recall_owner(key)?;
        }
        Ok(())
    }

    fn recall_owner<E>(&mut self, key: RecordKey) -> Result<(), Stop<E>> {
        if !self.asked.insert(key.clone()) {
            return Ok(());
        }
        if self.replay.identity.owner(key.0, &key.1).is_none() {
            let kind = self.config.manifest.kinds.get(key.0).ok_or(Stop::Memory)?;
            let owner = self.memory.owner(&kind.name, &key.1).map_err(|_| Stop::Memory)?;
            let Some(file) = owner else { return Ok(()) };
            self.recall_file(file)?;
            self.replay.identity.recall_owner(key.clone(), file);
        }
        // Who goes on for it may have left its name to another one since.
        let identity = &self.replay.identity;
        let root = identity.owner(key.0, &key.1).map(|owner| identity.root(owner));
        match root.and_then(|root| identity.files.get(&root)).map(|file| file.id().to_owned()) {
            Some(id) => self.recall_owner((key.0, id)),
            None => Ok(()),
        }
    }

    /// Recalls a file, and those that go on for it.
    fn recall_file<E>(&mut self, number: usize) -> Result<(), Stop<E>> {
        let mut next = Some(number);
        while let Some(number) = next.filter(|number| !self.records.contains_key(number)) {
            // One that is of this walk is known.
            if self.replay.identity.files.contains_key(&number) {
                break;
            }
            let row = self.memory.file(number).map_err(|_| Stop::Memory)?;
            let mut file = row.file(&self.config.manifest).ok_or(Stop::Memory)?;
            let rows = &mut self.replay.rows;
            for mut fact in self.memory.facts(row.record, number).map_err(|_| Stop::Memory)? {
                fact.record = number;
                self.old_facts.insert(rows.facts.len());
                file.open_facts.insert(fact.key.clone(), rows.facts.len());
                rows.facts.push(fact);
            }
            for mut attribute in self.memory.attributes(row.record, number).map_err(|_| Stop::Memory)? {
                attribute.record = number;
                self.old_attributes.insert(rows.attributes.len());
                let pair = (attribute.field.clone(), attribute.value.clone());
                file.open_attributes.insert(pair, rows.attributes.len());
                rows.attributes.push(attribute);
            }
            self.records.insert(number, row.record);
            self.replay.identity.recall(number, file, row.merged);
            next = row.merged.map(|(into, _)| into);
        }
        Ok(())
    }

    /// What the commits brought, the first of which has the place `first`, by the numbers of the memory.
    pub(crate) fn touched<E>(mut self, commits: Vec<CommitRow>, first: usize) -> Result<Touched, Stop<E>> {
        let checkpoint = Checkpoint::of(&self.replay, &self.config.manifest);
        let Replay { identity, mut rows, .. } = self.replay;
        let mut next = self.memory.records().map_err(|_| Stop::Memory)?;
        let mut files = Vec::new();
        for (number, file) in &identity.files {
            let record = *self.records.entry(*number).or_insert_with(|| {
                next += 1;
                next - 1
            });
            files.push((*number, FileTimelineRow::of(file, record, identity.merged(*number), &self.config.manifest)));
        }
        let record = |file: usize| self.records.get(&file).copied().unwrap_or(file);
        rows.facts.iter_mut().for_each(|row| row.record = record(row.record));
        rows.attributes.iter_mut().for_each(|row| row.record = record(row.record));
        rows.file_events.iter_mut().for_each(|row| row.record = record(row.record));
        rows.versions.iter_mut().for_each(|row| row.record = record(row.record));
        Ok(Touched {
            commits,
            first,
            files,
            checkpoint,
            rows,
            old_facts: self.old_facts,
            old_attributes: self.old_attributes,
            has_merged: identity.has_merged,
        })
    }
}

/// The identifiers that a changed file says it bore before.
fn previous_ids(change: &VersionChange) -> &[String] {
    let after = change.after.as_ref().and_then(|(_, version)| version.as_ref().ok());
    after.map_or(&[], |version| &version.previous_ids)
}
