use gen_lsp_types::{PrepareRenamePlaceholder, WorkspaceEdit};

use super::cursor::{PathStep, pattern};
use super::node_at::NodeAt;
use super::references::{meant, named_at};
use super::session::OpenPlace;
use super::workspace::{FileEdit, difference, workspace_edit};
use crate::diagnostic::{Failure, Outcome};
use crate::edit::{Renaming, new_path, refuse_new, refuse_occupied};
use crate::message;

/// Whether a record can be renamed at a place: where it is named, and in its own file at its name, at the names that it
/// had, and above its first field.
pub(super) fn prepare(place: &OpenPlace<'_>) -> Option<PrepareRenamePlaceholder> {
    let document = &place.record.document;
    let (record, span) = match NodeAt::at(document.root.as_ref(), &document.text, place.byte) {
        Some(spot) => match named_at(place, &spot) {
            Some(record) => (record, spot.span),
            None => {
                let path = pattern(&spot.steps);
                let is_own = matches!(spot.steps.first(), Some(PathStep::Field(_)))
                    && (path == "name" || path == "previous_ids");
                (is_own.then_some(place.record)?, spot.span)
            }
        },
        None => {
            let above = document.text.get(..place.byte)?;
            let is_above = above.lines().all(|line| line.trim().is_empty() || line.starts_with('#'));
            (is_above.then_some(place.record)?, place.byte..place.byte)
        }
    };
    place.workspace.kind(record.kind)?.folder.as_ref()?;
    let range = place.client.encoding.range(&document.text, place.lines, span);
    Some(PrepareRenamePlaceholder { range, placeholder: record.id.clone() })
}

/// The edits that give the record at a place the identifier `new`; `None` where nothing can be renamed there.
///
/// # Errors
///
/// Where the editor can't rename files, the record can't have the identifier, its new path is taken, or a file that
/// names it can't be changed.
pub(super) fn rename(place: &OpenPlace<'_>, new: &str) -> Outcome<Option<WorkspaceEdit>> {
    let OpenPlace { workspace, client, .. } = place;
    if prepare(place).is_none() {
        return Ok(None);
    }
    let record = meant(place);
    if !client.renames_files {
        let by_hand = format!("greffe rename {} {new}", record.key);
        return Err(Failure::new(message!("lsp-no-renames")).help(message!("lsp-no-renames-help", command = by_hand)));
    }
    let listing = &workspace.shown.listing;
    refuse_new(&workspace.repository, listing, record, new)?;
    let new_path = new_path(listing, record, new);
    refuse_occupied(&workspace.repository, &new_path)?;
    let renaming = Renaming { listing, record, new, new_path: &new_path };
    let renamed = renaming.changes(&workspace.repository)?;
    let mut edits = Vec::new();
    for (path, text) in &renamed.texts {
        // The edits are made in order: the record's own text is edited under its old path, then the file renamed.
        let path = if *path == new_path { &record.path } else { path };
        let (Some(text), Some(before)) = (text, workspace.record(path)) else { continue };
        edits.extend(
            difference(&before.document.text, text, client).map(|edit| FileEdit::Change(path.clone(), vec![edit])),
        );
    }
    edits.push(FileEdit::Rename(record.path.clone(), new_path));
    Ok(Some(workspace_edit(workspace, edits, client)))
}
