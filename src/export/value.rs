use std::borrow::Cow;

use serde::{Serialize, Serializer};

use crate::index::Cell;
use crate::lifecycle::{Date, PartialDate, rfc3339};

/// What a row holds in a column; its kind is the column's.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ColumnValue<'v> {
    /// Nothing.
    Null,
    /// A text that is not empty.
    Text(Cow<'v, str>),
    /// A whole number.
    Integer(i64),
    /// A number of tenths: 333 stands for 33.3.
    Tenths(i64),
    /// True or false.
    Boolean(bool),
    /// A day, of the years 1 to 9999.
    Date(Date),
    /// An instant of the years 1 to 9999, in seconds since 1970-01-01T00:00:00Z.
    Instant(i64),
}

/// The first and the last second of the years that every tool knows.
const INSTANTS: (i64, i64) = (-62_135_596_800, 253_402_207_200);

/// A text; an empty one is nothing, since a CSV file can't tell the two apart.
pub(super) fn text<'v>(text: impl Into<Cow<'v, str>>) -> ColumnValue<'v> {
    let text = text.into();
    if text.is_empty() { ColumnValue::Null } else { ColumnValue::Text(text) }
}

/// A number that counts or places something.
pub(super) fn number(number: usize) -> ColumnValue<'static> {
    ColumnValue::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

/// What may be nothing.
pub(super) fn maybe<'v, T>(value: Option<T>, of: impl FnOnce(T) -> ColumnValue<'v>) -> ColumnValue<'v> {
    value.map_or(ColumnValue::Null, of)
}

/// A year.
pub(super) fn year(year: i32) -> ColumnValue<'static> {
    ColumnValue::Integer(i64::from(year))
}

/// A day, or the nearest that every tool knows.
pub(super) fn date(date: Date) -> ColumnValue<'static> {
    ColumnValue::Date(date.max(Date::constant(1, 1, 1)))
}

/// An instant, in seconds since 1970-01-01T00:00:00Z, or the nearest that every tool knows.
pub(super) fn instant(seconds: i64) -> ColumnValue<'static> {
    ColumnValue::Instant(seconds.clamp(INSTANTS.0, INSTANTS.1))
}

/// A date as it is written, its first and its last day.
pub(super) fn partial_date(date: PartialDate) -> [ColumnValue<'static>; 3] {
    [text(date.to_string()), self::date(date.first_day()), self::date(date.last_day())]
}

impl ColumnValue<'_> {
    /// The value as a text; nothing is an empty one.
    pub(super) fn written(&self) -> Cow<'_, str> {
        match self {
            ColumnValue::Null => Cow::Borrowed(""),
            ColumnValue::Text(text) => Cow::Borrowed(text),
            ColumnValue::Integer(number) => Cow::Owned(number.to_string()),
            ColumnValue::Tenths(tenths) => Cow::Owned(format!("{}.{}", tenths / 10, (tenths % 10).abs())),
            ColumnValue::Boolean(truth) => Cow::Borrowed(if *truth { "true" } else { "false" }),
            ColumnValue::Date(date) => Cow::Owned(date.to_string()),
            ColumnValue::Instant(seconds) => Cow::Owned(rfc3339(*seconds)),
        }
    }

    /// The value as SQLite holds it; `written` is its text, where it is none already.
    pub(super) fn cell<'c>(&'c self, written: &'c mut String) -> Cell<'c> {
        match self {
            ColumnValue::Null => Cell::Null,
            ColumnValue::Text(text) => Cell::Text(text),
            ColumnValue::Integer(number) => Cell::Integer(*number),
            ColumnValue::Tenths(tenths) => Cell::Real(real(*tenths)),
            ColumnValue::Boolean(truth) => Cell::Integer(i64::from(*truth)),
            ColumnValue::Date(_) | ColumnValue::Instant(_) => {
                *written = self.written().into_owned();
                Cell::Text(written)
            }
        }
    }
}

/// The number that so many tenths make: 33.3 for 333.
fn real(tenths: i64) -> f64 {
    // A share has at most 1,000 tenths, which a float holds exactly.
    f64::from(i32::try_from(tenths).unwrap_or(i32::MAX)) / 10.0
}

impl Serialize for ColumnValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            ColumnValue::Null => serializer.serialize_none(),
            ColumnValue::Integer(number) => serializer.serialize_i64(*number),
            ColumnValue::Tenths(tenths) => serializer.serialize_f64(real(*tenths)),
            ColumnValue::Boolean(truth) => serializer.serialize_bool(*truth),
            ColumnValue::Text(_) | ColumnValue::Date(_) | ColumnValue::Instant(_) => {
                serializer.serialize_str(&self.written())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_written_as_every_tool_reads_it() {
        let cases = [
            (text(""), ""),
            (text("été"), "été"),
            (ColumnValue::Tenths(333), "33.3"),
            (ColumnValue::Boolean(true), "true"),
            (date(Date::constant(-5, 1, 1)), "0001-01-01"),
            (instant(0), "1970-01-01T00:00:00Z"),
            (instant(i64::MIN), "0001-01-01T00:00:00Z"),
            (instant(i64::MAX), "9999-12-30T22:00:00Z"),
        ];
        for (value, written) in cases {
            assert_eq!(value.written(), written);
        }
    }
}
