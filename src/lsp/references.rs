use gen_lsp_types::{Location, ReferenceParams};

use super::cursor::pattern;
use super::initialize::Client;
use super::node_at::NodeAt;
use super::session::OpenPlace;
use super::workspace_state::WorkspaceState;
use crate::registry::{Record, WAIVERS, each_reference, waived};
use crate::yaml::Node;

/// A place that names a record: in which record it stands, and where (in bytes).
pub(super) struct Naming<'d> {
    pub by: &'d Record,
    pub span: std::ops::Range<usize>,
}

/// The record that is named at a spot of another one: by a reference, or by a waiver.
pub(super) fn named_at<'d>(place: &OpenPlace<'d>, spot: &NodeAt) -> Option<&'d Record> {
    let OpenPlace { workspace, record, .. } = place;
    let said = spot.said.as_deref().filter(|_| !spot.is_name)?;
    let path = pattern(&spot.steps);
    let found = match workspace.referred(record.kind, &path) {
        Some(target) => workspace.find_record(target, said)?,
        None if is_waived(workspace, record, &path) => workspace.find_named(said)?,
        None => return None,
    };
    Some(found)
}

fn is_waived(workspace: &WorkspaceState, record: &Record, path: &str) -> bool {
    path == "waivers/*/record" && workspace.kind(record.kind).is_some_and(|kind| kind.name == WAIVERS)
}

/// All places of the register that name a record.
pub(super) fn namings<'d>(workspace: &'d WorkspaceState, named: &Record) -> Vec<Naming<'d>> {
    let mut found = Vec::new();
    let target = workspace.kind(named.kind).map(|kind| kind.name.as_str());
    for by in workspace.shown.records.values() {
        let (Some(kind), Some(root)) = (workspace.kind(by.kind), &by.document.root) else { continue };
        let paths = kind.references.iter().filter(|(_, to)| Some(to.as_str()) == target);
        for (path, _) in paths {
            each_reference(root, path, |_, node| {
                if node.as_text() == Some(&named.id) {
                    found.push(Naming { by, span: node.span.clone() });
                }
            });
        }
        if kind.name == WAIVERS {
            let is_meant = |node: &&Node| node.as_text().is_some_and(|said| said == named.key || said == named.path);
            found.extend(waived(root).filter(is_meant).map(|node| Naming { by, span: node.span.clone() }));
        }
    }
    found.sort_by(|a, b| (&a.by.path, a.span.start).cmp(&(&b.by.path, b.span.start)));
    found
}

/// The record that a place is about: the one that is named there, else the one that the text is of.
pub(super) fn meant<'d>(place: &OpenPlace<'d>) -> &'d Record {
    let document = &place.record.document;
    let spot = NodeAt::at(document.root.as_ref(), &document.text, place.byte);
    spot.and_then(|spot| named_at(place, &spot)).unwrap_or(place.record)
}

/// Where the record that is meant at a place is named.
pub(super) fn references(place: &OpenPlace<'_>, params: &ReferenceParams) -> Vec<Location> {
    let named = meant(place);
    let own = params.context.include_declaration.then(|| home(place.workspace, named, place.client));
    let others = namings(place.workspace, named).into_iter().map(|naming| {
        let document = &naming.by.document;
        let range = place.client.encoding.range(&document.text, document.lines(), naming.span);
        Location { uri: place.workspace.uri(&naming.by.path), range }
    });
    own.into_iter().chain(others).collect()
}

/// Where a record stands: what it is called, else its beginning.
pub(super) fn home(workspace: &WorkspaceState, record: &Record, client: &Client) -> Location {
    let document = &record.document;
    let root = document.root.as_ref();
    let span = root.and_then(|root| Some(root.entry("name")?.value.span.clone())).unwrap_or(0..0);
    let range = client.encoding.range(&document.text, document.lines(), span);
    Location { uri: workspace.uri(&record.path), range }
}
