use serde_json::{Value, json};

use super::client::Editor;
use crate::support::{EXEMPLE, Repo};

const PATH: &str = "registry/startups/exemple.yml";

/// Signs that a terminal would obey, and markup that an editor would follow, are shown and not followed.
#[test]
fn what_records_say_is_shown_as_it_stands() {
    let repo = Repo::with_register();
    let evil = "<img src=x> [link](command:evil) \\u001b[31m\\u202e";
    repo.write("registry/incubators/evil.yml", format!("name: \"{evil}\"\nowner: dinum\n"));
    let mut editor = Editor::open(&repo);
    let text =
        EXEMPLE.replace("incubator: dinum", "incubator: evil").replace("name: construction", "name: \"a\\u001b[31m\"");
    let found = editor.show(PATH, &text);
    assert!(!found[0]["message"].as_str().unwrap().contains('\u{1b}'));
    let at = text.replace("incubator: evil", "incubator: ¦evil");
    let shown = editor.ask_at("textDocument/hover", PATH, &at, Value::Null).unwrap();
    let shown = shown["contents"]["value"].as_str().unwrap();
    assert!(shown.starts_with("**\\<img src=x> \\[link\\](command:evil)"), "{shown}");
    assert!(!shown.contains('\u{1b}') && !shown.contains('\u{202e}'), "{shown}");
    editor.leave();
}

/// Any beginning of a record, and any of it with a stretch taken out, is a text that someone types.
#[test]
fn every_half_of_a_record_can_be_asked_about() {
    let repo = Repo::with_register();
    let mut editor = Editor::open(&repo);
    let text = EXEMPLE.replace("Exemple", "É🙂").replace("[dinum]", "[dinum, {a: 'b");
    editor.show(PATH, &text);
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).step_by(7).collect();
    for (version, end) in ends.into_iter().enumerate() {
        let version = i32::try_from(version).unwrap() + 2;
        let document = json!({"uri": editor.uri(PATH), "version": version});
        editor.tell(
            "textDocument/didChange",
            json!({"textDocument": document, "contentChanges": [{"text": &text[..end]}]}),
        );
        let at = format!("{}¦", &text[..end]);
        for method in
            ["textDocument/completion", "textDocument/hover", "textDocument/definition", "textDocument/prepareRename"]
        {
            assert!(editor.ask_at(method, PATH, &at, Value::Null).is_ok(), "{method} {at}");
        }
    }
    assert_eq!(editor.leave(), (0, String::new()));
}
