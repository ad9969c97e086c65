use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::registry_paths::RegistryPaths;
use crate::diagnostic::Outcome;
use crate::git::{Change, MainlineCommit, Mode, Oid, Repository};
use crate::lifecycle::PartialDate;
use crate::registry::{Manifest, Placement};
use crate::timeline::ParsedVersion;
use crate::timeline::WalkConfig;
use crate::timeline::{CommitRow, GapReason, VersionRow};
use crate::timeline::{Identity, Replay, VersionChange};
use crate::yaml::{Document, MAX_BYTES};

/// How many changed files are read at once: enough for all cores, little enough for the memory.
const BATCH: usize = 4_096;
/// With fewer than this many versions, the other cores are not worth waking.
const ALONE: usize = 64;

/// A changed file of a record.
pub(super) struct RecordChange {
    /// The commit, by its place on the mainline.
    pub at: usize,
    pub kind: usize,
    pub id: String,
    change: Change,
}

/// What commits of the mainline did to the files of records, in their order, then that of the paths.
pub(super) struct RegisterChanges {
    pub steps: Vec<RecordChange>,
    /// The folders that kinds had before, each with its kind.
    pub former: Vec<(String, usize)>,
}

/// What the commits of the mainline did to the files of records.
/// The first of them has the place `first`, `before` is the tree of the commit before it, and `former` are the folders
/// that kinds are known to have had by then.
pub(super) fn steps(
    repository: &Repository,
    commits: &[MainlineCommit],
    (mut before, first): (Option<Oid>, usize),
    former: Vec<(String, usize)>,
    manifest: &Manifest,
) -> Outcome<RegisterChanges> {
    let mut steps = Vec::new();
    let mut paths = RegistryPaths::of(repository, manifest, former);
    if let Some(tree) = before {
        paths.look_at(tree)?;
    }
    for (at, commit) in (first..).zip(commits) {
        if before != Some(commit.tree) {
            paths.look_at(commit.tree)?;
            let changes = paths.changes(before, commit.tree)?;
            steps.extend(changes.into_iter().filter_map(|change| match paths.place(&change.path) {
                Placement::Record { kind, id } => Some(RecordChange { at, kind, id, change }),
                _ => None,
            }));
        }
        before = Some(commit.tree);
    }
    let former = paths.former().to_vec();
    Ok(RegisterChanges { steps, former })
}

/// What commits that go on from the tree `before` did to the files of records, commit by commit; `former` are the
/// folders that kinds are known to have had by then.
///
/// # Errors
///
/// Where an object can't be read from the repository.
pub(crate) fn commit_changes(
    repository: &Repository,
    commits: Vec<MainlineCommit>,
    before: Oid,
    former: &[(String, usize)],
    config: &WalkConfig,
) -> Outcome<Vec<(CommitRow, Vec<VersionChange>)>> {
    let RegisterChanges { steps, .. } =
        steps(repository, &commits, (Some(before), 0), former.to_vec(), &config.manifest)?;
    let mut versions = ParsedVersions::default();
    let mut found: Vec<(CommitRow, Vec<VersionChange>)> =
        commits.into_iter().map(|commit| (CommitRow::of(commit, config.zone()), Vec::new())).collect();
    let mut rest = steps.as_slice();
    while !rest.is_empty() {
        let (next, after) = batch(rest);
        versions.read(repository, next, config)?;
        for commit in next.chunk_by(|a, b| a.at == b.at) {
            if let Some((_, changes)) = commit.first().and_then(|step| found.get_mut(step.at)) {
                *changes = version_changes(commit, &versions);
            }
        }
        rest = after;
    }
    Ok(found)
}

impl RecordChange {
    /// The file of records that stands where the step changes one.
    fn bearer(&self, identity: &Identity) -> Option<usize> {
        identity.bearer(self.kind, &self.id, &self.change.path)
    }

    /// The version that the step brought. `before` is the file that stood there, which a removal is told of. The
    /// record is its file, until records are told apart.
    fn version(&self, identity: &Identity, before: Option<usize>) -> Option<VersionRow> {
        let blob = self.change.after.map(|(oid, _)| oid);
        let record = match blob {
            Some(_) => self.bearer(identity),
            None => before,
        };
        Some(VersionRow { record: record?, at: self.at, path: self.change.path.clone(), blob })
    }

    /// What it did to the file, with what the file says now.
    pub(super) fn file_change(&self, readings: &ParsedVersions) -> VersionChange {
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
            (Mode::Link | Mode::Submodule | Mode::Special, _) => Err(GapReason::NotRegular),
        }
    }
}

/// Takes in the steps of whole commits, in their order. `commits` are those that the steps are of, the first of
/// which has the place `first`.
pub(super) fn take(
    replay: &mut Replay,
    batch: &[RecordChange],
    versions: &ParsedVersions,
    (commits, first): (&[MainlineCommit], usize),
    config: &WalkConfig,
) {
    for commit in batch.chunk_by(|a, b| a.at == b.at) {
        take_one(replay, commit, versions, known_when(commit, commits, first, config), config);
    }
}

/// Takes in the steps of one commit.
pub(super) fn take_one(
    replay: &mut Replay,
    commit: &[RecordChange],
    versions: &ParsedVersions,
    day: PartialDate,
    config: &WalkConfig,
) {
    let Some(at) = commit.first().map(|step| step.at) else { return };
    let before: Vec<Option<usize>> = commit.iter().map(|step| step.bearer(&replay.identity)).collect();
    replay.commit(at, day, version_changes(commit, versions), config);
    let rows = commit.iter().zip(before).filter_map(|(step, before)| step.version(&replay.identity, before));
    let rows: Vec<VersionRow> = rows.collect();
    replay.rows.versions.extend(rows);
}

/// What one commit did to the files of records.
pub(super) fn version_changes(commit: &[RecordChange], versions: &ParsedVersions) -> Vec<VersionChange> {
    commit.iter().map(|step| step.file_change(versions)).collect()
}

/// The day on which the commit of these steps became known.
pub(super) fn known_when(
    commit: &[RecordChange],
    commits: &[MainlineCommit],
    first: usize,
    config: &WalkConfig,
) -> PartialDate {
    let at = commit.first().and_then(|step| step.at.checked_sub(first));
    PartialDate::day(config.zone().day(at.and_then(|at| commits.get(at)).map_or(0, |commit| commit.known_at)))
}

/// Cuts the steps into a batch and the rest: at a commit's end, once the batch is large enough.
pub(super) fn batch(steps: &[RecordChange]) -> (&[RecordChange], &[RecordChange]) {
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
pub(super) struct ParsedVersions {
    known: HashMap<(Oid, usize), Read>,
}

impl ParsedVersions {
    /// Reads the versions of a batch that are not known yet.
    pub(super) fn read(&mut self, repository: &Repository, batch: &[RecordChange], config: &WalkConfig) -> Outcome<()> {
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
    Ok(((oid, kind), bytes.and_then(|bytes| ParsedVersion::of(&Document::read(&bytes), kind, config)).map(Arc::new)))
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
