use std::borrow::Cow;

use serde::{Serialize, Serializer};

use crate::index::Cell;
use crate::lifecycle::{Date, PartialDate, rfc3339};

/// What a row holds in a column; its kind is the column's.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'v> {
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
pub(super) fn text<'v>(text: impl Into<Cow<'v, str>>) -> Value<'v> {
    let text = text.into();
    if text.is_empty() { Value::Null } else { Value::Text(text) }
}

/// A number that counts or places something.
pub(super) fn number(number: usize) -> Value<'static> {
    Value::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

/// What may be nothing.
pub(super) fn maybe<'v, T>(value: Option<T>, of: impl FnOnce(T) -> Value<'v>) -> Value<'v> {
    value.map_or(Value::Null, of)
}

/// A year.
pub(super) fn year(year: i32) -> Value<'static> {
    Value::Integer(i64::from(year))
}

/// A day, or the nearest that every tool knows.
pub(super) fn date(date: Date) -> Value<'static> {
    Value::Date(date.max(Date::constant(1, 1, 1)))
}

/// An instant, in seconds since 1970-01-01T00:00:00Z, or the nearest that every tool knows.
pub(super) fn instant(seconds: i64) -> Value<'static> {
    Value::Instant(seconds.clamp(INSTANTS.0, INSTANTS.1))
}

/// A date as it is written, its first and its last day.
pub(super) fn partial_date(date: PartialDate) -> [Value<'static>; 3] {
    [text(date.to_string()), self::date(date.first_day()), self::date(date.last_day())]
}

impl Value<'_> {
    /// The value as a text; nothing is an empty one.
    pub(super) fn written(&self) -> Cow<'_, str> {
        match self {
            Value::Null => Cow::Borrowed(""),
            Value::Text(text) => Cow::Borrowed(text),
            Value::Integer(number) => Cow::Owned(number.to_string()),
            Value::Tenths(tenths) => Cow::Owned(format!("{}.{}", tenths / 10, (tenths % 10).abs())),
            Value::Boolean(truth) => Cow::Borrowed(if *truth { "true" } else { "false" }),
            Value::Date(date) => Cow::Owned(date.to_string()),
            Value::Instant(seconds) => Cow::Owned(rfc3339(*seconds)),
        }
    }

    /// The value as SQLite holds it; `written` is its text, where it is none already.
    pub(super) fn cell<'c>(&'c self, written: &'c mut String) -> Cell<'c> {
        match self {
            Value::Null => Cell::Null,
            Value::Text(text) => Cell::Text(text),
            Value::Integer(number) => Cell::Integer(*number),
            Value::Tenths(tenths) => Cell::Real(real(*tenths)),
            Value::Boolean(truth) => Cell::Integer(i64::from(*truth)),
            Value::Date(_) | Value::Instant(_) => {
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

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null => serializer.serialize_none(),
            Value::Integer(number) => serializer.serialize_i64(*number),
            Value::Tenths(tenths) => serializer.serialize_f64(real(*tenths)),
            Value::Boolean(truth) => serializer.serialize_bool(*truth),
            Value::Text(_) | Value::Date(_) | Value::Instant(_) => serializer.serialize_str(&self.written()),
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
            (Value::Tenths(333), "33.3"),
            (Value::Boolean(true), "true"),
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
