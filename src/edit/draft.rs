use serde_json::{Map, Value};

use crate::schema::Outline;

/// A record that is being made, field by field.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    fields: Map<String, Value>,
}

/// A field that a record lacks.
#[derive(Clone, Debug)]
pub struct Lacking<'s> {
    /// The names that lead to it, with a dot between two.
    pub path: String,
    /// What the schema says of it.
    pub outline: Outline<'s>,
}

impl Draft {
    /// Sets the field at `path` (`contact`, `fast.promotion`, `phases.name`: the first phase's, `phases.1.name`) to
    /// what a person wrote; in a list of values, adds it. What the schema can't make sense of is kept as text, for
    /// the rules to refuse.
    pub fn set(&mut self, outline: &Outline<'_>, path: &str, text: &str) {
        let steps: Vec<&str> = path.split('.').collect();
        let mut fields = Value::Object(std::mem::take(&mut self.fields));
        put(&mut fields, Some(outline), &steps, text);
        if let Value::Object(fields) = fields {
            self.fields = fields;
        }
    }

    /// Whether it has a value at `path` (`phases.name`).
    pub fn has(&self, path: &str) -> bool {
        let mut found = self.fields.get(path.split('.').next().unwrap_or_default());
        for step in path.split('.').skip(1) {
            found = match found {
                Some(Value::Array(items)) => match step.parse::<usize>() {
                    Ok(at) => items.get(at),
                    Err(_) => items.first().and_then(|item| item.get(step)),
                },
                Some(Value::Object(fields)) => fields.get(step),
                _ => None,
            };
        }
        found.is_some()
    }

    /// The required fields that it lacks, in the schema's order. Of a list of mappings, the first one's.
    pub fn lacking<'s>(&self, outline: &Outline<'s>) -> Vec<Lacking<'s>> {
        let mut found = Vec::new();
        lacking(&self.fields, outline, "", &mut found);
        found
    }

    /// Its fields, in the schema's order.
    pub fn ordered(&self, outline: &Outline<'_>) -> Map<String, Value> {
        ordered(&self.fields, Some(outline))
    }
}

fn put(place: &mut Value, outline: Option<&Outline<'_>>, steps: &[&str], text: &str) {
    let below = |name: &str| outline.and_then(|outline| outline.field(name));
    let [step, rest @ ..] = steps else {
        match outline.filter(|outline| is_list(outline)) {
            None => *place = typed(outline, text),
            Some(list) => add(place, list, text),
        }
        return;
    };
    if outline.is_some_and(is_list) || place.is_array() {
        let items = outline.and_then(Outline::items);
        let (at, rest) = match step.parse::<usize>() {
            Ok(at) => (at, rest),
            Err(_) => (0, steps),
        };
        if !place.is_array() {
            *place = Value::Array(Vec::new());
        }
        let Some(list) = place.as_array_mut() else { return };
        // Items are added in order, since a list can't have gaps.
        let at = at.min(list.len());
        if at == list.len() {
            list.push(Value::Null);
        }
        if let Some(item) = list.get_mut(at) {
            put(item, items.as_ref(), rest, text);
        }
        return;
    }
    if !place.is_object() {
        *place = Value::Object(Map::new());
    }
    if let Some(fields) = place.as_object_mut() {
        put(fields.entry(*step).or_insert(Value::Null), below(step).as_ref(), rest, text);
    }
}

/// Adds items to a list of values: several at once, with commas between them, where none can hold a comma.
fn add(place: &mut Value, list: &Outline<'_>, text: &str) {
    let items = list.items();
    let is_word = |items: &Outline<'_>| items.format() == Some("record-id") || !items.allowed().is_empty();
    let parts: Vec<&str> = match items.as_ref().is_some_and(is_word) {
        true => text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect(),
        false => vec![text],
    };
    if !place.is_array() {
        *place = Value::Array(Vec::new());
    }
    if let Some(list) = place.as_array_mut() {
        list.extend(parts.into_iter().map(|part| typed(items.as_ref(), part)));
    }
}

fn is_list(outline: &Outline<'_>) -> bool {
    outline.takes("array") && !outline.takes("string") && !outline.takes("object")
}

/// What a person typed, as the type that the schema asks for; text where it can't be that.
fn typed(outline: Option<&Outline<'_>>, text: &str) -> Value {
    let takes = |kind: &str| outline.is_some_and(|outline| outline.takes(kind));
    let as_text = || Value::from(text);
    // Where nothing is said of types, or text is as good, a year alone is a number as YAML reads it.
    let is_text = takes("string") && takes("boolean");
    if is_text || outline.is_none() {
        return as_text();
    }
    if takes("integer") || takes("number") {
        if let Ok(number) = text.parse::<i64>() {
            return number.into();
        }
        if let Some(number) = text.parse::<f64>().ok().filter(|_| takes("number")) {
            return serde_json::Number::from_f64(number).map_or_else(as_text, Value::Number);
        }
    }
    match text.to_lowercase().as_str() {
        "true" | "oui" | "vrai" | "yes" if takes("boolean") => true.into(),
        "false" | "non" | "faux" | "no" if takes("boolean") => false.into(),
        _ => as_text(),
    }
}

fn lacking<'s>(fields: &Map<String, Value>, outline: &Outline<'s>, above: &str, found: &mut Vec<Lacking<'s>>) {
    for name in outline.required() {
        let path = if above.is_empty() { name.to_owned() } else { format!("{above}.{name}") };
        let Some(outline) = outline.field(name) else { continue };
        let nothing = Map::new();
        let of = |value: Option<&Value>| value.and_then(Value::as_object).cloned().unwrap_or_default();
        let items = outline.items().filter(|items| is_list(&outline) && !items.fields().is_empty());
        match (fields.get(name), items) {
            (Some(Value::Array(list)), Some(items)) if !list.is_empty() => {
                for (at, item) in list.iter().enumerate() {
                    let path = if at == 0 { path.clone() } else { format!("{path}.{at}") };
                    lacking(&of(Some(item)), &items, &path, found);
                }
            }
            (None, Some(items)) => lacking(&nothing, &items, &path, found),
            (value, None) if !outline.fields().is_empty() => lacking(&of(value), &outline, &path, found),
            (None, None) => found.push(Lacking { path, outline }),
            _ => {}
        }
    }
}

fn ordered(fields: &Map<String, Value>, outline: Option<&Outline<'_>>) -> Map<String, Value> {
    let known = outline.map(Outline::fields).unwrap_or_default();
    let rank = |name: &str| known.iter().position(|field| *field == name).unwrap_or(known.len());
    let mut names: Vec<&String> = fields.keys().collect();
    names.sort_by_key(|name| rank(name));
    let below = |name: &str, value: &Value| {
        let outline = outline.and_then(|outline| outline.field(name));
        let items = outline.as_ref().and_then(Outline::items);
        match value {
            Value::Object(fields) => Value::Object(ordered(fields, outline.as_ref())),
            Value::Array(list) => list
                .iter()
                .map(|item| match item {
                    Value::Object(fields) => Value::Object(ordered(fields, items.as_ref())),
                    other => other.clone(),
                })
                .collect(),
            other => other.clone(),
        }
    };
    names.into_iter().filter_map(|name| Some((name.clone(), below(name, fields.get(name)?)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn schema() -> Value {
        let text = include_str!("../../schema/startup.schema.json");
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn what_people_write_takes_the_type_and_the_place_that_the_schema_gives() {
        let schema = schema();
        let outline = Outline::of(&schema);
        let mut draft = Draft::default();
        for (path, text) in [
            ("phases.start", "2020"),
            ("phases.name", "construction"),
            ("phases.1.name", "opere"),
            ("name", "2048"),
            ("sponsors", "dinum, anct"),
            ("sponsors", "mtes"),
            ("techno", "C, puis Rust"),
            ("stats", "oui"),
            ("fast.montant", "12"),
            ("nom", "x"),
        ] {
            draft.set(&outline, path, text);
        }
        let said = Value::Object(draft.ordered(&outline));
        let wanted = json!({"name": "2048", "sponsors": ["dinum", "anct", "mtes"], "stats": true,
            "techno": ["C, puis Rust"], "phases": [{"name": "construction", "start": 2020}, {"name": "opere"}],
            "fast": {"montant": 12}, "nom": "x"});
        assert_eq!(said.to_string(), wanted.to_string());
        assert!(draft.has("phases.start") && draft.has("phases.1.name") && !draft.has("phases.1.start"));
        let lacking: Vec<String> = draft.lacking(&outline).into_iter().map(|lacking| lacking.path).collect();
        assert_eq!(lacking, ["mission", "incubator"]);
    }

    #[test]
    fn of_a_list_of_mappings_the_fields_of_the_first_are_lacking() {
        let schema = schema();
        let lacking = Draft::default().lacking(&Outline::of(&schema));
        let paths: Vec<&str> = lacking.iter().map(|lacking| lacking.path.as_str()).collect();
        assert_eq!(paths, ["name", "mission", "incubator", "phases.name"]);
    }
}
