use std::io::{self, BufWriter, Write};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::table::Table;
use super::value::ColumnValue;
use super::write::{Form, Problem};
use crate::render::CsvLines;

/// A table as CSV, row after row.
pub(super) struct Csv<W: Write> {
    lines: CsvLines<W>,
}

impl<W: Write> Csv<W> {
    /// Begins the table with its head: the names of its columns.
    ///
    /// # Errors
    ///
    /// Where it can't be written.
    pub(super) fn begin(to: W, table: &Table) -> io::Result<Csv<W>> {
        let mut lines = CsvLines::new(to);
        let head: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
        lines.put(&head)?;
        Ok(Csv { lines })
    }
}

impl<W: Write> Form<W> for Csv<W> {
    fn put(&mut self, row: &[ColumnValue<'_>]) -> Result<(), Problem> {
        let cells: Vec<_> = row.iter().map(ColumnValue::written).collect();
        Ok(self.lines.put(&cells)?)
    }

    fn end(self: Box<Self>) -> Result<W, Problem> {
        Ok(self.lines.end()?)
    }
}

/// A table as JSON Lines: an object per row, with all of its columns.
pub(super) struct Jsonl<W: Write> {
    to: BufWriter<W>,
    table: &'static Table,
}

impl<W: Write> Jsonl<W> {
    pub(super) fn begin(to: W, table: &'static Table) -> Jsonl<W> {
        Jsonl { to: BufWriter::new(to), table }
    }
}

impl<W: Write> Form<W> for Jsonl<W> {
    fn put(&mut self, row: &[ColumnValue<'_>]) -> Result<(), Problem> {
        serde_json::to_writer(&mut self.to, &Row { table: self.table, row })?;
        Ok(self.to.write_all(b"\n")?)
    }

    fn end(self: Box<Self>) -> Result<W, Problem> {
        Ok(self.to.into_inner().map_err(|error| error.to_string())?)
    }
}

struct Row<'r> {
    table: &'r Table,
    row: &'r [ColumnValue<'r>],
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.row.len()))?;
        for (column, value) in self.table.columns.iter().zip(self.row) {
            map.serialize_entry(column.name, value)?;
        }
        map.end()
    }
}
