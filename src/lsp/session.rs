use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError};

use gen_lsp_types::{
    DidChangeTextDocumentParams, DidChangeWatchedFilesRegistrationOptions, DidChangeWorkspaceFoldersParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, FileSystemWatcher, MessageType, Position, ReferenceParams,
    Registration, RegistrationParams, RenameParams, TextDocumentPositionParams, Uri,
};
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::address;
use super::diagnostics::OpenFiles;
use super::diagnostics_worker::{CheckRequest, DiagnosticsWorker, log};
use super::initialize::{Client, greet};
use super::texts::{Open, Texts};
use super::transport::{Came, ClientOutput, listen};
use super::workspace_state::WorkspaceState;
use super::{actions, completion, definition, hover, references, rename, symbols};
use crate::diagnostic::{Failure, LineIndex};
use crate::git::NewTexts;
use crate::i18n::Lang;
use crate::message;
use crate::registry::Record;

/// How a session ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// The client asked the server to shut down, and left.
    Leave,
    /// The client is gone without having asked the server to shut down.
    Gone,
    /// The client sent what is no message of the protocol; with the parser's error.
    Garbage(String),
}

/// Serves an editor that speaks through `input` and `output` until it ends. `lang` is the language to speak, whatever
/// the editor's is.
pub fn serve(input: impl Read + Send + 'static, output: impl Write + Send + 'static, lang: Option<Lang>) -> End {
    let output = ClientOutput::new(output);
    let came = listen(input, output.clone());
    let (client, folders) = match greet(&came, &output, lang) {
        Ok(met) => met,
        Err(end) => return end,
    };
    let client = Arc::new(client);
    let worker = DiagnosticsWorker::start(Arc::clone(&client), output.clone());
    let mut session = Server {
        client,
        output,
        worker,
        texts: Texts::default(),
        workspaces: BTreeMap::new(),
        stale: BTreeSet::new(),
        has_taken_leave: false,
    };
    session.look_into(&folders);
    let end = session.listen(&came);
    session.worker.end();
    end
}

struct Server {
    client: Arc<Client>,
    output: ClientOutput,
    worker: DiagnosticsWorker,
    texts: Texts,
    /// The registers, by the tops of their working trees.
    workspaces: BTreeMap<PathBuf, WorkspaceState>,
    /// Those that changed since they were checked.
    stale: BTreeSet<PathBuf>,
    has_taken_leave: bool,
}

/// A record that is open, and where in its text something is asked.
pub(super) struct OpenPlace<'a> {
    pub client: &'a Client,
    pub workspace: &'a WorkspaceState,
    pub record: &'a Record,
    pub lines: &'a LineIndex,
    /// The place, in bytes.
    pub byte: usize,
}

impl Server {
    fn listen(&mut self, came: &Receiver<Came>) -> End {
        loop {
            // What is typed is taken over at once; the register is brought up to date when nothing more waits.
            let next = match came.try_recv() {
                Err(TryRecvError::Empty) => {
                    self.settle();
                    came.recv().map_err(|_| ())
                }
                other => other.map_err(|_| ()),
            };
            match next {
                Err(()) if self.has_taken_leave => return End::Leave,
                Err(()) => return End::Gone,
                Ok(Came::Garbage(cause)) => return End::Garbage(cause),
                Ok(Came::Message(Message::Notification(said))) if said.method == "exit" => {
                    return if self.has_taken_leave { End::Leave } else { End::Gone };
                }
                Ok(Came::Message(Message::Notification(said))) => self.hear(said),
                Ok(Came::Message(Message::Request(request))) => {
                    self.settle();
                    self.answer(request);
                }
                // To what was asked of the client, which needs no answer.
                Ok(Came::Message(Message::Response(_))) => {}
            }
        }
    }

    fn hear(&mut self, Notification { method, params }: Notification) {
        match method.as_str() {
            "initialized" => self.ask_to_watch(),
            "textDocument/didOpen" => self.with(&method, params, Server::open),
            "textDocument/didChange" => self.with(&method, params, Server::change),
            "textDocument/didClose" => self.with(&method, params, Server::close),
            "textDocument/didSave" | "workspace/didChangeWatchedFiles" => self.look_again(),
            "workspace/didChangeWorkspaceFolders" => {
                self.with(&method, params, |session, params: DidChangeWorkspaceFoldersParams| {
                    let added = params.event.added.iter().filter_map(|folder| address::path(&folder.uri));
                    session.look_into(&added.collect::<Vec<_>>());
                });
            }
            _ => {}
        }
    }

    fn with<P: DeserializeOwned>(&mut self, method: &str, params: Value, hear: impl FnOnce(&mut Server, P)) {
        match serde_json::from_value(params) {
            Ok(params) => hear(self, params),
            Err(error) => log(&self.output, MessageType::Error, format!("{method}: {error}")),
        }
    }

    fn answer(&mut self, request: Request) {
        let Request { id, method, params } = request;
        if self.has_taken_leave {
            return self.output.refuse(id, ErrorCode::InvalidRequest, method);
        }
        if method == "textDocument/rename" {
            // Its edits go to files that are not open too, which may have changed without a word from the editor.
            self.look_again();
            self.settle();
        }
        match method.as_str() {
            "shutdown" => {
                self.has_taken_leave = true;
                self.output.send(Response::new_ok(id, Value::Null));
            }
            "textDocument/completion" => self.at(id, params, completion::complete),
            "textDocument/hover" => self.at(id, params, hover::hover),
            "textDocument/definition" => self.at(id, params, definition::definition),
            "textDocument/references" => self.reply(id, params, |session, params: ReferenceParams| {
                let at = &params.text_document_position_params;
                let place = session.place(&at.text_document.uri, at.position);
                Ok(place.map(|place| references::references(&place, &params)))
            }),
            "textDocument/prepareRename" => self.at(id, params, rename::prepare),
            "textDocument/rename" => self.reply(id, params, |session, params: RenameParams| {
                let at = &params.text_document_position_params;
                let place = session.place(&at.text_document.uri, at.position);
                place.map(|place| rename::rename(&place, &params.new_name)).transpose().map(Option::flatten)
            }),
            "textDocument/documentSymbol" => self.reply(id, params, |session, params| {
                Ok(session
                    .place(&symbols::document(&params), Position::default())
                    .map(|place| symbols::of_record(&place)))
            }),
            "workspace/symbol" => self.reply(id, params, |session, params| {
                Ok(Some(symbols::of_workspace(&params, session.workspaces.values(), &session.client)))
            }),
            "textDocument/codeAction" => self.reply(id, params, Server::actions),
            _ => self.output.refuse(id, ErrorCode::MethodNotFound, method),
        }
    }

    /// Answers what is asked of a place in a record that is open; of other texts, there is nothing to say.
    fn at<A: serde::Serialize>(&self, id: RequestId, params: Value, answer: impl FnOnce(&OpenPlace<'_>) -> Option<A>) {
        self.reply(id, params, |session, params: TextDocumentPositionParams| {
            Ok(session.place(&params.text_document.uri, params.position).and_then(|place| answer(&place)))
        });
    }

    fn reply<P: DeserializeOwned, A: serde::Serialize>(
        &self,
        id: RequestId,
        params: Value,
        answer: impl FnOnce(&Server, P) -> Result<Option<A>, Failure>,
    ) {
        match serde_json::from_value(params) {
            Err(error) => self.output.refuse(id, ErrorCode::InvalidParams, error.to_string()),
            Ok(params) => match answer(self, params) {
                Ok(answer) => self.output.send(Response::new_ok(id, answer)),
                Err(failure) => {
                    let text = crate::render::failure(&failure, &self.client.words);
                    self.output.refuse(id, ErrorCode::RequestFailed, text.trim_end().to_owned());
                }
            },
        }
    }

    fn place(&self, uri: &Uri, position: Position) -> Option<OpenPlace<'_>> {
        let (workspace, inside) = self.desk_of(uri)?;
        let record: &Record = workspace.record(&inside)?;
        let lines = record.document.lines();
        let byte = self.client.encoding.byte(&record.document.text, lines, position);
        Some(OpenPlace { client: &self.client, workspace, record, lines, byte })
    }

    fn desk_of(&self, uri: &Uri) -> Option<(&WorkspaceState, String)> {
        let path = address::path(uri)?;
        self.workspaces.values().find_map(|workspace| Some((workspace, workspace.inside(&path)?)))
    }

    fn actions(&self, params: gen_lsp_types::CodeActionParams) -> Result<Option<Value>, Failure> {
        let Some((workspace, inside)) = self.desk_of(&params.text_document.uri) else { return Ok(None) };
        let findings = self.worker.findings(&workspace.top, workspace.turn);
        let actions = actions::actions(&params, workspace, &inside, &findings, &self.client)?;
        Ok(serde_json::to_value(actions).ok())
    }

    fn open(&mut self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        let Some(path) = address::path(&document.uri) else { return };
        let open = Open { uri: document.uri, version: document.version, text: document.text.into() };
        self.texts.open(path.clone(), open);
        self.look_into(std::slice::from_ref(&path));
        if self.workspaces.values().all(|workspace| workspace.inside(&path).is_none()) {
            let outside = message!("lsp-outside", path = path.display().to_string());
            log(&self.output, MessageType::Info, crate::render::visible(&self.client.words.say(&outside)));
        }
    }

    fn change(&mut self, params: DidChangeTextDocumentParams) {
        let document = params.text_document;
        let Some(path) = address::path(&document.text_document_identifier.uri) else { return };
        let encoding = self.client.encoding;
        let Some(open) = self.texts.get_mut(&path) else { return };
        open.change(document.version, params.content_changes, encoding);
        if !self.client.watches_files {
            self.workspaces
                .values_mut()
                .filter(|workspace| workspace.inside(&path).is_some())
                .for_each(WorkspaceState::look_again);
        }
        let changed = self.workspaces.values().filter(|workspace| workspace.inside(&path).is_some());
        self.stale.extend(changed.map(|workspace| workspace.top.clone()));
    }

    fn close(&mut self, params: DidCloseTextDocumentParams) {
        let Some(path) = address::path(&params.text_document.uri) else { return };
        self.texts.close(&path);
        self.look_again();
    }

    fn look_again(&mut self) {
        self.workspaces.values_mut().for_each(WorkspaceState::look_again);
        self.stale.extend(self.workspaces.keys().cloned());
    }

    /// Finds the registers that these files and folders belong to.
    fn look_into(&mut self, paths: &[PathBuf]) {
        for path in paths {
            let is_known = self.workspaces.values().any(|workspace| workspace.inside(path).is_some());
            if let Some(workspace) = (!is_known).then(|| WorkspaceState::find(path)).flatten() {
                self.workspaces.entry(workspace.top.clone()).or_insert(workspace);
            }
        }
        self.look_again();
    }

    /// Brings the registers that changed up to date, and queues them to be checked.
    fn settle(&mut self) {
        let stale = std::mem::take(&mut self.stale);
        for workspace in self.workspaces.values_mut().filter(|workspace| stale.contains(&workspace.top)) {
            workspace.turn += 1;
            let inside = |path: &Path| workspace.inside(path);
            let ours: Vec<(String, &Open)> =
                self.texts.iter().filter_map(|(path, open)| Some((inside(path)?, open))).collect();
            let unsaved: NewTexts =
                ours.iter().map(|(path, open)| (path.clone(), Some(Arc::clone(&open.text)))).collect();
            let open: OpenFiles =
                ours.into_iter().map(|(path, open)| (path, (open.uri.clone(), open.version))).collect();
            workspace.open.clone_from(&open);
            if let Err(failure) = workspace.refresh(unsaved) {
                let text = crate::render::failure(&failure, &self.client.words);
                log(&self.output, MessageType::Warning, text.trim_end().to_owned());
            }
            self.worker.request(CheckRequest {
                top: workspace.top.clone(),
                git_dir: workspace.repository.git_dir().to_owned(),
                shown: workspace.shown.clone(),
                open,
                turn: workspace.turn,
            });
        }
    }

    /// Asks the client to tell of files that change on disk.
    fn ask_to_watch(&self) {
        if !self.client.watches_files {
            return;
        }
        let watcher = |pattern: &str| FileSystemWatcher { glob_pattern: pattern.to_owned().into(), kind: None };
        let watchers = ["**/registry/**", "**/schema/**", "**/.git/HEAD"].map(watcher).to_vec();
        let options = serde_json::to_value(DidChangeWatchedFilesRegistrationOptions { watchers }).ok();
        let registration = Registration {
            id: "files".to_owned(),
            method: "workspace/didChangeWatchedFiles".to_owned(),
            register_options: options,
        };
        let params = RegistrationParams { registrations: vec![registration] };
        self.output.send(Request::new("files".to_owned().into(), "client/registerCapability".to_owned(), params));
    }
}
