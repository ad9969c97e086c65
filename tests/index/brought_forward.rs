//! New commits are added to the index; it is built again only where what it holds is no longer so.

use std::fs;
use std::path::PathBuf;

use rusqlite::Connection;

use crate::support::{EXEMPLE, NOON, Repo};

const PATH: &str = "registry/startups/exemple.yml";

fn index(repo: &Repo) -> PathBuf {
    repo.path().join(".git/greffe/index.sqlite")
}

/// Does something to the index, in SQL, as if it had been written so.
fn rewrite(repo: &Repo, sql: &str) {
    Connection::open(index(repo)).unwrap().execute_batch(sql).unwrap();
    greffe::index::seal(&index(repo)).unwrap();
}

/// Leaves a mark in the index, which only a new one lacks.
fn mark(repo: &Repo) {
    rewrite(repo, "CREATE TABLE mark (it)");
}

fn is_marked(repo: &Repo) -> bool {
    Connection::open(index(repo)).unwrap().prepare("SELECT it FROM mark").is_ok()
}

/// A register of one commit, whose index is marked.
fn marked() -> Repo {
    let repo = Repo::with_register();
    repo.commit(NOON, "created");
    repo.greffe(&["build"]);
    mark(&repo);
    repo
}

/// Builds, and proves that the index equals one built at once. Gives whether it is still the marked one.
fn built(repo: &Repo) -> bool {
    assert_eq!(repo.greffe(&["build"]).status, 0);
    let is_same = is_marked(repo);
    // The mark itself is a difference.
    if is_same {
        rewrite(repo, "DROP TABLE mark");
    }
    let run = repo.greffe(&["build", "--check"]);
    assert_eq!(run.status, 0, "{run:?}");
    if is_same {
        mark(repo);
    }
    is_same
}

#[test]
fn new_commits_are_added_to_the_index() {
    let repo = marked();
    repo.write(PATH, EXEMPLE.replace("2018-06-01", "2019-06-01"));
    repo.commit(NOON + 60, "revised");
    repo.rename(PATH, "registry/startups/autre.yml");
    repo.commit(NOON + 120, "renamed");
    assert!(built(&repo));
    repo.write(PATH, EXEMPLE);
    repo.commit(NOON + 180, "another one");
    let run = repo.greffe(&["indicators", "--format", "json"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert!(built(&repo), "a question adds them too");
}

#[test]
fn a_commit_that_touches_no_record_is_added_too() {
    let repo = marked();
    repo.write("README.md", "Lisez-moi\n");
    let commit = repo.commit(NOON + 60, "not a record");
    assert!(built(&repo));
    let last: String = Connection::open(index(&repo))
        .unwrap()
        .query_row("SELECT oid FROM commits ORDER BY seq DESC", [], |row| row.get(0))
        .unwrap();
    assert_eq!(last, commit);
}

#[test]
fn a_push_by_force_has_it_built_again() {
    let repo = marked();
    repo.write(PATH, EXEMPLE.replace("2018-06-01", "2019-06-01"));
    repo.commit(NOON + 60, "revised");
    assert!(built(&repo));
    repo.git(&["reset", "--quiet", "--hard", "HEAD~1"]);
    repo.write(PATH, EXEMPLE.replace("2018-06-01", "2017-06-01"));
    repo.commit(NOON + 60, "revised otherwise");
    assert!(!built(&repo));
}

#[test]
fn a_branch_that_leads_elsewhere_has_it_built_again() {
    let repo = marked();
    repo.write(PATH, EXEMPLE.replace("2018-06-01", "2019-06-01"));
    repo.commit(NOON + 60, "revised");
    assert!(built(&repo));
    repo.git(&["switch", "--quiet", "--detach", "HEAD~1"]);
    assert!(!built(&repo));
}

#[test]
fn other_definitions_have_it_built_again() {
    let repo = marked();
    let lifecycle = repo.read("schema/lifecycles/startup.yml");
    repo.write("schema/lifecycles/startup.yml", lifecycle.replace("approximate: true", "approximate: false"));
    repo.commit(NOON + 60, "another reading");
    assert!(!built(&repo));
    mark(&repo);
    let schema = repo.read("schema/startup.schema.json");
    repo.write("schema/startup.schema.json", schema.replacen("\"description\": \"", "\"description\": \"Or: ", 1));
    repo.commit(NOON + 120, "what is valid does not matter to history");
    assert!(built(&repo));
}

#[test]
fn two_records_that_turn_out_to_be_one_have_it_built_again() {
    let repo = Repo::with_register();
    repo.write("registry/startups/ancien.yml", EXEMPLE);
    repo.commit(NOON, "created");
    repo.remove("registry/startups/ancien.yml");
    repo.commit(NOON + 60, "removed");
    repo.greffe(&["build"]);
    mark(&repo);
    repo.write(PATH, EXEMPLE.replace("phases:", "previous_ids: [ancien]\nphases:"));
    repo.commit(NOON + 120, "it was called otherwise");
    assert!(!built(&repo));
    mark(&repo);
    repo.write(PATH, EXEMPLE.replace("phases:", "previous_ids: [ancien]\ncontact: a@example.gouv.fr\nphases:"));
    repo.commit(NOON + 180, "known already");
    assert!(built(&repo));
}

#[test]
fn an_index_of_another_version_has_it_built_again() {
    let repo = marked();
    for key in ["format", "tool"] {
        mark_once(&repo);
        rewrite(&repo, &format!("UPDATE meta SET value = '0' WHERE key = '{key}'"));
        assert!(!built(&repo), "{key}");
    }
}

fn mark_once(repo: &Repo) {
    if !is_marked(repo) {
        mark(repo);
    }
}

#[test]
fn an_index_that_lacks_a_table_has_it_built_again() {
    let repo = marked();
    for table in ["files", "owners", "facts"] {
        rewrite(&repo, &format!("PRAGMA foreign_keys = OFF; DROP TABLE {table}"));
        repo.write(PATH, EXEMPLE.replace("Exemple", table));
        repo.commit(NOON + 60, table);
        assert_eq!(repo.greffe(&["build"]).status, 0, "{table}");
        assert!(!built(&repo), "{table}");
        mark(&repo);
    }
}

#[test]
fn the_new_index_leaves_nothing_beside_it() {
    let repo = marked();
    repo.write(PATH, EXEMPLE.replace("2018-06-01", "2019-06-01"));
    repo.commit(NOON + 60, "revised");
    repo.greffe(&["build"]);
    let mut names: Vec<_> = fs::read_dir(repo.path().join(".git/greffe"))
        .unwrap()
        .map(|item| item.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["index.lock", "index.sqlite"]);
}
