use serde_json::Value as Json;

use super::fit::{Fit, last_segment};
use super::{Note, RecordKind, front_matter};
use crate::diagnostic::Outcome;
use crate::message;
use crate::registry::nearest_valid_id;
use crate::words::Message;
use crate::yaml::{self, Document, Entry, Node, Value};

/// What one version of a source's file says.
pub(super) enum Converted {
    /// A record: its text in the register, and how it differs from the source.
    Record(String, Vec<Note>),
    /// A startup without `phases`: it waits.
    Status,
    /// Nothing that can be read.
    Unread(Message),
}

/// Converts the page `bytes` of the record `stem` as `schema` (the kind's) wants it.
pub(super) fn convert(kind: RecordKind, schema: &Json, stem: &str, bytes: &[u8]) -> Outcome<Converted> {
    let Some(page) = front_matter::read(bytes) else {
        return Ok(Converted::Unread(message!("import-no-front-matter")));
    };
    if let Some(why) = front_matter::fatal(&page.head) {
        return Ok(Converted::Unread(why));
    }
    let Some(root) = page.head.root.as_ref().filter(|root| root.as_map().is_some()) else {
        return Ok(Converted::Unread(message!("import-not-a-mapping")));
    };
    let has_phases = root.get("phases").is_some_and(|phases| phases.as_list().is_some());
    if kind == RecordKind::Startup && !has_phases {
        return Ok(Converted::Status);
    }
    let mut fit = Fit { document: &page.head, notes: before(&page.head, page.has_prose) };
    let previous = previous_ids(stem, root, &mut fit);
    let root = reshape(kind, root, &mut fit);
    let mut map = fit.map("", &root, schema);
    if !previous.is_empty() {
        map.insert("previous_ids".to_owned(), previous.into());
    }
    let comment = format!("# yaml-language-server: $schema=../../schema/{}.schema.json\n", kind.name());
    let text = comment + &yaml::to_text(&Json::Object(map))?;
    Ok(Converted::Record(text, fit.notes))
}

fn before(head: &Document, has_prose: bool) -> Vec<Note> {
    let mut notes = vec![Note::DuplicateKey; head.problems.len()];
    notes.extend(has_prose.then_some(Note::Prose));
    notes
}

/// The fields under the names that a register has for them.
fn reshape(kind: RecordKind, root: &Node, fit: &mut Fit<'_>) -> Node {
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
        RecordKind::Startup => full_sponsors(&mut entries, fit),
        RecordKind::Incubator => {
            let is_path = |owner: &Entry| {
                owner.value.as_text().is_none_or(|text| text.trim().is_empty() || text.starts_with('/'))
            };
            let all = entries.len();
            entries.retain(|entry| entry.key != "owner" || is_path(entry));
            fit.notes.extend((entries.len() < all).then_some(Note::FreeOwner));
        }
        RecordKind::Organisation => {}
    }
    Node { span: root.span.clone(), value: Value::Map(entries) }
}

/// Until 2022 sponsors were written in full, and not by reference: they have no identifier, but
/// `owner` takes their names.
fn full_sponsors(entries: &mut Vec<Entry>, fit: &mut Fit<'_>) {
    let has_owner = entries
        .iter()
        .any(|entry| entry.key == "owner" && entry.value.as_text().is_some_and(|text| !text.trim().is_empty()));
    let Some(sponsors) = entries.iter_mut().find(|entry| entry.key == "sponsors") else { return };
    let Value::List(items) = &mut sponsors.value.value else { return };
    let mut names = Vec::new();
    items.retain(|item| match full_name(item) {
        Some(name) => {
            names.push(name);
            false
        }
        None => true,
    });
    let note = if has_owner { Note::SponsorLeftOut } else { Note::SponsorInFull };
    fit.notes.extend(std::iter::repeat_n(note, names.len()));
    let span = sponsors.value.span.clone();
    let none_left = items.is_empty() && !names.is_empty();
    if none_left {
        entries.retain(|entry| entry.key != "sponsors");
    }
    if !has_owner && !names.is_empty() {
        entries.retain(|entry| entry.key != "owner");
        let value = Node { span: span.clone(), value: Value::Text(names.join(" / ")) };
        entries.push(Entry { key: "owner".to_owned(), key_span: span, value });
    }
}

/// The name of a sponsor that is not given by reference.
fn full_name(item: &Node) -> Option<String> {
    match &item.value {
        Value::Map(_) => item.get("name").or_else(|| item.get("acronym"))?.as_text().map(str::to_owned),
        Value::Text(text) if !text.starts_with('/') && text.trim().contains(char::is_whitespace) => Some(text.clone()),
        _ => None,
    }
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
