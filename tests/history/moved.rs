//! A register that moved within its repository is one register.

use serde_json::Value;

use super::{DAY, STARTUP, figure, why};
use crate::support::{EXEMPLE, NOON, Repo};

/// A register that stood in `folder`, with one startup, and says so.
fn standing_in(folder: &str) -> Repo {
    let repo = Repo::with_register();
    for kind in ["organisations", "incubators", "startups"] {
        repo.rename(&format!("registry/{kind}"), &format!("{folder}/{kind}"));
    }
    let manifest = repo.read("schema/registry.yml");
    repo.write("schema/registry.yml", format!("{manifest}paths: [{folder}]\n"));
    repo.commit(NOON, "where it stood");
    repo
}

/// Moves it to where a register stands.
fn move_in(repo: &Repo, folder: &str) {
    for kind in ["organisations", "incubators", "startups"] {
        repo.rename(&format!("{folder}/{kind}"), &format!("registry/{kind}"));
    }
    repo.commit(NOON + DAY, "moved");
}

#[test]
fn what_was_known_before_a_move_stays_known() {
    for folder in ["donnees/registre", "."] {
        let repo = standing_in(folder);
        assert_eq!(figure(&repo, "1.2", 2018, &[]), 1, "{folder}");
        move_in(&repo, folder);
        assert_eq!(repo.greffe(&["validate"]).status, 0, "{folder}");
        assert_eq!(repo.greffe(&["build", "--check"]).status, 0, "{folder}");
        assert_eq!(figure(&repo, "1.2", 2018, &["--as-of", "2024-06-01"]), 1, "{folder}");
        let steps = repo.greffe(&["history", "1.2", "--format", "json"]).json();
        assert_eq!(steps["steps"].as_array().unwrap().len(), 1, "a move is no news: {steps}");
        let why = why(&repo, "1.2", 2018);
        let path = why[0]["path"].as_str().unwrap().to_owned();
        assert!(path.ends_with("startups/exemple.yml") && path != STARTUP, "the file of that time: {path}");
    }
}

#[test]
fn a_folder_that_is_no_register_of_before_tells_nothing() {
    let repo = standing_in("donnees/registre");
    let manifest = repo.read("schema/registry.yml").replace("paths: [donnees/registre]\n", "");
    repo.write("schema/registry.yml", manifest);
    move_in(&repo, "donnees/registre");
    assert_eq!(figure(&repo, "1.2", 2018, &[]), 1);
    assert_eq!(figure(&repo, "1.2", 2018, &["--as-of", "2024-06-01"]), Value::Null);
}

#[test]
fn a_register_that_is_copied_first_and_removed_later_is_not_deleted() {
    let repo = standing_in("donnees/registre");
    for kind in ["organisations", "incubators", "startups"] {
        let (from, to) = (format!("donnees/registre/{kind}"), format!("registry/{kind}"));
        crate::support::copy_tree(&repo.path().join(from), &repo.path().join(to));
    }
    repo.commit(NOON + DAY, "copied");
    repo.write("donnees/registre/startups/oubli.yml", EXEMPLE);
    repo.commit(NOON + 2 * DAY, "the old place is written to by mistake");
    repo.remove("donnees");
    repo.commit(NOON + 3 * DAY, "the old place is gone");
    assert_eq!(figure(&repo, "1.2", 2018, &[]), 1);
    let log = repo.greffe(&["log", "startup/exemple", "--format", "json"]).json();
    assert!(!log.to_string().contains("deleted"), "{log}");
    assert_eq!(repo.greffe(&["log", "oubli"]).status, 2, "what the old place says later is not the register's");
}

#[test]
fn a_place_that_leads_out_of_the_repository_is_refused() {
    let repo = Repo::with_register();
    let manifest = repo.read("schema/registry.yml");
    for path in ["../ailleurs", "/etc", "a//b", "a/", "a/../b", ".git"] {
        repo.write("schema/registry.yml", format!("{manifest}paths: ['{path}']\n"));
        let run = repo.greffe(&["validate", "--format", "json"]);
        assert_eq!((run.status, run.findings()[0]["path"].as_str()), (1, Some("schema/registry.yml")), "{path}");
    }
}
