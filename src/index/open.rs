use std::path::PathBuf;

use sha2::{Digest, Sha256};

use super::append::append;
use super::build::{Lost, build};
use super::lock::IndexFile;
use super::{Counts, Stamp, Wanted, counts, read, write};
use crate::diagnostic::{Failure, Outcome, hexadecimal};
use crate::git::{Oid, Repository};
use crate::message;
use crate::timeline::History;
use crate::timeline::WalkConfig;

/// A history, and how it came.
pub struct Opened {
    /// The history.
    pub history: History,
    /// Where the mainline may have been lost, among the commits that were read now.
    pub lost: Lost,
    /// Where the index is that should hold it, and why it could not be written, if it could not: the
    /// answer is true all the same.
    pub not_kept: Option<(PathBuf, String)>,
}

/// An index that holds the history up to a commit.
pub struct Built {
    /// Where it is.
    pub path: PathBuf,
    /// How much it holds.
    pub counts: Counts,
    /// Whether commits were read now; `false` if it held all of them already.
    pub is_new: bool,
    /// Where the mainline may have been lost, among the commits that were read now.
    pub lost: Lost,
}

/// The history up to `tip`, as far as it is wanted: from the index in the git directory, which is brought
/// up to date, or built again, where it must be. A place that can't be written to does not fail the answer.
///
/// `progress` is told how many of how many changed files are read; `config` is asked for if any must be.
pub fn open(
    repository: &Repository,
    tip: Oid,
    wanted: &Wanted,
    config: impl FnOnce() -> Outcome<WalkConfig>,
    progress: impl FnMut(usize, usize),
) -> Outcome<Opened> {
    open_kept(repository, &IndexFile::of(repository), tip, wanted, config, progress)
}

/// Where the index that questions are answered by is, whether or not there is one.
pub fn path(repository: &Repository) -> PathBuf {
    IndexFile::of(repository).path().to_owned()
}

/// The history up to `tip`, which a change is compared with: like [`open`], but from an index of its own,
/// unless the other one is up to the same commit.
pub(crate) fn open_base(
    repository: &Repository,
    tip: Oid,
    wanted: &Wanted,
    config: impl FnOnce() -> Outcome<WalkConfig>,
    progress: impl FnMut(usize, usize),
) -> Outcome<Opened> {
    repository.refuse_shallow()?;
    match read::read(IndexFile::of(repository).path(), tip, wanted) {
        Some(history) => Ok(Opened { history, lost: Lost::default(), not_kept: None }),
        None => open_kept(repository, &IndexFile::of_bases(repository), tip, wanted, config, progress),
    }
}

fn open_kept(
    repository: &Repository,
    keeper: &IndexFile,
    tip: Oid,
    wanted: &Wanted,
    config: impl FnOnce() -> Outcome<WalkConfig>,
    progress: impl FnMut(usize, usize),
) -> Outcome<Opened> {
    repository.refuse_shallow()?;
    if let Some(history) = read::read(keeper.path(), tip, wanted) {
        return Ok(Opened { history, lost: Lost::default(), not_kept: None });
    }
    let config = config()?;
    let Brought { history, lost, not_kept } = bring(repository, keeper, tip, &config, progress)?;
    let history = match history.or_else(|| read::read(keeper.path(), tip, wanted)) {
        Some(history) => history,
        // Another process has taken the index to another commit since.
        None => build(repository, tip, &config, |_, _| ())?.0,
    };
    Ok(Opened { history, lost, not_kept: not_kept.map(|cause| (keeper.path().to_owned(), cause)) })
}

/// Brings the index in the git directory up to `tip`, or builds it again where it must be. Fails where it
/// can't be written. `progress` is told as by [`open`]; `config` is asked for if commits must be read.
pub fn build_index(
    repository: &Repository,
    tip: Oid,
    config: impl FnOnce() -> Outcome<WalkConfig>,
    progress: impl FnMut(usize, usize),
) -> Outcome<Built> {
    repository.refuse_shallow()?;
    let keeper = IndexFile::of(repository);
    let path = keeper.path().to_owned();
    if let Some(counts) = counts::counts(&path, tip) {
        return Ok(Built { path, counts, is_new: false, lost: Lost::default() });
    }
    let Brought { lost, not_kept, .. } = bring(repository, &keeper, tip, &config()?, progress)?;
    let not_written = |cause: Option<String>| {
        let path = path.display().to_string();
        let failure = Failure::new(message!("index-not-written", path = path));
        cause.map_or_else(|| failure.clone(), |cause| failure.clone().because(cause))
    };
    match (not_kept, counts::counts(&path, tip)) {
        (None, Some(counts)) => Ok(Built { counts, is_new: true, lost, path }),
        (cause, _) => Err(not_written(cause)),
    }
}

/// The history up to `tip`, built now and kept nowhere: the index is for the commit that is asked about
/// most. `progress` is told as by [`open`].
pub(crate) fn open_aside(
    repository: &Repository,
    tip: Oid,
    config: &WalkConfig,
    progress: impl FnMut(usize, usize),
) -> Outcome<Opened> {
    let (history, lost) = build(repository, tip, config, progress)?;
    Ok(Opened { history, lost, not_kept: None })
}

/// The whole history up to `tip` that the index holds; `None` where there is no such index, or it can't be
/// read.
pub fn kept(repository: &Repository, tip: Oid) -> Option<History> {
    read::read(IndexFile::of(repository).path(), tip, &Wanted::Everything)
}

/// How an index was brought up to date.
struct Brought {
    /// The history, where it had to be built.
    history: Option<History>,
    lost: Lost,
    /// Why the index could not be written.
    not_kept: Option<String>,
}

fn bring(
    repository: &Repository,
    keeper: &IndexFile,
    tip: Oid,
    config: &WalkConfig,
    mut progress: impl FnMut(usize, usize),
) -> Outcome<Brought> {
    let stamp = Stamp { tip, definitions: &signature(config) };
    let held = keeper.hold();
    if held.is_ok()
        && let Some(lost) = append(repository, keeper.path(), stamp, config, &mut progress)?
    {
        return Ok(Brought { history: None, lost, not_kept: None });
    }
    let (history, lost) = build(repository, stamp.tip, config, progress)?;
    let kept = held.and_then(|held| held.replace(|path| write::write(path, &history, stamp)));
    Ok(Brought { history: Some(history), lost, not_kept: kept.err() })
}

/// The SHA-256, in hexadecimal, of all that the history depends on beside the commits.
fn signature(config: &WalkConfig) -> String {
    hexadecimal(Sha256::digest(config.signature()))
}
