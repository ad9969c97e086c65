use serde_json::{Map, Value as Json};

use super::RecordKind;
use super::shapes::Shapes;
use crate::diagnostic::Outcome;
use crate::yaml;

/// A record of the register: its kind and identifier.
pub(super) type Name = (RecordKind, String);

/// The fields of a record.
pub(super) type Fields = Map<String, Json>;

/// A record as one version of a source states it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ImportedRecord {
    /// Its fields, `previous_ids` apart.
    pub fields: Fields,
    /// The identifiers that it had before, as far as no other record has them.
    pub previous: Vec<String>,
    /// What it says of records that it names, should the source have no page for them.
    pub introduces: Vec<(Name, Fields)>,
}

/// The field of the identifiers that a record had before.
pub(super) const PREVIOUS: &str = "previous_ids";

impl ImportedRecord {
    /// The record that a file of the register states.
    pub(super) fn from_file(mut fields: Fields) -> ImportedRecord {
        let previous = fields.shift_remove(PREVIOUS);
        let previous = previous.iter().filter_map(Json::as_array).flatten();
        let previous = previous.filter_map(Json::as_str).map(str::to_owned).collect();
        ImportedRecord { fields, previous, introduces: Vec::new() }
    }
}

/// The text of the file of a record.
///
/// # Errors
///
/// Where YAML can't hold a value.
pub(super) fn text(kind: RecordKind, shapes: &Shapes, fields: Fields) -> Outcome<String> {
    let fields = match shapes.get(kind) {
        Some(shape) => shape.in_order(fields),
        None => fields,
    };
    let header = format!("# yaml-language-server: $schema=../../schema/{}.schema.json\n", kind.name());
    Ok(header + &yaml::to_text(&Json::Object(fields))?)
}

/// Sets a field to a text, unless there is nothing to say.
pub(super) fn put(fields: &mut Fields, key: &str, value: impl Into<Json>) {
    let value = value.into();
    if value.as_str() != Some("") && !value.is_null() {
        fields.insert(key.to_owned(), value);
    }
}
