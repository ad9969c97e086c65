use std::io::{Read, Write};

use serde_json::{Value, json};

use super::client::{Editor, PATIENCE, abilities, framed, listen, start};
use crate::support::{ChildInTime, EXEMPLE, NOON, Repo};

const PATH: &str = "registry/startups/exemple.yml";

#[test]
fn leave_is_taken_in_order_with_the_status_0() {
    let repo = Repo::with_register();
    let mut editor = Editor::open(&repo);
    assert_eq!(editor.greeting["serverInfo"]["name"], "greffe");
    editor.show(PATH, EXEMPLE);
    assert_eq!(editor.ask("shutdown", Value::Null), Ok(Value::Null));
    // After that, the server does nothing more.
    let refused = editor.ask("workspace/symbol", json!({"query": ""})).unwrap_err();
    assert_eq!(refused["code"], -32600);
    editor.tell("exit", Value::Null);
    assert_eq!(editor.end(), (0, String::new()));
}

#[test]
fn an_editor_that_goes_without_a_word_leaves_nothing_behind() {
    let repo = Repo::with_register();
    let mut editor = Editor::open(&repo);
    editor.tell("exit", Value::Null);
    assert_eq!(editor.end(), (1, String::new()));
    let mut editor = Editor::open(&repo);
    editor.show(PATH, EXEMPLE);
    assert_eq!(editor.vanish(), (1, String::new()));
    // An editor that stops reading while the server has much to send.
    let mut child = start(&repo);
    drop(child.stdout.take());
    let mut input = child.stdin.take().unwrap();
    for id in 0..50 {
        let message = json!({"jsonrpc": "2.0", "id": id, "method": "initialize", "params": {"capabilities": {}, "processId": null, "rootUri": null}});
        if input.write_all(&framed(&message)).is_err() {
            break;
        }
    }
    drop(input);
    assert_eq!(child.wait_in_time().code(), Some(1));
}

#[test]
fn what_is_not_known_or_makes_no_sense_is_refused_and_the_session_goes_on() {
    let repo = Repo::with_register();
    let mut editor = Editor::open(&repo);
    editor.show(PATH, EXEMPLE);
    assert_eq!(editor.ask("textDocument/foldingRange", json!({})).unwrap_err()["code"], -32601);
    assert_eq!(editor.ask("greffe/nope", Value::Null).unwrap_err()["code"], -32601);
    for params in [Value::Null, json!({}), json!([1]), json!({"textDocument": {"uri": 1}, "position": "x"})] {
        assert_eq!(editor.ask("textDocument/hover", params).unwrap_err()["code"], -32602);
    }
    editor.tell("$/setTrace", json!({"value": "verbose"}));
    editor.tell("$/cancelRequest", json!({"id": 3}));
    editor.tell("textDocument/didChange", json!({"textDocument": {}}));
    editor.tell("textDocument/didOpen", json!("x"));
    editor.tell(
        "textDocument/didChange",
        json!({"textDocument": {"uri": "file:///not/open", "version": 1}, "contentChanges": []}),
    );
    // A place outside the text.
    let nowhere = json!({"textDocument": {"uri": editor.uri(PATH)}, "position": {"line": 4_000_000, "character": 4_000_000_000_u32}});
    for method in
        ["textDocument/hover", "textDocument/definition", "textDocument/completion", "textDocument/prepareRename"]
    {
        assert!(editor.ask(method, nowhere.clone()).is_ok(), "{method}");
    }
    // Content that is no JSON, or no message: it was read to its end, and the next one can be read.
    for body in ["{", "[]", "12", "{\"id\": {}}", "\u{1f642}"] {
        editor.say_bytes(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
        let refused = editor.hear();
        assert_eq!((&refused["id"], &refused["error"]["code"]), (&Value::Null, &json!(-32700)), "{body}");
    }
    assert_eq!(editor.leave(), (0, String::new()));
}

#[test]
fn what_is_no_message_ends_the_session_with_a_reason_and_the_status_2() {
    let repo = Repo::with_register();
    for bad in [
        "hello\r\n\r\n",
        "Content-Length: x\r\n\r\n{}",
        "Content-Length: 99999999999999\r\n\r\n{}",
        "\r\n\r\n",
        "Content-Length: 5\r\n",
    ] {
        let mut editor = Editor::open(&repo);
        editor.say_bytes(bad.as_bytes());
        let (status, said) = editor.vanish();
        assert_eq!(status, 2, "{bad:?} {said}");
        assert!(
            said.contains("LSP") && said.contains("docs/fr/editors.md") || said.contains("docs/en/editors.md"),
            "{said}"
        );
        assert!(!said.contains("panicked"), "{said}");
    }
}

#[test]
fn before_the_greeting_nothing_is_answered() {
    let repo = Repo::with_register();
    let mut child = start(&repo);
    let mut input = child.stdin.take().unwrap();
    let came = listen(&mut child);
    input
        .write_all(&framed(&json!({"jsonrpc": "2.0", "id": "a", "method": "textDocument/hover", "params": {}})))
        .unwrap();
    let refused = came.recv_timeout(PATIENCE).unwrap();
    assert_eq!((&refused["id"], &refused["error"]["code"]), (&json!("a"), &json!(-32002)));
    input.write_all(&framed(&json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {}}))).unwrap();
    input
        .write_all(&framed(&json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": 1}})))
        .unwrap();
    assert_eq!(came.recv_timeout(PATIENCE).unwrap()["error"]["code"], -32602);
    drop(input);
    assert_eq!(child.wait_in_time().code(), Some(1));
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!(said, "");
}

#[test]
fn a_text_outside_any_register_is_left_alone_and_the_log_says_so() {
    let repo = Repo::with_register();
    let outside = repo.outside().join("notes.yml");
    std::fs::write(&outside, "a: 1\n").unwrap();
    let mut editor = Editor::open(&repo);
    for uri in [
        format!("file://{}", outside.display()),
        format!("{}.md", editor.uri("README")),
        "file:///nowhere/at/all.yml".to_owned(),
    ] {
        let document = json!({"uri": uri, "languageId": "yaml", "version": 1, "text": "a: 1\n"});
        editor.tell("textDocument/didOpen", json!({"textDocument": document}));
        let log = loop {
            let heard = editor.hear();
            if heard["method"] == "window/logMessage" {
                break heard;
            }
        };
        assert_eq!(log["params"]["type"], 3);
        assert!(
            log["params"]["message"]
                .as_str()
                .unwrap()
                .ends_with("is not in a register: Greffe has nothing to say of it.")
        );
        let place = json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 0}});
        assert_eq!(editor.ask("textDocument/hover", place.clone()), Ok(Value::Null));
        assert_eq!(editor.ask("textDocument/completion", place), Ok(Value::Null));
    }
    // A text without a file.
    let document = json!({"uri": "untitled:Untitled-1", "languageId": "yaml", "version": 1, "text": "a: 1\n"});
    editor.tell("textDocument/didOpen", json!({"textDocument": document}));
    assert_eq!(editor.show(PATH, EXEMPLE), [] as [Value; 0]);
    editor.leave();
}

#[test]
fn several_registers_lie_side_by_side() {
    let (one, other) = (Repo::with_register(), Repo::with_register());
    other.write("registry/incubators/autre.yml", "name: Autre\nowner: dinum\n");
    let path = std::fs::canonicalize(other.path()).unwrap();
    let mut editor = Editor::open(&one);
    let folder = json!({"uri": format!("file://{}", path.display()), "name": "other"});
    editor.tell("workspace/didChangeWorkspaceFolders", json!({"event": {"added": [folder], "removed": []}}));
    let text = EXEMPLE.replace("incubator: dinum", "incubator: autre");
    assert_eq!(editor.show(PATH, &text).len(), 1);
    let found = editor.ask("workspace/symbol", json!({"query": "dinum"})).unwrap();
    assert_eq!(found.as_array().unwrap().len(), 4);
    editor.leave();
    // One editor for a record of the other, without its folder.
    let mut editor = Editor::open(&other);
    assert_eq!(editor.show(PATH, &text), [] as [Value; 0]);
    editor.leave();
}

#[test]
fn fast_typing_ends_with_what_holds_for_the_last_letter() {
    let repo = Repo::with_register();
    repo.commit(NOON, "Start");
    let mut editor = Editor::open(&repo);
    editor.show(PATH, EXEMPLE);
    for version in 2..200 {
        let text = EXEMPLE.replace("incubator: dinum", &format!("incubator: dinum{}", "m".repeat(version % 7)));
        let document = json!({"uri": editor.uri(PATH), "version": version});
        editor.tell("textDocument/didChange", json!({"textDocument": document, "contentChanges": [{"text": text}]}));
    }
    let last = editor.retype(PATH, 200, EXEMPLE);
    assert_eq!(last, [] as [Value; 0]);
    editor.leave();
}

#[test]
fn an_editor_that_can_watch_files_is_asked_to() {
    let repo = Repo::with_register();
    let mut capabilities = abilities();
    capabilities["workspace"]["didChangeWatchedFiles"] = json!({"dynamicRegistration": true});
    let mut editor = Editor::able(&repo, "en", capabilities);
    let asked = loop {
        let heard = editor.hear();
        if heard["method"] == "client/registerCapability" {
            break heard;
        }
    };
    let id = asked["id"].clone();
    editor.send(&json!({"jsonrpc": "2.0", "id": id, "result": null}));
    assert_eq!(asked["params"]["registrations"][0]["method"], "workspace/didChangeWatchedFiles");
    editor.show(PATH, EXEMPLE);
    repo.remove("registry/incubators/dinum.yml");
    let gone = json!({"changes": [{"uri": editor.uri("registry/incubators/dinum.yml"), "type": 3}]});
    editor.tell("workspace/didChangeWatchedFiles", gone);
    while editor.found(PATH, Some(1)).is_empty() {}
    editor.leave();
}
