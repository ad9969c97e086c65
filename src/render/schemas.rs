//! The JSON Schemas of the answers, derived from the types that are written. A field's doc comment is its description
//! here and its meaning in `docs/en/json.md`: each key is described in one place.

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value, json};

use super::{answers, by_field, diff_json, doctor, every, log_json, published_json};

/// A full hash.
pub(super) const COMMIT: &str = "^[0-9a-f]{40}$";
/// An instant, RFC 3339 in UTC, to the second.
pub(super) const INSTANT: &str = r"^-?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\dZ$";
/// A day.
pub(super) const DAY: &str = r"^\d{4}-\d\d-\d\d$";
/// A date as precise as it is known.
pub(super) const DATE: &str = r"^\d{4}(-\d\d(-\d\d)?)?$";
/// A record: its kind, then its identifier.
pub(super) const RECORD: &str = "^[a-z][a-z-]*/.+$";
/// The identity of a fact within its record.
pub(super) const FACT: &str = r"^(entered|left|event):.+:[1-9]\d*$";

/// The schema of one answer.
pub struct AnswerSchema {
    /// Its name, without `.schema.json`: the file of this name is in the folder of the schemas.
    pub name: &'static str,
    /// The schema, draft-07.
    pub schema: Value,
}

/// The schemas of the answers whose types derive them, in the order of `docs/en/json.md`.
pub fn answer_schemas() -> Vec<AnswerSchema> {
    vec![
        answer::<answers::Indicators<'_>>("indicators", "indicators"),
        answer::<by_field::GroupedJson<'_>>("indicators-by", "indicators --by FIELD"),
        answer::<every::EveryJson<'_>>("indicators-every", "indicators --every PERIOD"),
        answer::<answers::Steps<'_>>("history", "history"),
        answer::<answers::Why<'_>>("why", "why"),
        answer::<published_json::Published<'_>>("published", "published"),
        answer::<log_json::Log<'_>>("log", "log"),
        answer::<diff_json::Diff<'_>>("diff", "diff"),
        answer::<doctor::Doctor>("doctor", "doctor"),
    ]
}

fn answer<T: JsonSchema>(name: &'static str, command: &str) -> AnswerSchema {
    let mut settings = SchemaSettings::draft07().for_serialize();
    settings.inline_subschemas = true;
    settings.meta_schema = None;
    let mut derived = settings.into_generator().into_root_schema_for::<T>();
    RecursiveTransform(close).transform(&mut derived);
    let version = derived.pointer("/properties/version/const").cloned().unwrap_or_default();
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
    schema.insert("$id".to_owned(), json!(format!("urn:greffe:json:{name}:{version}")));
    schema.insert("title".to_owned(), json!(format!("The answer of greffe {command} --format json")));
    // The comment on the type itself is about the code, not about the answer.
    let rest =
        derived.as_object().into_iter().flatten().filter(|(key, _)| !["title", "description"].contains(&key.as_str()));
    schema.extend(rest.map(|(key, value)| (key.clone(), value.clone())));
    AnswerSchema { name, schema: Value::Object(schema) }
}

/// Objects hold no other keys than theirs; the width of an integer in memory is left out.
fn close(schema: &mut Schema) {
    if schema.get("properties").is_some() {
        schema.insert("additionalProperties".to_owned(), json!(false));
    }
    schema.remove("format");
}

/// The keys of an answer as a Markdown table: a row for each, with its type and its meaning. A key within a list is
/// written `list[].key`.
pub fn key_table(schema: &Value) -> String {
    let mut table = String::from("| key | type | meaning |\n|---|---|---|\n");
    rows(schema, "", &mut table);
    table
}

fn rows(schema: &Value, path: &str, table: &mut String) {
    for (name, key) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        let kind = kind(key).replace('|', "\\|");
        let meaning = key.get("description").and_then(Value::as_str).unwrap_or_default();
        let meaning = meaning.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|");
        table.push_str(&format!("| `{path}` | {kind} | {meaning} |\n"));
        within(key, &path, table);
    }
}

/// The rows of what a key holds, below its own.
fn within(key: &Value, path: &str, table: &mut String) {
    match key.get("items") {
        Some(items) => within(items, &format!("{path}[]"), table),
        None => {
            rows(key, path, table);
            for choice in key.get("anyOf").and_then(Value::as_array).into_iter().flatten() {
                within(choice, path, table);
            }
        }
    }
}

/// What a value may be, in words: `string or null`, `list of objects`, or the words themselves where they are few.
fn kind(schema: &Value) -> String {
    if let Some(only) = schema.get("const") {
        return format!("`{only}`");
    }
    if let Some(words) = schema.get("enum").and_then(Value::as_array) {
        let words = words.iter().map(|word| word.as_str().map_or("null".to_owned(), |word| format!("`{word}`")));
        return words.collect::<Vec<_>>().join(", ");
    }
    if let Some(choices) = schema.get("anyOf").and_then(Value::as_array) {
        return choices.iter().map(kind).collect::<Vec<_>>().join(" or ");
    }
    match schema.get("type") {
        Some(Value::String(name)) if name == "array" => {
            let of = schema.get("items").map(kind).unwrap_or_default();
            match of.as_str() {
                "object" | "string" | "integer" => format!("list of {of}s"),
                _ => format!("list of {of}"),
            }
        }
        Some(Value::String(name)) => name.clone(),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" or "),
        _ => String::new(),
    }
}
