use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::yaml::Node;

/// How much work a schema can be. References and combinations multiply: thirty definitions that each name the next one
/// twice are applied a thousand million times, although their text is short. So what a schema would unfold to is
/// counted, not unfolded, before it is ever applied.
///
/// A weight is how many schemas are applied, at most, to one value that lies so many levels below the top of a record.
/// It tells nothing wrong of schemas that describe values within values (a list of comments, each with answers of the
/// same form): their weight may grow with the depth, which a record's own depth bounds.
#[derive(Clone, Debug)]
pub(super) struct Weight {
    /// By level; deeper ones weigh as much as the last where that `is_settled`.
    levels: Vec<u64>,
    is_settled: bool,
}

/// A schema that would take too much work at this place, a JSON pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TooHeavy {
    pub pointer: String,
}

/// How many schemas may apply to one value, down to [`USUAL_DEPTH`].
const MOST: u64 = 1 << 12;
/// The same where a schema applies to a value that it is itself a part of: it may go round once from every place.
const MOST_IN_CIRCLE: u64 = 1 << 6;
/// Records nest less than this many levels.
const USUAL_DEPTH: usize = 8;
/// How many schemas may be applied to the values of one record in all: each that does not fit is an error in memory,
/// of a kilobyte or two.
const MOST_IN_ALL: u64 = 1 << 18;
/// So many names or values, in a list that a schema compares with, are as much work as another schema.
const LISTED: usize = 32;

impl Weight {
    /// Weighs a schema of draft-07.
    pub(super) fn of(schema: &Value) -> Result<Weight, TooHeavy> {
        let graph = Graph::of(schema);
        let (order, circles) = graph.order();
        let most = match circles.as_slice() {
            [] => MOST,
            [_] => MOST_IN_CIRCLE,
            [_, second, ..] => return Err(TooHeavy { pointer: second.clone() }),
        };
        let (levels, is_settled) = graph.levels(&order, USUAL_DEPTH, Some(most))?;
        Ok(Weight { levels, is_settled })
    }

    /// Whether the schema that this is the weight of can be applied to a record, whose values and levels are known.
    pub(super) fn fits(&self, schema: &Value, root: &Node) -> bool {
        let most = self.levels.iter().copied().max().unwrap_or_default();
        // Nearly every schema: no record is so large.
        if self.is_settled && most.saturating_mul(crate::yaml::MAX_NODES as u64) <= MOST_IN_ALL {
            return true;
        }
        let mut counts: Vec<u64> = Vec::new();
        let mut left = vec![(root, 0)];
        while let Some((node, level)) = left.pop() {
            if counts.len() <= level {
                counts.resize(level + 1, 0);
            }
            if let Some(count) = counts.get_mut(level) {
                *count += 1;
            }
            left.extend(node.as_list().into_iter().flatten().map(|item| (item, level + 1)));
            left.extend(node.as_map().into_iter().flatten().map(|entry| (&entry.value, level + 1)));
        }
        let deeper = (!self.is_settled && counts.len() > self.levels.len()).then(|| {
            let graph = Graph::of(schema);
            graph.levels(&graph.order().0, counts.len(), None).map(|(levels, _)| levels).unwrap_or_default()
        });
        let levels = deeper.as_ref().unwrap_or(&self.levels);
        let last = levels.last().copied().unwrap_or_default();
        let weights = levels.iter().copied().chain(std::iter::repeat(last));
        let all = counts
            .iter()
            .zip(weights)
            .fold(0, |all: u64, (count, weight)| all.saturating_add(count.saturating_mul(weight)));
        all <= MOST_IN_ALL
    }
}

/// How many patterns a schema holds, wherever they stand.
pub(super) fn patterns(schema: &Value) -> usize {
    let mut count = 0;
    let mut left = vec![schema];
    while let Some(value) = left.pop() {
        match value {
            Value::Array(items) => left.extend(items),
            Value::Object(fields) => {
                count += usize::from(fields.get("pattern").is_some_and(Value::is_string));
                count += fields.get("patternProperties").and_then(Value::as_object).map_or(0, Map::len);
                left.extend(fields.values());
            }
            _ => {}
        }
    }
    count
}

/// The schemas that a schema is made of, and which of them applies another.
struct Graph {
    places: Vec<Place>,
}

#[derive(Default)]
struct Place {
    pointer: String,
    /// Its own work.
    own: u64,
    /// Those that it applies to the same value.
    here: Vec<usize>,
    /// Those that it applies to every field, and to one field or another, of a mapping.
    each_field: Vec<usize>,
    fields: Vec<usize>,
    /// Those that it applies to every item, and to one item or another, of a list.
    each_item: Vec<usize>,
    items: Vec<usize>,
}

/// The schemas of a graph, each with its pointer, that wait to be looked into.
struct Unfolding<'s> {
    known: HashMap<*const Value, usize>,
    found: Vec<(&'s Value, String)>,
}

impl<'s> Unfolding<'s> {
    fn number(&mut self, schema: &'s Value, pointer: String) -> usize {
        *self.known.entry(std::ptr::from_ref(schema)).or_insert_with(|| {
            self.found.push((schema, pointer));
            self.found.len() - 1
        })
    }

    /// What stands below `keyword`: a schema, a list or a mapping of them.
    fn below(&mut self, fields: &'s Map<String, Value>, pointer: &str, keyword: &str, is_map: bool) -> Vec<usize> {
        let at = format!("{pointer}/{keyword}");
        match fields.get(keyword) {
            Some(Value::Object(named)) if is_map => {
                let schemas = named.iter().filter(|(_, schema)| schema.is_object() || schema.is_boolean());
                let schemas: Vec<_> =
                    schemas.map(|(name, schema)| (schema, crate::yaml::pointer_push(&at, name))).collect();
                schemas.into_iter().map(|(schema, at)| self.number(schema, at)).collect()
            }
            Some(Value::Array(listed)) if !is_map => listed
                .iter()
                .enumerate()
                .map(|(number, schema)| self.number(schema, format!("{at}/{number}")))
                .collect(),
            Some(schema @ (Value::Object(_) | Value::Bool(_))) if !is_map => vec![self.number(schema, at)],
            _ => Vec::new(),
        }
    }
}

impl Graph {
    fn of(schema: &Value) -> Graph {
        let resources = resources(schema);
        let mut walk = Unfolding { known: HashMap::new(), found: Vec::new() };
        walk.number(schema, String::new());
        let mut places = Vec::new();
        while let Some((schema, pointer)) = walk.found.get(places.len()).cloned() {
            let mut place = Place { own: 1, ..Place::default() };
            if let Value::Object(fields) = schema {
                if let Some(Value::String(reference)) = fields.get("$ref") {
                    for (target, at) in targets(&resources, reference) {
                        place.here.push(walk.number(target, at));
                    }
                }
                for keyword in ["allOf", "anyOf", "oneOf", "not", "if", "then", "else"] {
                    place.here.extend(walk.below(fields, &pointer, keyword, false));
                }
                place.here.extend(walk.below(fields, &pointer, "dependencies", true));
                for (keyword, is_map) in [("patternProperties", true), ("propertyNames", false)] {
                    place.each_field.extend(walk.below(fields, &pointer, keyword, is_map));
                }
                for (keyword, is_map) in [("properties", true), ("additionalProperties", false)] {
                    place.fields.extend(walk.below(fields, &pointer, keyword, is_map));
                }
                place.each_item.extend(walk.below(fields, &pointer, "contains", false));
                for keyword in ["items", "additionalItems"] {
                    place.items.extend(walk.below(fields, &pointer, keyword, false));
                }
                let length = |keyword: &str| match fields.get(keyword) {
                    Some(Value::Array(listed)) => listed.len(),
                    Some(Value::Object(named)) => named.len(),
                    _ => 0,
                };
                let listed = ["enum", "required", "properties", "patternProperties", "dependencies"].map(length);
                place.own += u64::try_from(listed.iter().sum::<usize>() / LISTED).unwrap_or(u64::MAX);
            }
            place.pointer = pointer;
            places.push(place);
        }
        Graph { places }
    }

    /// The places, each after those that it applies to the same value; and those from which such a step leads back to
    /// where it came from, and is left out.
    fn order(&self) -> (Vec<usize>, Vec<String>) {
        #[derive(Clone, Copy, PartialEq)]
        enum State {
            New,
            Open,
            Done,
        }
        let mut states = vec![State::New; self.places.len()];
        let (mut order, mut circles) = (Vec::new(), Vec::new());
        for start in 0..self.places.len() {
            let mut path = vec![(start, 0)];
            while let Some((at, next)) = path.last_mut() {
                let (Some(place), Some(state)) = (self.places.get(*at), states.get_mut(*at)) else { break };
                if *state == State::Done {
                    path.pop();
                    continue;
                }
                *state = State::Open;
                let Some(below) = place.here.get(*next).copied() else {
                    *state = State::Done;
                    order.push(*at);
                    path.pop();
                    continue;
                };
                *next += 1;
                match states.get(below) {
                    Some(State::New) => path.push((below, 0)),
                    Some(State::Open) => circles.push(place.pointer.clone()),
                    _ => {}
                }
            }
        }
        (order, circles)
    }

    /// The weight of the top at each level down to `depth`, and whether deeper ones weigh the same. Where a place weighs
    /// more than `most`, the lowest such place is the error.
    fn levels(&self, order: &[usize], depth: usize, most: Option<u64>) -> Result<(Vec<u64>, bool), TooHeavy> {
        let mut rank = vec![0; self.places.len()];
        for (at, place) in order.iter().enumerate() {
            if let Some(rank) = rank.get_mut(*place) {
                *rank = at;
            }
        }
        let rank_of = |place: usize| rank.get(place).copied().unwrap_or_default();
        let mut above: Vec<u64> = Vec::new();
        let mut levels = Vec::new();
        for _ in 0..=depth {
            let weigh = |of: usize| above.get(of).copied().unwrap_or_default();
            let sum = |places: &[usize]| places.iter().fold(0, |sum: u64, place| sum.saturating_add(weigh(*place)));
            let most_of = |places: &[usize]| places.iter().map(|place| weigh(*place)).max().unwrap_or_default();
            let mut now = vec![0; self.places.len()];
            for at in order {
                let Some(place) = self.places.get(*at) else { continue };
                // Of the level above, what stands here is applied once for each time that its schema is.
                let fields = sum(&place.each_field).saturating_add(most_of(&place.fields));
                let items = sum(&place.each_item).saturating_add(most_of(&place.items));
                let own = if levels.is_empty() { place.own } else { 0 };
                let here = place.here.iter().filter(|below| rank_of(**below) < rank_of(*at));
                let here =
                    here.fold(0, |sum: u64, below| sum.saturating_add(now.get(*below).copied().unwrap_or_default()));
                let weight = own.saturating_add(here).saturating_add(fields.max(items));
                if most.is_some_and(|most| weight > most) {
                    return Err(TooHeavy { pointer: place.pointer.clone() });
                }
                if let Some(now) = now.get_mut(*at) {
                    *now = weight;
                }
            }
            levels.push(now.first().copied().unwrap_or_default());
            let is_settled = now.iter().all(|weight| *weight == 0);
            above = now;
            if is_settled {
                return Ok((levels, true));
            }
        }
        Ok((levels, false))
    }
}

/// The schemas that references may start from: the whole one, and those with an `$id` of their own, each with its
/// pointer.
fn resources(schema: &Value) -> Vec<(&Value, String)> {
    let mut found = vec![(schema, String::new())];
    let mut left = vec![(schema, String::new())];
    while let Some((value, pointer)) = left.pop() {
        match value {
            Value::Array(items) => {
                left.extend(items.iter().enumerate().map(|(number, item)| (item, format!("{pointer}/{number}"))));
            }
            Value::Object(fields) => {
                if !pointer.is_empty() && fields.get("$id").is_some_and(Value::is_string) {
                    found.push((value, pointer.clone()));
                }
                left.extend(fields.iter().map(|(name, field)| (field, crate::yaml::pointer_push(&pointer, name))));
            }
            _ => {}
        }
    }
    found
}

/// The schemas that a reference may lead to. Which of several it is depends on where it stands; all are counted.
fn targets<'s>(resources: &[(&'s Value, String)], reference: &str) -> Vec<(&'s Value, String)> {
    let (base, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    let fragment = unescaped(fragment);
    let is_named = |schema: &Value| {
        let id = schema.get("$id").and_then(Value::as_str).unwrap_or_default();
        id.split_once('#').is_some_and(|(_, name)| name == fragment)
    };
    if !fragment.is_empty() && !fragment.starts_with('/') {
        return resources.iter().filter(|(schema, _)| is_named(schema)).cloned().collect();
    }
    let at_base = |(schema, _): &&(&Value, String)| {
        let id = schema.get("$id").and_then(Value::as_str).unwrap_or_default();
        let file = |address: &str| address.trim_end_matches('#').rsplit('/').next().unwrap_or_default().to_owned();
        base.is_empty() || file(id) == file(base)
    };
    let below = resources.iter().filter(at_base);
    below.filter_map(|(schema, at)| Some((schema.pointer(&fragment)?, format!("{at}{fragment}")))).collect()
}

/// A fragment of an address without its escapes (`%20`).
fn unescaped(fragment: &str) -> String {
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| *first == b'%').and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Schema, SchemaCause, SchemaPlace};
    use crate::yaml::Document;
    use serde_json::json;

    /// Definitions of which each is applied by the one before as `link` says, and the last of which is `end`.
    fn chain(length: usize, link: impl Fn(String) -> Value, end: &Value) -> Value {
        let mut definitions = Map::new();
        for number in 0..length {
            definitions.insert(format!("d{number}"), link(format!("#/definitions/d{}", number + 1)));
        }
        definitions.insert(format!("d{length}"), end.clone());
        json!({"properties": {"name": {"$ref": "#/definitions/d0"}}, "definitions": definitions})
    }

    fn refused(schema: &Value) -> Option<String> {
        Weight::of(schema).err().map(|heavy| heavy.pointer)
    }

    #[test]
    fn what_doubles_is_refused_at_its_place_however_it_is_put() {
        for keyword in ["anyOf", "allOf", "oneOf"] {
            let doubling =
                chain(40, |next| json!({keyword: [{"$ref": next}, {"$ref": next}]}), &json!({"type": "integer"}));
            // Eleven doublings above the end, with the references between, are all that fits.
            assert_eq!(refused(&doubling).as_deref(), Some("/definitions/d29"), "{keyword}");
            let refused = Schema::compile(&doubling.to_string()).err().unwrap();
            assert_eq!(refused.cause, SchemaCause::TooHeavy);
            assert_eq!(refused.at, SchemaPlace::Pointer("/definitions/d29".to_owned()));
        }
        for double in [
            |next: String| json!({"if": {"$ref": next}, "then": {"$ref": next}}),
            |next: String| json!({"not": {"$ref": next}, "else": {"$ref": next}}),
            |next: String| json!({"dependencies": {"a": {"$ref": next}, "b": {"$ref": next}}}),
            |next: String| json!({"anyOf": [{"$ref": next.replace('d', "%64")}, {"$ref": next}]}),
        ] {
            assert!(refused(&chain(40, double, &json!({}))).is_some());
        }
        // The copies may lie in the values below, as well.
        let within = |next: String| json!({"anyOf": [{"items": {"$ref": next}}, {"items": {"$ref": next}}]});
        let short = chain(7, within, &json!({}));
        assert_eq!(refused(&short), None);
        let name = |address: &str| json!({"$id": address, "anyOf": [{"$ref": "#b"}, {"$ref": "#b"}]});
        let mut named = chain(40, |next| json!({"anyOf": [{"$ref": next}, {"$ref": next}]}), &json!({}));
        named["definitions"]["d0"] = name("#a");
        named["definitions"]["d1"]["$id"] = json!("#b");
        assert!(refused(&named).is_some());
        let mut addressed = json!({"$id": "https://example.org/x.json", "$ref": "x.json#/definitions/d0"});
        addressed["definitions"] = chain(
            40,
            |next| json!({"anyOf": [{"$ref": format!("x.json{next}")}, {"$ref": next}]}),
            &json!({}),
        )["definitions"]
            .clone();
        assert!(refused(&addressed).is_some());
    }

    #[test]
    fn what_is_only_long_or_wide_is_not() {
        let plain = |next: String| json!({"allOf": [{"$ref": next}]});
        assert_eq!(refused(&chain(1000, plain, &json!({"type": "string"}))), None);
        let fields: Map<String, Value> =
            (0..5000).map(|number| (format!("f{number}"), json!({"$ref": "#/definitions/a"}))).collect();
        let wide =
            json!({"properties": fields, "definitions": {"a": {"anyOf": [{"type": "string"}, {"type": "integer"}]}}});
        assert_eq!(refused(&wide), None);
        for (name, shipped) in crate::registry::DEFAULT_SCHEMA.iter().filter(|(name, _)| name.ends_with(".json")) {
            let schema: Value = serde_json::from_str(shipped).unwrap();
            let weight = Weight::of(&schema).unwrap();
            assert!(weight.is_settled && weight.levels.iter().all(|level| *level <= 26), "{name}: {weight:?}");
        }
    }

    #[test]
    fn a_schema_of_values_within_values_is_applied_as_deep_as_its_work_allows() {
        // Answers to comments, of the same form as the comments: linear.
        let linear = json!({"properties": {"answers": {"items": {"$ref": "#"}}}});
        // One or several: each level is looked at in two ways, which have their own.
        let double = json!({"anyOf": [{"items": {"$ref": "#"}}, {"items": {"$ref": "#"}}, {"type": "integer"}]});
        let nested =
            |levels: usize| Document::read(format!("{}1{}", "[".repeat(levels), "]".repeat(levels)).as_bytes());
        for (schema, levels, fits) in [(&linear, 60, true), (&double, 4, true), (&double, 60, false)] {
            let schema = Schema::compile(&schema.to_string()).unwrap();
            let document = nested(levels);
            let root = document.root.as_ref().unwrap();
            assert_eq!(schema.weight_fits(root), fits, "{levels}");
            assert_eq!(schema.accepts(root), fits);
        }
    }

    #[test]
    fn a_circle_that_takes_no_step_down_is_harmless_alone() {
        assert_eq!(refused(&json!({"properties": {"name": {"$ref": "#/properties/name"}}})), None);
        assert_eq!(refused(&json!({"allOf": [{"$ref": "#"}]})), None);
        let all = |count: usize| -> Vec<Value> {
            (0..count).map(|number| json!({"$ref": format!("#/definitions/d{number}")})).collect()
        };
        let definitions: Map<String, Value> =
            (0..12).map(|number| (format!("d{number}"), json!({"anyOf": all(12)}))).collect();
        assert!(refused(&json!({"anyOf": all(12), "definitions": definitions})).is_some());
    }

    #[test]
    fn patterns_share_what_they_may_take() {
        let one = json!({"pattern": "(a{100}){20}"});
        assert_eq!(patterns(&one), 1);
        assert!(Schema::compile(&one.to_string()).is_ok());
        let many: Vec<Value> =
            (0..20_000).map(|number| json!({"pattern": format!("(a{{100}}){{20}}{number}")})).collect();
        assert!(Schema::compile(&json!({"properties": {"a": {"items": many}}}).to_string()).is_err());
    }
}
