use super::Stamp;
use super::build::Lost;
use std::path::Path;

use super::file_changes::{
    ParsedVersions, RegisterChanges, batch, known_when, reread, steps, take_one, version_changes,
};
use super::ledger::{Ledger, Unusable};
use super::lock::IndexLock;
use super::seal::{self, Seal};
use crate::diagnostic::{Failure, Outcome};
use crate::git::{self, KnownMainline, Mainline, Repository};
use crate::timeline::{CommitRow, Resumed, Stop, WalkConfig};

/// Why an index was not brought forward.
enum Unfit {
    /// The repository can't be read.
    Repository(Failure),
    /// The index is of no use here: it must be built again.
    Rebuild,
}

impl From<Failure> for Unfit {
    fn from(failure: Failure) -> Unfit {
        Unfit::Repository(failure)
    }
}

/// A place that can't be written to: the one who builds the index again is told of it too, and says so.
impl From<String> for Unfit {
    fn from(_: String) -> Unfit {
        Unfit::Rebuild
    }
}

impl From<Unusable> for Unfit {
    fn from(_: Unusable) -> Unfit {
        Unfit::Rebuild
    }
}

impl From<Stop<Failure>> for Unfit {
    fn from(stop: Stop<Failure>) -> Unfit {
        match stop {
            Stop::Memory => Unfit::Rebuild,
            Stop::Version(failure) => Unfit::Repository(failure),
        }
    }
}

/// Brings the index that is `held` forward to the commit of `stamp`, in a copy that takes its place, and gives where the
/// mainline may have been lost on the way. `None`, with the index as it was: it must be built again, since it is none,
/// is damaged, was built from other definitions, its last commit is not on the mainline any more, or two of its records
/// turn out to be one, which gives most rows another number.
///
/// `progress` is told how many of how many changed files are read.
pub(crate) fn append(
    repository: &Repository,
    held: &IndexLock<'_>,
    stamp: Stamp<'_>,
    config: &WalkConfig,
    progress: impl FnMut(usize, usize),
) -> Outcome<Option<Lost>> {
    let done = held.replace(|aside| match seal::copy(held.path(), aside)? {
        Seal::Whole => go_on(repository, aside, stamp, config, progress),
        Seal::Absent | Seal::Missing | Seal::Broken => Err(Unfit::Rebuild),
    });
    match done {
        Ok(lost) => Ok(Some(lost)),
        Err(Unfit::Rebuild) => Ok(None),
        Err(Unfit::Repository(failure)) => Err(failure),
    }
}

fn go_on(
    repository: &Repository,
    path: &Path,
    stamp: Stamp<'_>,
    config: &WalkConfig,
    mut progress: impl FnMut(usize, usize),
) -> Result<Lost, Unfit> {
    let mut database = Ledger::open(path)?;
    let ledger = Ledger::take(&mut database, stamp.definitions)?;
    let (last, old_tip, known_at) = ledger.last_commit()?;
    let first = last + 1;
    let (times, place) = (|| ledger.times(config.mainline()), |oid| ledger.place(oid));
    let known = KnownMainline { tip: old_tip, length: first, known_at, times: &times, place: &place };
    let mainline = git::mainline_since(repository, stamp.tip, config.mainline(), &known)?;
    let Mainline { commits, foxtrots, unfollowed } = mainline.ok_or(Unfit::Rebuild)?;
    let before = repository.tree_of(old_tip)?;
    let mut resumed = Resumed::new::<Failure>(&ledger, config)?;
    let known = std::mem::take(&mut resumed.replay.former_folders);
    let RegisterChanges { steps, former } =
        steps(repository, &commits, (Some(before), first), known, &config.manifest)?;
    resumed.replay.former_folders = former;
    let mut versions = ParsedVersions::default();
    let mut rest = steps.as_slice();
    while !rest.is_empty() {
        let (next, after) = batch(rest);
        versions.read(repository, next, config)?;
        for commit in next.chunk_by(|a, b| a.at == b.at) {
            let changes = version_changes(commit, &versions);
            resumed.recall(&changes, |blob, kind| reread(repository, blob, kind, config))?;
            take_one(&mut resumed.replay, commit, &versions, known_when(commit, &commits, first, config), config);
        }
        rest = after;
        progress(steps.len() - rest.len(), steps.len());
    }
    let mut touched = resumed
        .touched::<Failure>(commits.into_iter().map(|commit| CommitRow::of(commit, config.zone())).collect(), first)?;
    if touched.has_merged {
        return Err(Unfit::Rebuild);
    }
    touched.rows.file_events.sort_by_key(|row| (row.at, row.record, row.file));
    ledger.write(&touched, stamp)?;
    Ok(Lost { foxtrots, unfollowed })
}
