use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::build::{Guide, Lost, build};
use super::{History, index};
use crate::diagnostic::Outcome;
use crate::git::{Oid, Repository};

/// A history, and how it came.
pub struct Opened {
    /// The history.
    pub history: History,
    /// Where its index is, whether or not it could be written.
    pub path: PathBuf,
    /// Whether the index was built now; `false` if it was there already.
    pub built: bool,
    /// Why the index could not be written, if it could not: the answer is true all the same.
    pub not_kept: Option<String>,
    /// Where the mainline may have been lost, if the index was built now.
    pub lost: Lost,
}

/// The history up to `tip`: from the index in the git directory if that is fresh, else built now
/// and kept there. A place that can't be written to does not fail the answer.
///
/// `progress` is told how many of how many changed files are read, if any must be.
pub fn open(repository: &Repository, tip: Oid, guide: &Guide, progress: impl FnMut(usize, usize)) -> Outcome<Opened> {
    repository.refuse_shallow()?;
    let path = index_path(repository);
    let definitions = signature(guide);
    if let Some(history) = index::read(&path, tip, &definitions, false) {
        return Ok(Opened { history, path, built: false, not_kept: None, lost: Lost::default() });
    }
    let (history, lost) = build(repository, tip, guide, progress)?;
    let not_kept = keep(&path, &history, tip, &definitions).err();
    Ok(Opened { history, path, built: true, not_kept, lost })
}

/// The history up to `tip`, built now and kept nowhere: the index is for the commit that is asked about
/// most. `progress` is told as by [`open`].
pub fn open_aside(
    repository: &Repository,
    tip: Oid,
    guide: &Guide,
    progress: impl FnMut(usize, usize),
) -> Outcome<Opened> {
    let (history, lost) = build(repository, tip, guide, progress)?;
    Ok(Opened { history, path: index_path(repository), built: true, not_kept: None, lost })
}

/// The history up to `tip` that the index holds; `None` where there is no index of these commits and
/// definitions, or it can't be read.
pub fn kept(repository: &Repository, tip: Oid, guide: &Guide) -> Option<History> {
    index::read(&index_path(repository), tip, &signature(guide), true)
}

fn index_path(repository: &Repository) -> PathBuf {
    repository.common_dir().join("greffe").join("index.sqlite")
}

/// Writes the index aside and moves it into place, so that a reader never meets half of one.
fn keep(path: &Path, history: &History, tip: Oid, definitions: &str) -> Result<(), String> {
    let folder = path.parent().unwrap_or(path);
    std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    let aside = folder.join(format!("index.{}.tmp", std::process::id()));
    let done = std::fs::remove_file(&aside)
        .or_else(|error| if error.kind() == std::io::ErrorKind::NotFound { Ok(()) } else { Err(error) })
        .map_err(|error| error.to_string())
        .and_then(|()| index::write(&aside, history, tip, definitions).map_err(|error| error.to_string()))
        .and_then(|()| std::fs::rename(&aside, path).map_err(|error| error.to_string()));
    if done.is_err() {
        // What is left of a failed attempt serves nobody; if it can't go, the next one removes it.
        let _left = std::fs::remove_file(&aside);
    }
    done
}

/// The SHA-256, in hexadecimal, of all that the history depends on beside the commits.
fn signature(guide: &Guide) -> String {
    let mut hasher = Sha256::new();
    hasher.update(env!("CARGO_PKG_VERSION"));
    hasher.update([0]);
    hasher.update(guide.signature());
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
