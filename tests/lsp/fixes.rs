use serde_json::{Value, json};

use super::client::{Editor, abilities, applied};
use crate::support::{EXEMPLE, Repo};

const PATH: &str = "registry/startups/exemple.yml";

/// The fixes that are offered at the first finding of one of these rules, with the finding.
fn fixes(editor: &mut Editor, found: &[Value], rule: &str) -> (Value, Vec<Value>) {
    let one = found.iter().find(|one| one["code"] == rule).unwrap_or_else(|| panic!("no {rule} in {found:?}"));
    let params = json!({
        "textDocument": {"uri": editor.uri(PATH)},
        "range": one["range"],
        "context": {"diagnostics": [one]},
    });
    let actions = editor.ask("textDocument/codeAction", params).unwrap();
    (one.clone(), actions.as_array().unwrap().clone())
}

#[test]
fn a_finding_is_mended_as_the_command_would_or_as_was_likely_meant() {
    let repo = Repo::with_register();
    repo.write("registry/incubators/neuf.yml", "name: Neuf\nowner: dinum\nprevious_ids: [vieux]\n");
    for (rule, right, wrong, mended, is_safe) in [
        ("S004", "name: construction", "name: constructoin", "name: construction", true),
        ("S002", "mission: ", "mision: ", "mission: ", true),
        ("R001", "incubator: dinum", "incubator: 'dinun'", "incubator: 'dinum'", false),
        ("R001", "incubator: dinum", "incubator: vieux", "incubator: neuf", true),
        ("S005", "start: 2018-06-01", "start: 1/6/2018", "start: 2018-06-01", false),
    ] {
        // Letters of two units before the mistake, on its line.
        let text = EXEMPLE.replace("name: Exemple", "name: 🙂").replace(right, wrong);
        let mut editor = Editor::open(&repo);
        let found = editor.show(PATH, &text);
        let (one, actions) = fixes(&mut editor, &found, rule);
        let action = &actions[0];
        assert_eq!((actions.len(), &action["kind"]), (1, &json!("quickfix")), "{wrong}");
        assert_eq!(action["isPreferred"], is_safe, "{wrong}");
        assert_eq!(action["diagnostics"], json!([one]));
        let edit = &action["edit"]["documentChanges"][0];
        assert_eq!(edit["textDocument"], json!({"uri": editor.uri(PATH), "version": 1}));
        assert_eq!(applied(&text, edit["edits"].as_array().unwrap()), text.replace(wrong, mended));
        editor.leave();
    }
}

#[test]
fn all_that_is_safe_is_mended_at_once_where_that_is_asked_for() {
    let repo = Repo::with_register();
    let mut editor = Editor::open(&repo);
    let text = EXEMPLE.replace("mission: ", "mision: ").replace("start: 2018-06-01", "start: 2018-6-1");
    editor.show(PATH, &text);
    let top = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}});
    for (only, wanted) in
        [("source.fixAll", 1), ("source", 1), ("source.fixAll.greffe", 1), ("source.organizeImports", 0)]
    {
        let params = json!({
            "textDocument": {"uri": editor.uri(PATH)},
            "range": top,
            "context": {"diagnostics": [], "only": [only]},
        });
        let actions = editor.ask("textDocument/codeAction", params).unwrap();
        assert_eq!(actions.as_array().unwrap().len(), wanted, "{only}");
        if let Some(action) = actions.get(0) {
            assert_eq!(action["kind"], "source.fixAll.greffe");
            assert_eq!(action["title"], "Mend 2 mistakes without risk");
            let edits = action["edit"]["documentChanges"][0]["edits"].as_array().unwrap();
            assert_eq!(applied(&text, edits), EXEMPLE);
        }
    }
    editor.leave();
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
    assert_eq!(actions[0]["title"], "Écrire construction");
    let changes = actions[0]["edit"]["changes"].as_object().unwrap();
    assert_eq!(applied(&text, changes.values().next().unwrap().as_array().unwrap()), EXEMPLE);
    editor.leave();
}
