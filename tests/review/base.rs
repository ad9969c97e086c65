//! What a change is compared with.

use super::{DAY, STARTUP, codes, list, register, review, startup};
use crate::support::{EXEMPLE, NOON, Repo};

#[test]
fn what_the_branch_did_meanwhile_is_not_the_change_s() {
    let repo = register();
    repo.write(STARTUP, EXEMPLE.replace("name: Exemple", "name: Autre nom"));
    repo.commit(NOON + DAY, "A name");
    repo.switch("main");
    repo.remove("registry/startups/ancien.yml");
    repo.commit(NOON + DAY, "Delete");
    repo.switch("essai");
    let review = review(&repo, &["--head", "HEAD"]);
    let touched: Vec<_> = list(&review["records"]).iter().map(|record| record["record"].as_str().unwrap()).collect();
    assert_eq!(touched, ["startup/exemple"]);
    assert_eq!(codes(&repo, &["--rev", "HEAD"]), [""; 0]);
}

#[test]
fn a_plan_whose_day_came_meanwhile_moves_nothing() {
    let repo = register();
    repo.switch("main");
    repo.write("registry/startups/plan.yml", startup("Plan", "  - name: construction\n    start: 2024-06-15\n"));
    repo.commit(NOON + DAY, "A plan");
    repo.branch("plus-tard").write(STARTUP, EXEMPLE.replace("name: Exemple", "name: Autre nom"));
    repo.commit(NOON + 60 * DAY, "Later");
    let review = review(&repo, &["--head", "HEAD"]);
    assert_eq!(list(&review["figures"]).len(), 0, "{review:#}");
    assert_eq!(list(&review["new"]).len(), 0, "{review:#}");
}

#[test]
fn a_baseline_and_a_base_keep_apart() {
    let repo = Repo::with_register();
    repo.write("registry/startups/autre.yml", EXEMPLE.replace("[dinum]", "[dinun]"));
    let base = repo.commit(NOON, "With a mistake");
    repo.write(STARTUP, EXEMPLE.replace("2018-06-01", "2018-09-01"));
    let run = |args: &[&str]| repo.greffe(&[&["validate", "--format", "json"], args].concat()).codes();
    assert_eq!(run(&[]), ["R001"]);
    assert_eq!(run(&["--baseline", &base]), [""; 0]);
    assert_eq!(run(&["--base", &base]), ["R001", "T002"]);
    assert_eq!(run(&["--base", &base, "--baseline", &base]), ["T002"]);
}

#[test]
fn a_waiver_that_comes_with_what_it_excuses_does_not_judge_it_and_is_not_idle_afterwards() {
    let repo = register();
    repo.remove("registry/startups/ancien.yml");
    let waiver = "waivers:\n  - rule: T003\n    record: startup/ancien\n    reason: doublon\n    until: 2030-01-01\n";
    repo.write("registry/waivers.yml", waiver);
    assert_eq!(codes(&repo, &[]), ["T003"]);
    repo.commit(NOON + DAY, "Delete");
    assert_eq!(repo.greffe(&["validate", "--format", "json"]).codes(), [""; 0]);
    assert_eq!(repo.greffe(&["validate", "--format", "json", "--today", "2031-01-01"]).codes(), ["W002"]);
}

#[test]
fn without_a_common_commit_or_a_whole_history_nothing_is_said() {
    let repo = register();
    repo.git(&["switch", "--quiet", "--orphan", "seul"]);
    repo.write(STARTUP, EXEMPLE);
    repo.commit(NOON, "Alone");
    let run = repo.greffe(&["review", "--base", "main"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("have nothing in common"), "{}", run.stderr);
    let clone = repo.outside().join("clone");
    let from = format!("file://{}", repo.path().display());
    repo.git(&["clone", "--quiet", "--depth", "1", "--branch", "main", &from, clone.to_str().unwrap()]);
    for args in [&["review", "--base", "HEAD"][..], &["validate", "--base", "HEAD"]] {
        let run = repo.greffe_in(&clone, args);
        assert_eq!(run.status, 2);
        assert!(run.stderr.contains("shallow") && run.stderr.contains("--unshallow"), "{}", run.stderr);
    }
}

#[test]
fn a_terminal_shows_a_change_of_many_records_on_one_screen() {
    let repo = register();
    for number in 0..50 {
        repo.write(
            &format!("registry/startups/n{number}.yml"),
            startup("N", "  - name: construction\n    start: 2020-06-01\n"),
        );
    }
    repo.commit(NOON, "Fifty");
    for number in 0..50 {
        repo.write(
            &format!("registry/startups/n{number}.yml"),
            startup("N", "  - name: construction\n    start: 2021-06-01\n"),
        );
    }
    let shown = repo.greffe(&["review", "--base", "HEAD"]).stdout;
    assert!(shown.lines().count() <= 24, "{shown}");
    assert!(shown.contains("construction re-dated 1 June 2020 → 1 June 2021 (50 records)"), "{shown}");
    assert!(shown.contains("2020: 51 → 1") || shown.contains("2020: 50 → 0"), "{shown}");
    let full = repo.greffe(&["review", "--base", "HEAD", "--full"]).stdout;
    assert!((0..50).all(|number| full.contains(&format!("n{number}"))), "{full}");
}

#[test]
fn nothing_changed_is_said_so() {
    let repo = register();
    let shown = repo.greffe(&["review", "--base", "main"]).stdout;
    assert!(shown.contains("No record touched") && shown.contains("No figure moves"), "{shown}");
}

#[test]
fn what_a_change_mends_is_told_here_and_elsewhere() {
    let repo = register();
    repo.switch("main");
    repo.write(STARTUP, EXEMPLE.replace("[dinum]", "[anct]").replace("2020-03", "2020-3"));
    let base = repo.commit(NOON + DAY, "Mistakes");
    let told = |repo: &Repo| {
        let review = repo.greffe(&["review", "--base", &base, "--format", "json"]).json();
        let codes = |key: &str| {
            let codes = list(&review[key]).iter().map(|finding| finding["code"].as_str().unwrap().to_owned());
            codes.collect::<Vec<_>>()
        };
        (codes("new"), codes("mended"))
    };
    let none: Vec<String> = Vec::new();
    // In the record itself, with a reference that stays broken.
    repo.write(STARTUP, EXEMPLE.replace("[dinum]", "[anct]"));
    assert_eq!(told(&repo), (none.clone(), vec!["S005".to_owned()]));
    // In another record, which is read only because what it refers to comes.
    repo.git(&["checkout", "--quiet", "."]);
    repo.write("registry/organisations/anct.yml", repo.read("registry/organisations/dinum.yml"));
    assert_eq!(told(&repo), (none, vec!["R001".to_owned()]));
}

#[test]
fn a_review_has_the_same_bytes_whatever_the_threads() {
    let repo = register();
    repo.remove("registry/startups/ancien.yml");
    repo.write(STARTUP, EXEMPLE.replace("2018-06-01", "2019-06-01"));
    for format in ["human", "json", "markdown"] {
        let told = |threads: &str| {
            let args = ["--lang", "fr", "review", "--base", "main", "--format", format];
            repo.greffe_with(&repo.path(), &[("RAYON_NUM_THREADS", threads)], &args)
        };
        let one = told("1");
        assert_eq!((one.status, one.stderr.as_str()), (0, ""));
        assert_eq!(one, told("7"), "{format}");
    }
}
