//! What versions, words and fields mean for the facts and the figures.

use serde_json::Value;

use super::{DAY, STARTUP, episodes, figure, startup, steps, why};
use crate::support::{EXEMPLE, NOON, Repo};

#[test]
fn a_phase_without_a_date_takes_effect_when_it_is_first_shown_and_a_date_is_a_revision() {
    let repo = Repo::with_register();
    repo.write(STARTUP, startup("  - name: construction\n"));
    let first = repo.commit(NOON, "shown");
    repo.write(STARTUP, startup("  - name: construction\n    comment: still undated\n"));
    repo.commit(NOON + 40 * DAY, "touched");
    let unit = &why(&repo, "1.2", 2024)[0];
    assert_eq!(unit["effective"], "2024-06-01");
    assert_eq!(unit["dated_by"], "commit");
    assert_eq!(unit["known_since"]["commit"], first.as_str());
    repo.write(STARTUP, startup("  - name: construction\n    start: 2023-05-04\n"));
    let dated = repo.commit(NOON + 80 * DAY, "dated");
    let unit = &why(&repo, "1.2", 2023)[0];
    assert_eq!((&unit["effective"], &unit["dated_by"]), (&Value::from("2023-05-04"), &Value::from("record")));
    assert_eq!(unit["line"], 8);
    let moved: Vec<_> = steps(&repo, "1.2", &[]).into_iter().filter(|step| step["commit"] == dated.as_str()).collect();
    assert_eq!(moved.len(), 2, "one year loses it, one gains it");
    for step in moved {
        assert_eq!(step["causes"][0]["change"], "revised");
        assert_eq!(step["causes"][0]["before"], "2024-06-01");
        assert_eq!(step["causes"][0]["after"], "2023-05-04");
    }
}

#[test]
fn an_unreadable_version_leaves_the_last_good_one_standing_and_is_listed() {
    let repo = Repo::with_register();
    repo.commit(NOON, "good");
    repo.write(STARTUP, "name: [broken\n");
    let bad = repo.commit(NOON + DAY, "bad YAML");
    assert_eq!(figure(&repo, "1.2", 2018, &[]), 1);
    repo.write(STARTUP, "name: Exemple\nmission: x\nincubator: dinum\n");
    repo.commit(NOON + 2 * DAY, "no phases at all");
    assert_eq!(figure(&repo, "1.2", 2018, &[]), 1);
    repo.write(STARTUP, startup("  - name: construction\n    start: 2019-01-01\n"));
    let mended = repo.commit(NOON + 3 * DAY, "mended");
    assert_eq!(figure(&repo, "1.2", 2019, &[]), 1);
    let told = episodes(&repo, "startup/exemple");
    assert_eq!(told[1..], [("unreadable-document".into(), bad), ("readable-again".into(), mended)]);
}

#[test]
fn a_retired_name_reads_by_what_came_before_and_a_new_word_is_no_news() {
    let repo = Repo::with_register();
    let phase = |name: &str, start: &str| format!("  - name: {name}\n    start: {start}\n");
    let built = phase("construction", "2018-06-01") + &phase("alumni", "2021-01-01");
    repo.write(STARTUP, startup(&built));
    let never_built = phase("investigation", "2018-06-01") + &phase("alumni", "2021-02-01");
    repo.write("registry/startups/autre.yml", startup(&never_built));
    repo.commit(NOON, "old words");
    assert_eq!(figure(&repo, "1.3", 2021, &[]), 1);
    assert_eq!(figure(&repo, "1.3", 2021, &["--method", "abandon-investigation"]), 1);
    let year = repo.greffe(&["indicators", "--format", "json", "--indicator", "1.3", "--year", "2021"]).json();
    assert_eq!(year["indicators"][0]["years"][0]["approximate"], true);
    repo.write(STARTUP, startup(&built.replace("alumni", "abandon")));
    repo.write("registry/startups/autre.yml", startup(&never_built.replace("alumni", "abandon-investigation")));
    repo.commit(NOON + DAY, "new words");
    assert_eq!(figure(&repo, "1.3", 2021, &[]), 1);
    assert_eq!(steps(&repo, "1.3", &[]).len(), 1, "only words changed");
    repo.write("registry/startups/autre.yml", startup(&never_built.replace("alumni", "abandon")));
    repo.commit(NOON + 2 * DAY, "another meaning");
    assert_eq!(figure(&repo, "1.3", 2021, &[]), 2);
}

#[test]
fn phases_are_ordered_by_date_then_lifecycle_whatever_their_place() {
    let repo = Repo::with_register();
    let phases = "  - name: construction\n    start: 2018-06-01\n  - name: investigation\n    start: 2018-06-01\n";
    repo.write(STARTUP, startup(phases));
    repo.commit(NOON, "a tie");
    let left = repo.greffe(&["why", "1.1", "2018", "--format", "json"]).json();
    assert_eq!(left["units"][0]["effective"], "2018-06-01");
    assert_eq!(left["units"].as_array().unwrap().len(), 1);
}

#[test]
fn national_impact_counts_in_its_cohort_else_by_its_date() {
    let repo = Repo::with_register();
    repo.write(STARTUP, format!("{EXEMPLE}events:\n  - {{name: national_impact, date: 2022-01-20, cohort: 2021}}\n"));
    repo.commit(NOON, "the jury met");
    assert_eq!(figure(&repo, "1.4", 2021, &[]), 1);
    assert_eq!(figure(&repo, "1.4", 2022, &["--method", "date"]), 1);
    assert_eq!(why(&repo, "1.4", 2021)[0]["cohort"], 2021);
}

#[test]
fn a_filter_looks_at_fields_as_known_at_that_time() {
    let repo = Repo::with_register();
    let eig = |programme: &str| {
        format!("promotion: p1\nprogramme: {programme}\nphases:\n  - name: selection\n    start: 2019\n")
    };
    repo.write("registry/promotions/p1.yml", "name: Promotion 1\nyear: 2019\nprogramme: eig\n");
    repo.write("registry/eig/a.yml", eig("dig"));
    let first = repo.commit(NOON, "a designer");
    assert_eq!(figure(&repo, "2.1", 2019, &[]), Value::Null);
    repo.write("registry/eig/a.yml", eig("eig"));
    repo.commit(NOON + DAY, "an EIG after all");
    assert_eq!(figure(&repo, "2.1", 2019, &[]), 1);
    assert_eq!(figure(&repo, "2.1", 2019, &["--as-of", &first]), Value::Null);
    assert_eq!(steps(&repo, "2.1", &[])[0]["causes"][0]["change"], "reclassified");
}

#[test]
fn a_year_is_zero_between_years_that_are_known_and_unknown_outside() {
    let repo = Repo::with_register();
    repo.write("registry/startups/autre.yml", EXEMPLE.replace("2018-06-01", "2020-02-01"));
    repo.commit(NOON, "two products");
    assert_eq!(figure(&repo, "1.2", 2019, &[]), 0);
    assert_eq!(figure(&repo, "1.2", 2017, &[]), Value::Null);
    assert_eq!(figure(&repo, "1.2", 2021, &[]), Value::Null);
    assert_eq!(figure(&repo, "2.2", 2019, &[]), Value::Null);
}
