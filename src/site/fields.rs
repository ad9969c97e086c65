use std::collections::BTreeMap;

use super::page::{Link, Page};
use crate::i18n::Calendar;
use crate::lifecycle::PartialDate;
use crate::message;
use crate::registry::{Record, each_reference};
use crate::yaml::{Entry, Node, Value, pointer_push};

/// A field of a record, as it is now.
pub(super) struct RecordField {
    pub name: String,
    pub values: Vec<Link>,
    /// How many values are left out.
    pub more: usize,
}

/// How many values of a field are shown.
const VALUES: usize = 60;

/// The fields of a record, in the order of its file. Identifiers of other records lead to their pages, and
/// addresses of the web where they say.
pub(super) fn all(page: &Page<'_>, record: &Record) -> Vec<RecordField> {
    let manifest = &page.index.source.register.manifest;
    let Some((kind, root)) = manifest.kinds.get(record.kind).zip(record.document.root.as_ref()) else {
        return Vec::new();
    };
    let mut references: BTreeMap<String, &str> = BTreeMap::new();
    for (path, target) in &kind.references {
        each_reference(root, path, |place, _| {
            references.insert(place.pointer(), target);
        });
    }
    let Some(entries) = root.as_map() else { return Vec::new() };
    let field = |entry: &Entry| {
        let mut reading = FieldReader { page, kind: &kind.name, references: &references, found: Vec::new() };
        let place = FieldPath::default().below(&entry.key);
        reading.leaves(&entry.value, &place, None);
        let mut values = reading.found;
        let more = values.len().saturating_sub(VALUES);
        values.truncate(VALUES);
        RecordField { name: page.field_name(&kind.name, &place.path), values, more }
    };
    // The name is the page's title, unless it was cut there.
    entries.iter().map(field).filter(|field| !field.values.is_empty()).collect()
}

/// Where a node stands: its pointer, and the keys above it.
#[derive(Default)]
struct FieldPath {
    pointer: String,
    /// Without the places in lists: `phases/name`.
    path: String,
}

impl FieldPath {
    fn below(&self, key: &str) -> FieldPath {
        let path = if self.path.is_empty() { key.to_owned() } else { format!("{}/{key}", self.path) };
        FieldPath { pointer: pointer_push(&self.pointer, key), path }
    }

    fn item(&self, at: usize) -> FieldPath {
        FieldPath { pointer: format!("{}/{at}", self.pointer), path: self.path.clone() }
    }
}

/// The values of a field, as they are found.
struct FieldReader<'r> {
    page: &'r Page<'r>,
    kind: &'r str,
    references: &'r BTreeMap<String, &'r str>,
    found: Vec<Link>,
}

impl FieldReader<'_> {
    /// The values below a node, each in one line; `before` is the key that leads to it within a field.
    fn leaves(&mut self, node: &Node, place: &FieldPath, before: Option<&str>) {
        match &node.value {
            Value::Null => {}
            Value::List(items) => {
                for (at, item) in items.iter().enumerate() {
                    self.leaves(item, &place.item(at), before);
                }
            }
            Value::Map(entries) => match self.line(entries, place) {
                Some(text) => self.found.push(Link { text, href: None }),
                None => {
                    for entry in entries {
                        self.leaves(&entry.value, &place.below(&entry.key), Some(&entry.key));
                    }
                }
            },
            _ => {
                let Some(text) = node.scalar() else { return };
                let target = self.references.get(&place.pointer).and_then(|kind| self.page.index.find(kind, &text));
                let link = match target {
                    Some(record) => self.page.record(record),
                    None => Link { href: web(&text), text: self.said(node, place).unwrap_or(text) },
                };
                self.found.push(match before {
                    Some(_) => Link { text: self.labelled(place, &link.text), href: link.href },
                    None => link,
                });
            }
        }
    }

    /// A map that reads best on one line: a phase, an event. None where something in it is a list, a map or a
    /// reference.
    fn line(&self, entries: &[Entry], place: &FieldPath) -> Option<String> {
        let (mut head, mut parts) = (None, Vec::new());
        for entry in entries.iter().filter(|entry| !entry.value.is_null()) {
            let place = place.below(&entry.key);
            let value = self.said(&entry.value, &place).filter(|_| !self.references.contains_key(&place.pointer))?;
            match entry.key.as_str() {
                "name" => head = Some(value),
                _ => parts.push(self.labelled(&place, &value)),
            }
        }
        let parts = parts.join(" ; ");
        Some(match head {
            Some(head) if parts.is_empty() => head,
            Some(head) => format!("{head} — {parts}"),
            None => parts,
        })
    }

    /// A value for people; none for a list or a map.
    fn said(&self, node: &Node, place: &FieldPath) -> Option<String> {
        let text = node.scalar()?;
        Some(match (&node.value, place.path.as_str()) {
            (Value::Bool(true), _) => self.page.t("site-yes"),
            (Value::Bool(false), _) => self.page.t("site-no"),
            (_, "phases/name") => self.page.phase_name(self.kind, &text),
            _ => match PartialDate::parse(&text).map(Calendar::from) {
                // A year alone may be any number.
                None | Some(Calendar::Year(_)) => text,
                Some(date) => self.page.words.date(date),
            },
        })
    }

    fn labelled(&self, place: &FieldPath, value: &str) -> String {
        let label = self.page.field_name(self.kind, &place.path);
        self.page.say(&message!("site-labelled", label = label, value = value))
    }
}

/// The address that a text is, if it is one of the web: no other scheme is ever followed.
fn web(text: &str) -> Option<String> {
    let is_web = text.starts_with("https://") || text.starts_with("http://");
    let is_plain = !text.chars().any(|character| character.is_whitespace() || character.is_control());
    (is_web && is_plain && text.len() < 2_000).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_links() {
        assert_eq!(web("https://pix.fr").as_deref(), Some("https://pix.fr"));
        for text in ["javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "pix.fr", "https://a b", " https://a"] {
            assert_eq!(web(text), None, "{text}");
        }
    }
}
