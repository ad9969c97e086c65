use std::io::Write;
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, Int32Type, Int64Type};
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;

use super::table::{Column, Kind, Table};
use super::value::ColumnValue;
use super::write::{Form, Problem};
use crate::lifecycle::Date;

/// How many rows make a group: enough to be read fast, few enough to be held.
const GROUP: usize = 65_536;

/// A table as Parquet, row after row.
pub(super) struct Parquet<W: Write + Send> {
    file: SerializedFileWriter<W>,
    columns: Vec<Held>,
    rows: usize,
}

/// What a column of the group holds so far.
struct Held {
    kind: Kind,
    optional: bool,
    /// By row, whether there is a value.
    present: Vec<i16>,
    values: Values,
}

enum Values {
    Texts(Vec<ByteArray>),
    Longs(Vec<i64>),
    Shorts(Vec<i32>),
    Truths(Vec<bool>),
}

impl<W: Write + Send> Parquet<W> {
    /// Begins the file with its header.
    ///
    /// # Errors
    ///
    /// Where it can't be written.
    pub(super) fn begin(to: W, table: &Table) -> Result<Parquet<W>> {
        // Values that come often are written once already. LZ4 would save a quarter more, but not every reader knows
        // it; gzip gives other bytes on other processors.
        let properties = WriterProperties::builder().set_compression(Compression::UNCOMPRESSED).build();
        let file = SerializedFileWriter::new(to, Arc::new(parse_message_type(&schema(table))?), Arc::new(properties))?;
        Ok(Parquet { file, columns: table.columns.iter().map(Held::of).collect(), rows: 0 })
    }

    fn end_group(&mut self) -> Result<()> {
        if self.rows == 0 {
            return Ok(());
        }
        let mut group = self.file.next_row_group()?;
        for held in &mut self.columns {
            let Some(mut writer) = group.next_column()? else { break };
            held.write(&mut writer)?;
            writer.close()?;
        }
        group.close()?;
        self.rows = 0;
        Ok(())
    }
}

impl<W: Write + Send> Form<W> for Parquet<W> {
    fn put(&mut self, row: &[ColumnValue<'_>]) -> std::result::Result<(), Problem> {
        for (column, value) in self.columns.iter_mut().zip(row) {
            column.put(value)?;
        }
        self.rows += 1;
        if self.rows == GROUP {
            self.end_group()?;
        }
        Ok(())
    }

    fn end(mut self: Box<Self>) -> std::result::Result<W, Problem> {
        self.end_group()?;
        Ok(self.file.into_inner()?)
    }
}

/// The schema of a table, as Parquet's own language writes it.
fn schema(table: &Table) -> String {
    let columns: String = table.columns.iter().map(|column| format!("{};\n", definition(column))).collect();
    format!("message {} {{\n{columns}}}", table.name)
}

fn definition(column: &Column) -> String {
    let presence = if column.optional { "OPTIONAL" } else { "REQUIRED" };
    let name = column.name;
    match column.kind {
        Kind::Text => format!("{presence} BYTE_ARRAY {name} (STRING)"),
        Kind::Integer => format!("{presence} INT64 {name} (INTEGER(64,true))"),
        Kind::Decimal => format!("{presence} INT32 {name} (DECIMAL(9,1))"),
        Kind::Boolean => format!("{presence} BOOLEAN {name}"),
        Kind::Date => format!("{presence} INT32 {name} (DATE)"),
        Kind::Instant => format!("{presence} INT64 {name} (TIMESTAMP(MICROS,true))"),
    }
}

impl Held {
    fn of(column: &Column) -> Held {
        let values = match column.kind {
            Kind::Text => Values::Texts(Vec::new()),
            Kind::Integer | Kind::Instant => Values::Longs(Vec::new()),
            Kind::Decimal | Kind::Date => Values::Shorts(Vec::new()),
            Kind::Boolean => Values::Truths(Vec::new()),
        };
        Held { kind: column.kind, optional: column.optional, present: Vec::new(), values }
    }

    fn put(&mut self, value: &ColumnValue<'_>) -> Result<()> {
        if self.optional {
            self.present.push(i16::from(*value != ColumnValue::Null));
        }
        match (&mut self.values, value) {
            (_, ColumnValue::Null) if self.optional => {}
            (Values::Texts(texts), ColumnValue::Text(text)) => texts.push(ByteArray::from(text.as_bytes().to_vec())),
            (Values::Longs(longs), ColumnValue::Integer(number)) => longs.push(*number),
            (Values::Longs(longs), ColumnValue::Instant(seconds)) => longs.push(seconds.saturating_mul(1_000_000)),
            (Values::Shorts(shorts), ColumnValue::Date(date)) => shorts.push(days(*date)),
            (Values::Shorts(shorts), ColumnValue::Tenths(tenths)) => {
                shorts.push(i32::try_from(*tenths).unwrap_or(i32::MAX));
            }
            (Values::Truths(truths), ColumnValue::Boolean(truth)) => truths.push(*truth),
            (_, value) => return Err(ParquetError::General(format!("{value:?}: {:?}", self.kind))),
        }
        Ok(())
    }

    /// Writes what is held, and lets it go.
    fn write(&mut self, writer: &mut SerializedColumnWriter<'_>) -> Result<()> {
        let present = std::mem::take(&mut self.present);
        let present = self.optional.then_some(present.as_slice());
        match &mut self.values {
            Values::Texts(values) => all::<ByteArrayType>(writer, values, present),
            Values::Longs(values) => all::<Int64Type>(writer, values, present),
            Values::Shorts(values) => all::<Int32Type>(writer, values, present),
            Values::Truths(values) => all::<BoolType>(writer, values, present),
        }
    }
}

fn all<T: DataType>(
    writer: &mut SerializedColumnWriter<'_>,
    values: &mut Vec<T::T>,
    present: Option<&[i16]>,
) -> Result<()> {
    writer.typed::<T>().write_batch(values, present, None)?;
    values.clear();
    Ok(())
}

/// The days since 1970-01-01.
fn days(date: Date) -> i32 {
    let since = date.since(Date::constant(1970, 1, 1));
    since.map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_table_has_a_schema_that_parquet_knows() {
        for table in &crate::export::TABLES {
            let parsed = parse_message_type(&schema(table)).unwrap();
            assert_eq!(parsed.get_fields().len(), table.columns.len(), "{}", table.name);
        }
    }

    #[test]
    fn a_day_is_counted_from_1970() {
        assert_eq!(days(Date::constant(1970, 1, 2)), 1);
        assert_eq!(days(Date::constant(1, 1, 1)), -719_162);
        assert_eq!(days(Date::constant(9999, 12, 31)), 2_932_896);
    }
}
