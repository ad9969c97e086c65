//! The index: the history of a register in one SQLite file in the git directory. Read from the mainline, written
//! whole or appended to, locked, opened. The only room that knows SQLite.

mod append;
mod audit;
mod build;
mod counts;
mod file_changes;
mod ledger;
mod lock;
mod open;
mod read;
mod registry_paths;
mod seal;
mod sqlite_writer;
mod status;
mod tip;
mod write;

use rusqlite::Connection;

use crate::git::Oid;

pub(crate) use audit::differing;
pub use build::{Lost, build};
pub use counts::Counts;
pub(crate) use file_changes::{commit_changes, reread};
pub use open::{Built, Opened, build_index, kept, open, open_base};
pub(crate) use open::{check_base, mended, open_anew, open_aside, path};
pub use read::Wanted;
pub(crate) use read::{signed, wrong_clocks};
pub use seal::seal;
pub use sqlite_writer::Cell;
pub(crate) use sqlite_writer::SqliteWriter;
pub use status::{IndexStatus, Kept, status};

/// The version of the index's format: another one is not read, but rebuilt.
const FORMAT: &str = "8";

/// What an index is built from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stamp<'s> {
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
