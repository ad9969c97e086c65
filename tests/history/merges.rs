//! Merges of several branches, and commits that change nothing.

use serde_json::Value;

use super::{DAY, STARTUP, episodes, figure, startup, steps, why};
use crate::support::versions::{in_git, in_index};
use crate::support::{EXEMPLE, NOON, Repo};

/// A mainline that merges three branches at once: one launches a product in 2019, one in 2020, and one moves the
/// launch of `exemple` to 2021. Gives the octopus.
fn octopus() -> (Repo, String) {
    let repo = Repo::with_register();
    repo.commit(NOON, "base");
    for (day, (name, year)) in (1..).zip([("deux", 2019), ("trois", 2020)]) {
        repo.branch(name);
        let phases = format!("  - name: construction\n    start: {year}-01-01\n");
        repo.write(&format!("registry/startups/{name}.yml"), startup(&phases));
        repo.commit(NOON + day * DAY, "on a branch");
        repo.switch("main");
    }
    repo.branch("revision").write(STARTUP, EXEMPLE.replace("2018-06-01", "2021-06-01").replace("2020-03", "2022"));
    repo.commit(NOON + 3 * DAY, "on a branch too");
    repo.switch("main").write("registry/incubators/autre.yml", "name: Autre\n");
    repo.commit(NOON + 4 * DAY, "meanwhile");
    let merge = repo.merge(&["deux", "trois", "revision"], NOON + 5 * DAY, "all three");
    assert_eq!(repo.git(&["rev-list", "--parents", "--max-count=1", &merge]).split(' ').count(), 5, "it is an octopus");
    (repo, merge)
}

#[test]
fn what_an_octopus_merges_is_known_at_the_octopus() {
    let (repo, merge) = octopus();
    for (year, record) in [(2019, "startup/deux"), (2020, "startup/trois"), (2021, "startup/exemple")] {
        assert_eq!(figure(&repo, "1.2", year, &["--as-of", "2024-06-05"]), Value::Null, "{year}: on a branch only");
        let unit = &why(&repo, "1.2", year)[0];
        assert_eq!((&unit["record"], &unit["known_since"]["commit"]), (&record.into(), &merge.as_str().into()));
    }
    let moved = steps(&repo, "1.2", &[]);
    let of_merge = moved.iter().filter(|step| step["commit"] == merge.as_str());
    let told: Vec<_> = of_merge.map(|step| (step["year"].clone(), step["from"].clone(), step["to"].clone())).collect();
    let expected = [(2018, 1, 0), (2019, 0, 1), (2020, 0, 1), (2021, 0, 1)];
    assert_eq!(told, expected.map(|(year, from, to)| (year.into(), from.into(), to.into())));
    assert_eq!(episodes(&repo, "deux"), [("created".to_owned(), merge)]);
    assert_eq!(repo.greffe(&["build"]).stderr, "", "an octopus is no foxtrot");
    assert_eq!(in_index(&repo.path()), in_git(&repo.path()), "the versions are those of the first parent");
}

#[test]
fn a_moment_on_a_branch_of_an_octopus_is_that_of_the_octopus() {
    let (repo, merge) = octopus();
    for branch in ["deux", "trois", "revision"] {
        let answer = repo.greffe(&["indicators", "--format", "json", "--as-of", branch]).json();
        assert_eq!(answer["commit"], merge.as_str(), "{branch}");
    }
}

#[test]
fn a_commit_that_changes_nothing_moves_the_moment_and_no_figure() {
    let repo = Repo::with_register();
    let root = repo.commit_staged(NOON - DAY, NOON - DAY, "an empty root");
    let created = repo.commit(NOON, "created");
    let empty = repo.commit(NOON + DAY, "empty");
    let last = repo.commit(NOON + 9 * DAY, "");
    assert_eq!(figure(&repo, "1.2", 2018, &["--as-of", &root]), Value::Null);
    assert_eq!(figure(&repo, "1.2", 2018, &["--as-of", &empty]), 1);
    let answer = repo.greffe(&["indicators", "--format", "json", "--as-of", "2024-06-08"]).json();
    assert_eq!(answer["commit"], empty.as_str(), "the last commit known by then, though it says nothing");
    let answer = repo.greffe(&["indicators", "--format", "json"]).json();
    assert_eq!(answer["commit"], last.as_str());
    assert_eq!(steps(&repo, "1.2", &[]).len(), 1);
    assert_eq!(episodes(&repo, "exemple"), [("created".to_owned(), created)]);
    let same = repo.greffe(&["diff", &empty, &last, "--format", "json"]).json();
    assert_eq!((&same["records"], &same["figures"]), (&Value::Array(vec![]), &Value::Array(vec![])));
    assert_eq!(in_index(&repo.path()), in_git(&repo.path()));
}

#[test]
fn a_plan_comes_true_at_an_empty_commit() {
    let repo = Repo::with_register();
    repo.write(STARTUP, startup("  - name: construction\n    start: 2024-06-10\n"));
    repo.commit(NOON, "planned");
    let empty = repo.commit(NOON + 20 * DAY, "nothing");
    let moved = steps(&repo, "1.2", &[]);
    assert_eq!((moved.len(), &moved[0]["commit"]), (1, &Value::from(empty)));
    assert_eq!(moved[0]["causes"][0]["came_true"], true);
}
