use serde_json::{Map, Number, Value as Json};

use super::Note;
use crate::registry::nearest_valid_id;
use crate::yaml::{Document, Node, Value};

/// Brings values into the shapes that a schema asks for, and notes each change.
pub(super) struct Fit<'a> {
    /// The document that the values come from.
    pub document: &'a Document,
    /// What was changed or left out so far.
    pub notes: Vec<Note>,
}

impl Fit<'_> {
    /// The value of `field` as `schema` wants it; `None` where nothing is left of it.
    pub(super) fn value(&mut self, field: &str, node: &Node, schema: &Json) -> Option<Json> {
        if is_empty(node) {
            self.notes.push(Note::Empty);
            return None;
        }
        match &node.value {
            Value::List(items) if wants(schema, "array") => {
                let of = schema.get("items").unwrap_or(&Json::Null);
                let items: Vec<Json> = items.iter().filter_map(|item| self.value(field, item, of)).collect();
                (!items.is_empty()).then_some(Json::Array(items))
            }
            Value::Map(_) if wants(schema, "object") => {
                let map = self.map(field, node, schema);
                (!map.is_empty()).then_some(Json::Object(map))
            }
            Value::List(_) | Value::Map(_) => self.unfit(field),
            _ if wants(schema, "array") => {
                let item = self.value(field, node, schema.get("items").unwrap_or(&Json::Null))?;
                self.notes.push(Note::List);
                Some(Json::Array(vec![item]))
            }
            _ if wants(schema, "object") => self.unfit(field),
            _ => self.scalar(field, node, schema),
        }
    }

    /// The fields of a mapping that `schema` knows, in the schema's order.
    pub(super) fn map(&mut self, field: &str, node: &Node, schema: &Json) -> Map<String, Json> {
        let none = Map::new();
        let known = schema.get("properties").and_then(Json::as_object).unwrap_or(&none);
        let inner = |key: &str| if field.is_empty() { key.to_owned() } else { format!("{field}.{key}") };
        let mut map = Map::new();
        for (key, schema) in known {
            if let Some(value) = node.get(key).and_then(|value| self.value(&inner(key), value, schema)) {
                map.insert(key.clone(), value);
            }
        }
        for entry in node.as_map().unwrap_or_default() {
            if !known.contains_key(&entry.key) {
                let said = !is_empty(&entry.value);
                self.notes.push(if said { Note::UnknownField(inner(&entry.key)) } else { Note::Empty });
            }
        }
        map
    }

    fn unfit(&mut self, field: &str) -> Option<Json> {
        self.notes.push(Note::Unfit(field.to_owned()));
        None
    }

    fn scalar(&mut self, field: &str, node: &Node, schema: &Json) -> Option<Json> {
        let text = match &node.value {
            Value::Text(text) => text.as_str(),
            // As it was written: `1.10` must not become 1.1.
            _ if wants(schema, "string") => {
                self.notes.push(Note::Number);
                let written = self.document.text.get(node.span.clone()).unwrap_or_default();
                return Some(Json::String(written.to_owned()));
            }
            _ => return Some(node.to_json()),
        };
        if schema.get("format").and_then(Json::as_str) == Some("record-id") {
            return self.reference(field, text);
        }
        if !wants(schema, "string")
            && let Some(value) = plain(text.trim(), schema)
        {
            self.notes.push(Note::Text);
            return Some(value);
        }
        Some(Json::String(text.to_owned()))
    }

    /// An identifier, out of `/organisations/dinum`, `DINUM` or `dinum`.
    fn reference(&mut self, field: &str, text: &str) -> Option<Json> {
        let name = last_segment(text);
        let Some(id) = nearest_valid_id(name) else { return self.unfit(field) };
        if id != text {
            self.notes.push(Note::Reference);
        }
        Some(Json::String(id))
    }
}

/// Whether a value is empty.
fn is_empty(node: &Node) -> bool {
    match &node.value {
        Value::Null => true,
        Value::Text(text) => text.trim().is_empty(),
        Value::List(items) => items.is_empty(),
        Value::Map(entries) => entries.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Whether `schema` allows values of this type.
fn wants(schema: &Json, kind: &str) -> bool {
    match schema.get("type") {
        Some(Json::String(one)) => one == kind,
        Some(Json::Array(several)) => several.iter().any(|one| one == kind),
        _ => false,
    }
}

/// The number or truth value that a text spells, where `schema` wants one.
fn plain(text: &str, schema: &Json) -> Option<Json> {
    if wants(schema, "boolean") {
        return text.parse::<bool>().ok().map(Json::Bool);
    }
    if wants(schema, "integer") || wants(schema, "number") {
        let whole = text.parse::<i64>().ok().map(Number::from);
        let decimal = || text.parse::<f64>().ok().filter(|_| wants(schema, "number")).and_then(Number::from_f64);
        return whole.or_else(decimal).map(Json::Number);
    }
    None
}

/// The name of the page that a path of the site leads to.
pub(super) fn last_segment(path: &str) -> &str {
    let path = path.trim().trim_end_matches('/');
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".html").unwrap_or(name)
}
