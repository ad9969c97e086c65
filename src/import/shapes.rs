use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use super::RecordKind;
use crate::lifecycle::Zone;
use crate::registry::{Definitions, MANIFEST, Manifest};
use crate::schema::Schema;

/// What the records of a kind may say, as the tool's own definitions have it.
pub(super) struct Shape {
    /// The schema.
    pub json: Json,
    /// The same, compiled; `None` should the tool's own schema be broken, which a test excludes.
    pub schema: Option<Schema>,
    /// Where its records name others: the manifest's path, and the kind that is named.
    pub references: Vec<(String, RecordKind)>,
}

/// The shapes of all kinds.
pub(super) struct Shapes {
    of: BTreeMap<RecordKind, Shape>,
    zone: Zone,
}

impl Shapes {
    /// Those of the tool's own definitions.
    pub(super) fn embedded() -> Shapes {
        let document = Definitions::embedded().document(MANIFEST);
        let manifest = document.and_then(|document| Manifest::read(document.root.as_ref()?).ok());
        let shape = |kind: RecordKind| {
            let named = manifest.as_ref().and_then(|manifest| manifest.kind(kind.name()));
            let references = named.iter().flat_map(|named| &named.references);
            let of_name = |name: &str| RecordKind::ALL.into_iter().find(|kind| kind.name() == name);
            Shape {
                json: kind.schema(),
                schema: Schema::compile(kind.schema_text()).ok(),
                references: references.filter_map(|(path, to)| Some((path.clone(), of_name(to)?))).collect(),
            }
        };
        let zone = manifest.as_ref().map(Manifest::zone).unwrap_or_default();
        Shapes { of: RecordKind::ALL.into_iter().map(|kind| (kind, shape(kind))).collect(), zone }
    }

    /// The time zone of the register, by which a commit has its day.
    pub(super) const fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The shape of a kind.
    pub(super) fn get(&self, kind: RecordKind) -> Option<&Shape> {
        self.of.get(&kind)
    }
}

impl Shape {
    /// Shows `each` the identifiers that `fields` name, with their kinds; where it says no, the
    /// identifier is taken out.
    pub(super) fn references(
        &self,
        fields: &mut Map<String, Json>,
        each: &mut dyn FnMut(RecordKind, &mut String) -> bool,
    ) {
        for (path, kind) in &self.references {
            let steps: Vec<&str> = path.split('/').collect();
            let mut of_kind = |id: &mut String| each(*kind, id);
            in_map(fields, &steps, &mut of_kind);
        }
    }

    /// `fields` in the order of the schema.
    pub(super) fn in_order(&self, mut fields: Map<String, Json>) -> Map<String, Json> {
        let known = self.json.get("properties").and_then(Json::as_object).into_iter().flat_map(Map::keys);
        let mut sorted: Map<String, Json> =
            known.filter_map(|key| Some((key.clone(), fields.shift_remove(key)?))).collect();
        sorted.extend(fields);
        sorted
    }
}

fn in_map(map: &mut Map<String, Json>, steps: &[&str], each: &mut dyn FnMut(&mut String) -> bool) {
    let Some((step, rest)) = steps.split_first() else { return };
    if let Some(value) = map.get_mut(*step)
        && !stays(value, rest, each)
    {
        map.shift_remove(*step);
    }
}

/// Whether anything is left of `value`.
fn stays(value: &mut Json, steps: &[&str], each: &mut dyn FnMut(&mut String) -> bool) -> bool {
    match (value, steps) {
        (Json::String(id), []) => each(id),
        (Json::Array(items), []) => {
            items.retain_mut(|item| stays(item, &[], each));
            let mut seen = Vec::new();
            items.retain(|item| {
                !seen.contains(item) && {
                    seen.push(item.clone());
                    true
                }
            });
            !items.is_empty()
        }
        (Json::Array(items), [_, rest @ ..]) => {
            for item in items {
                if let Json::Object(map) = item {
                    in_map(map, rest, each);
                }
            }
            true
        }
        (Json::Object(map), steps) => {
            in_map(map, steps, each);
            true
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tools_own_schemas_compile_and_their_references_are_known() {
        let shapes = Shapes::embedded();
        for kind in RecordKind::ALL {
            assert!(shapes.get(kind).unwrap().schema.is_some(), "{}", kind.name());
        }
        assert_eq!(shapes.get(RecordKind::Startup).unwrap().references.len(), 3);
    }

    #[test]
    fn references_are_shown_changed_and_taken_out_in_lists_and_items() {
        let shapes = Shapes::embedded();
        let mut fields: Map<String, Json> = serde_json::from_str(
            r#"{"promotion": "p", "defi": "gone", "phases": [{"name": "recrutement", "organisation": "a"}]}"#,
        )
        .unwrap();
        shapes.get(RecordKind::Eig).unwrap().references(&mut fields, &mut |_, id| {
            id.push('2');
            id != "gone2"
        });
        let expected = r#"{"promotion":"p2","phases":[{"name":"recrutement","organisation":"a2"}]}"#;
        assert_eq!(serde_json::to_string(&fields).unwrap(), expected);
    }
}
