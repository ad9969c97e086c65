//! The index: the history in one SQLite file. Written whole, brought forward, read.

mod counts;
mod forward;
mod read;
mod tip;
mod write;

use rusqlite::Connection;

use crate::git::Oid;

pub use counts::Counts;
pub(super) use counts::counts;
pub(super) use forward::{Ledger, Touched, Unusable};
pub use read::Wanted;
pub(super) use read::read;
pub(super) use tip::{Tip, tip};
pub(super) use write::write;

/// The version of the index's format: another one is not read, but rebuilt.
const FORMAT: &str = "3";

/// What an index is built from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stamp<'s> {
    /// The last commit.
    pub tip: Oid,
    /// A hash of the definitions.
    pub definitions: &'s str,
}

/// The version of the tool, since another one may read the same commits otherwise.
const TOOL: &str = env!("CARGO_PKG_VERSION");

/// A value of the table `meta`.
fn meta(database: &Connection, key: &str) -> rusqlite::Result<String> {
    database.query_row("SELECT value FROM meta WHERE key = ?", [key], |row| row.get(0))
}

/// Whether an index is one of this format, written by this very tool.
fn is_ours(database: &Connection) -> rusqlite::Result<bool> {
    Ok(meta(database, "format")? == FORMAT && meta(database, "tool")? == TOOL)
}

/// Whether an index holds the history up to `tip`. The definitions are those of that commit.
fn is_fresh(database: &Connection, tip: Oid) -> rusqlite::Result<bool> {
    Ok(is_ours(database)? && meta(database, "tip")? == tip.to_string())
}

/// How long to wait for another process that is writing to the file, in milliseconds.
const PATIENCE: u64 = 2_000;
