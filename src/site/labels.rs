use std::collections::BTreeMap;

use serde_json::Value;

use super::places::crop;
use crate::registry::{Label, Register};

/// What people call the fields of records: the titles that the schemas give them.
pub(super) struct Labels {
    /// By kind, then by the keys that lead to the field: `phases/name`.
    by_kind: BTreeMap<String, BTreeMap<String, Label>>,
}

/// The keyword of a schema that gives a field's title in English; `title` is the French one.
const ENGLISH: &str = "x-title-en";

impl Labels {
    pub(super) fn of(register: &Register) -> Labels {
        let of_kind = |schema: &str| {
            let mut labels = BTreeMap::new();
            let text = register.definitions.file(schema).and_then(|file| file.text.as_deref());
            if let Some(schema) = text.and_then(|text| serde_json::from_str(text).ok()) {
                read(&schema, "", &mut labels);
            }
            labels
        };
        let kinds = register.manifest.kinds.iter();
        Labels { by_kind: kinds.map(|kind| (kind.name.clone(), of_kind(&kind.schema))).collect() }
    }

    /// The label of a field of a kind. Where the schema has none: its key, in words.
    pub(super) fn of_field(&self, kind: &str, path: &str) -> Label {
        let known = self.by_kind.get(kind).and_then(|labels| labels.get(path));
        known.cloned().unwrap_or_else(|| in_words(path))
    }
}

/// Takes the titles of the fields that a schema names, and of those below them. A schema is not deeper than its
/// JSON, whose depth the parser limits.
fn read(schema: &Value, path: &str, labels: &mut BTreeMap<String, Label>) {
    for (key, field) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        let path = if path.is_empty() { key.clone() } else { format!("{path}/{key}") };
        let title = |keyword: &str| field.get(keyword).and_then(Value::as_str).map(crop);
        let fallback = in_words(&path);
        let label = Label { fr: title("title").unwrap_or(fallback.fr), en: title(ENGLISH).unwrap_or(fallback.en) };
        labels.insert(path.clone(), label);
        read(field, &path, labels);
    }
    if let Some(items) = schema.get("items") {
        read(items, path, labels);
    }
}

/// The last key of a path, in words: `stats_url` is « Stats url ».
fn in_words(path: &str) -> Label {
    let key = path.rsplit('/').next().unwrap_or(path).replace('_', " ");
    let mut letters = key.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let words = crop(&first.chain(letters).collect::<String>());
    Label { fr: words.clone(), en: words }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_called_by_its_title_else_by_its_key() {
        let schema = serde_json::json!({ "properties": { "phases": { "title": "Phases", "items": { "properties": {
            "start": { "title": "Début", "x-title-en": "Start" }, "stats_url": {} } } } } });
        let mut labels = BTreeMap::new();
        read(&schema, "", &mut labels);
        let label = |path: &str| labels.get(path).map(|label| (label.fr.as_str(), label.en.as_str()));
        assert_eq!(label("phases/start"), Some(("Début", "Start")));
        assert_eq!(label("phases/stats_url"), Some(("Stats url", "Stats url")));
        assert_eq!(label("phases"), Some(("Phases", "Phases")));
        assert_eq!(in_words("").fr, "");
    }
}
