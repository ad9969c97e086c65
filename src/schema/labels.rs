use std::collections::BTreeMap;

use serde_json::Value;

use super::Outline;
use crate::registry::{Definitions, Label, Manifest};

/// What people call the fields of records: the titles that the schemas give them.
pub(crate) struct Labels {
    /// The schemas, by kind.
    schemas: BTreeMap<String, Value>,
}

impl Labels {
    /// Those of a register's schemas.
    pub(crate) fn of(definitions: &Definitions, manifest: &Manifest) -> Labels {
        let schemas = manifest.kinds.iter().filter_map(|kind| {
            let text = definitions.file(&kind.schema)?.text.as_deref()?;
            Some((kind.name.clone(), serde_json::from_str(text).ok()?))
        });
        Labels { schemas: schemas.collect() }
    }

    /// The label of a field of a kind, by the keys that lead to it: `phases/name`. Where the schema has none: its
    /// key, in words.
    pub(crate) fn of_field(&self, kind: &str, path: &str) -> Label {
        let outline = self.schemas.get(kind).and_then(|schema| Outline::of(schema).find(path.split('/')));
        let called = |title: Option<&str>| title.map_or_else(|| in_words(path), str::to_owned);
        Label {
            fr: called(outline.as_ref().and_then(Outline::title)),
            en: called(outline.as_ref().and_then(Outline::english_title)),
        }
    }
}

/// The last key of a path, in words: `stats_url` becomes « Stats url ».
fn in_words(path: &str) -> String {
    let key = path.rsplit('/').next().unwrap_or(path).replace('_', " ");
    let mut letters = key.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_called_by_its_title_else_by_its_key() {
        let schema = serde_json::json!({ "properties": { "phases": { "title": "Phases", "items": { "properties": {
            "start": { "title": "Début", "x-title-en": "Start" }, "stats_url": {} } } } } });
        let labels = Labels { schemas: BTreeMap::from([("startup".to_owned(), schema)]) };
        let label = |path: &str| {
            let label = labels.of_field("startup", path);
            [label.fr, label.en]
        };
        assert_eq!(label("phases/start"), ["Début", "Start"]);
        assert_eq!(label("phases/stats_url"), ["Stats url", "Stats url"]);
        assert_eq!(label("not_there"), ["Not there", "Not there"]);
        assert_eq!(label(""), ["", ""]);
    }
}
