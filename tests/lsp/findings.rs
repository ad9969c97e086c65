use serde_json::{Value, json};

use super::client::{Editor, abilities, codes, quoted};
use crate::support::{EXEMPLE, NOON, Repo};

const PATH: &str = "registry/startups/exemple.yml";

/// The diagnostics of an editor, and the findings of the command on the same text, say the same of the same stretch.
#[test]
fn what_is_typed_is_judged_as_the_command_would_judge_it_saved() {
    let repo = Repo::with_register();
    repo.commit(NOON, "Start");
    // Letters beside ASCII and of two units before the mistakes, and lines that end as on Windows.
    let text = EXEMPLE
        .replace("Exemple\n", "Exemplé 🙂\n")
        .replace("sponsors: [dinum]", "sponsors: [dinum, 'é🙂', dinun]")
        .replace(
            "  - name: construction",
            "  - {comment: 'à 🙂 là', name: constructoin, strat: 2018}\n  - name: construction",
        )
        .replace('\n', "\r\n");
    let mut editor = Editor::open(&repo);
    assert_eq!(editor.show(PATH, EXEMPLE), [] as [Value; 0]);
    let found = editor.retype(PATH, 2, &text);
    repo.write(PATH, &text);
    let wanted = repo.greffe(&["validate", "--format", "json", "--base", "HEAD"]).findings();
    assert_eq!(codes(&found), wanted.iter().map(|one| one["code"].as_str().unwrap()).collect::<Vec<_>>());
    assert!(codes(&found).contains(&"S004") && codes(&found).contains(&"R001") && codes(&found).contains(&"S002"));
    for (one, finding) in found.iter().zip(&wanted) {
        let bytes = |end: &str| finding[end]["byte"].as_u64().unwrap() as usize;
        assert_eq!(quoted(&text, &one["range"]), text[bytes("start")..bytes("end")], "{one}");
        let said = one["message"].as_str().unwrap();
        assert!(said.starts_with(finding["message"].as_str().unwrap()), "{one}\n{finding}");
        assert!(said.contains(finding["help"].as_str().unwrap()), "{one}\n{finding}");
        assert_eq!(one["data"]["fingerprint"], finding["fingerprint"]);
    }
    assert_eq!(editor.leave().0, 0);
}

#[test]
fn every_encoding_points_at_the_same_letters() {
    let repo = Repo::with_register();
    let text = "name: x\nmission: 'é🙂' # \nincubator: dinum\nphases: [{comment: 'é🙂', name: nope}]\n";
    for (encoding, start) in [("utf-8", 35), ("utf-16", 32), ("utf-32", 31)] {
        let mut capabilities = abilities();
        capabilities["general"]["positionEncodings"] = json!([encoding]);
        let mut editor = Editor::able(&repo, "en", capabilities);
        assert_eq!(editor.greeting["capabilities"]["positionEncoding"], encoding);
        let found = editor.show(PATH, text);
        let one = found.iter().find(|one| one["code"] == "S004").unwrap();
        assert_eq!(one["range"]["start"], json!({"line": 3, "character": start}), "{encoding}");
        assert_eq!(one["range"]["end"], json!({"line": 3, "character": start + 4}), "{encoding}");
        editor.leave();
    }
}

#[test]
fn parts_of_the_text_may_change_one_after_the_other() {
    let repo = Repo::with_register();
    let mut editor = Editor::open(&repo);
    editor.show(PATH, EXEMPLE);
    let range = |from: (u32, u32), to: (u32, u32)| json!({"start": {"line": from.0, "character": from.1}, "end": {"line": to.0, "character": to.1}});
    // The mission ends with 🙂, then a word comes behind it, then the incubator gets another name.
    editor.tell(
        "textDocument/didChange",
        json!({"textDocument": {"uri": editor.uri(PATH), "version": 2}, "contentChanges": [
            {"range": range((2, 9), (2, 55)), "text": "'🙂'"},
            {"range": range((2, 12), (2, 12)), "text": "é"},
            {"range": range((4, 11), (4, 16)), "text": "dinun"},
        ]}),
    );
    let found = editor.found(PATH, Some(2));
    assert_eq!(codes(&found), ["R001"]);
    assert_eq!(found[0]["range"], range((4, 11), (4, 16)));
    editor.leave();
}

#[test]
fn what_a_change_breaks_in_other_records_is_shown_there() {
    let repo = Repo::with_register();
    repo.write(
        "registry/organisations/autre.yml",
        "name: Autre\ntype: administration-centrale\nprevious_ids: [dinun]\n",
    );
    let mut editor = Editor::open(&repo);
    editor.show("registry/organisations/autre.yml", "name: Autre\ntype: administration-centrale\n");
    let taken = "name: Autre\ntype: administration-centrale\nprevious_ids: [dinum]\n";
    assert_eq!(codes(&editor.retype("registry/organisations/autre.yml", 2, taken)), ["R002"]);
    // In the unsaved manifest, fields refer to other kinds: a record that is not open gets findings.
    let manifest = repo.read("schema/registry.yml").replace("incubator: incubator", "incubator: organisation");
    editor.show("schema/registry.yml", &manifest.replace("sponsors: organisation", "sponsors: incubator"));
    repo.remove("registry/incubators/dinum.yml");
    editor.tell("workspace/didChangeWatchedFiles", json!({"changes": []}));
    let found = editor.found(PATH, None);
    assert_eq!(codes(&found), ["R001"]);
    assert_eq!(quoted(EXEMPLE, &found[0]["range"]), "dinum");
    editor.leave();
}

#[test]
fn a_record_that_goes_away_on_disk_is_missed_where_it_is_named() {
    let repo = Repo::with_register();
    let mut editor = Editor::open(&repo);
    editor.show(PATH, EXEMPLE);
    repo.remove("registry/incubators/dinum.yml");
    editor.tell("textDocument/didSave", json!({"textDocument": {"uri": editor.uri(PATH)}}));
    let found = loop {
        let found = editor.found(PATH, Some(1));
        if !found.is_empty() {
            break found;
        }
    };
    assert_eq!(codes(&found), ["R001"]);
    editor.leave();
}

#[test]
fn the_past_and_what_was_published_are_guarded_while_typing() {
    let repo = Repo::with_register();
    let indicators = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("registry/indicators");
    crate::support::copy_tree(&indicators, &repo.path().join("registry/indicators"));
    repo.write(
        "registry/publications/rap.yml",
        "name: RAP\ntype: RAP\nyear: 2018\nfigures:\n  - indicator: produits-lances\n    year: 2018\n    kind: actual\n    value: 1\n",
    );
    repo.commit(NOON, "Start");
    let mut editor = Editor::open(&repo);
    editor.show(PATH, EXEMPLE);
    let found = editor.retype(PATH, 2, &EXEMPLE.replace("2018-06-01", "2019-06-01"));
    assert!(codes(&found).contains(&"T002"), "{found:?}");
    assert!(codes(&found).contains(&"F001"), "{found:?}");
    let redated = found.iter().find(|one| one["code"] == "T002").unwrap();
    assert_eq!(redated["relatedInformation"][0]["location"]["uri"], editor.uri(PATH));
    assert_eq!(editor.retype(PATH, 3, EXEMPLE), [] as [Value; 0]);
    editor.leave();
}

#[test]
fn waivers_and_severities_count_as_for_the_command() {
    let repo = Repo::with_register();
    let manifest = repo.read("schema/registry.yml");
    repo.write(
        "schema/registry.yml",
        format!("{manifest}severities:\n  S002: advice\nrules_url: https://example.org/rules/\n"),
    );
    repo.write(
        "registry/waivers.yml",
        "waivers:\n  - rule: R001\n    record: startup/exemple\n    reason: Pour voir\n    until: 2099\n",
    );
    let mut editor = Editor::open(&repo);
    let text = EXEMPLE.replace("incubator: dinum", "incubator: dinun\nincubtor: dinum");
    let found = editor.show(PATH, &text);
    assert_eq!(codes(&found), ["S002"]);
    assert_eq!(found[0]["severity"], 3);
    assert_eq!(found[0]["codeDescription"]["href"], "https://example.org/rules/S002.md");
    editor.leave();
}

#[test]
fn a_file_that_is_no_yaml_yet_is_told_so_and_is_not_missed_elsewhere() {
    let repo = Repo::with_register();
    let mut editor = Editor::open(&repo);
    let found = editor.show("registry/incubators/dinum.yml", "name: [\n");
    assert_eq!(codes(&found), ["D002"]);
    assert_eq!(editor.show(PATH, EXEMPLE), [] as [Value; 0]);
    // A new file, not saved yet, in a folder that is not there yet: it can be referred to.
    let text = EXEMPLE.replace("incubator: dinum", "incubator: nouveau");
    assert_eq!(codes(&editor.retype(PATH, 2, &text)), ["R001"]);
    assert_eq!(editor.show("registry/incubators/n/nouveau.yml", "name: Nouveau\nowner: dinum\n"), [] as [Value; 0]);
    assert_eq!(editor.found(PATH, Some(2)), [] as [Value; 0]);
    editor.leave();
}

#[test]
fn the_words_are_those_of_the_editor_s_language_unless_the_command_line_names_one() {
    let repo = Repo::with_register();
    let text = EXEMPLE.replace("name: construction", "name: constructoin");
    for (locale, word) in [("fr-FR", "aide : vouliez-vous dire"), ("en-US", "help: did you mean"), ("de", "aide :")] {
        let mut editor = Editor::able(&repo, locale, abilities());
        let found = editor.show(PATH, &text);
        assert!(found[0]["message"].as_str().unwrap().contains(word), "{locale} {found:?}");
        editor.leave();
    }
}

#[test]
fn a_change_is_judged_against_the_branch_that_it_is_for() {
    let repo = Repo::with_register();
    repo.commit(NOON, "Start");
    repo.branch("change").write(PATH, EXEMPLE.replace("2018-06-01", "2019-06-01")).commit(NOON + 60, "Re-date");
    let text = repo.read(PATH);
    let greeted = |base: &str| {
        let options = json!({"base": base});
        Editor::greeted(&repo, &json!({"locale": "en", "capabilities": abilities(), "initializationOptions": options}))
    };
    for (base, wanted) in [("main", vec!["T002"]), ("HEAD", vec![])] {
        let mut editor = greeted(base);
        assert_eq!(codes(&editor.show(PATH, &text)), wanted, "{base}");
        editor.leave();
    }
    // A branch that does not exist is reported once, in the log; everything else works.
    let mut editor = greeted("nope");
    let found = editor.show(PATH, &text.replace("incubator: dinum", "incubator: dinun"));
    assert_eq!(codes(&found), ["R001"]);
    editor.retype(PATH, 2, &text);
    editor.ask("workspace/symbol", json!({"query": ""})).unwrap();
    let logged: Vec<&Value> = editor.heard.iter().filter(|heard| heard["method"] == "window/logMessage").collect();
    assert_eq!(logged.len(), 1, "{logged:?}");
    assert!(logged[0]["params"]["message"].as_str().unwrap().contains("nope"));
    editor.leave();
}
