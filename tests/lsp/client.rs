//! An editor, as the protocol knows it: messages over stdin and stdout.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::{ChildInTime, Repo};

/// How long an answer may take before the server is held to be dead: no test is about how long it takes.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// An editor that has started `greffe lsp`.
pub struct Editor {
    child: Child,
    input: Option<ChildStdin>,
    came: Receiver<Value>,
    root: String,
    next: i32,
    /// What the server sent without being asked.
    pub heard: Vec<Value>,
    /// What it said of itself.
    pub greeting: Value,
}

/// What most editors can do.
pub fn abilities() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-16"]},
        "workspace": {"workspaceEdit": {"documentChanges": true, "resourceOperations": ["create", "rename", "delete"]}},
        "textDocument": {
            "publishDiagnostics": {"relatedInformation": true, "versionSupport": true},
            "hover": {"contentFormat": ["markdown", "plaintext"]},
        },
    })
}

/// Starts `greffe lsp` in a repository, and sends nothing yet.
pub fn start(repo: &Repo) -> Child {
    let mut greffe = Command::new(env!("CARGO_BIN_EXE_greffe"));
    repo.at_home(&mut greffe).current_dir(repo.outside()).arg("lsp");
    greffe.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// A message as it goes over the wire.
pub fn framed(message: &Value) -> Vec<u8> {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// The next message of a stream; `None` at its end.
fn read(stream: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).unwrap() == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some(("Content-Length", value)) => length = value.parse().unwrap(),
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).unwrap();
    let message: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(message["jsonrpc"], "2.0", "{message}");
    Some(message)
}

/// The messages that the server sends from now on.
pub fn listen(child: &mut Child) -> Receiver<Value> {
    let mut stream = BufReader::new(child.stdout.take().unwrap());
    let (sender, came) = mpsc::channel();
    std::thread::spawn(move || {
        while let Some(message) = read(&mut stream) {
            if sender.send(message).is_err() {
                break;
            }
        }
    });
    came
}

impl Editor {
    /// Opens a repository in an English editor that can do what most can.
    pub fn open(repo: &Repo) -> Editor {
        Editor::able(repo, "en", abilities())
    }

    /// Opens a repository in an editor of this language and these abilities.
    pub fn able(repo: &Repo, locale: &str, capabilities: Value) -> Editor {
        Editor::greeted(repo, &json!({"locale": locale, "capabilities": capabilities}))
    }

    /// Opens a repository in an editor that says these things of itself.
    pub fn greeted(repo: &Repo, said: &Value) -> Editor {
        let mut child = start(repo);
        let input = child.stdin.take();
        let came = listen(&mut child);
        let root = address(repo);
        let mut editor = Editor { child, input, came, root, next: 0, heard: Vec::new(), greeting: Value::Null };
        let mut params = json!({
            "processId": null,
            "rootUri": editor.root,
            "workspaceFolders": [{"uri": editor.root, "name": "register"}],
        });
        params.as_object_mut().unwrap().extend(said.as_object().unwrap().clone());
        editor.greeting = editor.ask("initialize", params).expect("a greeting");
        editor.tell("initialized", json!({}));
        editor
    }

    /// The address of a file of the repository.
    pub fn uri(&self, path: &str) -> String {
        format!("{}/{path}", self.root)
    }

    pub fn send(&mut self, message: &Value) {
        self.input.as_mut().unwrap().write_all(&framed(message)).unwrap();
    }

    /// Sends a notification: nothing answers it.
    pub fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request, and gives the result or the error.
    pub fn ask(&mut self, method: &str, params: Value) -> Result<Value, Value> {
        self.next += 1;
        let id = self.next;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        loop {
            let message = self.hear();
            if message.get("method").is_none() && message["id"] == id {
                return match message.get("error") {
                    None => Ok(message["result"].clone()),
                    Some(error) => Err(error.clone()),
                };
            }
            self.heard.push(message);
        }
    }

    /// The next message from the server.
    pub fn hear(&mut self) -> Value {
        self.came.recv_timeout(PATIENCE).expect("the server says something")
    }

    /// Opens a file with a text, as its version 1, and gives what is found in it.
    pub fn show(&mut self, path: &str, text: &str) -> Vec<Value> {
        let document = json!({"uri": self.uri(path), "languageId": "yaml", "version": 1, "text": text});
        self.tell("textDocument/didOpen", json!({"textDocument": document}));
        self.found(path, Some(1))
    }

    /// Gives a file another text, as this version, and gives what is found in it.
    pub fn retype(&mut self, path: &str, version: i32, text: &str) -> Vec<Value> {
        let document = json!({"uri": self.uri(path), "version": version});
        self.tell("textDocument/didChange", json!({"textDocument": document, "contentChanges": [{"text": text}]}));
        self.found(path, Some(version))
    }

    /// What the server finds in a version of a file; `None`: in one that is not open.
    pub fn found(&mut self, path: &str, version: Option<i32>) -> Vec<Value> {
        let uri = self.uri(path);
        let is_it = |message: &Value| {
            let params = &message["params"];
            message["method"] == "textDocument/publishDiagnostics"
                && params["uri"] == *uri
                && params.get("version").and_then(Value::as_i64) == version.map(i64::from)
        };
        let said = |message: Value| message["params"]["diagnostics"].as_array().unwrap().clone();
        if let Some(at) = self.heard.iter().position(is_it) {
            return said(self.heard.remove(at));
        }
        loop {
            let message = self.hear();
            if is_it(&message) {
                return said(message);
            }
            self.heard.push(message);
        }
    }

    /// Asks something of the first place of a file where its text has `¦`, which is not part of it.
    pub fn ask_at(&mut self, method: &str, path: &str, text: &str, more: Value) -> Result<Value, Value> {
        let mut params = json!({"textDocument": {"uri": self.uri(path)}, "position": position(text)});
        params.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap_or_default());
        self.ask(method, params)
    }

    /// What may be written at the `¦` of a text, which is the next version of a file.
    pub fn offers(&mut self, path: &str, version: i32, text: &str) -> Vec<Value> {
        let document = json!({"uri": self.uri(path), "version": version});
        let changes = json!([{"text": text.replace('¦', "")}]);
        self.tell("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
        let offers = self.ask_at("textDocument/completion", path, text, Value::Null).unwrap();
        offers["items"].as_array().cloned().unwrap_or_default()
    }

    /// Sends `shutdown` and `exit`, and gives the exit status and what is on stderr.
    pub fn leave(mut self) -> (i32, String) {
        self.ask("shutdown", Value::Null).expect("leave is given");
        self.tell("exit", Value::Null);
        self.end()
    }

    /// Closes the connection without `shutdown`, and gives the same.
    pub fn vanish(mut self) -> (i32, String) {
        self.input = None;
        self.end()
    }

    /// Sends these bytes as they are.
    pub fn say_bytes(&mut self, bytes: &[u8]) {
        self.input.as_mut().unwrap().write_all(bytes).unwrap();
    }

    /// Waits for the end, and gives the same.
    pub fn end(self) -> (i32, String) {
        let end = self.child.output_in_time();
        (end.status.code().expect("an exit status, not a signal"), String::from_utf8(end.stderr).unwrap())
    }
}

/// The place of `¦`, as most editors count: the units of UTF-16.
pub fn position(text: &str) -> Value {
    let before = text.split('¦').next().unwrap();
    let line = before.split('\n').next_back().unwrap();
    json!({"line": before.matches('\n').count(), "character": line.encode_utf16().count()})
}

/// The text of a stretch, counted in the units of UTF-16.
pub fn quoted(text: &str, range: &Value) -> String {
    let at = |place: &Value| {
        let line = place["line"].as_u64().unwrap() as usize;
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let mut left = place["character"].as_u64().unwrap() as usize;
        let mut byte = start;
        for letter in text[start..].chars() {
            if left == 0 {
                break;
            }
            left -= letter.len_utf16();
            byte += letter.len_utf8();
        }
        byte
    };
    text[at(&range["start"])..at(&range["end"])].to_owned()
}

/// The text with edits made in it, the last one first.
pub fn applied(text: &str, edits: &[Value]) -> String {
    let mut edits: Vec<&Value> = edits.iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit["range"]["start"]["line"].as_u64()));
    let top = json!({"line": 0, "character": 0});
    edits.into_iter().fold(text.to_owned(), |text, edit| {
        let before = quoted(&text, &json!({"start": top, "end": edit["range"]["start"]}));
        let until = quoted(&text, &json!({"start": top, "end": edit["range"]["end"]}));
        format!("{before}{}{}", edit["newText"].as_str().unwrap(), &text[until.len()..])
    })
}

/// The labels of offers, in the order in which an editor shows them.
pub fn labels(offers: &[Value]) -> Vec<String> {
    let mut offers: Vec<&Value> = offers.iter().collect();
    offers.sort_by_key(|offer| offer["sortText"].as_str().unwrap());
    offers.iter().map(|offer| offer["label"].as_str().unwrap().to_owned()).collect()
}

/// The rules that diagnostics come from.
pub fn codes(found: &[Value]) -> Vec<&str> {
    found.iter().map(|one| one["code"].as_str().unwrap()).collect()
}

fn address(repo: &Repo) -> String {
    let path = std::fs::canonicalize(repo.path()).unwrap();
    format!("file://{}", path.display())
}

/// The path of the file of the repository that has this address.
pub fn path_in(repo: &Repo, uri: &Value) -> String {
    let top = repo.path();
    let top = format!("/{}/", top.file_name().unwrap().to_str().unwrap());
    uri.as_str().unwrap().split_once(&top).unwrap().1.to_owned()
}
