use std::path::PathBuf;

use super::lock::IndexFile;
use super::tip::{Tip, last_commit};
use crate::git::{Oid, Repository};

/// How an index stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexStatus {
    /// Where it is, or would be.
    pub path: PathBuf,
    /// What it holds.
    pub kept: Kept,
    /// Why it can't be written, in the system's words, if it can't.
    pub hindrance: Option<String>,
}

/// What an index holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// There is none yet.
    Nothing,
    /// The history up to the commit asked for.
    Fresh,
    /// The history up to another commit.
    Until(Oid),
    /// What this version of the tool does not read: it builds it again.
    Unusable,
}

/// How the index of the history up to `tip` stands. Nothing of it is read but up to where it goes; the right
/// to write is taken, and given back.
pub fn status(repository: &Repository, tip: Oid) -> IndexStatus {
    let keeper = IndexFile::of(repository);
    let path = keeper.path().to_owned();
    let kept = match path.exists() {
        false => Kept::Nothing,
        true => match last_commit(&path) {
            Tip::Commit(commit) if commit == tip => Kept::Fresh,
            Tip::Commit(commit) => Kept::Until(commit),
            Tip::Unusable => Kept::Unusable,
        },
    };
    let hindrance = match keeper.hold() {
        Err(cause) => Some(cause),
        Ok(_) if kept == Kept::Nothing => None,
        Ok(_) => std::fs::File::options().append(true).open(&path).err().map(|error| error.to_string()),
    };
    IndexStatus { path, kept, hindrance }
}
