use serde_json::{Value, json};

use super::client::{Editor, abilities, applied, path_in, quoted};
use crate::support::{EXEMPLE, NOON, Repo};

const PATH: &str = "registry/startups/exemple.yml";

/// Makes in the working tree the changes that an editor is asked to make, and gives them.
fn carry_out(repo: &Repo, edit: &Value) -> Vec<String> {
    let path = |uri: &Value| path_in(repo, uri);
    let mut done = Vec::new();
    for change in edit["documentChanges"].as_array().unwrap() {
        if change["kind"] == "rename" {
            repo.rename(&path(&change["oldUri"]), &path(&change["newUri"]));
            done.push(format!("{} -> {}", path(&change["oldUri"]), path(&change["newUri"])));
            continue;
        }
        let file = path(&change["textDocument"]["uri"]);
        let text = applied(&repo.read(&file), change["edits"].as_array().unwrap());
        repo.write(&file, text);
        done.push(file);
    }
    done
}

#[test]
fn a_record_goes_by_another_name_and_all_that_names_it_follows() {
    let repo = Repo::with_register();
    repo.write(
        "registry/waivers.yml",
        "waivers:\n  - rule: S001\n    record: organisation/dinum\n    reason: x\n    until: 2030\n",
    );
    let text = EXEMPLE.replace("sponsors: [dinum]", "sponsors: ['dinum'] # 🙂 é");
    repo.write(PATH, &text).commit(NOON, "Start");
    let mut editor = Editor::open(&repo);
    editor.show(PATH, &text);
    let at = text.replacen("'dinum'", "'di¦num'", 1);
    let ready = editor.ask_at("textDocument/prepareRename", PATH, &at, Value::Null).unwrap();
    assert_eq!(ready["placeholder"], "dinum");
    assert_eq!(quoted(&text, &ready["range"]), "'dinum'");
    let edit = editor.ask_at("textDocument/rename", PATH, &at, json!({"newName": "dinsic"})).unwrap();
    let versions: Vec<&Value> =
        edit["documentChanges"].as_array().unwrap().iter().map(|one| &one["textDocument"]["version"]).collect();
    assert!(versions.contains(&&json!(1)), "the version that is open is named: {edit}");
    let mut done = carry_out(&repo, &edit);
    assert_eq!(done.pop().unwrap(), "registry/organisations/dinum.yml -> registry/organisations/dinsic.yml");
    done.sort();
    assert_eq!(
        done,
        ["registry/incubators/dinum.yml", "registry/organisations/dinum.yml", PATH, "registry/waivers.yml"]
    );
    assert!(repo.read(PATH).contains("sponsors: ['dinsic'] # 🙂 é\nincubator: dinum\n"));
    assert!(repo.read("registry/organisations/dinsic.yml").contains("previous_ids:"));
    assert!(repo.read("registry/waivers.yml").contains("record: organisation/dinsic"));
    let checked = repo.greffe(&["validate", "--base", "HEAD", "--fail-on", "error"]);
    assert_eq!(checked.status, 0, "{}", checked.stdout);
    editor.leave();
}

#[test]
fn what_is_not_saved_is_taken_along() {
    let repo = Repo::with_register();
    let mut editor = Editor::open(&repo);
    let text = EXEMPLE.replace("name: Exemple", "name: Exemple, pas enregistré");
    editor.show(PATH, &text);
    // From the record itself, at its name.
    let at = text.replacen("Exemple,", "¦Exemple,", 1);
    let ready = editor.ask_at("textDocument/prepareRename", PATH, &at, Value::Null).unwrap();
    assert_eq!(ready["placeholder"], "exemple");
    let edit = editor.ask_at("textDocument/rename", PATH, &at, json!({"newName": "autre"})).unwrap();
    repo.write(PATH, &text);
    carry_out(&repo, &edit);
    assert!(repo.read("registry/startups/autre.yml").starts_with(&text));
    editor.leave();
}

#[test]
fn what_others_wrote_meanwhile_is_not_lost() {
    let repo = Repo::with_register();
    repo.commit(NOON, "Start");
    let mut editor = Editor::open(&repo);
    editor.show(PATH, EXEMPLE);
    let at = EXEMPLE.replace("incubator: ", "incubator: ¦");
    // The editor says nothing of these: what is written is found all the same.
    let other = repo.read("registry/startups/exemple.yml").replace("Exemple", "Autre");
    repo.write("registry/startups/autre.yml", other);
    repo.write("registry/incubators/dinum.yml", "# À jour\nname: Incubateur\nowner: dinum\n");
    let edit = editor.ask_at("textDocument/rename", PATH, &at, json!({"newName": "inc"})).unwrap();
    carry_out(&repo, &edit);
    assert!(repo.read("registry/startups/autre.yml").contains("incubator: inc\n"));
    assert!(repo.read("registry/incubators/inc.yml").starts_with("# À jour\nname: Incubateur\nowner: dinum\n"));
    assert_eq!(repo.greffe(&["validate"]).status, 0);
    editor.leave();
}

#[test]
fn what_can_not_be_is_refused_with_a_reason() {
    let repo = Repo::with_register();
    repo.write("registry/incubators/autre.yml", "name: Autre\nowner: dinum\nprevious_ids: [ancien]\n");
    let mut editor = Editor::open(&repo);
    editor.show(PATH, EXEMPLE);
    let at = EXEMPLE.replace("incubator: ", "incubator: ¦");
    for (new, why) in [("autre", "autre"), ("ancien", "ancien"), ("Pas Bon", "pas-bon"), ("dinum", "dinum"), ("", "")] {
        let refused = editor.ask_at("textDocument/rename", PATH, &at, json!({"newName": new})).unwrap_err();
        assert!(refused["message"].as_str().unwrap().contains(why), "{new}: {refused}");
    }
    // A date is no name: there is nothing to rename.
    let date = EXEMPLE.replace("2018-01-15", "2018¦-01-15");
    assert_eq!(editor.ask_at("textDocument/prepareRename", PATH, &date, Value::Null), Ok(Value::Null));
    assert_eq!(editor.ask_at("textDocument/rename", PATH, &date, json!({"newName": "x"})), Ok(Value::Null));
    editor.leave();
    // An editor that can't rename files gets a message that names the command to use.
    let mut capabilities = abilities();
    capabilities["workspace"]["workspaceEdit"] = json!({"documentChanges": true});
    let mut editor = Editor::able(&repo, "en", capabilities);
    editor.show(PATH, EXEMPLE);
    let refused = editor.ask_at("textDocument/rename", PATH, &at, json!({"newName": "neuf"})).unwrap_err();
    assert!(refused["message"].as_str().unwrap().contains("greffe rename incubator/dinum neuf"), "{refused}");
    editor.leave();
}
