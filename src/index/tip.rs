use std::path::Path;

use super::read::open;
use super::seal::{self, Seal};
use super::{is_ours, meta};
use crate::git::Oid;

/// Up to which commit an index holds the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tip {
    /// Up to this one.
    Commit(Oid),
    /// It is of another version of this tool, damaged, or no index at all: it is built again.
    Unusable,
}

/// Up to which commit the index at `path` holds the history.
pub(crate) fn last_commit(path: &Path) -> Tip {
    let read = || {
        if seal::check(path) != Seal::Whole {
            return None;
        }
        let database = open(path).ok()?;
        let tip = meta(&database, "tip").ok()?;
        is_ours(&database).ok()?.then(|| tip.parse().ok())?
    };
    read().map_or(Tip::Unusable, Tip::Commit)
}
