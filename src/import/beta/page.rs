use serde_json::{Map, Value as Json};

use super::{member, startup};
use crate::i18n::Message;
use crate::import::fit::{Fit, last_segment};
use crate::import::front_matter::{self, SourcePage};
use crate::import::record::ImportedRecord;
use crate::import::repair::repair;
use crate::import::shapes::Shapes;
use crate::import::{Note, RecordKind, in_full};
use crate::message;
use crate::registry::nearest_valid_id;
use crate::yaml::{Entry, Node, Value};

/// What one version of a source's page says.
pub(super) enum PageReading {
    /// A record, and how it differs from the source.
    Record(ImportedRecord, Vec<Note>),
    /// A startup with a `status` and no phases.
    Status(ImportedRecord, Vec<Note>, String),
    /// A person who is no intrapreneur: no record is made.
    Elsewhere,
    /// Nothing that can be read.
    Unread(Message),
}

/// Converts the page `bytes` of the record `stem`.
pub(super) fn convert(kind: RecordKind, shapes: &Shapes, stem: &str, names: bool, bytes: &[u8]) -> PageReading {
    let Some(page) = front_matter::read(bytes) else {
        return PageReading::Unread(message!("import-no-front-matter"));
    };
    if let Some(why) = front_matter::fatal(&page.head) {
        return PageReading::Unread(why);
    }
    let Some(root) = page.head.root.as_ref().filter(|root| root.as_map().is_some()) else {
        return PageReading::Unread(message!("import-not-a-mapping"));
    };
    match kind {
        RecordKind::Intrapreneur => member::convert(&page, root, shapes, names),
        _ => record(kind, shapes, stem, &page, root),
    }
}

fn record(kind: RecordKind, shapes: &Shapes, stem: &str, page: &SourcePage, root: &Node) -> PageReading {
    let Some(shape) = shapes.get(kind) else { return PageReading::Unread(message!("import-no-fit")) };
    let mut notes = vec![Note::DuplicateKey; page.head.problems.len()];
    notes.extend(page.has_prose.then_some(Note::Prose));
    let mut fit = Fit { document: &page.head, notes };
    let mut said = ImportedRecord { previous: previous_ids(stem, root, &mut fit), ..ImportedRecord::default() };
    let root = reshape(kind, root, &mut fit, &mut said);
    said.fields = fit.map("", &root, &shape.json);
    let mut notes = fit.notes;
    let phases = said.fields.get("phases").and_then(Json::as_array).is_some_and(|phases| !phases.is_empty());
    let status = root.get("status").and_then(Node::scalar).filter(|status| !status.trim().is_empty());
    let waits = kind == RecordKind::Startup && !phases;
    if waits {
        notes.retain(|note| *note != Note::UnknownField("status".to_owned()));
        // A placeholder, so that the other fields can be checked against the schema.
        said.fields.insert("phases".to_owned(), serde_json::json!([{"name": "construction"}]));
    }
    if !repair(kind, shapes, &mut said.fields, &mut notes) {
        return PageReading::Unread(message!("import-no-fit"));
    }
    match (waits, status) {
        (false, _) => PageReading::Record(said, notes),
        (true, Some(status)) => {
            said.fields.shift_remove("phases");
            PageReading::Status(said, notes, status)
        }
        (true, None) => PageReading::Unread(message!("import-no-phase")),
    }
}

/// The fields under the names that a register has for them.
fn reshape(kind: RecordKind, root: &Node, fit: &mut Fit<'_>, said: &mut ImportedRecord) -> Node {
    let entries = root.as_map().unwrap_or_default().iter();
    let mut entries: Vec<Entry> = entries.filter(|entry| entry.key != "redirect_from").cloned().collect();
    if kind != RecordKind::Organisation
        && root.get("name").is_none()
        && let Some(title) = entries.iter_mut().find(|entry| entry.key == "title")
    {
        title.key = "name".to_owned();
        fit.notes.push(Note::Title);
    }
    match kind {
        RecordKind::Startup => {
            startup::renamed_fields(&mut entries, fit);
            startup::events(&mut entries, fit);
            in_full(&mut entries, "sponsors", fit, said);
        }
        RecordKind::Incubator => {
            moved(&mut entries, "adresse", "address", fit);
            in_full(&mut entries, "owner", fit, said);
        }
        _ => {}
    }
    Node { span: root.span.clone(), value: Value::Map(entries) }
}

/// Gives a field the name that it has today, unless that is taken.
pub(super) fn moved(entries: &mut [Entry], from: &str, to: &str, fit: &mut Fit<'_>) {
    let is_said = |entry: &Entry| entry.value.scalar().is_some_and(|text| !text.trim().is_empty());
    if entries.iter().any(|entry| entry.key == to && is_said(entry)) {
        return;
    }
    let (from_at, to_at) = (
        entries.iter().position(|entry| entry.key == from && is_said(entry)),
        entries.iter().position(|entry| entry.key == to),
    );
    if let Some(entry) = from_at.and_then(|at| entries.get_mut(at)) {
        entry.key = to.to_owned();
        fit.notes.push(Note::Moved(format!("{from} → {to}")));
        if let Some(empty) = to_at.and_then(|at| entries.get_mut(at)) {
            empty.key = from.to_owned();
        }
    }
}

/// Until 2022 organisations were written in full, and not by reference: what is said of them goes to
/// records that stand in, unless they have their own.
fn in_full(entries: &mut [Entry], field: &str, fit: &mut Fit<'_>, said: &mut ImportedRecord) {
    let Some(entry) = entries.iter_mut().find(|entry| entry.key == field) else { return };
    let items = match &mut entry.value.value {
        Value::List(items) => items.iter_mut().collect(),
        _ => vec![&mut entry.value],
    };
    for item in items {
        let (name, acronym) = match &item.value {
            Value::Map(_) => {
                let text = |key: &str| item.get(key).and_then(Node::as_text).filter(|text| !text.trim().is_empty());
                let Some(name) = text("name").or_else(|| text("acronym")) else { continue };
                (name.to_owned(), text("acronym"))
            }
            Value::Text(text) if !text.trim().is_empty() && !text.starts_with('/') && is_in_full(text) => {
                (text.clone(), None)
            }
            _ => continue,
        };
        let Some((target, mut fields)) = in_full::organisation(&name, acronym) else { continue };
        if let Value::Map(_) = item.value {
            fields.extend(known(item, fit));
        }
        item.value = Value::Text(target.1.clone());
        said.introduces.push((target, fields));
        fit.notes.push(Note::InFull);
    }
}

/// What the schema of organisations knows of a sponsor written in full.
fn known(item: &Node, fit: &mut Fit<'_>) -> Map<String, Json> {
    let mut own = Fit { document: fit.document, notes: Vec::new() };
    let mut fields = own.map("sponsors", item, &RecordKind::Organisation.schema());
    let types = RecordKind::Organisation.schema().pointer("/properties/type/enum").cloned().unwrap_or_default();
    let is_type = |value: &Json| types.as_array().is_some_and(|types| types.contains(value));
    if fields.get("type").is_some_and(|value| !is_type(value)) {
        fields.shift_remove("type");
        own.notes.push(Note::Refused("sponsors.type".to_owned()));
    }
    fit.notes.extend(own.notes);
    fields.retain(|_, value| value.as_str().is_some_and(|text| !text.trim().is_empty()));
    fields
}

/// Whether a text is a name, and not an identifier.
fn is_in_full(text: &str) -> bool {
    text.trim().contains(char::is_whitespace)
        || nearest_valid_id(text).is_none_or(|id| id != text.trim().to_lowercase())
}

/// The identifiers that the record had before: its own in the source's spelling, where it had to
/// change, and those that the source redirects from.
fn previous_ids(stem: &str, root: &Node, fit: &mut Fit<'_>) -> Vec<String> {
    let id = nearest_valid_id(stem);
    let mut found: Vec<String> = Vec::new();
    if id.as_deref() != Some(stem) {
        found.push(stem.to_owned());
        fit.notes.push(Note::FileName);
    }
    let redirects = match root.get("redirect_from").map(|node| (&node.value, node)) {
        Some((Value::List(items), _)) => items.iter().collect(),
        Some((_, node)) => vec![node],
        None => return found,
    };
    for item in redirects {
        let name = item.as_text().map(last_segment).unwrap_or_default();
        if name.is_empty() {
            fit.notes.push(Note::Empty);
            continue;
        }
        fit.notes.push(Note::Redirect);
        if id.as_deref() != Some(name) && !found.iter().any(|known| known == name) {
            found.push(name.to_owned());
        }
    }
    found
}
