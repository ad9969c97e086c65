use serde_json::{Map, Value};

/// What a schema says of one place in a record, to guide those who write there: its fields in their order, what
/// each is about, what it may hold. Local references and the branches of `allOf`, `anyOf`, `oneOf` and `if` are
/// followed; what a branch asks for is known, but not required.
#[derive(Clone, Debug)]
pub struct Outline<'s> {
    root: &'s Value,
    /// The schemas of the place: those that always hold first.
    always: Vec<&'s Map<String, Value>>,
    perhaps: Vec<&'s Map<String, Value>>,
}

/// How many schemas one place may have: more are references that lead in a circle.
const MOST: usize = 64;

impl<'s> Outline<'s> {
    /// Of a whole record, by the text of its schema.
    pub fn of(schema: &'s Value) -> Outline<'s> {
        Outline::at(schema, [schema].into_iter(), std::iter::empty())
    }

    fn at(
        root: &'s Value,
        always: impl Iterator<Item = &'s Value>,
        perhaps: impl Iterator<Item = &'s Value>,
    ) -> Outline<'s> {
        let mut outline = Outline { root, always: Vec::new(), perhaps: Vec::new() };
        let mut left: Vec<(&Value, bool)> = always.map(|schema| (schema, true)).collect();
        left.extend(perhaps.map(|schema| (schema, false)));
        left.reverse();
        while let Some((schema, holds)) = left.pop() {
            let Some(schema) = schema.as_object() else { continue };
            if outline.always.len() + outline.perhaps.len() == MOST {
                break;
            }
            let reference = schema.get("$ref").and_then(Value::as_str).and_then(|at| at.strip_prefix('#'));
            let mut more: Vec<(&Value, bool)> = Vec::new();
            more.extend(reference.and_then(|pointer| root.pointer(pointer)).map(|schema| (schema, holds)));
            let branches = |keyword: &str| schema.get(keyword).and_then(Value::as_array).into_iter().flatten();
            more.extend(branches("allOf").map(|branch| (branch, holds)));
            let choices = ["anyOf", "oneOf"].into_iter().flat_map(branches);
            more.extend(
                choices.chain(["then", "else"].into_iter().filter_map(|word| schema.get(word))).map(|one| (one, false)),
            );
            left.extend(more.into_iter().rev());
            if holds { outline.always.push(schema) } else { outline.perhaps.push(schema) }
        }
        outline
    }

    fn all(&self) -> impl Iterator<Item = &'s Map<String, Value>> {
        self.always.iter().chain(&self.perhaps).copied()
    }

    fn first<T>(&self, find: impl Fn(&'s Map<String, Value>) -> Option<T>) -> Option<T> {
        self.all().find_map(find)
    }

    fn said(&self, keyword: &str) -> Option<&'s str> {
        self.first(|schema| schema.get(keyword)?.as_str())
    }

    /// Its name for readers (`title`).
    pub fn title(&self) -> Option<&'s str> {
        self.said("title")
    }

    /// Its name for readers in English (`x-title-en`).
    pub(crate) fn english_title(&self) -> Option<&'s str> {
        self.said("x-title-en")
    }

    /// What it is about (`description`).
    pub fn description(&self) -> Option<&'s str> {
        self.said("description")
    }

    /// The format of its text.
    pub fn format(&self) -> Option<&'s str> {
        self.said("format")
    }

    /// The examples of it.
    pub fn examples(&self) -> Vec<&'s Value> {
        let list = |schema: &'s Map<String, Value>| schema.get("examples")?.as_array();
        self.first(list).map(|list| list.iter().collect()).unwrap_or_default()
    }

    /// The first example of it.
    pub fn example(&self) -> Option<&'s Value> {
        self.first(|schema| schema.get("examples")?.as_array()?.first())
    }

    /// The values that it may have, where they are listed.
    pub(crate) fn allowed(&self) -> Vec<&'s Value> {
        let list = |schema: &'s Map<String, Value>| match (schema.get("enum"), schema.get("const")) {
            (Some(list), _) => list.as_array().map(|list| list.iter().collect()),
            (None, only) => only.map(|only| vec![only]),
        };
        self.first(list).unwrap_or_default()
    }

    /// The types of JSON Schema that it may have; empty where the schema does not restrict them.
    pub fn types(&self) -> Vec<&'s str> {
        let types = |schema: &'s Map<String, Value>| match schema.get("type")? {
            Value::String(one) => Some(vec![one.as_str()]),
            several => Some(several.as_array()?.iter().filter_map(Value::as_str).collect()),
        };
        self.first(types).unwrap_or_default()
    }

    /// Whether it may have this type of JSON Schema; true where the schema does not restrict types.
    pub fn takes(&self, kind: &str) -> bool {
        let types = self.types();
        types.is_empty() || types.contains(&kind)
    }

    /// The fields that it may have, in the schema's order.
    pub fn fields(&self) -> Vec<&'s str> {
        let mut fields: Vec<&str> = Vec::new();
        let properties = self.all().filter_map(|schema| schema.get("properties")?.as_object());
        for name in properties.flat_map(Map::keys) {
            if !fields.contains(&name.as_str()) {
                fields.push(name);
            }
        }
        fields
    }

    /// The fields that it must have whatever it holds, in the schema's order.
    pub fn required(&self) -> Vec<&'s str> {
        let lists = self.always.iter().filter_map(|schema| schema.get("required")?.as_array());
        let required: Vec<&str> = lists.flatten().filter_map(Value::as_str).collect();
        let mut fields = self.fields();
        fields.retain(|field| required.contains(field));
        fields
    }

    /// One of its fields; `None` where the schema does not know it.
    pub fn field(&self, name: &str) -> Option<Outline<'s>> {
        let below = |schemas: &[&'s Map<String, Value>]| -> Vec<&'s Value> {
            schemas.iter().filter_map(|schema| schema.get("properties")?.get(name)).collect()
        };
        let mut outline = self.below(below);
        if outline.is_none() {
            let any = |schemas: &[&'s Map<String, Value>]| -> Vec<&'s Value> {
                let rest = schemas.iter().filter_map(|schema| schema.get("additionalProperties"));
                rest.filter(|schema| schema.is_object()).collect()
            };
            outline = self.below(any);
        }
        outline
    }

    /// The items of it, where it is a list of which the schema says something.
    pub fn items(&self) -> Option<Outline<'s>> {
        let below = |schemas: &[&'s Map<String, Value>]| -> Vec<&'s Value> {
            schemas.iter().filter_map(|schema| schema.get("items")).filter(|items| items.is_object()).collect()
        };
        self.below(below)
    }

    /// What lies below it by the names of fields and the numbers of items, as in a JSON pointer; an item's number may
    /// be left out.
    pub fn find<'p>(&self, steps: impl Iterator<Item = &'p str>) -> Option<Outline<'s>> {
        let mut found = self.clone();
        for step in steps {
            let is_number = step.parse::<usize>().is_ok();
            found = match (found.items(), found.field(step)) {
                (Some(items), _) if is_number => items,
                (_, Some(field)) => field,
                (Some(items), None) => items.field(step)?,
                (None, None) => return None,
            };
        }
        Some(found)
    }

    fn below(&self, find: impl Fn(&[&'s Map<String, Value>]) -> Vec<&'s Value>) -> Option<Outline<'s>> {
        let (always, perhaps) = (find(&self.always), find(&self.perhaps));
        if always.is_empty() && perhaps.is_empty() {
            return None;
        }
        Some(Outline::at(self.root, always.into_iter(), perhaps.into_iter()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn fields_come_in_the_order_of_the_schema_with_those_of_its_branches_behind() {
        let schema = json!({
            "required": ["b", "a"],
            "properties": {"a": {"type": "string"}, "b": {"$ref": "#/definitions/b"}},
            "allOf": [{"properties": {"c": {"title": "C"}}, "required": ["c"]}],
            "then": {"properties": {"d": {}, "a": {"enum": ["x"]}}, "required": ["d"]},
            "definitions": {"b": {"type": ["integer", "null"], "items": {"properties": {"e": {}}}}}
        });
        let outline = Outline::of(&schema);
        assert_eq!(outline.fields(), ["a", "b", "c", "d"]);
        assert_eq!(outline.required(), ["a", "b", "c"]);
        assert_eq!(outline.field("a").unwrap().allowed(), [&json!("x")]);
        assert_eq!(outline.field("c").unwrap().title(), Some("C"));
        let b = outline.field("b").unwrap();
        assert!(b.takes("null") && !b.takes("string"));
        assert_eq!(b.items().unwrap().fields(), ["e"]);
        assert!(outline.find(["b", "0", "e"].into_iter()).is_some());
        assert!(outline.find(["b", "e"].into_iter()).is_some());
        assert!(outline.find(["b", "f"].into_iter()).is_none());
        assert!(outline.field("f").is_none());
    }

    #[test]
    fn references_in_a_circle_come_to_an_end() {
        let schema = json!({"allOf": [{"$ref": "#"}, {"$ref": "#"}], "properties": {"a": {"$ref": "#"}}});
        let a = Outline::of(&schema).field("a").unwrap();
        assert_eq!(a.fields(), ["a"]);
    }
}
