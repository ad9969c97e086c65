use std::collections::BTreeMap;

use super::page::{Link, Page};
use super::places::crop;
use crate::registry::{Record, each_reference};
use crate::yaml::{Node, Value};

/// A field of a record, as it is now.
pub(super) struct Field {
    pub name: String,
    pub values: Vec<Link>,
    /// How many values are left out.
    pub more: usize,
}

/// How many values of a field are shown.
const VALUES: usize = 60;

/// The fields of a record, in the order of its file. Identifiers of other records lead to their pages, and
/// addresses of the web where they say.
pub(super) fn all(page: &Page<'_>, record: &Record) -> Vec<Field> {
    let Some(root) = record.document.root.as_ref() else { return Vec::new() };
    let kind = page.atlas.source.register.manifest.kinds.get(record.kind);
    let mut references: BTreeMap<String, &str> = BTreeMap::new();
    for (path, target) in kind.iter().flat_map(|kind| &kind.references) {
        each_reference(root, path, |place, _| {
            references.insert(place.pointer(), target);
        });
    }
    let Some(entries) = root.as_map() else { return Vec::new() };
    let field = |entry: &crate::yaml::Entry| {
        let mut values = Vec::new();
        let pointer = crate::yaml::pointer_push("", &entry.key);
        leaves(page, &entry.value, &pointer, None, &references, &mut values);
        let more = values.len().saturating_sub(VALUES);
        values.truncate(VALUES);
        Field { name: crop(&entry.key), values, more }
    };
    // The name is the page's title, unless it was cut there.
    entries.iter().map(field).filter(|field| !field.values.is_empty()).collect()
}

/// The values below a node, each in one line.
fn leaves(
    page: &Page<'_>,
    node: &Node,
    pointer: &str,
    before: Option<&str>,
    references: &BTreeMap<String, &str>,
    found: &mut Vec<Link>,
) {
    match &node.value {
        Value::Null => {}
        Value::List(items) => {
            for (at, item) in items.iter().enumerate() {
                leaves(page, item, &format!("{pointer}/{at}"), before, references, found);
            }
        }
        Value::Map(entries) => {
            // A phase or an event reads best on one line.
            let flat: Option<Vec<String>> = entries
                .iter()
                .filter(|entry| !entry.value.is_null())
                .map(|entry| {
                    let value = entry.value.scalar()?;
                    let is_reference = references.contains_key(&crate::yaml::pointer_push(pointer, &entry.key));
                    (!is_reference).then(|| format!("{} : {value}", entry.key))
                })
                .collect();
            if let Some(flat) = flat {
                found.push(Link { text: flat.join(" ; "), href: None });
                return;
            }
            for entry in entries {
                let pointer = crate::yaml::pointer_push(pointer, &entry.key);
                leaves(page, &entry.value, &pointer, Some(&entry.key), references, found);
            }
        }
        _ => {
            let Some(text) = node.scalar() else { return };
            let target = references.get(pointer).and_then(|kind| page.atlas.find(kind, &text));
            let link = match target {
                Some(record) => page.record(record),
                None => Link { href: web(&text), text },
            };
            found.push(match before {
                Some(key) => Link { text: format!("{} : {}", crop(key), link.text), href: link.href },
                None => link,
            });
        }
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
