use std::path::Path;

use super::is_fresh;
use super::read::open;
use crate::git::Oid;

/// How much an index holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// The commits of the mainline.
    pub commits: usize,
    /// The records that ever were.
    pub records: usize,
    /// The facts, each as it was known for a while.
    pub facts: usize,
}

/// What the index at `path`, which is as it was written, holds; `None` where it is not one of this tool up to `tip`.
pub(crate) fn counts(path: &Path, tip: Oid) -> Option<Counts> {
    let database = open(path).ok()?;
    if !is_fresh(&database, tip).ok()? {
        return None;
    }
    let count = |table: &str| {
        let query = format!("SELECT count(*) FROM {table}");
        database.query_row(&query, [], |row| row.get(0)).ok()
    };
    Some(Counts { commits: count("commits")?, records: count("records")?, facts: count("facts")? })
}
