use std::path::Path;

use rusqlite::Connection;

use super::open::signature;
use super::{Stamp, read, write};
use crate::diagnostic::Outcome;
use crate::folder::unwritten;
use crate::git::Oid;
use crate::timeline::{History, WalkConfig};

/// The tables of the index at `path`, by name, that are not what the index of `fresh` would hold, which is the history up
/// to `tip` read anew. Whatever table is in either is compared, row by row, with what SQLite itself keeps of them: a row
/// that nothing reads, or an entry that leads a query to another row, is no less a difference.
///
/// # Errors
///
/// Where the index to compare with can't be written, beside that one.
pub(crate) fn differing(path: &Path, fresh: &History, tip: Oid, config: &WalkConfig) -> Outcome<Vec<String>> {
    let aside = path.with_extension(format!("check-{}", std::process::id()));
    let stamp = Stamp { tip, definitions: &signature(config) };
    let _old = std::fs::remove_file(&aside);
    let written = write::write(&aside, fresh, stamp).map_err(|error| unwritten(&aside, &error));
    // What can't be read as an index, or compared with one, is another as a whole.
    let found = written.map(|()| compare(&aside, path).unwrap_or_else(|_| vec!["*".to_owned()]));
    let _left = std::fs::remove_file(&aside);
    found
}

fn compare(fresh: &Path, kept: &Path) -> rusqlite::Result<Vec<String>> {
    let database = read::open(fresh)?;
    database.execute("ATTACH DATABASE ? AS kept", [kept.to_string_lossy()])?;
    let mut found = Vec::new();
    let is_sound: String = database.query_row("PRAGMA kept.integrity_check(1)", [], |row| row.get(0))?;
    if is_sound != "ok" || differs(&database, "sqlite_master", "type, name, tbl_name, sql")? {
        found.push("sqlite_master".to_owned());
    }
    let mut tables = database.prepare("SELECT name FROM main.sqlite_master WHERE type = 'table' ORDER BY rowid")?;
    let tables: Vec<String> = tables.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for table in tables {
        // A table that is not there differs.
        if differs(&database, &table, "*").unwrap_or(true) {
            found.push(table);
        }
    }
    Ok(found)
}

/// Whether a table has other rows, or other numbers of the same rows, in one database than in the other.
fn differs(database: &Connection, table: &str, columns: &str) -> rusqlite::Result<bool> {
    let rows = |side: &str| format!("SELECT {columns} FROM {side}.{table}");
    let (fresh, kept) = (rows("main"), rows("kept"));
    let query = format!(
        "SELECT (SELECT count(*) FROM ({fresh})) <> (SELECT count(*) FROM ({kept}))
             OR EXISTS ({fresh} EXCEPT {kept}) OR EXISTS ({kept} EXCEPT {fresh})"
    );
    database.query_row(&query, [], |row| row.get(0))
}
