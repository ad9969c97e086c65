use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::record::Fields;

/// Which side is kept where the register and its source both changed the same thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Prefer {
    /// What the register says.
    #[default]
    Register,
    /// What the source says now.
    Source,
}

/// A thing that the register and its source both changed since the last import, each in its own way.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Disagreement {
    /// The thing: a field, or a fact and its field (`phases[construction].start`).
    pub at: String,
    /// What the register says; `None` where it was taken out.
    pub register: Option<Json>,
    /// What the source says; `None` where it was taken out.
    pub source: Option<Json>,
}

/// A merge of records from three sides: what the source said at the last import, what the register says, and what the
/// source says now. Fields are merged one by one; so are the facts of a list, which are known by their names.
pub(super) struct Merge {
    prefer: Prefer,
    /// The things on which both sides differ.
    pub disagreements: Vec<Disagreement>,
    /// The things that the register says otherwise than the source, which did not change them.
    pub kept: Vec<String>,
}

impl Merge {
    /// A merge in which `prefer` is kept where both sides changed the same thing.
    pub(super) const fn new(prefer: Prefer) -> Merge {
        Merge { prefer, disagreements: Vec::new(), kept: Vec::new() }
    }

    /// The fields of a record that had `base` in the source, has `ours` in the register, and `theirs` in the source now.
    pub(super) fn fields(&mut self, base: &Fields, ours: &Fields, theirs: &Fields) -> Fields {
        self.map("", base, ours, theirs)
    }

    fn map(&mut self, at: &str, base: &Fields, ours: &Fields, theirs: &Fields) -> Fields {
        let mut merged = Fields::new();
        let more = ours.keys().filter(|key| !theirs.contains_key(*key));
        for key in theirs.keys().chain(more) {
            let at = if at.is_empty() { key.clone() } else { format!("{at}.{key}") };
            if let Some(value) = self.value(&at, base.get(key), ours.get(key), theirs.get(key)) {
                merged.insert(key.clone(), value);
            }
        }
        // What the register took out, and the source has no more.
        merged
    }

    fn value(&mut self, at: &str, base: Option<&Json>, ours: Option<&Json>, theirs: Option<&Json>) -> Option<Json> {
        if ours == theirs || base == ours {
            return theirs.cloned();
        }
        match (ours, theirs) {
            // What differs within is told and merged piece by piece.
            (Some(Json::Object(ours)), Some(Json::Object(theirs))) => {
                let nothing = Fields::new();
                let base = base.and_then(Json::as_object).unwrap_or(&nothing);
                Some(Json::Object(self.map(at, base, ours, theirs)))
            }
            (Some(Json::Array(ours)), Some(Json::Array(theirs))) => {
                let base = base.and_then(Json::as_array).map_or(&[][..], Vec::as_slice);
                Some(Json::Array(self.list(at, base, ours, theirs)))
            }
            _ if base == theirs => {
                self.kept.push(at.to_owned());
                ours.cloned()
            }
            _ => {
                let (register, source) = (ours.cloned(), theirs.cloned());
                let chosen = if self.prefer == Prefer::Register { &register } else { &source }.clone();
                self.disagreements.push(Disagreement { at: at.to_owned(), register, source });
                chosen
            }
        }
    }

    /// The items stand in the source's order, but where only the register changed it.
    fn list(&mut self, at: &str, base: &[Json], ours: &[Json], theirs: &[Json]) -> Vec<Json> {
        let (base, ours, theirs) = (keyed(base), keyed(ours), keyed(theirs));
        let same_order = base.iter().map(|(key, _)| key).eq(theirs.iter().map(|(key, _)| key));
        let (first, second) = if same_order { (&ours, &theirs) } else { (&theirs, &ours) };
        let mut order: Vec<&Key> = first.iter().map(|(key, _)| key).collect();
        let mut after = 0;
        // What one side alone has comes after what precedes it there.
        for (key, _) in second {
            match order.iter().position(|known| *known == key) {
                Some(place) => after = place + 1,
                None => {
                    order.insert(after, key);
                    after += 1;
                }
            }
        }
        let get = |list: &[(Key, &Json)], wanted: &Key| {
            list.iter().find(|(key, _)| key == wanted).map(|(_, item)| (*item).clone())
        };
        let mut merged = Vec::new();
        for key in order {
            let at = format!("{at}[{}]", key.shown());
            let (base, ours, theirs) = (get(&base, key), get(&ours, key), get(&theirs, key));
            merged.extend(self.value(&at, base.as_ref(), ours.as_ref(), theirs.as_ref()));
        }
        merged
    }
}

/// What tells an item of a list from the others: its name, or what stands for it, and how many before it have the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    name: String,
    nth: usize,
}

impl Key {
    fn shown(&self) -> String {
        if self.nth == 0 { self.name.clone() } else { format!("{} {}", self.name, self.nth + 1) }
    }
}

/// The fields that tell facts of one list apart, whichever of them there are.
const NAMING: [&str; 5] = ["name", "stage", "source", "round", "year"];

fn keyed(items: &[Json]) -> Vec<(Key, &Json)> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let key = |item| {
        let name = naming(item);
        let nth = seen.entry(name.clone()).or_default();
        *nth += 1;
        (Key { name, nth: *nth - 1 }, item)
    };
    items.iter().map(key).collect()
}

fn naming(item: &Json) -> String {
    let Some(map) = item.as_object() else { return plain(item) };
    if let Some(name) = map.get("name") {
        return plain(name);
    }
    let said = NAMING.iter().filter_map(|field| map.get(*field)).map(plain);
    said.collect::<Vec<_>>().join(" ")
}

/// A value in few words.
pub(super) fn plain(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Fields {
        serde_json::from_str(text).unwrap()
    }

    fn merged(prefer: Prefer, base: &str, ours: &str, theirs: &str) -> (String, Vec<String>, Vec<String>) {
        let mut merge = Merge::new(prefer);
        let fields = merge.fields(&fields(base), &fields(ours), &fields(theirs));
        let both = merge.disagreements.iter().map(|one| one.at.clone()).collect();
        (serde_json::to_string(&fields).unwrap(), merge.kept, both)
    }

    #[test]
    fn a_field_that_one_side_changed_is_that_sides() {
        let (text, kept, both) = merged(
            Prefer::Register,
            r#"{"name": "A", "mission": "x", "gone": 1, "out": 1}"#,
            r#"{"name": "B", "mission": "x", "gone": 1, "new": 2}"#,
            r#"{"name": "A", "mission": "y", "out": 1}"#,
        );
        assert_eq!(text, r#"{"name":"B","mission":"y","new":2}"#);
        assert_eq!((kept, both), (vec!["name".to_owned(), "out".to_owned(), "new".to_owned()], vec![]));
    }

    #[test]
    fn where_both_changed_the_register_is_kept_or_the_source_as_asked() {
        for (prefer, chosen) in [(Prefer::Register, "B"), (Prefer::Source, "C")] {
            let (text, _, both) = merged(prefer, r#"{"name": "A"}"#, r#"{"name": "B"}"#, r#"{"name": "C"}"#);
            assert_eq!(text, format!(r#"{{"name":"{chosen}"}}"#));
            assert_eq!(both, ["name"]);
        }
        let (text, _, both) = merged(Prefer::Register, r#"{"a": 1}"#, r#"{}"#, r#"{"a": 2}"#);
        assert_eq!((text.as_str(), both), ("{}", vec!["a".to_owned()]));
    }

    #[test]
    fn facts_are_merged_one_by_one() {
        let (text, kept, both) = merged(
            Prefer::Register,
            r#"{"phases": [{"name": "a", "start": "2018"}, {"name": "b", "start": "2019"}]}"#,
            r#"{"phases": [{"name": "a", "start": "2018-02"}, {"name": "b", "start": "2019"}, {"name": "x", "start": "2019-06"}]}"#,
            r#"{"phases": [{"name": "a", "start": "2018"}, {"name": "b", "start": "2019", "end": "2020"}, {"name": "c", "start": "2020"}]}"#,
        );
        let expected = r#"{"phases":[{"name":"a","start":"2018-02"},{"name":"b","start":"2019","end":"2020"},{"name":"x","start":"2019-06"},{"name":"c","start":"2020"}]}"#;
        assert_eq!(text, expected);
        assert_eq!((kept, both), (vec!["phases[a].start".to_owned(), "phases[x]".to_owned()], vec![]));
        let (_, _, both) = merged(
            Prefer::Register,
            r#"{"phases": [{"name": "a", "start": "2018"}, {"name": "a", "start": "2020"}]}"#,
            r#"{"phases": [{"name": "a", "start": "2018"}, {"name": "a", "start": "2021"}]}"#,
            r#"{"phases": [{"name": "a", "start": "2018"}, {"name": "a", "start": "2022"}]}"#,
        );
        assert_eq!(both, ["phases[a 2].start"]);
    }

    #[test]
    fn names_are_added_and_taken_out_of_lists_on_both_sides() {
        let (text, ..) = merged(
            Prefer::Register,
            r#"{"previous_ids": ["a", "b"]}"#,
            r#"{"previous_ids": ["mine", "a"]}"#,
            r#"{"previous_ids": ["a", "b", "c"]}"#,
        );
        assert_eq!(text, r#"{"previous_ids":["mine","a","c"]}"#);
    }
}
