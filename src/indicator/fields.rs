use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::registry::{Definitions, Kind, Manifest};

/// The fields that figures can be grouped by: by kind of record, then field, the kind that it refers to
/// (if it does).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(BTreeMap<String, BTreeMap<String, Option<String>>>);

/// What figures are grouped by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grouping {
    /// The field of the records that are counted.
    pub field: String,
    /// The kind that it refers to, and the field there that is looked at instead.
    pub through: Option<(String, String)>,
}

impl Fields {
    /// The fields of `kinds`, and of the kinds that they refer to: those that the manifest says to be
    /// references, those that the schemas give a closed list of values, and `filtered` (kind, field).
    pub fn of(
        definitions: &Definitions,
        manifest: &Manifest,
        kinds: &BTreeSet<&str>,
        filtered: impl IntoIterator<Item = (String, String)>,
    ) -> Fields {
        let counted: Vec<&Kind> = kinds.iter().filter_map(|name| manifest.kind(name)).collect();
        let referred = counted.iter().flat_map(|kind| references(kind)).filter_map(|(_, name)| manifest.kind(name));
        let mut found: BTreeMap<String, BTreeMap<String, Option<String>>> = BTreeMap::new();
        for kind in referred.chain(counted.iter().copied()) {
            if found.contains_key(&kind.name) {
                continue;
            }
            let mut fields: BTreeMap<String, Option<String>> =
                listed(definitions, kind).into_iter().map(|field| (field, None)).collect();
            fields.extend(references(kind).map(|(field, to)| (field.clone(), Some(to.clone()))));
            found.insert(kind.name.clone(), fields);
        }
        for (kind, field) in filtered {
            found.entry(kind).or_default().entry(field).or_insert(None);
        }
        Fields(found)
    }

    /// What `text` (`incubator`, `sponsors.type`) means for the records of a kind, if anything.
    pub(crate) fn grouping(&self, kind: &str, text: &str) -> Option<Grouping> {
        let fields = self.0.get(kind)?;
        if fields.contains_key(text) {
            return Some(Grouping { field: text.to_owned(), through: None });
        }
        let (field, below) = text.split_once('.')?;
        let to = fields.get(field)?.as_ref()?;
        self.0.get(to)?.get(below)?;
        Some(Grouping { field: field.to_owned(), through: Some((to.clone(), below.to_owned())) })
    }

    /// All that the records of a kind can be grouped by, in order.
    pub(crate) fn of_kind(&self, kind: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for (field, to) in self.0.get(kind).into_iter().flatten() {
            found.insert(field.clone());
            let below = to.as_ref().and_then(|to| self.0.get(to)).into_iter().flatten();
            found.extend(below.map(|(below, _)| format!("{field}.{below}")));
        }
        found
    }
}

/// The references that are fields of the record itself.
fn references(kind: &Kind) -> impl Iterator<Item = (&String, &String)> {
    kind.references.iter().filter(|(path, _)| !path.contains('/'))
}

/// The fields that the schema of a kind gives a closed list of values, alone or as items of a list.
fn listed(definitions: &Definitions, kind: &Kind) -> Vec<String> {
    let text = definitions.file(&kind.schema).and_then(|file| file.text.as_ref());
    let schema: Option<Value> = text.and_then(|text| serde_json::from_str(text).ok());
    let is_listed = |schema: &Value| schema.get("enum").is_some() || schema.get("type") == Some(&"boolean".into());
    let properties = schema.as_ref().and_then(|schema| schema.get("properties")).and_then(Value::as_object);
    let properties = properties.into_iter().flatten();
    properties
        .filter(|(_, schema)| is_listed(schema) || schema.get("items").is_some_and(is_listed))
        .map(|(field, _)| field.clone())
        .collect()
}
