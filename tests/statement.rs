//! What a statement of figures promises: the same bytes for anyone, and no other figures pass for it.

use std::path::Path;

use crate::support::{EXEMPLE, NOON, Repo, Run};
use serde_json::Value;
use sha2::{Digest, Sha256};

const DAY: i64 = 86_400;
const STARTUP: &str = "registry/startups/exemple.yml";

/// A register of two products, and the statement of 2018 as known then.
fn stated() -> (Repo, String, String) {
    let repo = Repo::with_register();
    repo.write("registry/startups/autre.yml", EXEMPLE.replace("Exemple", "Autre"));
    let commit = repo.commit(NOON, "base");
    let run = repo.greffe(&["statement", "2018"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{run:?}");
    (repo, commit, run.stdout)
}

fn verify(repo: &Repo, statement: &str) -> Run {
    let file = repo.outside().join("statement.json");
    std::fs::write(&file, statement).unwrap();
    repo.greffe(&["verify", file.to_str().unwrap()])
}

fn is_confirmed(repo: &Repo, statement: &str) {
    let run = verify(repo, statement);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{run:?}");
    assert!(run.stdout.starts_with("Confirmed"), "{run:?}");
}

/// The figure of an indicator by its default method.
fn figure<'s>(statement: &'s mut Value, indicator: &str) -> &'s mut Value {
    let indicators = statement["indicators"].as_array_mut().unwrap();
    &mut indicators.iter_mut().find(|known| known["id"] == indicator).unwrap()["methods"][0]
}

#[test]
fn a_statement_holds_to_its_schema_and_names_what_makes_each_figure() {
    let (_repo, commit, text) = stated();
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/json/statement.schema.json");
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(schema).unwrap()).unwrap();
    let mut statement: Value = serde_json::from_str(&text).unwrap();
    let errors: Vec<String> =
        jsonschema::validator_for(&schema).unwrap().iter_errors(&statement).map(|error| error.to_string()).collect();
    assert_eq!(errors, Vec::<String>::new());
    assert_eq!(statement["commit"], commit.as_str());
    let launched = figure(&mut statement, "produits-lances");
    assert_eq!(launched["value"], 2);
    assert_eq!(launched["records"][1]["record"], "startup/exemple");
    assert_eq!(launched["records"][1]["commit"], commit.as_str());
}

#[test]
fn everyone_gets_the_same_bytes_whatever_was_committed_since() {
    let (repo, commit, text) = stated();
    is_confirmed(&repo, &text);
    repo.rename(STARTUP, "registry/startups/nouveau.yml");
    repo.commit(NOON + DAY, "Rename");
    repo.write("registry/startups/tiers.yml", EXEMPLE.replace("Exemple", "Tiers"));
    repo.commit(NOON + 2 * DAY, "Add");
    let again = repo.greffe(&["statement", "2018", "--as-of", &commit]);
    assert_eq!(again.stdout, text);
    is_confirmed(&repo, &text);
    let bare = repo.bare_clone();
    assert_eq!(repo.greffe_in(&bare, &["statement", "2018", "--as-of", &commit]).stdout, text);
    assert_ne!(repo.greffe(&["statement", "2018"]).stdout, text);
}

#[test]
fn definitions_that_changed_since_are_those_of_the_statement() {
    let (repo, commit, text) = stated();
    let file = "registry/indicators/produits-lances.yml";
    let definition = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    repo.write(file, definition.replace("enters: construction", "enters: acceleration"));
    let changed = repo.commit(NOON + DAY, "Count otherwise");
    is_confirmed(&repo, &text);
    let other = repo.greffe(&["statement", "2018", "--as-of", &commit]).json();
    assert_eq!((&other["commit"], &other["definitions"]["commit"]), (&Value::from(commit), &Value::from(changed)));
    is_confirmed(&repo, &other.to_string());
}

/// Step 3 of `docs/en/statement.md`: what a year without anything is worth.
#[test]
fn a_year_without_anything_is_0_where_the_definitions_cover_it_and_unknown_elsewhere() {
    let (repo, commit, text) = stated();
    let value = |year: &str, more: &[&str]| {
        let mut statement = repo.greffe(&[&["statement", year], more].concat()).json();
        is_confirmed(&repo, &statement.to_string());
        figure(&mut statement, "produits-lances")["value"].clone()
    };
    repo.write("registry/startups/tard.yml", EXEMPLE.replace("2018-06-01", "2022-06-01").replace("2020-03", "2023"));
    repo.commit(NOON + DAY, "One more, launched four years later");
    assert_eq!(
        ["2017", "2018", "2019", "2022", "2023"].map(|year| value(year, &[])),
        [Value::Null, 2.into(), 0.into(), 1.into(), Value::Null]
    );
    let file = "registry/indicators/produits-lances.yml";
    let definition = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    repo.write(file, definition.replace("methods:", "covers: {from: 2016, to: 2017}\nmethods:"));
    repo.commit(NOON + 2 * DAY, "Complete for two years");
    assert_eq!(
        ["2015", "2016", "2017", "2018", "2019", "2022"].map(|year| value(year, &[])),
        [Value::Null, 0.into(), 0.into(), 2.into(), Value::Null, 1.into()]
    );
    assert_eq!(value("2017", &["--as-of", &commit]), 0, "it is the definitions of today that are asked for");
    is_confirmed(&repo, &text);
    let mut wrong = repo.greffe(&["statement", "2016"]).json();
    figure(&mut wrong, "produits-lances")["value"] = Value::Null;
    assert_eq!(verify(&repo, &wrong.to_string()).status, 1, "0 and unknown are two things");
}

#[test]
fn what_is_not_true_is_told_apart() {
    let (repo, _, text) = stated();
    type Change = fn(&mut Value);
    let changes: [(&str, Change); 7] = [
        ("produits-lances", |statement| figure(statement, "produits-lances")["value"] = 3.into()),
        ("startup/autre", |statement| {
            _ = figure(statement, "produits-lances")["records"].as_array_mut().unwrap().remove(0)
        }),
        ("startup/ailleurs", |statement| {
            figure(statement, "produits-lances")["records"][0]["record"] = "startup/ailleurs".into()
        }),
        ("definitions.sha256", |statement| statement["definitions"]["sha256"] = "0".repeat(64).into()),
        ("inconnu", |statement| statement["indicators"][0]["id"] = "inconnu".into()),
        ("otherwise", |statement| statement["indicators"][0]["code"] = "9.9".into()),
        ("otherwise", |statement| {
            let records = figure(statement, "produits-lances")["records"].as_array_mut().unwrap();
            records.push(records[0].clone());
        }),
    ];
    for (named, change) in changes {
        let mut statement: Value = serde_json::from_str(&text).unwrap();
        change(&mut statement);
        let run = verify(&repo, &statement.to_string());
        assert_eq!(run.status, 1, "{named}: {run:?}");
        assert!(run.stdout.contains(named) && run.stdout.contains("Not confirmed"), "{named}: {run:?}");
    }
    let mut statement: Value = serde_json::from_str(&text).unwrap();
    statement["tool"]["version"] = "99.0.0".into();
    is_confirmed(&repo, &statement.to_string());
}

#[test]
fn what_can_t_be_computed_is_no_difference() {
    let (repo, commit, text) = stated();
    for wrong in
        ["", "{}", "[]", "name: Exemple", &text.replace("greffe-statement", "other"), &text.replace(&commit, "HEAD")]
    {
        let run = verify(&repo, wrong);
        assert_eq!(run.status, 2, "{wrong}: {run:?}");
        assert!(run.stderr.contains("no statement of figures"), "{run:?}");
    }
    assert_eq!(verify(&repo, &text.replace(&commit, &"0".repeat(40))).status, 2, "a commit that is not there");
    assert_eq!(repo.greffe(&["verify", "nowhere.json"]).status, 2);
    assert_eq!(repo.greffe(&["statement", "2018", "--as-of", "2000-01-01"]).status, 2);
}

/// The hash as `docs/en/statement.md` explains it, from what git says; with the tool's own indicators where
/// the register has none.
#[test]
fn another_program_finds_the_same_hash_of_the_definitions() {
    let (repo, _, text) = stated();
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("registry/indicators");
    for name in std::fs::read_dir(&shipped).unwrap().map(|entry| entry.unwrap().file_name()) {
        let name = name.to_str().unwrap();
        repo.write(&format!("registry/indicators/{name}"), std::fs::read(shipped.join(name)).unwrap());
    }
    let commit = repo.commit(NOON + DAY, "Define the same indicators");
    let statement = repo.greffe(&["statement", "2018"]).json();
    assert_eq!(statement["definitions"]["commit"], commit.as_str());
    let listing = repo.git(&["ls-tree", "-r", "--name-only", &commit, "schema/", "registry/indicators/"]);
    let mut paths: Vec<&str> = listing.lines().collect();
    paths.sort_unstable();
    let mut hasher = Sha256::new();
    for path in paths {
        // The files of the working tree are those of the commit.
        let content = std::fs::read(repo.path().join(path)).unwrap();
        hasher.update(format!("{path}\0{}\0", content.len()));
        hasher.update(content);
    }
    let hash: String = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(statement["definitions"]["sha256"], hash.as_str());
    let before: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(before["definitions"]["sha256"], hash, "the tool's own are the shipped ones");
}

#[cfg(unix)]
#[test]
fn what_has_no_end_is_no_statement() {
    let repo = Repo::with_register();
    repo.commit(NOON, "A register");
    for file in ["/dev/zero", "/dev/urandom"] {
        let run = repo.greffe(&["verify", file]);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{run:?}");
        assert!(run.stderr.contains("64 MiB"), "{run:?}");
    }
}
