//! What a register may set aside: findings by waivers and by a baseline, rules by their severity.

use crate::support::{EXEMPLE, NOON, Repo, Run};

const PATH: &str = "registry/startups/exemple.yml";

/// A startup that goes back to construction (L003, a warning).
fn unusual() -> String {
    format!("{EXEMPLE}  - name: construction\n    start: 2021\n")
}

/// Two records with the same two mistakes: L003, and an incubator that does not exist (R001).
fn two_records() -> Repo {
    let repo = Repo::with_register();
    let text = unusual().replace("incubator: dinum", "incubator: dinun");
    repo.write(PATH, &text).write("registry/startups/autre.yml", &text);
    repo
}

fn waive(repo: &Repo, rule: &str, record: &str, reason: &str, until: &str) {
    let item = format!("  - rule: {rule}\n    record: {record}\n    reason: {reason}\n    until: {until}\n");
    repo.write("registry/waivers.yml", format!("waivers:\n{item}"));
}

fn validate(repo: &Repo, args: &[&str]) -> Run {
    repo.greffe(&[&["validate", "--format", "json"], args].concat())
}

/// Each finding as `CODE path`, in order.
fn found(run: &Run) -> Vec<String> {
    let line = |key: &str, finding: &serde_json::Value| finding[key].as_str().unwrap().to_owned();
    run.findings().iter().map(|finding| format!("{} {}", line("code", finding), line("path", finding))).collect()
}

fn set_aside(run: &Run) -> (u64, u64) {
    let summary = &run.json()["summary"];
    (summary["silenced"].as_u64().unwrap(), summary["known"].as_u64().unwrap())
}

#[test]
fn a_waiver_silences_one_rule_of_one_record_and_is_counted() {
    let repo = two_records();
    let all = found(&validate(&repo, &[]));
    let other = ["R001 registry/startups/autre.yml", "L003 registry/startups/autre.yml"];
    let ours = ["R001 registry/startups/exemple.yml", "L003 registry/startups/exemple.yml"];
    assert_eq!(all, [other, ours].concat());
    waive(&repo, "L003", "startup/exemple", "Reprise voulue", "2024-06-01");
    let run = validate(&repo, &["--today", "2024-06-01"]);
    assert_eq!(found(&run), [&other[..], &ours[..1]].concat());
    assert_eq!(set_aside(&run), (1, 0));
    let human = repo.greffe(&["validate", "--today", "2024-06-01"]).stdout;
    assert!(human.lines().last().unwrap().contains("1 more is set aside"), "{human}");
}

#[test]
fn a_waiver_holds_until_the_end_of_its_date_and_the_finding_is_back_the_day_after() {
    let repo = Repo::with_register();
    repo.write(PATH, unusual());
    for (until, last, after) in [
        ("2024-06-01", "2024-06-01", "2024-06-02"),
        ("2024-02", "2024-02-29", "2024-03-01"),
        ("2024", "2024-12-31", "2025-01-01"),
    ] {
        waive(&repo, "L003", "startup/exemple", "Reprise voulue", until);
        let run = validate(&repo, &["--today", last]);
        assert_eq!((found(&run), set_aside(&run)), (Vec::new(), (1, 0)), "{until}");
        let run = validate(&repo, &["--today", after]);
        assert_eq!(run.codes(), ["L003", "W001"], "{until}");
        assert_eq!(set_aside(&run), (0, 0), "{until}");
    }
}

#[test]
fn a_waiver_that_silences_nothing_is_unused_even_when_it_is_expired() {
    let repo = Repo::with_register();
    for (rule, record) in [("L003", "startup/exemple"), ("R001", "startup/nulle-part")] {
        waive(&repo, rule, record, "Reprise voulue", "2024-06-01");
        for today in ["2024-06-01", "2024-06-02"] {
            let run = validate(&repo, &["--today", today]);
            assert_eq!(found(&run), ["W002 registry/waivers.yml"], "{rule} {record} {today}");
            assert_eq!(run.status, 0, "a warning does not fail");
        }
    }
}

#[test]
fn a_waiver_without_a_reason_silences_nothing_and_is_an_error() {
    let repo = Repo::with_register();
    repo.write(PATH, unusual());
    for reason in ["\"\"", "\"  \"", "\"\\t\\n\"", "\"\\u00a0\""] {
        waive(&repo, "L003", "startup/exemple", reason, "2024-06-01");
        let run = validate(&repo, &["--today", "2024-06-01"]);
        assert_eq!((run.codes(), run.status), (vec!["L003".to_owned(), "W003".to_owned()], 1), "{reason}");
        assert_eq!(set_aside(&run), (0, 0), "{reason}");
    }
}

#[test]
fn a_file_that_is_no_record_is_waived_by_its_path() {
    let repo = Repo::with_register();
    repo.write("registry/divers/a.yml", "name: A\n").write("registry/divers/b.yml", "name: B\n");
    assert_eq!(validate(&repo, &[]).codes(), ["R003", "R003"]);
    waive(&repo, "R003", "registry/divers/a.yml", "Rangé plus tard", "2024-06-01");
    let run = validate(&repo, &["--today", "2024-06-01"]);
    assert_eq!(found(&run), ["R003 registry/divers/b.yml"]);
    assert_eq!(set_aside(&run), (1, 0));
}

#[test]
fn a_waiver_counts_where_the_register_is_read_from() {
    let repo = Repo::with_register();
    repo.write(PATH, unusual());
    repo.commit(NOON, "Without a waiver");
    waive(&repo, "L003", "startup/exemple", "Reprise voulue", "2025");
    assert!(validate(&repo, &[]).codes().is_empty());
    assert_eq!(validate(&repo, &["--index"]).codes(), ["L003"]);
    repo.stage();
    assert!(validate(&repo, &["--staged"]).codes().is_empty());
    assert_eq!(validate(&repo, &["--rev", "HEAD"]).codes(), ["L003"]);
}

#[test]
fn a_baseline_leaves_what_is_new_and_counts_the_rest() {
    let repo = two_records();
    let before = repo.commit(NOON, "Mistakes");
    let run = validate(&repo, &["--baseline", "HEAD"]);
    assert_eq!((found(&run), set_aside(&run), run.status), (Vec::new(), (0, 4), 0));
    repo.write("registry/startups/neuf.yml", EXEMPLE.replace("[dinum]", "[dinun]"));
    let new = ["R001 registry/startups/neuf.yml"];
    let run = validate(&repo, &["--baseline", "HEAD"]);
    assert_eq!((found(&run), set_aside(&run), run.status), (vec![new[0].to_owned()], (0, 4), 1));
    repo.stage();
    assert_eq!(found(&validate(&repo, &["--staged", "--baseline", "HEAD"])), new);
    repo.commit(NOON + 60, "One more");
    assert_eq!(found(&validate(&repo, &["--rev", "HEAD", "--baseline", &before])), new);
    assert!(found(&validate(&repo, &["--rev", "HEAD", "--baseline", "HEAD"])).is_empty());
}

#[test]
fn a_finding_is_not_new_because_lines_moved_or_another_one_went_away() {
    let repo = two_records();
    repo.commit(NOON, "Mistakes");
    let text = repo.read(PATH);
    let moved =
        text.replace("name: Exemple\n", "\n# Plus bas.\n\n\nname: Exemple # ici\n").replace("[dinum]", "[ dinum ]");
    repo.write(PATH, moved).remove("registry/startups/autre.yml");
    let run = validate(&repo, &["--baseline", "HEAD"]);
    assert_eq!((found(&run), set_aside(&run)), (Vec::new(), (0, 2)));
    assert_eq!(validate(&repo, &[]).codes(), ["R001", "L003"]);
}

#[test]
fn of_two_equal_mistakes_where_there_was_one_one_is_new() {
    let repo = Repo::with_register();
    repo.write(PATH, format!("{EXEMPLE}name: Deux\n"));
    repo.commit(NOON, "Twice");
    repo.write(PATH, format!("{EXEMPLE}name: Deux\nname: Trois\n"));
    let all = validate(&repo, &[]).findings();
    assert_eq!(all.len(), 2);
    assert_eq!(all[0]["fingerprint"], all[1]["fingerprint"], "they are equal");
    let run = validate(&repo, &["--baseline", "HEAD"]);
    assert_eq!((run.codes(), set_aside(&run)), (vec!["D003".to_owned()], (0, 1)));
}

#[test]
fn before_the_first_commit_every_finding_is_new_and_an_unknown_baseline_is_a_failure() {
    let repo = two_records();
    assert_eq!(found(&validate(&repo, &["--baseline", "HEAD"])).len(), 4);
    repo.commit(NOON, "Mistakes");
    let run = validate(&repo, &["--baseline", "nulle-part"]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("nulle-part"), "{}", run.stderr);
}

#[test]
fn a_severity_is_raised_lowered_or_switched_off_in_the_manifest() {
    let repo = two_records();
    let manifest = repo.read("schema/registry.yml");
    let run = |severities: &str| {
        repo.write("schema/registry.yml", format!("{manifest}severities:\n{severities}"));
        let run = validate(&repo, &[]);
        let summary = run.json()["summary"].clone();
        let count = |severity: &str| summary[severity].as_u64().unwrap();
        (run.status, [count("error"), count("warning"), count("advice"), count("silenced")])
    };
    assert_eq!(run("  W001: warning\n"), (1, [2, 2, 0, 0]));
    assert_eq!(run("  L003: error\n"), (1, [4, 0, 0, 0]));
    assert_eq!(run("  R001: warning\n"), (0, [0, 4, 0, 0]));
    assert_eq!(run("  R001: advice\n  L003: advice\n"), (0, [0, 0, 4, 0]));
    assert_eq!(run("  R001: off\n"), (0, [0, 2, 0, 0]));
    assert_eq!(run("  R001: off\n  L003: off\n"), (0, [0, 0, 0, 0]));
}
