//! A record stays the same record through deletions, returns and renamings.

use serde_json::Value;

use super::{DAY, STARTUP, episodes, figure, startup, steps, why};
use crate::support::{EXEMPLE, NOON, Repo};

#[test]
fn a_deletion_ends_the_facts_and_is_no_abandonment_and_a_return_is_the_same_record() {
    let repo = Repo::with_register();
    let created = repo.commit(NOON, "created");
    repo.remove(STARTUP);
    let deleted = repo.commit(NOON + DAY, "deleted");
    assert_eq!(figure(&repo, "1.2", 2018, &[]), Value::Null);
    assert_eq!(figure(&repo, "1.3", 2024, &[]), Value::Null);
    assert_eq!(figure(&repo, "1.2", 2018, &["--as-of", &created]), 1);
    repo.write(STARTUP, EXEMPLE);
    let returned = repo.commit(NOON + 2 * DAY, "returned");
    assert_eq!(figure(&repo, "1.2", 2018, &[]), 1);
    let told = episodes(&repo, "exemple");
    let expected = [("created", created), ("deleted", deleted.clone()), ("returned", returned)];
    assert_eq!(told, expected.map(|(episode, commit)| (episode.to_owned(), commit)));
    let of_2018: Vec<_> = steps(&repo, "1.2", &["--year", "2018"]).iter().map(|step| step["to"].clone()).collect();
    assert_eq!(of_2018, [1, 0, 1]);
    assert_eq!(steps(&repo, "1.2", &["--year", "2018"])[1]["causes"][0]["change"], "withdrawn");
    assert_eq!(steps(&repo, "1.2", &["--year", "2018"])[1]["commit"], deleted.as_str());
}

/// Renames `exemple` by `change`, and gives how the renaming was recognised.
fn renamed(change: impl Fn(&Repo)) -> String {
    let repo = Repo::with_register();
    let created = repo.commit(NOON, "created");
    change(&repo);
    repo.commit(NOON + DAY, "renamed");
    assert_eq!(figure(&repo, "1.2", 2018, &[]), 1, "a renamed product counts once");
    let unit = &why(&repo, "1.2", 2018)[0];
    assert_eq!(unit["record"], "startup/nouveau");
    assert_eq!(unit["known_since"]["commit"], created.as_str(), "it is known since it was first said");
    assert_eq!(unit["path"], STARTUP);
    assert_eq!(steps(&repo, "1.2", &[]).len(), 1, "a renaming is no news");
    assert_eq!(episodes(&repo, "exemple"), episodes(&repo, "nouveau"), "the old name leads to the record");
    episodes(&repo, "nouveau").last().unwrap().0.clone()
}

const NEW: &str = "registry/startups/nouveau.yml";

#[test]
fn a_record_that_names_its_previous_id_goes_on() {
    let told = renamed(|repo| {
        repo.remove(STARTUP).write(NEW, format!("previous_ids: [exemple]\nrobots: noindex\n{EXEMPLE}"));
    });
    assert_eq!(told, "renamed-by-previous-ids");
}

#[test]
fn a_record_whose_file_moved_as_it_was_goes_on() {
    let told = renamed(|repo| {
        repo.rename(STARTUP, NEW);
    });
    assert_eq!(told, "renamed-by-same-file");
}

#[test]
fn a_record_with_the_same_life_is_guessed_to_go_on() {
    let told = renamed(|repo| {
        repo.remove(STARTUP).write(NEW, EXEMPLE.replace("name: Exemple", "name: Nouveau"));
    });
    assert_eq!(told, "renamed-by-guess");
}

#[test]
fn a_record_with_another_life_does_not_go_on() {
    let repo = Repo::with_register();
    repo.commit(NOON, "created");
    repo.remove(STARTUP).write(NEW, startup("  - name: construction\n    start: 2019-01-01\n"));
    repo.commit(NOON + DAY, "another one");
    assert_eq!(episodes(&repo, "nouveau").last().unwrap().0, "created");
    assert_eq!(figure(&repo, "1.2", 2019, &[]), 1);
}

#[test]
fn a_previous_id_that_is_said_later_joins_the_two() {
    let repo = Repo::with_register();
    repo.commit(NOON, "created");
    repo.remove(STARTUP);
    repo.commit(NOON + DAY, "deleted");
    repo.write(NEW, startup("  - name: construction\n    start: 2018-06-01\n"));
    repo.commit(NOON + 2 * DAY, "under another name");
    repo.write(NEW, format!("previous_ids: [exemple]\n{}", startup("  - name: construction\n    start: 2018-06-01\n")));
    repo.commit(NOON + 3 * DAY, "said");
    assert_eq!(repo.greffe(&["log", "exemple", "--format", "json"]).json()["record"], "startup/nouveau");
    assert_eq!(figure(&repo, "1.2", 2018, &[]), 1);
}

#[test]
fn a_file_that_moves_to_a_shard_stays_the_same_record() {
    let repo = Repo::with_register();
    repo.commit(NOON, "created");
    repo.rename(STARTUP, "registry/startups/ex/exemple.yml");
    repo.commit(NOON + DAY, "sharded");
    assert_eq!(episodes(&repo, "exemple").len(), 1);
    assert_eq!(figure(&repo, "1.2", 2018, &[]), 1);
}

/// A startup of this name, launched when the mainline first showed it.
fn undated(name: &str) -> String {
    startup("  - name: construction\n").replace("name: Exemple", &format!("name: {name}"))
}

#[test]
fn an_identifier_borne_twice_stays_with_the_file_that_bore_it_first() {
    let repo = Repo::with_register();
    repo.write("registry/startups/a/quatre.yml", undated("Quatre"));
    let first = repo.commit(NOON, "number four");
    repo.write("registry/startups/b/quatre.yml", undated("Six"));
    let second = repo.commit(NOON + 400 * DAY, "number four, taken by mistake");
    repo.rename("registry/startups/b/quatre.yml", "registry/startups/b/six.yml");
    repo.commit(NOON + 401 * DAY, "renumbered");
    let told: Vec<String> = episodes(&repo, "startup/quatre").into_iter().map(|(episode, _)| episode).collect();
    assert_eq!(told, ["created", "id-taken", "id-alone"]);
    let mut since: Vec<_> = [2024, 2025]
        .iter()
        .flat_map(|year| why(&repo, "1.2", *year))
        .filter(|unit| unit["record"] != "startup/exemple")
        .map(|unit| (unit["record"].clone(), unit["known_since"]["commit"].clone()))
        .collect();
    since.sort_by_key(|(record, _)| record.to_string());
    assert_eq!(since, [("startup/quatre".into(), first.into()), ("startup/six".into(), second.into())]);
}

#[test]
fn who_is_left_alone_with_an_identifier_says_what_it_says_in_that_very_commit() {
    let repo = Repo::with_register();
    repo.write("registry/startups/a/quatre.yml", undated("Quatre"));
    repo.commit(NOON, "number four");
    repo.write("registry/startups/b/quatre.yml", undated("Six"));
    repo.commit(NOON + 400 * DAY, "number four, taken by mistake");
    repo.rename("registry/startups/a/quatre.yml", "registry/startups/a/cinq.yml");
    let dated = startup("  - name: construction\n    start: 2017-03-01\n").replace("name: Exemple", "name: Six");
    repo.write("registry/startups/b/quatre.yml", dated);
    let last = repo.commit(NOON + 401 * DAY, "the first one is renumbered, the other dated");
    let units: Vec<_> = why(&repo, "1.2", 2017);
    let units: Vec<_> = units.iter().map(|unit| (&unit["record"], &unit["known_since"]["commit"])).collect();
    assert_eq!(units, [(&"startup/quatre".into(), &last.into())]);
    assert_eq!(figure(&repo, "1.2", 2025, &[]), Value::Null, "the day of its commit is its date no more");
    assert_eq!(repo.greffe(&["build", "--check"]).status, 0);
}

#[test]
fn a_guess_that_the_record_denies_makes_two_records_from_then_on() {
    let repo = Repo::with_register();
    repo.remove(STARTUP).write("registry/startups/un.yml", undated("Un"));
    repo.commit(NOON, "un");
    repo.remove("registry/startups/un.yml").write("registry/startups/deux.yml", undated("Deux"));
    repo.commit(NOON + 400 * DAY, "deux: is it un?");
    assert_eq!(episodes(&repo, "deux").last().unwrap().0, "renamed-by-guess");
    assert_eq!((figure(&repo, "1.2", 2024, &[]), figure(&repo, "1.2", 2025, &[])), (1.into(), Value::Null));
    let denied = format!("not_previous: [un]\n{}", undated("Deux"));
    repo.write("registry/startups/deux.yml", denied);
    repo.commit(NOON + 800 * DAY, "deux never was un");
    assert_eq!(episodes(&repo, "deux").last().unwrap().0, "created");
    assert_eq!(episodes(&repo, "un").last().unwrap().0, "deleted");
    assert_eq!(figure(&repo, "1.2", 2025, &[]), 1, "it counts since it was first shown");
    assert_eq!(repo.greffe(&["build", "--check"]).status, 0);
}

#[test]
fn a_kind_whose_folder_is_renamed_keeps_its_records() {
    let repo = Repo::with_register();
    let manifest = include_str!("../../schema/registry.yml");
    for (path, text) in greffe::registry::DEFAULT_SCHEMA {
        repo.write(&format!("schema/{path}"), text);
    }
    repo.write("registry/startups/un.yml", undated("Un"));
    repo.commit(NOON, "un");
    let base = repo.head();
    repo.rename("registry/startups/un.yml", "registry/produits/un.yml")
        .rename(STARTUP, "registry/produits/exemple.yml");
    repo.write("schema/registry.yml", manifest.replace("folder: startups", "folder: produits"));
    repo.commit(NOON + 400 * DAY, "startups are produits");
    assert_eq!(figure(&repo, "1.2", 2024, &[]), 1);
    assert_eq!(figure(&repo, "1.2", 2018, &["--as-of", &base]), 1);
    assert_eq!(episodes(&repo, "un").len(), 1, "moved, and nothing else");
    let review = repo.greffe(&["review", "--base", &base, "--format", "json"]).json();
    assert_eq!(review["figures"], serde_json::json!([]));
}
