//! However a record is renamed, it is one record: it counts once, and is known since it was first said.

use serde_json::Value;

use super::{DAY, STARTUP, episodes, figure, startup, steps, why};
use crate::hooks::{git, let_through};
use crate::support::versions::{in_git, in_index};
use crate::support::{EXEMPLE, NOON, Repo};

fn path(id: &str) -> String {
    format!("registry/startups/{id}.yml")
}

/// A startup of this name that was launched on 1 January of `year`, and claims these aliases.
fn launched(name: &str, year: i32, previous: &[&str]) -> String {
    let text = startup(&format!("  - name: construction\n    start: {year}-01-01\n"));
    let text = text.replace("name: Exemple", &format!("name: {name}"));
    match previous {
        [] => text,
        _ => format!("previous_ids: [{}]\n{text}", previous.join(", ")),
    }
}

/// At each commit, 1.2 of `year` is `value`.
fn always(repo: &Repo, year: i32, value: i32) {
    for commit in repo.git(&["rev-list", "--first-parent", "HEAD"]).lines() {
        assert_eq!(figure(repo, "1.2", year, &["--as-of", commit]), value, "{year} as of {commit}");
    }
}

/// The one unit of 1.2 in `year`: its record, and the commit since which it is known.
fn unit(repo: &Repo, year: i32) -> (String, String) {
    let units = why(repo, "1.2", year);
    assert_eq!(units.len(), 1, "{units:#?}");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    (text(&units[0]["record"]), text(&units[0]["known_since"]["commit"]))
}

#[test]
fn a_chain_of_renames_over_several_commits_is_one_record() {
    let repo = Repo::with_register();
    let created = repo.commit(NOON, "exemple");
    repo.remove(STARTUP).write(&path("b"), format!("previous_ids: [exemple]\n{EXEMPLE}"));
    repo.commit(NOON + DAY, "exemple is b");
    repo.rename(&path("b"), &path("c"));
    repo.commit(NOON + 2 * DAY, "b is c, moved as it was");
    repo.remove(&path("c")).write(&path("d"), format!("previous_ids: [c, b, exemple]\nrobots: noindex\n{EXEMPLE}"));
    repo.commit(NOON + 3 * DAY, "c is d");
    always(&repo, 2018, 1);
    assert_eq!(unit(&repo, 2018), ("startup/d".to_owned(), created));
    assert_eq!(steps(&repo, "1.2", &[]).len(), 1, "a renaming is no news");
    let of_d = episodes(&repo, "d");
    let told: Vec<&str> = of_d.iter().map(|(episode, _)| episode.as_str()).collect();
    assert_eq!(told, ["created", "renamed-by-previous-ids", "renamed-by-same-file", "renamed-by-previous-ids"]);
    for old in ["exemple", "b", "c"] {
        assert_eq!(episodes(&repo, old), of_d, "{old} leads to the record");
    }
    let log = repo.greffe(&["log", "exemple", "--format", "json"]).json();
    assert_eq!(log["ids"], serde_json::json!(["exemple", "b", "c", "d"]));
    assert_eq!(in_index(&repo.path()), in_git(&repo.path()));
}

#[test]
fn names_that_were_never_committed_do_not_break_a_chain() {
    let repo = Repo::with_register();
    let created = repo.commit(NOON, "exemple");
    repo.remove(STARTUP).write(&path("d"), format!("previous_ids: [c, b, exemple]\n{EXEMPLE}"));
    repo.commit(NOON + DAY, "exemple, then b, then c, is d");
    always(&repo, 2018, 1);
    assert_eq!(unit(&repo, 2018), ("startup/d".to_owned(), created));
    assert_eq!(episodes(&repo, "exemple").last().unwrap().0, "renamed-by-previous-ids");
}

#[test]
fn a_record_that_took_back_an_old_name_of_its_own_is_the_same() {
    let repo = Repo::with_register();
    let created = repo.commit(NOON, "exemple");
    repo.rename(STARTUP, &path("b"));
    repo.commit(NOON + DAY, "exemple is b");
    repo.remove(&path("b")).write(STARTUP, format!("previous_ids: [b]\n{EXEMPLE}"));
    repo.commit(NOON + 2 * DAY, "b is exemple again");
    always(&repo, 2018, 1);
    assert_eq!(unit(&repo, 2018), ("startup/exemple".to_owned(), created));
    assert_eq!(episodes(&repo, "b"), episodes(&repo, "exemple"));
}

#[test]
fn a_name_that_became_free_may_go_to_a_new_record() {
    let repo = Repo::with_register();
    let created = repo.commit(NOON, "exemple");
    repo.rename(STARTUP, &path("b"));
    repo.commit(NOON + DAY, "exemple is b");
    repo.write(STARTUP, launched("Un autre", 2021, &[]));
    let other = repo.commit(NOON + 2 * DAY, "another one of that name");
    always(&repo, 2018, 1);
    assert_eq!(unit(&repo, 2018), ("startup/b".to_owned(), created));
    assert_eq!(unit(&repo, 2021), ("startup/exemple".to_owned(), other.clone()));
    assert_eq!(episodes(&repo, "startup/exemple"), [("created".to_owned(), other)]);
}

#[test]
fn a_copy_that_says_where_it_comes_from_counts_once_when_the_first_goes() {
    let repo = Repo::with_register();
    repo.commit(NOON, "exemple");
    repo.write(&path("b"), format!("previous_ids: [exemple]\n{EXEMPLE}"));
    repo.commit(NOON + DAY, "b, and exemple still there");
    repo.remove(STARTUP);
    repo.commit(NOON + 2 * DAY, "exemple goes");
    assert_eq!(figure(&repo, "1.2", 2018, &[]), 1);
    assert_eq!(unit(&repo, 2018).0, "startup/b");
}

#[test]
fn a_renamed_record_that_is_deleted_and_returns_is_the_same_under_either_name() {
    for returns_as in ["exemple", "b"] {
        let repo = Repo::with_register();
        repo.commit(NOON, "exemple");
        repo.remove(STARTUP).write(&path("b"), format!("previous_ids: [exemple]\n{EXEMPLE}"));
        repo.commit(NOON + DAY, "exemple is b");
        repo.remove(&path("b"));
        repo.commit(NOON + 2 * DAY, "deleted");
        assert_eq!(figure(&repo, "1.2", 2018, &[]), Value::Null);
        repo.write(&path(returns_as), EXEMPLE);
        repo.commit(NOON + 3 * DAY, "returned");
        assert_eq!(figure(&repo, "1.2", 2018, &[]), 1);
        let told: Vec<String> = episodes(&repo, returns_as).into_iter().map(|(episode, _)| episode).collect();
        assert_eq!(told, ["created", "renamed-by-previous-ids", "deleted", "returned"], "{returns_as}");
        assert_eq!(episodes(&repo, "b"), episodes(&repo, "exemple"));
    }
}

#[test]
fn a_path_that_changes_kind_is_another_record() {
    let repo = Repo::with_register();
    let created = repo.commit(NOON, "a startup");
    let component = "registry/components/exemple.yml";
    repo.remove(STARTUP).write(component, "name: Exemple\nprevious_ids: [exemple]\n");
    let moved = repo.commit(NOON + DAY, "a component");
    assert_eq!(figure(&repo, "1.2", 2018, &[]), Value::Null, "no startup is left");
    assert_eq!(figure(&repo, "1.2", 2018, &["--as-of", &created]), 1);
    let of_startup = [("created".to_owned(), created), ("deleted".to_owned(), moved.clone())];
    assert_eq!(episodes(&repo, "startup/exemple"), of_startup);
    assert_eq!(episodes(&repo, "component/exemple"), [("created".to_owned(), moved)]);
    assert_eq!(steps(&repo, "1.2", &["--year", "2018"])[1]["causes"][0]["change"], "withdrawn");
    repo.remove(component).write(STARTUP, EXEMPLE);
    let back = repo.commit(NOON + 2 * DAY, "a startup again");
    assert_eq!(figure(&repo, "1.2", 2018, &[]), 1);
    assert_eq!(episodes(&repo, "startup/exemple").last().unwrap(), &("returned".to_owned(), back.clone()));
    assert_eq!(episodes(&repo, "component/exemple").last().unwrap(), &("deleted".to_owned(), back));
    assert_eq!(in_index(&repo.path()), in_git(&repo.path()));
}

#[test]
fn a_file_that_moves_as_it_is_to_another_kind_is_another_record() {
    let repo = Repo::with_register();
    repo.write("registry/incubators/autre.yml", "name: Autre\n");
    let created = repo.commit(NOON, "an incubator");
    repo.rename("registry/incubators/autre.yml", "registry/components/autre.yml");
    let moved = repo.commit(NOON + DAY, "a component, byte for byte");
    let expected = [("created".to_owned(), created), ("deleted".to_owned(), moved.clone())];
    assert_eq!(episodes(&repo, "incubator/autre"), expected);
    assert_eq!(episodes(&repo, "component/autre"), [("created".to_owned(), moved)]);
}

/// Two products, `a` of 2018 and `b` of 2019. Gives the commit that created them.
fn two() -> (Repo, String) {
    let repo = Repo::with_register();
    repo.remove(STARTUP);
    repo.write(&path("a"), launched("A", 2018, &[])).write(&path("b"), launched("B", 2019, &[]));
    let created = repo.commit(NOON, "two products");
    (repo, created)
}

#[test]
fn a_swap_leaves_each_figure_as_it_was() {
    for previous in [true, false] {
        let (repo, _) = two();
        let (of_a, of_b): (&[&str], &[&str]) = if previous { (&["b"], &["a"]) } else { (&[], &[]) };
        repo.write(&path("a"), launched("B", 2019, of_a)).write(&path("b"), launched("A", 2018, of_b));
        repo.commit(NOON + DAY, "swapped");
        always(&repo, 2018, 1);
        always(&repo, 2019, 1);
        assert_eq!(why(&repo, "1.2", 2018)[0]["record"], "startup/b");
        assert_eq!(why(&repo, "1.2", 2019)[0]["record"], "startup/a");
        assert_eq!(in_index(&repo.path()), in_git(&repo.path()));
    }
}

#[test]
fn a_swap_through_a_third_name_over_several_commits_is_followed() {
    let (repo, created) = two();
    repo.rename(&path("a"), &path("c"));
    repo.commit(NOON + DAY, "a is c");
    repo.rename(&path("b"), &path("a"));
    repo.commit(NOON + 2 * DAY, "b is a");
    repo.rename(&path("c"), &path("b"));
    repo.commit(NOON + 3 * DAY, "c is b");
    always(&repo, 2018, 1);
    always(&repo, 2019, 1);
    assert_eq!(unit(&repo, 2018), ("startup/b".to_owned(), created.clone()));
    assert_eq!(unit(&repo, 2019), ("startup/a".to_owned(), created));
}

#[test]
fn a_swap_of_files_as_they_are_is_no_news() {
    let (repo, created) = two();
    let (a, b) = (repo.read(&path("a")), repo.read(&path("b")));
    repo.write(&path("a"), b).write(&path("b"), a);
    repo.commit(NOON + DAY, "swapped");
    assert_eq!(unit(&repo, 2018), ("startup/b".to_owned(), created.clone()));
    assert_eq!(unit(&repo, 2019), ("startup/a".to_owned(), created));
    assert_eq!(steps(&repo, "1.2", &[]).len(), 2, "no figure moved");
    assert_eq!(episodes(&repo, "startup/a").last().unwrap().0, "renamed-by-same-file");
}

#[test]
fn a_swap_that_previous_ids_tell_is_no_news() {
    let (repo, created) = two();
    repo.write(&path("a"), launched("B", 2019, &["b"])).write(&path("b"), launched("A", 2018, &["a"]));
    repo.commit(NOON + DAY, "swapped");
    assert_eq!(unit(&repo, 2018), ("startup/b".to_owned(), created.clone()));
    assert_eq!(unit(&repo, 2019), ("startup/a".to_owned(), created));
    assert_eq!(steps(&repo, "1.2", &[]).len(), 2, "no figure moved");
    assert_eq!(episodes(&repo, "startup/a").last().unwrap().0, "renamed-by-previous-ids");
}

#[test]
fn names_that_all_move_on_by_one_in_one_commit_are_followed() {
    let (repo, created) = two();
    repo.remove(&path("a"));
    repo.write(&path("b"), launched("A", 2018, &["a"])).write(&path("c"), launched("B", 2019, &["b"]));
    repo.commit(NOON + DAY, "a is b, and b is c");
    always(&repo, 2018, 1);
    always(&repo, 2019, 1);
    assert_eq!(unit(&repo, 2018), ("startup/b".to_owned(), created.clone()));
    assert_eq!(unit(&repo, 2019), ("startup/c".to_owned(), created));
    assert_eq!(steps(&repo, "1.2", &[]).len(), 2, "no figure moved");
}

#[test]
fn a_copy_that_says_where_it_comes_from_is_the_record_once_the_first_is_gone() {
    let repo = Repo::with_register();
    repo.commit(NOON, "exemple");
    repo.write(&path("b"), format!("previous_ids: [exemple]\n{EXEMPLE}"));
    repo.commit(NOON + DAY, "b, and exemple still there");
    repo.remove(STARTUP);
    repo.commit(NOON + 2 * DAY, "exemple goes");
    assert_eq!(figure(&repo, "1.2", 2018, &["--as-of", "HEAD~1"]), 2, "two were known");
    assert_eq!(figure(&repo, "1.2", 2018, &[]), 1);
    assert_eq!(episodes(&repo, "exemple"), episodes(&repo, "b"));
}

/// The same story of a change, from each of those who tell it: what differs, the logs, the review, the verdict on the
/// change, and the server's door. `renamed` are the records (before, after) that take other names.
fn tells_one_story(repo: &Repo, renamed: &[(&str, &str)]) {
    let base = repo.head();
    let bare = repo.bare_clone();
    assert_eq!(repo.greffe_in(&bare, &["hooks", "install"]).status, 0);
    crate::hooks::set_clock(&bare, NOON + DAY);
    repo.commit(NOON + DAY, "names change hands");
    let mut expected: Vec<(String, String)> =
        renamed.iter().map(|(old, new)| (format!("startup/{old}"), format!("startup/{new}"))).collect();
    expected.sort();
    let key = |path: &Value| {
        let path = path.as_str().unwrap();
        format!("startup/{}", path.rsplit('/').next().unwrap().trim_end_matches(".yml"))
    };
    let diff = repo.greffe(&["diff", &base, "HEAD", "--format", "json"]).json();
    let records = diff["records"].as_array().unwrap();
    let mut told: Vec<_> =
        records.iter().map(|one| (key(&one["file"]["before"]), key(&one["file"]["after"]))).collect();
    told.sort();
    assert_eq!(told, expected, "diff");
    assert!(diff["figures"].as_array().unwrap().is_empty(), "no figure moves");
    for (_, new) in renamed {
        assert_eq!(episodes(repo, &format!("startup/{new}")).last().unwrap().0, "renamed-by-previous-ids", "log {new}");
    }
    let review = repo.greffe(&["review", "--base", &base, "--format", "json"]).json();
    let records = review["records"].as_array().unwrap();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut told: Vec<_> = records.iter().map(|one| (text(&one["old"]), text(&one["record"]))).collect();
    told.sort();
    assert_eq!(told, expected, "review");
    assert_eq!(repo.greffe(&["validate", "--base", &base, "--format", "json"]).codes(), Vec::<String>::new());
    let_through(&git(repo, &["push", "--quiet", bare.to_str().unwrap(), "main"]));
    assert_eq!(repo.git(&["-C", bare.to_str().unwrap(), "rev-parse", "main"]), repo.head(), "the push is taken");
}

#[test]
fn a_swap_is_one_story_whoever_tells_it() {
    let repo = Repo::with_register();
    repo.write(&path("a"), launched("A", 2018, &[])).write(&path("b"), launched("B", 2019, &[]));
    repo.commit(NOON, "a and b");
    repo.write(&path("a"), launched("B", 2019, &["b"])).write(&path("b"), launched("A", 2018, &["a"]));
    tells_one_story(&repo, &[("a", "b"), ("b", "a")]);
}

#[test]
fn a_chain_is_one_story_whoever_tells_it() {
    let repo = Repo::with_register();
    repo.write(&path("a"), launched("A", 2018, &[])).write(&path("b"), launched("B", 2019, &[]));
    repo.commit(NOON, "a and b");
    repo.remove(&path("a"));
    repo.write(&path("b"), launched("A", 2018, &["a"])).write(&path("c"), launched("B", 2019, &["b"]));
    tells_one_story(&repo, &[("a", "b"), ("b", "c")]);
}
