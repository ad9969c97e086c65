use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::stock::Stock;
use super::table::{Column, Kind, Reference, Table};
use super::tables::TABLES;
use super::{FORMAT, Written};
use crate::diagnostic::{Failure, Outcome};
use crate::folder::unwritten;
use crate::index::{Cell, SqliteWriter};
use crate::message;

/// The `application_id` in the header of the file: "Grfx".
const APPLICATION: i32 = 0x4772_6678;
/// Where the header says so, and what a file of SQLite begins with.
const APPLICATION_AT: usize = 68;
const MAGIC: &[u8] = b"SQLite format 3\0";

/// Writes all tables to one SQLite file at `out`, replacing an earlier export, if there is one.
///
/// # Errors
///
/// Where the file can't be written, or moved to `out`: what was there stays as it was.
pub(super) fn write(stock: &Stock<'_>, out: &Path, done: &(dyn Fn(usize) + Sync)) -> Outcome<Written> {
    let aside = beside(out);
    let written = write_aside(stock, &aside, done).and_then(|written| {
        fs::rename(&aside, out).map_err(|error| unwritten(out, &error))?;
        Ok(written)
    });
    if written.is_err() {
        // A failed attempt leaves an incomplete file; if it can't be removed, the next export does so.
        let _left = fs::remove_file(&aside);
    }
    written
}

fn write_aside(stock: &Stock<'_>, aside: &Path, done: &(dyn Fn(usize) + Sync)) -> Outcome<Written> {
    let failed = |cause: String| unwritten(aside, &cause);
    if let Err(error) = fs::remove_file(aside)
        && error.kind() != io::ErrorKind::NotFound
    {
        return Err(unwritten(aside, &error));
    }
    if let Some(folder) = aside.parent() {
        fs::create_dir_all(folder).map_err(|error| unwritten(folder, &error))?;
    }
    let definitions: String = TABLES.iter().map(create_table).collect();
    let version = i32::try_from(FORMAT).unwrap_or(i32::MAX);
    let writer = SqliteWriter::begin(aside, APPLICATION, version, &definitions).map_err(failed)?;
    let mut rows = 0;
    for (place, table) in TABLES.iter().enumerate() {
        let mut texts = vec![String::new(); table.columns.len()];
        let filled = writer.fill(table.name, table.columns.len(), |put| {
            let given = (table.rows)(stock, &mut |row| {
                rows += 1;
                let cells: Vec<Cell<'_>> = row.iter().zip(&mut texts).map(|(value, text)| value.cell(text)).collect();
                put(&cells).map_err(failed)
            });
            given.map_err(|failure| failure.cause.unwrap_or_default())
        });
        filled.map_err(failed)?;
        done(place + 1);
    }
    writer.end().map_err(failed)?;
    Ok(Written { tables: TABLES.len(), rows })
}

/// Refuses a path that holds something other than an export or an empty file.
///
/// # Errors
///
/// For such a path, and for one that can't be read.
pub(super) fn take(out: &Path) -> Outcome<()> {
    let is_free = match fs::metadata(out) {
        Ok(there) if there.is_file() => there.len() == 0 || is_export(out),
        Ok(_) => false,
        Err(error) if error.kind() == io::ErrorKind::NotFound => true,
        Err(error) => return Err(unwritten(out, &error)),
    };
    if is_free {
        return Ok(());
    }
    let failure = Failure::new(message!("export-occupied-file", path = out.display().to_string()));
    Err(failure.help(message!("export-occupied-file-help")))
}

/// Whether a file is an SQLite file that an export wrote.
pub fn is_export(path: &Path) -> bool {
    let mut header = [0; 100];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut header));
    let application = header.get(APPLICATION_AT..APPLICATION_AT + 4);
    read.is_ok() && header.starts_with(MAGIC) && application == Some(&APPLICATION.to_be_bytes()[..])
}

/// Where a file is made before it is moved into place.
fn beside(out: &Path) -> PathBuf {
    let name = out.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    out.with_file_name(format!(".{name}.greffe-tmp"))
}

/// The SQL that makes a table.
pub fn create_table(table: &Table) -> String {
    let columns = table.columns.iter().map(|column| definition(table, column));
    // A key of one whole number is SQLite's own; others are declared apart.
    let key = (!is_rowid(table)).then(|| format!("PRIMARY KEY ({})", table.key.join(", ")));
    let lines: Vec<String> = columns.chain(key).chain(table.references.iter().map(foreign_key)).collect();
    let ending = if is_rowid(table) { "" } else { " WITHOUT ROWID" };
    format!("CREATE TABLE {} (\n  {}\n){ending};\n", table.name, lines.join(",\n  "))
}

fn definition(table: &Table, column: &Column) -> String {
    let kind = match column.kind {
        Kind::Text | Kind::Date | Kind::Instant => "TEXT",
        Kind::Integer | Kind::Boolean => "INTEGER",
        Kind::Decimal => "REAL",
    };
    let name = column.name;
    if is_rowid(table) && table.key.contains(&name) {
        return format!("{name} INTEGER PRIMARY KEY");
    }
    let presence = if column.optional { "" } else { " NOT NULL" };
    let check = match (column.kind, column.values) {
        (Kind::Boolean, _) => format!(" CHECK ({name} IN (0, 1))"),
        (_, []) => String::new(),
        (_, values) => format!(" CHECK ({name} IN ('{}'))", values.join("', '")),
    };
    format!("{name} {kind}{presence}{check}")
}

fn is_rowid(table: &Table) -> bool {
    let is_integer = |column: &&Column| column.kind == Kind::Integer && table.key == [column.name];
    table.columns.iter().any(|column| is_integer(&column))
}

fn foreign_key(reference: &Reference) -> String {
    let key = Table::named(reference.table).map(|table| table.key).unwrap_or_default();
    format!("FOREIGN KEY ({}) REFERENCES {} ({})", reference.columns.join(", "), reference.table, key.join(", "))
}
