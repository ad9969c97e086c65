use serde_json::Value;

use super::client::{Editor, labels, quoted};
use crate::support::{EXEMPLE, NOON, Repo};

const PATH: &str = "registry/startups/nouveau.yml";

fn editor(repo: &Repo) -> Editor {
    let mut editor = Editor::open(repo);
    editor.show(PATH, "");
    editor
}

fn offer<'o>(offers: &'o [Value], label: &str) -> &'o Value {
    let found = offers.iter().find(|offer| offer["label"] == label);
    found.unwrap_or_else(|| panic!("no {label} in {:?}", labels(offers)))
}

#[test]
fn a_fresh_file_is_offered_the_fields_of_its_kind_first_those_that_it_must_have() {
    let repo = Repo::with_register();
    let mut editor = editor(&repo);
    let offers = editor.offers(PATH, 2, "¦");
    assert_eq!(labels(&offers)[..5], ["name", "mission", "incubator", "phases", "sponsors"]);
    let mission = offer(&offers, "mission");
    assert_eq!(mission["textEdit"]["newText"], "mission: ");
    assert_eq!(mission["detail"], "Mission (required)");
    assert!(mission["documentation"].as_str().unwrap().starts_with("Ce que le produit permet"));
    // Fields that the record has already are not offered, whether the file is valid YAML or not.
    let half = "name: Nouveau\nmis¦\nphases:\n  - name: investigation\nsponsors: [\n";
    let offers = editor.offers(PATH, 3, half);
    let text = half.replace('¦', "");
    assert_eq!(quoted(&text, &offer(&offers, "mission")["textEdit"]["range"]), "mis");
    for there in ["name", "phases", "sponsors"] {
        assert!(!labels(&offers).contains(&there.to_owned()), "{there}");
    }
    // A name that has its colon keeps it.
    let offers = editor.offers(PATH, 4, "incubato¦: dinum\n");
    assert_eq!(offer(&offers, "incubator")["textEdit"]["newText"], "incubator");
    editor.leave();
}

#[test]
fn records_are_offered_by_identifier_and_by_name() {
    let repo = Repo::with_register();
    repo.write("registry/incubators/edu.yml", "name: Incubateur de l’Éducation\nowner: dinum\n");
    let mut editor = editor(&repo);
    for (version, text) in [(2, "incubator: ¦"), (3, "incubator:¦\nname: x\n"), (4, "incubator: é🙂¦dinum\n")] {
        let offers = editor.offers(PATH, version, text);
        assert_eq!(labels(&offers), ["dinum", "edu"], "{text}");
        let edu = offer(&offers, "edu");
        assert_eq!(edu["detail"], "Incubateur de l’Éducation");
        assert_eq!(edu["documentation"], "Incubator");
        let found_by = edu["filterText"].as_str().unwrap();
        assert!(found_by.contains("Éducation") && found_by.contains("education"), "{found_by}");
        let space = if text.starts_with("incubator:¦") { " " } else { "" };
        assert_eq!(edu["textEdit"]["newText"], format!("{space}edu"), "{text}");
    }
    // One that is not saved yet is offered under the name that it has in the editor.
    editor.show("registry/incubators/neuf.yml", "name: Tout neuf\nowner: dinum\n");
    let offers = editor.offers(PATH, 5, "sponsors:\n  - ¦\n");
    assert_eq!(labels(&offers), ["dinum"]);
    let offers = editor.offers(PATH, 6, "incubator: n¦");
    assert_eq!(offer(&offers, "neuf")["detail"], "Tout neuf");
    editor.leave();
}

#[test]
fn phases_come_first_that_may_follow_and_the_others_are_marked() {
    let repo = Repo::with_register();
    let mut editor = editor(&repo);
    let text = "name: x\nphases:\n  - name: investigation\n    start: 2020\n  - name: construction\n  - name: ¦\n";
    let offers = editor.offers(PATH, 2, text);
    let order = ["acceleration", "consolidation", "opere", "transfere", "abandon"];
    assert_eq!(labels(&offers)[..5], order);
    for (label, is_struck, words) in [
        ("acceleration", false, "Acceleration"),
        ("investigation", false, "Investigation: rarely follows “construction”"),
        ("construction", true, "Construction: is the phase before already"),
    ] {
        let offer = offer(&offers, label);
        assert_eq!(offer["detail"], words);
        assert_eq!(offer["tags"].is_array(), is_struck, "{offer}");
    }
    assert_eq!(offer(&offers, "opere")["documentation"], "exploité au sein du réseau");
    // Retired names are not offered.
    assert!(!labels(&offers).contains(&"alumni".to_owned()));
    let offers = editor.offers(PATH, 3, "phases:\n  - {name: ¦}\n");
    assert_eq!(labels(&offers)[0], "investigation");
    editor.leave();
}

#[test]
fn lists_and_what_is_in_them() {
    let repo = Repo::with_register();
    let mut editor = editor(&repo);
    let offers = editor.offers(PATH, 2, "phases:\n  ¦");
    assert_eq!(offer(&offers, "- name")["textEdit"]["newText"], "- name: ");
    let offers = editor.offers(PATH, 3, "phases:\n  -¦");
    assert_eq!(offer(&offers, "name")["textEdit"]["newText"], " name: ");
    let offers = editor.offers(PATH, 4, "phases:\n  - name: construction\n    ¦\n");
    assert_eq!(labels(&offers), ["start", "end", "dated_by", "approximate", "comment"]);
    let offers = editor.offers(PATH, 5, "usertypes: [particulier, e¦]\n");
    assert!(labels(&offers).contains(&"entreprise".to_owned()));
    let offers = editor.offers(PATH, 6, "events:\n  - name: nat¦\n");
    assert_eq!(offer(&offers, "national_impact")["documentation"], "le jury a reconnu un impact national majeur");
    let offers = editor.offers(PATH, 7, "stats: ¦\n");
    assert_eq!(labels(&offers), ["true", "false"]);
    for (version, nothing) in ["name: ¦\n", "# na¦\n", "oops:\n  ¦\n"].into_iter().enumerate() {
        assert_eq!(editor.offers(PATH, 8 + version as i32, nothing), [] as [Value; 0], "{nothing}");
    }
    editor.leave();
}

#[test]
fn the_former_name_of_a_record_that_was_moved_is_offered() {
    let repo = Repo::with_register();
    repo.commit(NOON, "Start");
    repo.rename("registry/startups/exemple.yml", PATH);
    let mut editor = editor(&repo);
    let offers = editor.offers(PATH, 2, &format!("{EXEMPLE}previous_ids: [¦]\n"));
    assert_eq!(labels(&offers), ["exemple"]);
    editor.leave();
}

#[test]
fn a_waiver_is_offered_rules_and_records() {
    let repo = Repo::with_register();
    let mut editor = Editor::open(&repo);
    let path = "registry/waivers.yml";
    editor.show(path, "");
    let offers = editor.offers(path, 2, "waivers:\n  - rule: ¦\n");
    assert_eq!(offer(&offers, "S004")["detail"], "not-in-list");
    let offers = editor.offers(path, 3, "waivers:\n  - rule: S004\n    record: ¦\n");
    assert_eq!(labels(&offers), ["incubator/dinum", "organisation/dinum", "startup/exemple"]);
    editor.leave();
}
