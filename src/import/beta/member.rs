use serde_json::Value as Json;

use super::page::PageReading;
use crate::import::fit::last_segment;
use crate::import::front_matter::SourcePage;
use crate::import::record::{Fields, ImportedRecord, put};
use crate::import::repair::{date, repair};
use crate::import::shapes::Shapes;
use crate::import::{Note, RecordKind, in_full, stand_in};
use crate::message;
use crate::registry::nearest_valid_id;
use crate::yaml::Node;

/// What a member's page says of an intrapreneur; nothing of anyone else.
pub(super) fn convert(page: &SourcePage, root: &Node, shapes: &Shapes, names: bool) -> PageReading {
    if !is_intrapreneur(root) {
        return PageReading::Elsewhere;
    }
    let mut notes = Vec::new();
    let mut fields = Fields::new();
    let mut introduces = Vec::new();
    if names {
        put(&mut fields, "fullname", root.get("fullname").and_then(Node::as_text).unwrap_or_default().trim());
    }
    let missions: Vec<&Node> = root.get("missions").and_then(Node::as_list).unwrap_or_default().iter().collect();
    // Until 2019 the page itself had the dates of the only mission.
    let is_only = missions.is_empty();
    let stays = if is_only { vec![root] } else { missions };
    let employer = stays.iter().rev().chain([&root]).find_map(|stay| {
        let employer = stay.get("employer").or_else(|| stay.get("organisation"))?.as_text()?.trim();
        (!employer.is_empty()).then_some(employer)
    });
    match employer.and_then(|employer| in_full::organisation(employer, None)) {
        Some((name, said)) => {
            put(&mut fields, "organisation", name.1.as_str());
            introduces.push((name, said));
        }
        None => {
            put(&mut fields, "organisation", stand_in::UNKNOWN);
            notes.push(Note::Unsaid("organisation".to_owned()));
        }
    }
    let mut events = Vec::new();
    for stay in &stays {
        match stay.get("start").and_then(Node::scalar).as_deref().and_then(date) {
            Some(start) => events.push(mission(start, stay, &mut notes)),
            None => notes.push(Note::Incomplete("missions.start".to_owned())),
        }
    }
    if events.is_empty() {
        return PageReading::Unread(message!("import-no-mission"));
    }
    events.sort_by(|a: &Json, b: &Json| a["date"].as_str().cmp(&b["date"].as_str()));
    fields.insert("events".to_owned(), Json::Array(events));
    for entry in root.as_map().unwrap_or_default() {
        let is_told = match entry.key.as_str() {
            "domaine" | "missions" => true,
            // Of the years in which the page itself was the only mission.
            "start" | "end" | "startups" => is_only,
            "fullname" => names,
            _ => false,
        };
        if !is_told && !entry.value.is_null() {
            notes.push(Note::Personal(entry.key.clone()));
        }
    }
    notes.extend(page.has_prose.then_some(Note::Prose));
    if !repair(RecordKind::Intrapreneur, shapes, &mut fields, &mut notes) {
        return PageReading::Unread(message!("import-no-fit"));
    }
    PageReading::Record(ImportedRecord { fields, previous: Vec::new(), introduces }, notes)
}

/// A mission that began at `start`: its end, and the products that it serves, where the source says them.
fn mission(start: String, stay: &Node, notes: &mut Vec<Note>) -> Json {
    let mut fields = Fields::new();
    put(&mut fields, "name", "mission");
    put(&mut fields, "date", start);
    if let Some(end) = stay.get("end").and_then(Node::scalar).filter(|end| !end.trim().is_empty()) {
        match date(&end) {
            Some(end) => put(&mut fields, "end", end),
            None => notes.push(Note::Refused("missions.end".to_owned())),
        }
    }
    let served = stay.get("startups").map_or_else(Vec::new, |served| match served.as_list() {
        Some(several) => several.iter().filter_map(Node::scalar).collect(),
        None => served.scalar().into_iter().collect(),
    });
    let mut ids: Vec<String> = Vec::new();
    for written in served.iter().filter(|written| !written.trim().is_empty()) {
        match nearest_valid_id(last_segment(written)) {
            Some(id) if !ids.contains(&id) => ids.push(id),
            Some(_) => notes.push(Note::IncrementalChecker("missions.startups".to_owned())),
            None => notes.push(Note::Unfit("missions.startups".to_owned())),
        }
    }
    if !ids.is_empty() {
        fields.insert("startups".to_owned(), ids.into());
    }
    Json::Object(fields)
}

/// Whether the domain of the member, or of one of their missions, is that of the intrapreneurs.
fn is_intrapreneur(root: &Node) -> bool {
    let says_so = |node: &Node| {
        let is_it = |node: &Node| node.as_text().is_some_and(|text| text.trim().to_lowercase().starts_with("intrap"));
        ["domaine", "domaines"].into_iter().filter_map(|key| node.get(key)).any(|domain| match domain.as_list() {
            Some(several) => several.iter().any(is_it),
            None => is_it(domain),
        })
    };
    let missions = root.get("missions").and_then(Node::as_list).unwrap_or_default();
    says_so(root) || missions.iter().any(says_so)
}
