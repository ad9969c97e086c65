//! When things are known, and when they take effect.

use serde_json::Value;

use super::{DAY, STARTUP, figure, startup, steps, why};
use crate::support::{EXEMPLE, NOON, Repo};

#[test]
fn a_moment_is_a_day_an_instant_or_a_commit() {
    let repo = Repo::with_register();
    repo.write(STARTUP, startup("  - name: construction\n    start: 2019-01-01\n"));
    let first = repo.commit(NOON, "first");
    repo.write(STARTUP, startup("  - name: construction\n    start: 2018-01-01\n"));
    let second = repo.commit(NOON + 60, "a minute later");
    let known_2019 = |moment: &str| figure(&repo, "1.2", 2019, &["--as-of", moment]);
    assert_eq!(known_2019("2024-06-01T12:00:00Z"), 1);
    assert_eq!(known_2019("2024-06-01T14:00:59+02:00"), 1);
    assert_eq!(known_2019("2024-06-01T12:01:00Z"), Value::Null);
    assert_eq!(known_2019("2024-06-01"), Value::Null, "a day is all of that day");
    assert_eq!(known_2019("2024-05-31"), Value::Null, "nothing was known yet");
    assert_eq!(known_2019(&first), 1);
    assert_eq!(known_2019("HEAD"), Value::Null);
    let answer = repo.greffe(&["indicators", "--format", "json", "--as-of", "2024-06-01"]).json();
    assert_eq!(answer["as_of"], "2024-06-01T21:59:59Z");
    assert_eq!(answer["commit"], second.as_str());
    let none = repo.greffe(&["indicators", "--format", "json", "--as-of", "2024-05-31"]).json();
    assert_eq!((&none["commit"], none["indicators"].as_array().unwrap().len()), (&Value::Null, 7));
}

#[test]
fn a_day_that_the_calendar_lacks_is_refused_as_such() {
    let repo = Repo::with_register();
    repo.commit(NOON, "base");
    let run = repo.greffe(&["indicators", "--as-of", "2022-02-30"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("no day “2022-02-30”"), "{}", run.stderr);
}

#[test]
fn a_plan_counts_only_when_asked_for_or_once_its_day_has_come() {
    let repo = Repo::with_register();
    repo.write(STARTUP, startup("  - name: construction\n    start: 2024-06-10\n"));
    repo.commit(NOON, "planned");
    assert_eq!(figure(&repo, "1.2", 2024, &[]), Value::Null);
    assert_eq!(figure(&repo, "1.2", 2024, &["--include-planned"]), 1);
    assert_eq!(figure(&repo, "1.2", 2024, &["--today", "2024-06-10"]), 1);
    assert_eq!(figure(&repo, "1.2", 2024, &["--as-of", "2024-06-09"]), Value::Null);
    assert_eq!(figure(&repo, "1.2", 2024, &["--as-of", "2024-06-10"]), 1);
    assert_eq!(steps(&repo, "1.2", &[]), Vec::<Value>::new());
    repo.write("registry/incubators/autre.yml", "name: Autre\n");
    let later = repo.commit(NOON + 20 * DAY, "something else");
    let moved = steps(&repo, "1.2", &[]);
    assert_eq!((moved.len(), &moved[0]["commit"]), (1, &Value::from(later)));
    assert_eq!(moved[0]["causes"][0]["came_true"], true);
}

#[test]
fn what_a_branch_says_is_known_when_it_is_merged() {
    let repo = Repo::with_register();
    repo.commit(NOON, "base");
    repo.branch("side").write(STARTUP, EXEMPLE.replace("2018-06-01", "2019-06-01"));
    let side = repo.commit(NOON + DAY, "on the side");
    repo.switch("main").write("registry/incubators/autre.yml", "name: Autre\n");
    repo.commit(NOON + 2 * DAY, "meanwhile");
    let merge = repo.merge(&["side"], NOON + 3 * DAY, "merged");
    assert_eq!(figure(&repo, "1.2", 2019, &["--as-of", "2024-06-02"]), Value::Null);
    assert_eq!(figure(&repo, "1.2", 2019, &["--as-of", "2024-06-04"]), 1);
    assert_eq!(why(&repo, "1.2", 2019)[0]["known_since"]["commit"], merge.as_str());
    let answer = repo.greffe(&["indicators", "--format", "json", "--as-of", &side]).json();
    assert_eq!(answer["commit"], merge.as_str(), "a commit of a branch counts from its merge");
}

#[test]
fn what_is_known_never_goes_back_in_time() {
    let repo = Repo::with_register();
    repo.commit(NOON, "base");
    repo.write(STARTUP, EXEMPLE.replace("2018-06-01", "2019-06-01"));
    let skewed = repo.commit(NOON - 400 * DAY, "a clock that was wrong");
    let unit = &why(&repo, "1.2", 2019)[0];
    assert_eq!(unit["known_since"]["commit"], skewed.as_str());
    assert_eq!(unit["known_since"]["known_at"], "2024-06-01T12:00:00Z");
    assert_eq!(figure(&repo, "1.2", 2018, &["--as-of", "2024-05-31"]), Value::Null);
}

#[test]
fn the_author_s_date_does_not_count() {
    let repo = Repo::with_register();
    repo.stage().commit_staged(NOON - 90 * DAY, NOON, "written long before");
    assert_eq!(figure(&repo, "1.2", 2018, &["--as-of", "2024-05-31"]), Value::Null);
    assert_eq!(figure(&repo, "1.2", 2018, &["--as-of", "2024-06-01"]), 1);
}

/// A mainline of thirty commits that someone merged into two of their own, then pushed.
fn foxtrot() -> (Repo, String, String) {
    let repo = Repo::with_register();
    repo.commit(NOON, "base");
    repo.branch("mine").write("registry/incubators/mien.yml", "name: Mien\n");
    repo.commit(NOON + 10, "mine");
    repo.write("registry/incubators/mien.yml", "name: Le mien\n");
    repo.commit(NOON + 20, "mine again");
    repo.switch("main");
    for at in 1..=30 {
        repo.write(STARTUP, startup(&format!("  - name: construction\n    start: {}-01-01\n", 2019 + at % 2)));
        repo.commit(NOON + at * DAY, "the mainline");
    }
    let hidden = repo.head();
    repo.switch("mine");
    let merge = repo.merge(&["main"], NOON + 31 * DAY, "Merge branch 'main' of example");
    repo.git(&["branch", "--quiet", "--force", "main", "mine"]);
    repo.switch("main");
    (repo, merge, hidden)
}

#[test]
fn a_merge_that_hides_the_mainline_is_suspected_and_can_be_followed() {
    let (repo, merge, hidden) = foxtrot();
    let run = repo.greffe(&["build"]);
    assert!(run.stderr.contains(&merge) && run.stderr.contains(&hidden) && run.stderr.contains("30"), "{run:?}");
    assert_eq!(figure(&repo, "1.2", 2020, &["--as-of", "2024-06-02"]), Value::Null, "it is not known before the merge");
    let quiet = repo.greffe(&["build"]);
    assert_eq!(quiet.stderr, "", "it is said when the history is read");

    let manifest = repo.read("schema/registry.yml");
    repo.write("schema/registry.yml", format!("{manifest}mainline_second_parent: [{merge}]\n"));
    repo.commit(NOON + 32 * DAY, "Follow the mainline");
    let run = repo.greffe(&["build"]);
    assert_eq!(run.stderr, "", "{run:?}");
    assert_eq!(figure(&repo, "1.2", 2020, &["--as-of", "2024-06-02"]), 1);
    assert_eq!(figure(&repo, "1.2", 2019, &["--as-of", "2024-06-03"]), 1);
}

#[test]
fn a_merge_that_can_t_be_followed_is_named() {
    let (repo, merge, hidden) = foxtrot();
    let manifest = repo.read("schema/registry.yml");
    repo.write("schema/registry.yml", format!("{manifest}mainline_second_parent: [{merge}, {hidden}]\n"));
    repo.commit(NOON + 32 * DAY, "One merge, and one that is none");
    let run = repo.greffe(&["build"]);
    assert!(run.stderr.contains(&hidden) && !run.stderr.contains(&merge), "{run:?}");
}

#[test]
fn a_branch_of_many_commits_into_a_mainline_that_went_on_is_no_foxtrot() {
    let repo = Repo::with_register();
    repo.commit(NOON, "base");
    repo.branch("side");
    (1..=30).for_each(|at| _ = repo.commit(NOON + at, "work"));
    repo.switch("main");
    (1..=8).for_each(|at| _ = repo.commit(NOON + at * DAY, "meanwhile"));
    repo.merge(&["side"], NOON + 9 * DAY, "merged");
    assert_eq!(repo.greffe(&["build"]).stderr, "");
}

#[test]
fn grafts_and_replacements_change_no_history() {
    let repo = Repo::with_register();
    repo.commit(NOON, "base");
    repo.write(STARTUP, startup("  - name: construction\n    start: 2019-01-01\n"));
    repo.commit(NOON + DAY, "first");
    repo.write(STARTUP, startup("  - name: construction\n    start: 2020-01-01\n"));
    let last = repo.commit(NOON + 2 * DAY, "second");
    let before = repo.greffe(&["history", "1.2", "--format", "json"]);
    let index = repo.path().join(".git/greffe");
    std::fs::remove_dir_all(&index).unwrap();
    std::fs::create_dir_all(repo.path().join(".git/info")).unwrap();
    std::fs::write(repo.path().join(".git/info/grafts"), format!("{last}\n")).unwrap();
    assert_eq!(repo.greffe(&["history", "1.2", "--format", "json"]), before);
    std::fs::remove_dir_all(&index).unwrap();
    std::fs::remove_file(repo.path().join(".git/info/grafts")).unwrap();
    repo.git(&["replace", "--graft", &last]);
    assert_eq!(repo.greffe(&["history", "1.2", "--format", "json"]), before);
}
