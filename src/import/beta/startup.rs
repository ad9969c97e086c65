use super::page::moved;
use crate::import::Note;
use crate::import::fit::Fit;
use crate::yaml::{Entry, Node, Value};

/// Fields that held a date, and the event that holds it today.
const DATED: [(&str, &str); 4] = [
    ("product_launch_date", "product_launch"),
    ("national_scale_date", "national_impact"),
    ("national_impact_date", "national_impact"),
    ("end", "end"),
];

/// The fields of the first years under today's names.
pub(super) fn renamed_fields(entries: &mut Vec<Entry>, fit: &mut Fit<'_>) {
    moved(entries, "domain", "link", fit);
    first_incubator(entries, fit);
    moved(entries, "incubators", "incubator", fit);
    for (field, event) in DATED {
        let Some(at) = entries.iter().position(|entry| entry.key == field) else { continue };
        let is_empty =
            entries.get(at).is_none_or(|entry| entry.value.scalar().is_none_or(|text| text.trim().is_empty()));
        if is_empty {
            continue;
        }
        let entry = entries.remove(at);
        let span = entry.value.span.clone();
        let of = |key: &str, value: Node| Entry { key: key.to_owned(), key_span: span.clone(), value };
        let name = Node { span: span.clone(), value: Value::Text(event.to_owned()) };
        let map = Value::Map(vec![of("name", name), of("date", entry.value.clone())]);
        let event_node = Node { span: span.clone(), value: map };
        match entries.iter_mut().find(|entry| entry.key == "events") {
            Some(Entry { value: Node { value: Value::List(items), .. }, .. }) => items.push(event_node),
            Some(other) => other.value = Node { span, value: Value::List(vec![event_node]) },
            None => entries.push(of("events", Node { span: span.clone(), value: Value::List(vec![event_node]) })),
        }
        fit.notes.push(Note::Moved(format!("{field} → events ({event})")));
    }
}

/// Of a list of incubators, the first is the one that a record has room for.
fn first_incubator(entries: &mut [Entry], fit: &mut Fit<'_>) {
    let Some(entry) = entries.iter_mut().find(|entry| entry.key == "incubators") else { return };
    if let Value::List(items) = &mut entry.value.value {
        let mut items = std::mem::take(items).into_iter();
        let Some(first) = items.next() else { return };
        fit.notes.extend(items.map(|_| Note::Unfit("incubators".to_owned())));
        entry.value = first;
    }
}

/// Events that were split in two items, the name in one and the rest in the next, become one again.
pub(super) fn events(entries: &mut [Entry], fit: &mut Fit<'_>) {
    let Some(events) = entries.iter_mut().find(|entry| entry.key == "events") else { return };
    let Value::List(items) = &mut events.value.value else { return };
    let mut joined: Vec<Node> = Vec::new();
    for item in items.drain(..) {
        let is_rest = item.get("name").is_none() && item.get("date").is_some();
        if is_rest
            && let Some(Node { value: Value::Map(before), .. }) = joined.last_mut()
            && before.iter().any(|entry| entry.key == "name")
            && before.iter().all(|entry| entry.key != "date" || entry.value.is_null())
            && let Value::Map(rest) = &item.value
        {
            before.retain(|entry| entry.key != "date");
            before.extend(rest.iter().cloned());
            fit.notes.push(Note::JoinedEvent);
            continue;
        }
        joined.push(item);
    }
    *items = joined;
}
