use gen_lsp_types::Location;

use super::cursor::pattern;
use super::node_at::NodeAt;
use super::references::{home, named_at};
use super::session::OpenPlace;
use crate::diagnostic::LineIndex;
use crate::registry::SCHEMA_FOLDER;

/// Where the record or the phase that is named at a place is defined.
pub(super) fn definition(place: &OpenPlace<'_>) -> Option<Location> {
    let document = &place.record.document;
    let spot = NodeAt::at(document.root.as_ref(), &document.text, place.byte)?;
    match named_at(place, &spot) {
        Some(record) => Some(home(place.workspace, record, place.client)),
        None => of_phase(place, &spot),
    }
}

fn of_phase(place: &OpenPlace<'_>, spot: &NodeAt) -> Option<Location> {
    if spot.is_name || pattern(&spot.steps) != "phases/*/name" {
        return None;
    }
    let name = format!("lifecycles/{}.yml", place.workspace.kind(place.record.kind)?.lifecycle.as_ref()?);
    let definitions = &place.workspace.shown.listing.definitions;
    // The defaults stand in no file.
    let path = definitions.file(&name).filter(|_| !definitions.are_embedded())?.path.clone();
    let document = definitions.document(&name)?;
    let phases = document.root.as_ref()?.get("phases")?.as_list()?;
    let named = phases.iter().filter_map(|phase| phase.get("name"));
    let node = named.into_iter().find(|name| name.as_text() == spot.said.as_deref())?;
    let range = place.client.encoding.range(&document.text, &LineIndex::new(&document.text), node.span.clone());
    debug_assert!(path.starts_with(SCHEMA_FOLDER));
    Some(Location { uri: place.workspace.uri(&path), range })
}
