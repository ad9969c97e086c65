use std::path::PathBuf;
use std::sync::mpsc::Receiver;

use gen_lsp_types::{
    ClientCapabilities, CodeActionKind, CodeActionOptions, CompletionOptions, InitializeParams, InitializeResult,
    RenameOptions, ResourceOperationKind, ServerCapabilities, ServerInfo, TextDocumentSyncKind,
    TextDocumentSyncOptions, WorkspaceFolders, WorkspaceFoldersServerCapabilities, WorkspaceOptions,
};
use lsp_server::{ErrorCode, Message, Response};
use serde_json::Value;

use super::actions::FIX_ALL;
use super::address;
use super::encoding::Encoding;
use super::session::End;
use super::transport::{Came, ClientOutput};
use crate::i18n::{Lang, Words};

/// The capabilities and settings that the client sent with `initialize`.
pub(super) struct Client {
    pub words: Words,
    pub encoding: Encoding,
    /// Whether it shows places beside a finding.
    pub shows_related: bool,
    /// Whether it takes changes of several files with their versions.
    pub takes_document_changes: bool,
    /// Whether it can rename files.
    pub renames_files: bool,
    /// Whether it reads Markdown in what is shown at the pointer.
    pub reads_markdown: bool,
    /// Whether it can notify the server of files that change on disk.
    pub watches_files: bool,
    /// The revision that the change is for.
    pub base: String,
}

impl Client {
    /// What is known of a client; `asked` is the language that the command line names.
    pub(super) fn of(params: &InitializeParams, asked: Option<Lang>) -> Client {
        let ClientCapabilities { general, workspace, text_document, .. } = &params.capabilities;
        let lang = asked.or_else(|| Lang::from_tag(params.locale.as_deref()?)).unwrap_or_else(|| Lang::choose(None));
        let offered = general.as_ref().and_then(|general| general.position_encodings.clone()).unwrap_or_default();
        let edits = workspace.as_ref().and_then(|workspace| workspace.workspace_edit.as_ref());
        let operations = edits.and_then(|edits| edits.resource_operations.as_deref()).unwrap_or_default();
        let published = text_document.as_ref().and_then(|texts| texts.publish_diagnostics.as_ref());
        let hover = text_document.as_ref().and_then(|texts| texts.hover.as_ref());
        let formats = hover.and_then(|hover| hover.content_format.as_deref());
        let watched = workspace.as_ref().and_then(|workspace| workspace.did_change_watched_files.as_ref());
        let base = params.initialization_options.as_ref().and_then(|options| options.get("base")?.as_str());
        Client {
            words: Words::new(lang),
            encoding: Encoding::choose(&offered),
            shows_related: published
                .is_some_and(|published| published.diagnostics_capabilities.related_information == Some(true)),
            // Who knows of operations on files knows of the list that they stand in.
            takes_document_changes: !operations.is_empty()
                || edits.is_some_and(|edits| edits.document_changes == Some(true)),
            renames_files: operations.contains(&ResourceOperationKind::Rename),
            reads_markdown: formats.is_some_and(|formats| formats.contains(&gen_lsp_types::MarkupKind::Markdown)),
            watches_files: watched.is_some_and(|watched| watched.dynamic_registration == Some(true)),
            base: base.filter(|base| !base.is_empty()).unwrap_or("HEAD").to_owned(),
        }
    }

    /// What this server can do for it.
    pub(super) fn greeting(&self) -> Value {
        let sync = TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::Incremental),
            save: Some(true.into()),
            ..TextDocumentSyncOptions::default()
        };
        let completion = CompletionOptions {
            trigger_characters: Some([" ", ":", "-", "[", ",", "{"].map(str::to_owned).to_vec()),
            ..CompletionOptions::default()
        };
        let rename = RenameOptions { prepare_provider: Some(true), ..RenameOptions::default() };
        let actions = CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QuickFix, CodeActionKind::from(FIX_ALL.to_owned())]),
            ..CodeActionOptions::default()
        };
        let folders =
            WorkspaceFoldersServerCapabilities { supported: Some(true), change_notifications: Some(true.into()) };
        let workspace = WorkspaceOptions { workspace_folders: Some(folders), ..WorkspaceOptions::default() };
        let capabilities = ServerCapabilities {
            position_encoding: Some(self.encoding.kind()),
            text_document_sync: Some(sync.into()),
            completion_provider: Some(completion),
            hover_provider: Some(true.into()),
            definition_provider: Some(true.into()),
            references_provider: Some(true.into()),
            document_symbol_provider: Some(true.into()),
            workspace_symbol_provider: Some(true.into()),
            code_action_provider: Some(actions.into()),
            rename_provider: Some(rename.into()),
            workspace: Some(workspace),
            ..ServerCapabilities::default()
        };
        let server_info =
            Some(ServerInfo { name: "greffe".to_owned(), version: Some(env!("CARGO_PKG_VERSION").to_owned()) });
        serde_json::to_value(InitializeResult { capabilities, server_info }).unwrap_or_default()
    }
}

/// Waits for the client's `initialize`, answers with the server's capabilities, and gives the client with the folders
/// that it works in.
///
/// # Errors
///
/// [`End::Gone`] where the client leaves before it begins, [`End::Garbage`] where it says what is no message of the
/// protocol.
pub(super) fn greet(
    came: &Receiver<Came>,
    output: &ClientOutput,
    lang: Option<Lang>,
) -> Result<(Client, Vec<PathBuf>), End> {
    loop {
        match came.recv() {
            Err(_) => return Err(End::Gone),
            Ok(Came::Garbage(cause)) => return Err(End::Garbage(cause)),
            Ok(Came::Message(Message::Notification(said))) if said.method == "exit" => return Err(End::Gone),
            Ok(Came::Message(Message::Request(request))) if request.method == "initialize" => {
                match serde_json::from_value::<InitializeParams>(request.params) {
                    Ok(params) => {
                        let client = Client::of(&params, lang);
                        output.send(Response::new_ok(request.id, client.greeting()));
                        return Ok((client, folders(params)));
                    }
                    Err(error) => output.refuse(request.id, ErrorCode::InvalidParams, error.to_string()),
                }
            }
            Ok(Came::Message(Message::Request(request))) => {
                output.refuse(request.id, ErrorCode::ServerNotInitialized, "initialize".to_owned());
            }
            Ok(Came::Message(_)) => {}
        }
    }
}

/// The folders that the client works in.
fn folders(params: InitializeParams) -> Vec<PathBuf> {
    #[allow(deprecated)]
    let root = params.root_uri;
    match params.workspace_folders_initialize_params.workspace_folders {
        Some(WorkspaceFolders::WorkspaceFolderList(folders)) if !folders.is_empty() => {
            folders.iter().filter_map(|folder| address::path(&folder.uri)).collect()
        }
        _ => root.iter().filter_map(address::path).collect(),
    }
}
