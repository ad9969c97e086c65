//! What `--staged` promises: it judges what the next commit changes and what that breaks elsewhere,
//! as reading everything would, and reads no more than it must.

use std::collections::HashSet;

use serde_json::Value;

use crate::support::{EXEMPLE, NOON, Repo};

const PATH: &str = "registry/startups/exemple.yml";
const OTHER: &str = "registry/startups/autre.yml";
const OLD_MISTAKE: &str = "registry/startups/ancienne.yml";
const WAIVERS: &str = "registry/waivers.yml";

fn findings(repo: &Repo, origin: &[&str]) -> Vec<Value> {
    repo.greffe(&[&["validate", "--format", "json"], origin].concat()).findings()
}

/// A register with two startups in order, one that was wrong before, and a waiver.
fn register() -> Repo {
    let repo = Repo::with_register();
    repo.write(OTHER, EXEMPLE.replace("name: Exemple", "name: Autre"))
        .write(OLD_MISTAKE, EXEMPLE.replace("[dinum]", "[dinun]"))
        .write("registry/startups/renommee.yml", format!("{EXEMPLE}previous_ids: [partie]\n"))
        .write("registry/startups/derogee.yml", EXEMPLE.replace("name: Exemple", "nane: Exemple"))
        .write(
            WAIVERS,
            "waivers:\n  - rule: S002\n    record: startup/derogee\n    reason: ancienne fiche\n    until: 2030\n",
        );
    repo.commit(NOON, "A register");
    repo
}

type Edit = (&'static str, fn(&Repo));

/// Ways to change the register, each in the working tree.
const EDITS: [Edit; 16] = [
    ("nothing", |_| {}),
    ("a harmless change", |repo| _ = repo.write(PATH, format!("{EXEMPLE}# relu\n"))),
    ("a misspelt field", |repo| _ = repo.write(PATH, EXEMPLE.replace("name: Exemple", "nane: Exemple"))),
    ("a file that can't be parsed", |repo| _ = repo.write(PATH, "name: [Exemple")),
    ("a broken reference", |repo| _ = repo.write(PATH, EXEMPLE.replace("[dinum]", "[dinun]"))),
    ("an old mistake mended", |repo| _ = repo.write(OLD_MISTAKE, EXEMPLE)),
    ("an old mistake kept", |repo| _ = repo.write(OLD_MISTAKE, EXEMPLE.replace("[dinum]", "[dinun]") + "# relu\n")),
    ("a waived mistake mended", |repo| _ = repo.write("registry/startups/derogee.yml", EXEMPLE)),
    ("the waivers gone", |repo| _ = repo.remove(WAIVERS)),
    ("a new record", |repo| _ = repo.write("registry/startups/neuve.yml", EXEMPLE)),
    ("a name that another record had", |repo| _ = repo.write("registry/startups/partie.yml", EXEMPLE)),
    ("a claim to another's name", |repo| _ = repo.write(PATH, format!("{EXEMPLE}previous_ids: [autre, partie]\n"))),
    ("a record that others refer to deleted", |repo| _ = repo.remove("registry/incubators/dinum.yml")),
    ("a rename", |repo| _ = repo.rename(PATH, "registry/startups/exemple-2.yml")),
    ("a bad file name", |repo| _ = repo.write("registry/startups/Été.yml", EXEMPLE)),
    ("a stricter schema", |repo| {
        let path = "schema/startup.schema.json";
        repo.write(path, repo.read(path).replacen("\"minLength\": 1", "\"minLength\": 6", 1));
    }),
];

#[test]
fn staged_changes_are_judged_as_if_everything_were_read() {
    let mut found_something = 0;
    for (what, edit) in EDITS {
        let repo = register();
        edit(&repo);
        repo.stage();
        let staged: HashSet<String> = repo
            .git(&["diff", "--cached", "--name-only", "--no-renames", "-z"])
            .split('\0')
            .map(str::to_owned)
            .collect();
        let before: Vec<Value> =
            findings(&repo, &["--rev", "HEAD"]).iter().map(|finding| finding["fingerprint"].clone()).collect();
        let mut expected = findings(&repo, &["--index"]);
        expected.retain(|finding| {
            staged.contains(finding["path"].as_str().unwrap()) || !before.contains(&finding["fingerprint"])
        });
        found_something += usize::from(!expected.is_empty());
        // The first run stores the former identifiers; the second one reads them from there.
        for run in ["first", "second"] {
            assert_eq!(findings(&repo, &["--staged"]), expected, "{what}, {run} run");
        }
    }
    assert!(found_something >= 10, "{found_something} of the changes have findings");
}

#[test]
fn a_change_within_records_reads_no_other_record() {
    let repo = register();
    repo.write(PATH, EXEMPLE.replace("name: Exemple", "nane: Exemple")).stage();
    let blob = repo.git(&["rev-parse", &format!("HEAD:{OTHER}")]);
    std::fs::remove_file(repo.path().join(".git/objects").join(&blob[..2]).join(&blob[2..])).unwrap();
    assert_eq!(repo.greffe(&["validate", "--index"]).status, 2, "the object is needed to read everything");
    let run = repo.greffe(&["validate", "--staged", "--format", "json"]);
    assert_eq!((run.status, run.codes()), (1, vec!["S002".to_owned()]));
    assert_eq!((run.json()["source"].as_str(), run.json()["records"].as_u64()), (Some("staged"), Some(1)));
}

#[test]
fn the_answer_to_a_change_in_order_says_what_was_judged() {
    let repo = register();
    let said =
        |repo: &Repo| repo.greffe_with(&repo.path(), &[("LC_ALL", "fr_FR.UTF-8")], &["validate", "--staged"]).stdout;
    assert_eq!(said(&repo), "Aucune remarque sur ce que le prochain commit change.\n");
    repo.write(PATH, format!("{EXEMPLE}# relu\n")).stage();
    assert_eq!(said(&repo), "Aucune remarque : la fiche que le prochain commit change est en ordre.\n");
    repo.write(OTHER, format!("{EXEMPLE}# relu\n")).stage();
    assert_eq!(said(&repo), "Aucune remarque : les 2 fiches que le prochain commit change sont en ordre.\n");
}

#[test]
fn a_new_record_takes_no_name_that_another_had_whatever_is_remembered() {
    let repo = register();
    let memory = repo.path().join(".git/greffe/claims");
    let codes = || repo.greffe(&["validate", "--staged", "--format", "json"]).codes();
    repo.write("registry/startups/neuve.yml", EXEMPLE).stage();
    assert!(codes().is_empty() && memory.exists());
    // Another record claims the name from now on.
    repo.write(PATH, format!("{EXEMPLE}previous_ids: [tout-autre]\n")).commit(NOON + 60, "Renamed");
    repo.write("registry/startups/tout-autre.yml", EXEMPLE).stage();
    assert_eq!(codes(), ["R002"]);
    // A damaged cache of former identifiers is ignored.
    let kept = std::fs::read(&memory).unwrap();
    for damaged in [&b""[..], &kept[..kept.len() / 2], &[&kept[..40], &[kept[40] ^ 1], &kept[41..]].concat()] {
        std::fs::write(&memory, damaged).unwrap();
        assert_eq!(codes(), ["R002"]);
        assert!(std::fs::read(&memory).unwrap() == kept, "it is made anew");
    }
}
