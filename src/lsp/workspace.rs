use std::collections::HashMap;

use gen_lsp_types::{
    DocumentChange, Edit, OptionalVersionedTextDocumentIdentifier, RenameFile, TextDocumentEdit,
    TextDocumentIdentifier, TextEdit, WorkspaceEdit,
};

use super::initialize::Client;
use super::workspace_state::WorkspaceState;
use crate::diagnostic::LineIndex;

/// A change of a file of a register.
pub(super) enum FileEdit {
    /// Its text changes.
    Change(String, Vec<TextEdit>),
    /// It is renamed.
    Rename(String, String),
}

/// What the editor is asked to do to files, one after the other. An editor that knows no versions gets the changes of
/// texts alone.
pub(super) fn workspace_edit(workspace: &WorkspaceState, edits: Vec<FileEdit>, client: &Client) -> WorkspaceEdit {
    if client.takes_document_changes {
        let changes = edits.into_iter().map(|edit| match edit {
            FileEdit::Change(path, edits) => DocumentChange::TextDocumentEdit(TextDocumentEdit {
                text_document: OptionalVersionedTextDocumentIdentifier {
                    version: workspace.open.get(&path).map(|(_, version)| *version),
                    text_document_identifier: TextDocumentIdentifier { uri: workspace.uri(&path) },
                },
                edits: edits.into_iter().map(Edit::from).collect(),
            }),
            FileEdit::Rename(from, to) => DocumentChange::RenameFile(RenameFile {
                old_uri: workspace.uri(&from),
                new_uri: workspace.uri(&to),
                options: None,
                annotation_id: None,
            }),
        });
        return WorkspaceEdit { document_changes: Some(changes.collect()), ..WorkspaceEdit::default() };
    }
    let mut changes = HashMap::new();
    for edit in edits {
        if let FileEdit::Change(path, edits) = edit {
            changes.entry(workspace.uri(&path)).or_insert_with(Vec::new).extend(edits);
        }
    }
    WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }
}

/// The one edit that leads from a text to another; `None` where they are the same.
pub(super) fn difference(old: &str, new: &str, client: &Client) -> Option<TextEdit> {
    if old == new {
        return None;
    }
    let same = |(one, other): &(char, char)| one == other;
    let start: usize = old.chars().zip(new.chars()).take_while(same).map(|(letter, _)| letter.len_utf8()).sum();
    let (rest, new_rest) = (old.get(start..)?, new.get(start..)?);
    let end: usize =
        rest.chars().rev().zip(new_rest.chars().rev()).take_while(same).map(|(letter, _)| letter.len_utf8()).sum();
    let range = client.encoding.range(old, &LineIndex::new(old), start..old.len() - end);
    Some(TextEdit { range, new_text: new_rest.get(..new_rest.len() - end)?.to_owned() })
}
