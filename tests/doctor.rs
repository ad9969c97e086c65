//! `greffe doctor` finds what is not in order and says what to do; doing so mends it.

use std::path::Path;

use crate::support::{NOON, Repo};
use serde_json::Value;

/// What `greffe doctor` says in a folder, which must be as documented, and its exit status.
fn doctor(repo: &Repo, directory: &Path) -> (i32, Value) {
    let run = repo.greffe_in(directory, &["doctor", "--format", "json"]);
    let answer = run.json();
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/json/doctor.schema.json");
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(schema).unwrap()).unwrap();
    jsonschema::validator_for(&schema).unwrap().validate(&answer).unwrap();
    assert_eq!(answer["healthy"], Value::Bool(run.status == 0));
    (run.status, answer)
}

/// What is said of one subject: its health, what was found, and what to do.
fn of<'a>(answer: &'a Value, subject: &str) -> (&'a str, &'a str, Option<&'a str>) {
    let checks = answer["checks"].as_array().unwrap();
    let check = checks.iter().find(|check| check["subject"] == subject).unwrap();
    (check["health"].as_str().unwrap(), check["message"].as_str().unwrap(), check["help"].as_str())
}

/// A register with a commit, its hooks and its index: nothing is left to do.
fn in_order() -> Repo {
    let repo = Repo::with_register();
    repo.commit(NOON, "A register");
    for args in [&["hooks", "install"][..], &["build"]] {
        assert_eq!(repo.greffe(args).status, 0);
    }
    repo
}

#[test]
fn where_all_is_in_order_there_is_nothing_to_do() {
    let repo = in_order();
    let (status, answer) = doctor(&repo, &repo.path().join("registry"));
    assert_eq!(status, 0, "{answer}");
    let subjects: Vec<_> = answer["checks"].as_array().unwrap().iter().map(|check| &check["subject"]).collect();
    assert_eq!(subjects, ["git", "clone", "pre-commit", "pre-push", "schema", "index"]);
    for check in answer["checks"].as_array().unwrap() {
        assert_eq!((&check["health"], &check["help"]), (&Value::from("good"), &Value::Null), "{check}");
    }
    let version = repo.git(&["--version"]).replace("git version ", "");
    assert_eq!(of(&answer, "git").1.replace("version ", ""), version.split(' ').next().unwrap());
}

#[test]
fn people_read_a_line_for_each_and_what_to_do_below_it_in_their_language() {
    let repo = Repo::with_register();
    let run = repo.greffe_with(&repo.path(), &[], &["--lang", "fr", "doctor"]);
    assert_eq!((run.status, run.stderr.as_str()), (1, ""));
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert!(lines[0].starts_with("✓ git         version "), "{}", run.stdout);
    assert_eq!(lines[1], "✓ clone       complet");
    assert_eq!(lines[2], "✗ pre-commit  absent : rien n’arrête une erreur à cet endroit");
    assert_eq!(lines[3], "              aide : lancez « greffe hooks install »");
}

#[test]
fn asking_changes_nothing_that_git_sees() {
    let repo = in_order();
    doctor(&repo, &repo.path());
    assert_eq!(repo.git(&["status", "--porcelain"]), "");
}

#[test]
fn a_shallow_clone_is_told_with_the_way_to_deepen_it() {
    let repo = in_order();
    repo.commit(NOON + 60, "Another");
    let clone = repo.outside().join("clone");
    let url = format!("file://{}", repo.path().display());
    repo.git(&["clone", "--quiet", "--depth=1", &url, clone.to_str().unwrap()]);
    let (status, answer) = doctor(&repo, &clone);
    assert_eq!(status, 1);
    for subject in ["clone", "index"] {
        let (health, _, help) = of(&answer, subject);
        assert!(health == "todo" && help.unwrap().contains("git fetch --unshallow"), "{answer}");
    }
    repo.git(&["-C", clone.to_str().unwrap(), "fetch", "--quiet", "--unshallow"]);
    let (_, answer) = doctor(&repo, &clone);
    assert_eq!((of(&answer, "clone").0, of(&answer, "index").0), ("good", "note"));
}

#[test]
fn hooks_that_are_absent_old_or_not_run_are_to_be_installed() {
    let repo = in_order();
    let hook = repo.path().join(".git/hooks/pre-commit");
    let is_todo = |found: &str| {
        let (status, answer) = doctor(&repo, &repo.path());
        let (health, message, help) = of(&answer, "pre-commit");
        assert_eq!((status, health), (1, "todo"), "{answer}");
        assert!(message.starts_with(found) && help.unwrap().contains("greffe hooks install"), "{answer}");
        assert_eq!(repo.greffe(&["hooks", "install"]).status, 0);
        assert_eq!(doctor(&repo, &repo.path()).0, 0, "what it says to do mends it");
    };
    std::fs::remove_file(&hook).unwrap();
    is_todo("absent");
    repo.write(".git/hooks/pre-commit", "#!/bin/sh\n# greffe hook: an older one\n");
    is_todo("of another version");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o644)).unwrap();
        is_todo("installed, but git does not run it");
    }
}

#[test]
fn a_hook_of_someone_elses_may_call_us_and_is_only_noted() {
    let repo = in_order();
    repo.write(".git/hooks/pre-push", "#!/bin/sh\nexit 0\n");
    let (status, answer) = doctor(&repo, &repo.path());
    let (health, _, help) = of(&answer, "pre-push");
    assert_eq!((status, health), (0, "note"));
    assert!(help.unwrap().contains("greffe validate --rev HEAD"), "{answer}");
}

#[test]
fn a_bare_repository_is_asked_for_the_hook_of_a_server_and_the_schema_of_its_head() {
    let repo = in_order();
    let bare = repo.bare_clone();
    let (status, answer) = doctor(&repo, &bare);
    assert_eq!((status, of(&answer, "pre-receive").0, of(&answer, "schema").0), (1, "todo", "good"));
    assert_eq!(repo.greffe_in(&bare, &["hooks", "install"]).status, 0);
    assert_eq!(doctor(&repo, &bare).0, 0);
}

#[test]
fn a_server_whose_head_names_no_branch_that_people_push_is_told_with_the_way_out() {
    let repo = in_order();
    let bare = repo.bare_clone();
    let git = |args: &[&str]| repo.git(&[&["-C", bare.to_str().unwrap()], args].concat());
    let quiet = repo.greffe_in(&bare, &["hooks", "install"]);
    assert_eq!((quiet.status, quiet.stderr.as_str()), (0, ""));
    git(&["symbolic-ref", "HEAD", "refs/heads/master"]);
    for command in ["install", "status"] {
        let run = repo.greffe_in(&bare, &["hooks", command]);
        assert_eq!(run.status, 0, "{run:?}");
        assert!(run.stderr.contains("HEAD names refs/heads/master, which has no commit"), "{run:?}");
        assert!(run.stderr.contains("git symbolic-ref HEAD refs/heads/main"), "{run:?}");
    }
    let (status, answer) = doctor(&repo, &bare);
    let (health, message, help) = of(&answer, "head");
    assert_eq!((status, health), (1, "todo"), "{answer}");
    assert!(message.contains("refs/heads/master has no commit"), "{message}");
    // What it says to do mends it.
    let command = help.unwrap().split("git ").nth(1).unwrap();
    git(&command.split(' ').collect::<Vec<_>>());
    assert_eq!(doctor(&repo, &bare).0, 0);
    // A server before the first push has no branch that could be meant, and a working tree may begin one.
    let empty = repo.outside().join("empty");
    repo.git(&["init", "--quiet", "--bare", "--initial-branch=master", empty.to_str().unwrap()]);
    assert_eq!(repo.greffe_in(&empty, &["hooks", "install"]).stderr, "");
    repo.git(&["switch", "--quiet", "--orphan", "other"]);
    assert!(!repo.greffe(&["doctor"]).stdout.contains("refs/heads/other"));
}

#[test]
fn a_schema_of_ones_own_is_noted_whatever_ends_its_lines() {
    let repo = in_order();
    let manifest = repo.read("schema/registry.yml");
    repo.write("schema/registry.yml", manifest.replace('\n', "\r\n"));
    assert_eq!(of(&doctor(&repo, &repo.path()).1, "schema").0, "good");
    repo.write("schema/registry.yml", format!("{manifest}severities:\n  S001: warning\n"));
    repo.write("schema/other.schema.json", "{}").remove("schema/lifecycles/eig.yml");
    let (status, answer) = doctor(&repo, &repo.path());
    let (health, message, help) = of(&answer, "schema");
    assert_eq!((status, health), (0, "note"));
    assert!(message.contains("3 files differ"), "{message}");
    assert!(help.unwrap().ends_with("lifecycles/eig.yml, other.schema.json, registry.yml"), "{help:?}");
    repo.remove("schema");
    let (status, answer) = doctor(&repo, &repo.path());
    assert_eq!((status, of(&answer, "schema").0), (0, "note"));
    assert!(of(&answer, "schema").1.starts_with("there is no schema/registry.yml"), "{answer}");
}

#[test]
fn a_schema_that_cannot_be_read_is_to_be_mended() {
    let repo = in_order();
    let manifest = repo.read("schema/registry.yml");
    for broken in ["kinds: [", "version: 1\n"] {
        repo.write("schema/registry.yml", broken);
        let (status, answer) = doctor(&repo, &repo.path());
        assert_eq!((status, of(&answer, "schema").0), (1, "todo"), "{broken}");
        assert_eq!(repo.greffe(&["validate"]).status, 1, "validate shows the mistake: {broken}");
    }
    repo.write("schema/registry.yml", manifest).remove("schema/startup.schema.json");
    let (status, answer) = doctor(&repo, &repo.path());
    assert_eq!((status, of(&answer, "schema").0), (1, "todo"));
    assert!(of(&answer, "schema").1.contains("schema/startup.schema.json"), "{answer}");
}

#[test]
fn an_index_that_is_absent_behind_or_of_another_version_is_made_when_it_is_needed() {
    let repo = in_order();
    let index = ".git/greffe/index.sqlite";
    let notes = |found: &str| {
        let (status, answer) = doctor(&repo, &repo.path());
        let (health, message, help) = of(&answer, "index");
        assert_eq!((status, health), (0, "note"));
        assert!(message.starts_with(found) && help.unwrap().contains("greffe build"), "{answer}");
        assert_eq!(repo.greffe(&["build"]).status, 0);
        assert_eq!(of(&doctor(&repo, &repo.path()).1, "index").0, "good");
    };
    repo.remove(index);
    notes("not made yet");
    let old = repo.head();
    repo.commit(NOON + 60, "Another");
    notes(&format!("ends at the commit {}", &old[..10]));
    repo.write(index, "no index at all");
    notes("of another version, or damaged");
}

#[test]
fn an_index_that_cannot_be_written_is_to_be_freed() {
    let repo = in_order();
    repo.remove(".git/greffe").write(".git/greffe", "a file where a folder should be");
    let (status, answer) = doctor(&repo, &repo.path());
    let (health, message, help) = of(&answer, "index");
    assert_eq!((status, health), (1, "todo"));
    assert!(message.contains("greffe") && help.is_some(), "{answer}");
    repo.remove(".git/greffe");
    assert_eq!(doctor(&repo, &repo.path()).0, 0);
}

#[test]
fn before_the_first_commit_only_the_hooks_are_to_be_installed() {
    let repo = Repo::with_register();
    assert_eq!(repo.greffe(&["hooks", "install"]).status, 0);
    let (status, answer) = doctor(&repo, &repo.path());
    assert_eq!((status, of(&answer, "index").0), (0, "good"));
}

#[test]
fn outside_a_repository_there_is_nothing_to_look_at() {
    let repo = Repo::new();
    let run = repo.greffe_in(&repo.outside(), &["doctor"]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
}
