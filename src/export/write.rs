use std::collections::BTreeSet;
use std::fmt::Display;
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::lines::{Csv, Jsonl};
use super::measured::Measured;
use super::package::{self, Resource};
use super::parquet::Parquet;
use super::stock::Stock;
use super::table::Table;
use super::value::ColumnValue;
use super::{Format, Source, TABLES, sqlite};
use crate::diagnostic::{Failure, Outcome};
use crate::folder::{Folder, Marker, unwritten};
use crate::message;

/// The file that marks a folder as an earlier export.
const EXPORT: Marker = Marker { name: ".greffe-export", first_line: "greffe export 1", occupied };

/// A table in one form, row after row.
pub(super) trait Form<W: Write> {
    /// Writes a row: a value for each column, in the order of the columns.
    ///
    /// # Errors
    ///
    /// Where it can't be written.
    fn put(&mut self, row: &[ColumnValue<'_>]) -> Result<(), Problem>;

    /// Ends the table, and gives back what it was written to.
    ///
    /// # Errors
    ///
    /// Where what is still held can't be written.
    fn end(self: Box<Self>) -> Result<W, Problem>;
}

/// What a library says when it can't write.
pub(super) type Problem = Box<dyn std::error::Error>;

/// How much was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// How many tables.
    pub tables: usize,
    /// How many rows in all of them.
    pub rows: usize,
}

/// Writes all tables in a format, into the folder `out`, or the file `out` for SQLite. The same source gives the same
/// bytes. `progress` is called, from several threads, with the tables done and the number of tables.
///
/// # Errors
///
/// Where `out` holds something other than an earlier export, or can't be written.
pub fn export(
    source: &Source<'_>,
    format: Format,
    out: &Path,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Outcome<Written> {
    if format == Format::Sqlite {
        sqlite::take(out)?;
        return sqlite::write(&Stock::of(source), out, &|done| progress(done, TABLES.len()));
    }
    let folder = Folder::take(out, EXPORT)?;
    let stock = Stock::of(source);
    let name = |table: &Table| format!("{}.{}", table.name, format.suffix());
    let mut paths: BTreeSet<String> = TABLES.iter().map(name).collect();
    if format == Format::Csv {
        paths.insert(package::NAME.to_owned());
    }
    folder.refuse_others(&paths)?;
    folder.announce(&paths)?;
    if format == Format::Csv {
        // Tables that are being written have no package that vouches for them.
        folder.withdraw(package::NAME)?;
    }
    let done = AtomicUsize::new(0);
    let written: Vec<(Resource, usize)> = TABLES
        .par_iter()
        .map(|table| {
            let written = write_table(&stock, table, format, &folder, &name(table))?;
            progress(done.fetch_add(1, Ordering::Relaxed) + 1, TABLES.len());
            Ok(written)
        })
        .collect::<Outcome<_>>()?;
    let rows = written.iter().map(|(_, rows)| rows).sum();
    if format == Format::Csv {
        let resources: Vec<Resource> = written.into_iter().map(|(resource, _)| resource).collect();
        let commit = source.now.at.and_then(|at| stock.commit(at)).map(|commit| commit.oid.to_string());
        folder.write(package::NAME, package::package(&resources, commit).as_bytes())?;
    }
    folder.finish(&paths)?;
    Ok(Written { tables: TABLES.len(), rows })
}

/// Writes a table to its file, and gives how many rows it has.
fn write_table(
    stock: &Stock<'_>,
    table: &'static Table,
    format: Format,
    folder: &Folder,
    name: &str,
) -> Outcome<(Resource, usize)> {
    let path = folder.place(name);
    let failed = |error: &dyn Display| unwritten(&path, error);
    let to = Measured::new(folder.create(name)?);
    let mut form = begin(format, to, table).map_err(|error| failed(&error))?;
    let mut rows = 0;
    (table.rows)(stock, &mut |row: &[ColumnValue<'_>]| {
        rows += 1;
        form.put(row).map_err(|error| failed(&error))
    })?;
    let to = form.end().map_err(|error| failed(&error))?;
    let (length, sha256) = to.end().map_err(|error| failed(&error))?;
    Ok((Resource { table, length, sha256 }, rows))
}

/// Begins a table in a form that has a file for each: SQLite has one for all, and is written elsewhere.
fn begin<W: Write + Send + 'static>(format: Format, to: W, table: &'static Table) -> Result<Box<dyn Form<W>>, Problem> {
    Ok(match format {
        Format::Csv | Format::Sqlite => Box::new(Csv::begin(to, table)?),
        Format::Jsonl => Box::new(Jsonl::begin(to, table)),
        Format::Parquet => Box::new(Parquet::begin(to, table)?),
    })
}

fn occupied(top: &Path) -> Failure {
    let failure = Failure::new(message!("export-occupied-folder", path = top.display().to_string()));
    failure.help(message!("export-occupied-folder-help"))
}
