use gen_lsp_types::{
    BaseSymbolInformation, DocumentSymbol, DocumentSymbolParams, SymbolKind, Uri, WorkspaceSymbol,
    WorkspaceSymbolParams,
};

use super::initialize::Client;
use super::record_summary;
use super::references::home;
use super::session::OpenPlace;
use super::workspace_state::WorkspaceState;
use crate::registry::nearest_valid_id;
use crate::yaml::{Entry, Node, Value};

/// The most records that are found at once.
const MOST: usize = 200;
/// How deep a record is laid out.
const DEEP: usize = 3;

/// The document that is asked about.
pub(super) fn document(params: &DocumentSymbolParams) -> Uri {
    params.text_document.uri.clone()
}

/// What a record holds: its fields, and the items of its lists by their names.
pub(super) fn of_record(place: &OpenPlace<'_>) -> Vec<DocumentSymbol> {
    let root = place.record.document.root.as_ref();
    root.and_then(Node::as_map).map(|entries| fields(place, entries, DEEP)).unwrap_or_default()
}

fn fields(place: &OpenPlace<'_>, entries: &[Entry], depth: usize) -> Vec<DocumentSymbol> {
    let symbol = |entry: &Entry| {
        let whole = entry.key_span.start..entry.value.span.end.max(entry.key_span.end);
        symbol(place, entry.key.clone(), &entry.value, whole, entry.key_span.clone(), depth)
    };
    entries.iter().map(symbol).collect()
}

#[allow(deprecated)]
fn symbol(
    place: &OpenPlace<'_>,
    name: String,
    value: &Node,
    whole: std::ops::Range<usize>,
    named: std::ops::Range<usize>,
    depth: usize,
) -> DocumentSymbol {
    let range = |span| place.client.encoding.range(&place.record.document.text, place.lines, span);
    let (kind, children) = match &value.value {
        Value::Map(entries) if depth > 0 => (SymbolKind::Object, fields(place, entries, depth - 1)),
        Value::List(items) if depth > 0 => (SymbolKind::Array, self::items(place, items, depth - 1)),
        Value::Map(_) => (SymbolKind::Object, Vec::new()),
        Value::List(_) => (SymbolKind::Array, Vec::new()),
        Value::Number(_) => (SymbolKind::Number, Vec::new()),
        Value::Bool(_) => (SymbolKind::Boolean, Vec::new()),
        Value::Text(_) | Value::Null => (SymbolKind::String, Vec::new()),
    };
    DocumentSymbol {
        name,
        detail: value.scalar(),
        kind,
        tags: None,
        deprecated: None,
        range: range(whole),
        selection_range: range(named),
        children: (!children.is_empty()).then_some(children),
    }
}

fn items(place: &OpenPlace<'_>, items: &[Node], depth: usize) -> Vec<DocumentSymbol> {
    let of_item = |(at, item): (usize, &Node)| {
        let name = item.get("name").and_then(Node::scalar).or_else(|| item.scalar());
        let name = name.filter(|name| !name.is_empty()).unwrap_or_else(|| (at + 1).to_string());
        symbol(place, name, item, item.span.clone(), item.span.clone(), depth)
    };
    items.iter().enumerate().map(of_item).collect()
}

/// The records whose identifier or name contains the text that is searched.
pub(super) fn of_workspace<'d>(
    params: &WorkspaceSymbolParams,
    workspaces: impl Iterator<Item = &'d WorkspaceState>,
    client: &Client,
) -> Vec<WorkspaceSymbol> {
    let wanted = params.query.to_lowercase();
    let plain = nearest_valid_id(&wanted);
    let mut found = Vec::new();
    for workspace in workspaces {
        for record in workspace.shown.records.values() {
            let title = record_summary::title(record, &client.words);
            let is_named = |wanted: &str| record.key.contains(wanted);
            let is_called = |title: &str| {
                title.to_lowercase().contains(&wanted)
                    || plain
                        .as_ref()
                        .is_some_and(|plain| nearest_valid_id(title).is_some_and(|title| title.contains(plain)))
            };
            if found.len() == MOST || !(is_named(&wanted) || title.is_some_and(is_called)) {
                continue;
            }
            found.push(WorkspaceSymbol {
                location: home(workspace, record, client).into(),
                data: None,
                base_symbol_information: BaseSymbolInformation {
                    name: title.unwrap_or(&record.id).to_owned(),
                    kind: SymbolKind::Object,
                    tags: None,
                    container_name: Some(record.key.clone()),
                },
            });
        }
    }
    found
}
