use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::registry_paths::RegistryPaths;
use crate::diagnostic::Outcome;
use crate::git::{Change, MainlineCommit, Mode, Oid, Repository};
use crate::registry::{Manifest, Placement};
use crate::timeline::ParsedVersion;
use crate::timeline::WalkConfig;
use crate::timeline::{GapReason, VersionRow};
use crate::timeline::{Identity, Replay, VersionChange};
use crate::yaml::MAX_BYTES;

/// How many changed files are read at once: enough for all cores, little enough for the memory.
const BATCH: usize = 4_096;
/// With fewer than this many versions, the other cores are not worth waking.
const ALONE: usize = 64;

/// A changed file of a record.
pub(crate) struct Step {
    /// The commit, by its place on the mainline.
    pub at: usize,
    pub kind: usize,
    pub id: String,
    change: Change,
}

/// What the commits of the mainline did to the files of records, in their order, then that of the paths.
/// The first of them has the place `first`, and `before` is the tree of the commit before it.
pub(crate) fn steps(
    repository: &Repository,
    commits: &[MainlineCommit],
    mut before: Option<Oid>,
    first: usize,
    manifest: &Manifest,
) -> Outcome<Vec<Step>> {
    let mut steps = Vec::new();
    let sites = RegistryPaths::of(repository, manifest);
    for (at, commit) in (first..).zip(commits) {
        if before != Some(commit.tree) {
            let changes = sites.changes(before, commit.tree)?;
            steps.extend(changes.into_iter().filter_map(|change| match sites.place(&change.path) {
                Placement::Record { kind, id } => Some(Step { at, kind, id, change }),
                _ => None,
            }));
        }
        before = Some(commit.tree);
    }
    Ok(steps)
}

impl Step {
    /// Whether the file is there after it.
    pub(crate) fn leaves_a_file(&self) -> bool {
        self.change.after.is_some()
    }

    /// The version that the step brought. The record is its strand, until records are told apart.
    pub(crate) fn version(&self, identity: &Identity) -> Option<VersionRow> {
        let record = identity.bearer(self.kind, &self.id)?;
        let blob = self.change.after.map(|(oid, _)| oid);
        Some(VersionRow { record, at: self.at, path: self.change.path.clone(), blob })
    }

    /// What it did to the file, with what the file says now.
    pub(crate) fn file_change(&self, readings: &ParsedVersions) -> VersionChange {
        let after = self.change.after.map(|(oid, mode)| (oid, self.reading(mode, oid, readings)));
        VersionChange {
            kind: self.kind,
            id: self.id.clone(),
            path: self.change.path.clone(),
            before: self.change.before.map(|(oid, _)| oid),
            after,
        }
    }

    fn reading(&self, mode: Mode, oid: Oid, readings: &ParsedVersions) -> Read {
        match (mode, readings.known.get(&(oid, self.kind))) {
            (Mode::Regular, Some(reading)) => reading.clone(),
            (Mode::Regular, None) => Err(GapReason::Document),
            (Mode::Link | Mode::Submodule, _) => Err(GapReason::NotRegular),
        }
    }

    /// The identifiers that the file says it bore before.
    pub(crate) fn previous_ids<'r>(&self, readings: &'r ParsedVersions) -> &'r [String] {
        let after = self.change.after.and_then(|(oid, _)| readings.known.get(&(oid, self.kind)));
        after.and_then(|reading| reading.as_ref().ok()).map_or(&[], |reading| &reading.previous_ids)
    }
}

/// Takes in the steps of whole commits, in their order. `commits` are those that the steps are of, the first of
/// which has the place `first`.
pub(crate) fn take(
    replay: &mut Replay,
    batch: &[Step],
    versions: &ParsedVersions,
    commits: &[MainlineCommit],
    first: usize,
) {
    for commit in batch.chunk_by(|a, b| a.at == b.at) {
        let Some(at) = commit.first().map(|step| step.at) else { continue };
        let known_at = at.checked_sub(first).and_then(|at| commits.get(at)).map_or(0, |commit| commit.known_at);
        replay.commit(at, known_at, commit.iter().map(|step| step.file_change(versions)).collect());
        replay.rows.versions.extend(commit.iter().filter_map(|step| step.version(&replay.identity)));
    }
}

/// Cuts the steps into a batch and the rest: at a commit's end, once the batch is large enough.
pub(crate) fn batch(steps: &[Step]) -> (&[Step], &[Step]) {
    let mut end = steps.len().min(BATCH);
    let last = steps.get(end.saturating_sub(1)).map(|step| step.at);
    while steps.get(end).map(|step| step.at) == last && end < steps.len() {
        end += 1;
    }
    steps.split_at(end)
}

type Read = Result<Arc<ParsedVersion>, GapReason>;

/// What versions say, each distinct one read once, as long as they are few enough to be held.
#[derive(Default)]
pub(crate) struct ParsedVersions {
    known: HashMap<(Oid, usize), Read>,
}

impl ParsedVersions {
    /// Reads the versions of a batch that are not known yet.
    pub(crate) fn read(&mut self, repository: &Repository, batch: &[Step], config: &WalkConfig) -> Outcome<()> {
        if self.known.len() > 16 * BATCH {
            self.known.clear();
        }
        let mut wanted = Vec::new();
        let mut seen = HashSet::new();
        for step in batch {
            if let Some((oid, Mode::Regular)) = step.change.after {
                let version = (oid, step.kind);
                if !self.known.contains_key(&version) && seen.insert(version) {
                    wanted.push(version);
                }
            }
        }
        let read: Vec<((Oid, usize), Read)> = if wanted.len() < ALONE {
            wanted.into_iter().map(|version| read(repository, version, config)).collect::<Outcome<_>>()?
        } else {
            let git_dir = repository.git_dir();
            wanted
                .par_iter()
                .with_min_len(ALONE)
                .map_init(
                    || Repository::open(git_dir),
                    |opened, version| read(opened.as_ref().map_err(Clone::clone)?, *version, config),
                )
                .collect::<Outcome<_>>()?
        };
        self.known.extend(read);
        Ok(())
    }
}

/// What the version `(blob, kind)` says.
fn read(repository: &Repository, (oid, kind): (Oid, usize), config: &WalkConfig) -> Outcome<((Oid, usize), Read)> {
    let bytes = repository.blob_within(oid, MAX_BYTES)?.ok_or(GapReason::Document);
    Ok(((oid, kind), bytes.and_then(|bytes| ParsedVersion::of(&bytes, kind, config)).map(Arc::new)))
}

/// What a version that could be read once says.
pub(crate) fn reread(
    repository: &Repository,
    blob: Oid,
    kind: usize,
    config: &WalkConfig,
) -> Outcome<Option<Arc<ParsedVersion>>> {
    let (_, reading) = read(repository, (blob, kind), config)?;
    Ok(reading.ok())
}
