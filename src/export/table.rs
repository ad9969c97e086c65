use super::stock::Stock;
use super::value::ColumnValue;
use crate::diagnostic::Outcome;

/// A table of the export: the one declaration that every format, and `docs/tables.md`, comes from.
#[derive(Clone, Copy)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// What a row is.
    pub what: Bilingual,
    /// Its columns, in their order.
    pub columns: &'static [Column],
    /// The columns of its key: no two rows have the same values in all of them.
    pub key: &'static [&'static str],
    /// Columns that name a row of another table, by its key.
    pub references: &'static [Reference],
    /// Passes its rows, in their order, to a [`RowSink`].
    pub(super) rows: fn(&Stock<'_>, &mut RowSink<'_>) -> Outcome<()>,
}

/// Takes one row after the other: a value for each column.
pub(super) type RowSink<'t> = dyn FnMut(&[ColumnValue<'_>]) -> Outcome<()> + 't;

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What its values are.
    pub kind: Kind,
    /// What a number counts, where the name of the column does not say it.
    pub unit: Option<Bilingual>,
    /// Whether there may be no value. An empty text is none.
    pub optional: bool,
    /// All values that may occur, where they are a closed list.
    pub values: &'static [&'static str],
    /// What it says.
    pub what: Bilingual,
}

/// A sentence in both languages.
#[derive(Clone, Copy, Debug)]
pub struct Bilingual {
    /// In French.
    pub fr: &'static str,
    /// In English.
    pub en: &'static str,
}

/// Columns of a table that name a row of another one.
#[derive(Clone, Copy, Debug)]
pub struct Reference {
    /// The columns, in the order of the other table's key.
    pub columns: &'static [&'static str],
    /// The other table.
    pub table: &'static str,
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text.
    Text,
    /// A whole number.
    Integer,
    /// A number with one decimal.
    Decimal,
    /// True or false.
    Boolean,
    /// A day of the calendar.
    Date,
    /// An instant, to the second (UTC).
    Instant,
}

impl Kind {
    /// The word for it, as `docs/tables.md` and the table `dictionary` have it: that of a Frictionless table schema.
    pub const fn word(self) -> &'static str {
        match self {
            Kind::Text => "string",
            Kind::Integer => "integer",
            Kind::Decimal => "number",
            Kind::Boolean => "boolean",
            Kind::Date => "date",
            Kind::Instant => "datetime",
        }
    }
}

impl Table {
    /// The table that a reference leads to, and its key.
    pub fn named(name: &str) -> Option<&'static Table> {
        super::TABLES.iter().find(|table| table.name == name)
    }
}

/// A column that always has a value.
pub(super) const fn column(name: &'static str, kind: Kind, fr: &'static str, en: &'static str) -> Column {
    Column { name, kind, unit: None, optional: false, values: &[], what: Bilingual { fr, en } }
}

/// Columns that name a row of another table.
pub(super) const fn refer(columns: &'static [&'static str], table: &'static str) -> Reference {
    Reference { columns, table }
}

impl Column {
    /// The same column, which may have no value.
    pub(super) const fn optional(self) -> Column {
        Column { optional: true, ..self }
    }

    /// The same column, with a closed list of values.
    pub(super) const fn among(self, values: &'static [&'static str]) -> Column {
        Column { values, ..self }
    }

    /// The same column, whose numbers count that.
    pub(super) const fn counts(self, fr: &'static str, en: &'static str) -> Column {
        Column { unit: Some(Bilingual { fr, en }), ..self }
    }
}
