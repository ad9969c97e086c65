use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::append::append;
use super::build::{Lost, build};
use super::lock::{IndexFile, IndexLock};
use super::read::{self, Reading};
use super::seal::{self, Seal};
use super::tip::{Tip, last_commit};
use super::{Counts, Stamp, Wanted, counts, write};
use crate::diagnostic::{Failure, Outcome, hexadecimal};
use crate::git::{Oid, Repository};
use crate::i18n::Message;
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
    /// Where the index is that was not as it had been written, if one was: it was built again.
    pub mended: Option<PathBuf>,
}

impl Opened {
    fn of(history: History) -> Opened {
        Opened { history, lost: Lost::default(), not_kept: None, mended: None }
    }
}

/// The note on an index that was not as it had been written.
pub(crate) fn mended(path: &Path) -> Message {
    message!("index-mended", path = path.display().to_string())
}

/// An index that holds the history up to a commit.
pub struct Built {
    /// Where it is.
    pub path: PathBuf,
    /// How much it holds.
    pub counts: Counts,
    /// Whether commits were read now; `false` if it held all of them already.
    pub is_new: bool,
    /// Whether the index was not as it had been written: it was built again.
    pub was_damaged: bool,
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
pub fn open_base(
    repository: &Repository,
    tip: Oid,
    wanted: &Wanted,
    config: impl FnOnce() -> Outcome<WalkConfig>,
    progress: impl FnMut(usize, usize),
) -> Outcome<Opened> {
    repository.refuse_shallow()?;
    match read::read(IndexFile::of(repository).path(), tip, wanted) {
        Reading::History(history) => Ok(Opened::of(*history)),
        // The next question finds the damage too, mends it, and says so.
        Reading::Behind | Reading::Damaged => {
            open_kept(repository, &IndexFile::of_bases(repository), tip, wanted, config, progress)
        }
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
    let was_damaged = match read::read(keeper.path(), tip, wanted) {
        Reading::History(history) => return Ok(Opened::of(*history)),
        Reading::Behind => false,
        Reading::Damaged => true,
    };
    let config = config()?;
    let Brought { history, lost, not_kept } = bring(repository, keeper, tip, &config, progress)?;
    let history = match history.map(Box::new).map_or_else(|| read::read(keeper.path(), tip, wanted), Reading::History) {
        Reading::History(history) => *history,
        // Another process has taken the index to another commit since.
        Reading::Behind | Reading::Damaged => build(repository, tip, &config, |_, _| ())?.0,
    };
    let path = keeper.path().to_owned();
    let mended = (was_damaged && not_kept.is_none()).then(|| path.clone());
    Ok(Opened { history, lost, not_kept: not_kept.map(|cause| (path, cause)), mended })
}

/// The history up to `tip`, which a change is compared with, built now, in place of what is kept: that was read, and
/// turned out to be of no use. `progress` is told as by [`open`].
pub(crate) fn open_anew(
    repository: &Repository,
    tip: Oid,
    config: &WalkConfig,
    progress: impl FnMut(usize, usize),
) -> Outcome<Opened> {
    let keeper = IndexFile::of_bases(repository);
    let held = keeper.hold();
    let Brought { history, lost, not_kept } = build_whole(repository, held.as_ref(), tip, config, progress)?;
    // Where the other index is the one that was of no use, it is built again by the next question.
    let _gone = std::fs::remove_file(IndexFile::of(repository).path());
    let path = keeper.path().to_owned();
    let mended = not_kept.is_none().then(|| path.clone());
    Ok(Opened { history: history.unwrap_or_default(), lost, not_kept: not_kept.map(|cause| (path, cause)), mended })
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
    let was_damaged = match seal::check(&path) {
        Seal::Broken => true,
        Seal::Absent | Seal::Missing => false,
        Seal::Whole => match counts::counts(&path, tip) {
            Some(counts) => {
                return Ok(Built { path, counts, is_new: false, was_damaged: false, lost: Lost::default() });
            }
            None => false,
        },
    };
    let Brought { lost, not_kept, .. } = bring(repository, &keeper, tip, &config()?, progress)?;
    let not_written = |cause: Option<String>| {
        let path = path.display().to_string();
        let failure = Failure::new(message!("index-not-written", path = path));
        cause.map_or_else(|| failure.clone(), |cause| failure.clone().because(cause))
    };
    match (not_kept, counts::counts(&path, tip)) {
        (None, Some(counts)) => Ok(Built { counts, is_new: true, was_damaged, lost, path }),
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
    Ok(Opened { lost, ..Opened::of(history) })
}

/// The whole history up to `tip` that the index holds; `None` where there is no such index, or it can't be
/// read.
pub fn kept(repository: &Repository, tip: Oid) -> Option<History> {
    match read::read(IndexFile::of(repository).path(), tip, &Wanted::Everything) {
        Reading::History(history) => Some(*history),
        Reading::Behind | Reading::Damaged => None,
    }
}

/// The index of the commits that changes are compared with, as it stands: where it is, with the commit that it goes up
/// to and all that it holds, or without where it is damaged. `None` where there is none that this version reads.
pub(crate) fn check_base(repository: &Repository) -> Option<(PathBuf, Option<(Oid, History)>)> {
    let path = IndexFile::of_bases(repository).path().to_owned();
    match seal::check(&path) {
        Seal::Absent | Seal::Missing => None,
        Seal::Broken => Some((path, None)),
        Seal::Whole => {
            let Tip::Commit(tip) = last_commit(&path) else { return None };
            match read::read(&path, tip, &Wanted::Everything) {
                Reading::History(history) => Some((path, Some((tip, *history)))),
                Reading::Behind | Reading::Damaged => Some((path, None)),
            }
        }
    }
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
    if let Ok(held) = &held {
        // Another process may have done it, while this one waited for the right to.
        if last_commit(keeper.path()) == Tip::Commit(tip) {
            return Ok(Brought { history: None, lost: Lost::default(), not_kept: None });
        }
        if let Some(lost) = append(repository, held, stamp, config, &mut progress)? {
            return Ok(Brought { history: None, lost, not_kept: None });
        }
    }
    build_whole(repository, held.as_ref(), tip, config, progress)
}

/// Builds the whole history, and keeps it in the place that is held.
fn build_whole(
    repository: &Repository,
    held: Result<&IndexLock<'_>, &String>,
    tip: Oid,
    config: &WalkConfig,
    progress: impl FnMut(usize, usize),
) -> Outcome<Brought> {
    let (history, lost) = build(repository, tip, config, progress)?;
    let stamp = Stamp { tip, definitions: &signature(config) };
    let kept = held
        .map_err(String::clone)
        .and_then(|held| held.replace(|path| write::write(path, &history, stamp).map_err(|error| error.to_string())));
    Ok(Brought { history: Some(history), lost, not_kept: kept.err() })
}

/// The SHA-256, in hexadecimal, of all that the history depends on beside the commits.
pub(super) fn signature(config: &WalkConfig) -> String {
    hexadecimal(Sha256::digest(config.signature()))
}
