//! When things are known, and when they take effect.

use serde_json::Value;

use crate::support::{EXEMPLE, NOON, Repo};
use crate::{DAY, STARTUP, figure, startup, steps, why};

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
    assert_eq!(answer["as_of"], "2024-06-01T23:59:59Z");
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
