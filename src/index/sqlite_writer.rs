use std::path::Path;

use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, OpenFlags, ToSql, params_from_iter};

/// A new SQLite file that is written once, from the first row to the last. The same rows give the same bytes.
pub(crate) struct SqliteWriter {
    database: Connection,
}

/// What a row holds in a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'c> {
    /// Nothing.
    Null,
    /// A text.
    Text(&'c str),
    /// A whole number.
    Integer(i64),
    /// A number.
    Real(f64),
}

/// How large a page of the file is, in bytes.
const PAGE: u32 = 8_192;

impl SqliteWriter {
    /// Begins a file at `path`, where none may be: its header says what program's it is (`application`) and by what
    /// version of the format. `tables` is the SQL that makes the tables.
    ///
    /// Fails with what SQLite says.
    pub fn begin(path: &Path, application: i32, version: i32, tables: &str) -> Result<SqliteWriter, String> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let begin = || {
            let database = Connection::open_with_flags(path, flags)?;
            database.execute_batch(&format!(
                "PRAGMA page_size = {PAGE}; PRAGMA encoding = 'UTF-8'; PRAGMA journal_mode = OFF; \
                 PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA application_id = {application}; \
                 PRAGMA user_version = {version}; BEGIN;"
            ))?;
            database.execute_batch(tables)?;
            Ok(SqliteWriter { database })
        };
        begin().map_err(|error: rusqlite::Error| error.to_string())
    }

    /// Puts rows of so many columns into a table. `give` hands each of them over; it stops at the first that can't be
    /// put there, and fails with what SQLite says.
    pub(crate) fn fill(
        &self,
        table: &str,
        columns: usize,
        give: impl FnOnce(&mut dyn FnMut(&[Cell<'_>]) -> Result<(), String>) -> Result<(), String>,
    ) -> Result<(), String> {
        let places = vec!["?"; columns].join(", ");
        let insert = self.database.prepare(&format!("INSERT INTO {table} VALUES ({places})"));
        let mut insert = insert.map_err(|error| error.to_string())?;
        give(&mut |row| {
            let done = insert.execute(params_from_iter(row));
            done.map(drop).map_err(|error| format!("{table}: {error}"))
        })
    }

    /// Ends the file.
    pub fn end(self) -> Result<(), String> {
        self.database.execute_batch("COMMIT;").map_err(|error| error.to_string())?;
        self.database.close().map_err(|(_, error)| error.to_string())
    }
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Cell::Null => ToSqlOutput::Owned(Value::Null),
            Cell::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Cell::Integer(number) => ToSqlOutput::Owned(Value::Integer(*number)),
            Cell::Real(number) => ToSqlOutput::Owned(Value::Real(*number)),
        })
    }
}
