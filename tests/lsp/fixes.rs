use serde_json::{Value, json};

use crate::client::{Editor, abilities};
use crate::support::{EXEMPLE, Repo};

const PATH: &str = "registry/startups/exemple.yml";

#[test]
fn what_was_likely_meant_is_offered_in_the_place_of_what_stands_there() {
    let repo = Repo::with_register();
    repo.write("registry/incubators/neuf.yml", "name: Neuf\nowner: dinum\nprevious_ids: [vieux]\n");
    for (wrong, right) in [
        ("name: constructoin", "name: construction"),
        ("mision: Prendre", "mission: Prendre"),
        ("incubator: dinun", "incubator: dinum"),
        ("incubator: vieux", "incubator: neuf"),
    ] {
        let key = |text: &str| text.split(": ").next().unwrap().to_owned();
        let from = if key(wrong) == key(right) { key(right) } else { "mission".to_owned() };
        let text = match wrong {
            "name: constructoin" => EXEMPLE.replace("name: construction", wrong),
            "mision: Prendre" => EXEMPLE.replace("mission: Prendre", wrong),
            _ => EXEMPLE.replace("incubator: dinum", wrong),
        };
        assert!(!from.is_empty() && text != EXEMPLE);
        let mut editor = Editor::open(&repo);
        let found = editor.show(PATH, &text);
        let one = found.iter().find(|one| ["S004", "S002", "R001"].contains(&one["code"].as_str().unwrap())).unwrap();
        let params = json!({
            "textDocument": {"uri": editor.uri(PATH)},
            "range": one["range"],
            "context": {"diagnostics": [one]},
        });
        let actions = editor.ask("textDocument/codeAction", params).unwrap();
        let action = &actions[0];
        assert_eq!(action["kind"], "quickfix");
        assert_eq!(action["isPreferred"], true);
        assert_eq!(action["diagnostics"], json!([one]));
        let edit = &action["edit"]["documentChanges"][0];
        assert_eq!(edit["textDocument"], json!({"uri": editor.uri(PATH), "version": 1}));
        // The fix makes of the text what was meant.
        let mended = text.replace(&last(wrong, right), edit["edits"][0]["newText"].as_str().unwrap());
        assert!(mended.contains(right), "{mended}");
        assert_eq!(edit["edits"][0]["range"], one["range"]);
        editor.leave();
    }
}

/// What is wrong in the wrong text: its name, or its value.
fn last(wrong: &str, right: &str) -> String {
    let (name, value) = wrong.split_once(": ").unwrap();
    if right.starts_with(&format!("{name}:")) { value.to_owned() } else { name.to_owned() }
}

#[test]
fn there_is_nothing_to_mend_elsewhere_nor_for_who_wants_other_actions() {
    let repo = Repo::with_register();
    let text = EXEMPLE.replace("name: construction", "name: constructoin");
    // An editor that knows changes of texts alone gets those.
    let mut capabilities = abilities();
    capabilities["workspace"] = json!({});
    let mut editor = Editor::able(&repo, "fr", capabilities);
    let found = editor.show(PATH, &text);
    let mut ask = |range: &Value, only: Value| {
        let mut context = json!({"diagnostics": []});
        if !only.is_null() {
            context["only"] = only;
        }
        let params = json!({"textDocument": {"uri": editor.uri(PATH)}, "range": range, "context": context});
        editor.ask("textDocument/codeAction", params).unwrap()
    };
    let here = &found[0]["range"];
    let top = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}});
    assert_eq!(ask(&top, Value::Null), json!([]));
    assert_eq!(ask(here, json!(["refactor"])), json!([]));
    let actions = ask(here, json!(["quickfix"]));
    assert_eq!(actions[0]["title"], "Remplacer par « construction »");
    let changes = actions[0]["edit"]["changes"].as_object().unwrap();
    assert_eq!(changes.values().next().unwrap()[0]["newText"], "construction");
    editor.leave();
}
