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
