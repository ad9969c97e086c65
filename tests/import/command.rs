//! The command.

use std::path::Path;
use std::process::{Command, Output};

use super::{Bench, STARTUP, said};
use crate::support::CommandInTime;

fn greffe(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_greffe")).current_dir(folder).args(args).output_in_time().unwrap()
}

#[test]
fn the_command_reports_to_people_and_machines() {
    let mut bench = Bench::new();
    bench.put("content/_startups/É\u{1b}[31m.md", STARTUP);
    bench.put("content/_startups/bad.md", "x");
    let oid = bench.commit("Un");
    let args = ["import", "beta-gouv", "betagouv.git", "--into", "register", "--name", "beta"];
    let people = said(&greffe(bench.folder.path(), &[&["--lang", "en"], &args[..]].concat()));
    assert!(people.starts_with("1 commit brought over into “"), "{people}");
    assert!(people.contains("\nSource beta (beta-gouv):\n"), "{people}");
    assert!(people.contains(&format!("content/_startups/bad.md@{}: There are no fields", &oid[..10])), "{people}");
    assert!(people.contains("É␛[31m.md@") && !people.contains('\u{1b}'), "{people}");
    assert!(bench.has("register", "registry/startups/e-31m.yml"));

    let again = said(&greffe(bench.folder.path(), &[&args[..], &["--format", "json"]].concat()));
    let again: serde_json::Value = serde_json::from_str(&again).unwrap();
    assert_eq!(again["sources"][0]["commits"]["written"], 0);
    assert_eq!(again["resumed"], true);
}

#[test]
fn the_json_report_follows_its_documented_schema() {
    let mut bench = Bench::new();
    bench.put("content/_startups/Bad Name.md", STARTUP);
    bench.put("content/_startups/unreadable.md", "x");
    bench.put("content/_startups/picture.png", "x");
    bench.commit("Un");
    let args = ["import", "beta-gouv", "betagouv.git", "--into", "register", "--format", "json"];
    let answer = serde_json::from_str(&said(&greffe(bench.folder.path(), &args))).unwrap();
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/json/import.schema.json");
    let schema = serde_json::from_str(&std::fs::read_to_string(schema).unwrap()).unwrap();
    let schema = jsonschema::draft7::new(&schema).unwrap();
    let errors: Vec<_> = schema.iter_errors(&answer).map(|error| error.to_string()).collect();
    assert_eq!(errors, Vec::<String>::new(), "{answer}");
    for told in ["written_otherwise", "left_out", "unread", "other_files"] {
        assert!(answer["sources"][0][told].as_array().is_some_and(|list| !list.is_empty()), "{told}: {answer}");
    }
}

#[test]
fn several_sources_are_named_by_their_kinds() {
    let mut bench = Bench::new();
    bench.put("content/_startups/a.md", STARTUP);
    bench.commit("Un");
    let folder = bench.folder.path();
    let bad = greffe(folder, &["--lang", "en", "import", "all", "betagouv.git", "--into", "register"]);
    assert_eq!(bad.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&bad.stderr).contains("eig=site-eig.git"), "{bad:?}");
    let told = said(&greffe(
        folder,
        &["--lang", "en", "import", "all", "beta-gouv=betagouv.git", "--into", "register", "--dry-run"],
    ));
    assert!(told.starts_with("Nothing was written: 1 commit would be brought over into “"), "{told}");
    assert!(!bench.target("register").exists());
    said(&greffe(folder, &["import", "all", "beta-gouv=betagouv.git", "--into", "register"]));
    let again = said(&greffe(folder, &["--lang", "en", "import", "all", "--into", "register"]));
    assert!(again.starts_with("Nothing new: "), "{again}");
}
