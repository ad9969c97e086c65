//! The command, and the real register.

use std::path::Path;
use std::process::{Command, Output};

use greffe::import::{Request, beta_gouv};
use tempfile::TempDir;

use crate::{Bench, STARTUP, git, said};

fn greffe(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_greffe")).current_dir(folder).args(args).output().unwrap()
}

#[test]
fn the_command_reports_to_people_and_machines() {
    let mut bench = Bench::new();
    bench.put("content/_startups/É\u{1b}[31m.md", STARTUP);
    bench.put("content/_startups/bad.md", "x");
    let oid = bench.commit("Un");
    let args = ["import", "beta-gouv", "betagouv.git", "--into", "register", "--name", "beta"];
    let people = said(&greffe(bench.folder.path(), &[&["--lang", "en"], &args[..]].concat()));
    assert!(people.starts_with("1 commit brought over from beta into “"), "{people}");
    assert!(people.contains(&format!("content/_startups/bad.md@{}: There are no fields", &oid[..10])), "{people}");
    assert!(people.contains("É␛[31m.md@") && !people.contains('\u{1b}'), "{people}");
    assert!(bench.has("register", "registry/startups/e-31m.yml"));

    let again = said(&greffe(bench.folder.path(), &[&args[..], &["--format", "json"]].concat()));
    let again: serde_json::Value = serde_json::from_str(&again).unwrap();
    assert_eq!(again["commits"], 0);
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
        assert!(answer[told].as_array().is_some_and(|list| !list.is_empty()), "{told}: {answer}");
    }
}

#[test]
fn the_real_register_comes_over() {
    let bundle = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/beta-gouv-2015-2023.bundle");
    if !bundle.exists() {
        println!("skipped: {} is not here", bundle.display());
        return;
    }
    let folder = TempDir::new().unwrap();
    let (source, into) = (folder.path().join("beta.git"), folder.path().join("register"));
    git(folder.path(), &["clone", "-q", "--bare", &bundle.display().to_string(), "beta.git"]);
    let request = Request { source: &source, branch: None, name: Some("betagouv"), into: &into };
    let report = beta_gouv(&request, &mut |_, _| {}).unwrap();
    let branch = git(&source, &["for-each-ref", "--format=%(refname)", "refs/heads"]);
    let folders =
        ["content/_startups", "content/_incubators", "content/_organisations", "_startup", "_startups", "_incubator"];
    let touching = git(&source, &[&["rev-list", "--first-parent", &branch, "--"], &folders[..]].concat());
    assert_eq!(report.commits + report.status_commits.count, touching.lines().count());
    let written: usize = git(&into, &["rev-list", "--count", "HEAD"]).parse().unwrap();
    assert_eq!(written, report.commits + 1);
    git(&into, &["fsck", "--strict"]);
    assert_eq!(git(&into, &["status", "--porcelain"]), "");
    let records = git(&into, &["ls-files", "registry/startups"]).lines().count();
    let pages = git(&source, &["ls-tree", "-r", "--name-only", &branch, "content/_startups/"]);
    assert_eq!(records, pages.lines().filter(|path| path.trim_end_matches('"').ends_with(".md")).count());
}
