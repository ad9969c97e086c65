use std::path::Path;

use super::Stamp;
use super::build::Lost;
use super::file_changes::{ParsedVersions, batch, steps, take};
use super::ledger::{Ledger, Unusable};
use super::resume::Resumed;
use crate::diagnostic::{Failure, Outcome};
use crate::git::{self, Known, Mainline, Repository};
use crate::timeline::CommitRow;
use crate::timeline::WalkConfig;

/// Why an index was not brought forward.
pub(crate) enum Stop {
    /// The repository can't be read.
    Repository(Failure),
    /// The index is of no use here: it must be built again.
    Rebuild,
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Stop {
        Stop::Repository(failure)
    }
}

impl From<Unusable> for Stop {
    fn from(_: Unusable) -> Stop {
        Stop::Rebuild
    }
}

/// Brings the index at `path` forward to the commit of `stamp`, and gives where the mainline may have
/// been lost on the way. `None`, with the index as it was: it must be built again, since it is none, was
/// built from other definitions, its last commit is not on the mainline any more, or two of its records
/// turn out to be one, which gives most rows another number.
///
/// `progress` is told how many of how many changed files are read.
pub(crate) fn append(
    repository: &Repository,
    path: &Path,
    stamp: Stamp<'_>,
    config: &WalkConfig,
    progress: impl FnMut(usize, usize),
) -> Outcome<Option<Lost>> {
    match go_on(repository, path, stamp, config, progress) {
        Ok(lost) => Ok(Some(lost)),
        Err(Stop::Rebuild) => Ok(None),
        Err(Stop::Repository(failure)) => Err(failure),
    }
}

fn go_on(
    repository: &Repository,
    path: &Path,
    stamp: Stamp<'_>,
    config: &WalkConfig,
    mut progress: impl FnMut(usize, usize),
) -> Result<Lost, Stop> {
    let mut database = Ledger::open(path)?;
    let ledger = Ledger::take(&mut database, stamp.definitions)?;
    let (last, old_tip, known_at) = ledger.last_commit()?;
    let first = last + 1;
    let known = Known { tip: old_tip, length: first, known_at, place: &|oid| ledger.place(oid) };
    let mainline = git::mainline_since(repository, stamp.tip, &config.second_parent, &known)?;
    let Mainline { commits, foxtrots, unfollowed } = mainline.ok_or(Stop::Rebuild)?;
    let before = repository.tree_of(old_tip)?;
    let steps = steps(repository, &commits, Some(before), first, &config.manifest)?;
    let mut resumed = Resumed::new(&ledger, config)?;
    let mut readings = ParsedVersions::default();
    let mut rest = steps.as_slice();
    while !rest.is_empty() {
        let (next, after) = batch(rest);
        readings.read(repository, next, config)?;
        resumed.recall(repository, next, &readings)?;
        take(&mut resumed.walk, next, &readings, &commits, first);
        rest = after;
        progress(steps.len() - rest.len(), steps.len());
    }
    let touched = resumed.touched(commits.into_iter().map(CommitRow::from).collect(), first)?;
    ledger.write(&touched, stamp)?;
    Ok(Lost { foxtrots, unfollowed })
}
