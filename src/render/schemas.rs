//! The JSON Schemas of the answers, derived from the types that are written. A field's doc comment is its description
//! here and its meaning in `docs/en/json.md`: each key is described in one place.

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value, json};

pub(super) use crate::lifecycle::patterns::{COMMIT, DATE, DAY, FACT, INSTANT, RECORD};

use super::{
    answers, by_field, diff_json, doctor, every, fiche, import_json, json, log_json, published_json, review_json,
};
use crate::statement::Statement;

/// The schema of one answer.
pub struct AnswerSchema {
    /// Its name, without `.schema.json`: the file of this name is in the folder of the schemas.
    pub name: &'static str,
    /// The schema, draft-07.
    pub schema: Value,
}

/// The schemas of all JSON answers, in the order of `docs/en/json.md`.
pub fn answer_schemas() -> Vec<AnswerSchema> {
    vec![
        answer::<json::Validation<'_>>("validate", "validate"),
        answer::<answers::Indicators<'_>>("indicators", "indicators"),
        answer::<by_field::GroupedJson<'_>>("indicators-by", "indicators --by FIELD"),
        answer::<every::EveryJson<'_>>("indicators-every", "indicators --every PERIOD"),
        answer::<fiche::FichesJson<'_>>("indicators-pap", "indicators --pap YEAR"),
        answer::<answers::Steps<'_>>("history", "history"),
        answer::<answers::Why<'_>>("why", "why"),
        answer::<published_json::Published<'_>>("published", "published"),
        answer::<review_json::ReviewJson<'_>>("review", "review"),
        answer::<log_json::Log<'_>>("log", "log"),
        answer::<diff_json::Diff<'_>>("diff", "diff"),
        schema::<Statement>("statement", "What greffe statement writes"),
        answer::<import_json::ImportJson<'_>>("import", "import"),
        answer::<doctor::Doctor>("doctor", "doctor"),
    ]
}

fn answer<T: JsonSchema>(name: &'static str, command: &str) -> AnswerSchema {
    schema::<T>(name, &format!("The answer of greffe {command} --format json"))
}

fn schema<T: JsonSchema>(name: &'static str, title: &str) -> AnswerSchema {
    let mut settings = SchemaSettings::draft07().for_serialize();
    settings.inline_subschemas = true;
    settings.meta_schema = None;
    let mut derived = settings.into_generator().into_root_schema_for::<T>();
    RecursiveTransform(close).transform(&mut derived);
    let version = derived.pointer("/properties/version/const").cloned().unwrap_or_default();
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
    schema.insert("$id".to_owned(), json!(format!("urn:greffe:json:{name}:{version}")));
    schema.insert("title".to_owned(), json!(title));
    // The comment on the type itself is about the code, not about the answer.
    let rest =
        derived.as_object().into_iter().flatten().filter(|(key, _)| !["title", "description"].contains(&key.as_str()));
    schema.extend(rest.map(|(key, value)| (key.clone(), value.clone())));
    AnswerSchema { name, schema: Value::Object(schema) }
}

/// Objects hold no other keys than theirs; the width of an integer in memory is left out; words of which one is
/// written are a list of words, whatever the code says of each.
fn close(schema: &mut Schema) {
    let words = schema.get("oneOf").and_then(Value::as_array).map(|choices| {
        let words = choices.iter().map(|choice| choice.get("const").filter(|word| word.is_string()));
        words.map(Option::<&Value>::cloned).collect::<Option<Vec<_>>>()
    });
    if let Some(Some(words)) = words {
        schema.remove("oneOf");
        schema.insert("type".to_owned(), json!("string"));
        schema.insert("enum".to_owned(), Value::Array(words));
    }
    if schema.get("properties").is_some() {
        schema.insert("additionalProperties".to_owned(), json!(false));
    }
    schema.remove("format");
}

/// The keys of an answer as a Markdown table: a row for each, with its type and its meaning. A key within a list is
/// written `list[].key`, one within an object whose keys are not known beforehand `object.*.key`. Where an object has
/// the very keys of one above it, its row says so, and they are not told again.
pub fn key_table(schema: &Value) -> String {
    let mut table = KeyTable { text: String::from("| key | type | meaning |\n|---|---|---|\n"), told: Vec::new() };
    table.rows(schema, "");
    table.text
}

struct KeyTable<'a> {
    text: String,
    /// The keys of the objects told so far, and the path of each object.
    told: Vec<(&'a Value, String)>,
}

impl<'a> KeyTable<'a> {
    /// The rows of the keys of an object, each followed by those of what it holds.
    fn rows(&mut self, schema: &'a Value, path: &str) {
        let Some(properties) = schema.get("properties") else { return };
        self.told.push((properties, path.to_owned()));
        for (name, key) in properties.as_object().into_iter().flatten() {
            let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            let objects = objects(key, &path);
            let as_above = objects.iter().find_map(|(object, _)| {
                let properties = object.get("properties");
                self.told.iter().find(|(told, _)| Some(*told) == properties)
            });
            let above = as_above.map(|(_, above)| format!(" Keys: those of `{above}`.")).unwrap_or_default();
            let is_told = as_above.is_some();
            let kind = kind(key).replace('|', "\\|");
            let meaning = key.get("description").and_then(Value::as_str).unwrap_or_default();
            let meaning = meaning.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|");
            self.text.push_str(&format!("| `{path}` | {kind} | {meaning}{above} |\n"));
            for (object, path) in objects.into_iter().filter(|_| !is_told) {
                self.rows(object, &path);
            }
        }
    }
}

/// The objects that a value may be or hold, each with its path.
fn objects<'a>(schema: &'a Value, path: &str) -> Vec<(&'a Value, String)> {
    if let Some(items) = schema.get("items") {
        return objects(items, &format!("{path}[]"));
    }
    if let Some(each) = schema.get("additionalProperties").filter(|each| each.is_object()) {
        return objects(each, &format!("{path}.*"));
    }
    let choices = schema.get("anyOf").and_then(Value::as_array).into_iter().flatten();
    let own = schema.get("properties").map(|_| (schema, path.to_owned()));
    own.into_iter().chain(choices.flat_map(|choice| objects(choice, path))).collect()
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
    let several = |of: &Value| match kind(of).as_str() {
        one @ ("object" | "string" | "integer") => format!("{one}s"),
        other => other.to_owned(),
    };
    match schema.get("type") {
        Some(Value::String(name)) if name == "array" => {
            format!("list of {}", schema.get("items").map(several).unwrap_or_default())
        }
        Some(Value::String(name)) => match schema.get("additionalProperties").filter(|each| each.is_object()) {
            Some(each) => format!("object of {}", several(each)),
            None => name.clone(),
        },
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" or "),
        _ => String::new(),
    }
}
