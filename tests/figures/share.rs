//! Methods that give a percentage.

use serde_json::{Value, json};

use super::{DAY, follows, told};
use crate::support::{NOON, Repo};

const METHODS: &str = "  - id: part-des-femmes
    share: {of: selection, where: {gender: f}}
  - id: part-des-femmes-en-defi
    counts: eig
    share: {of: {enters: defi}, where: {gender: f}}
";

/// Three EIG selected in 2019; one is a woman, as is known from the second day on. One of them began.
fn register(methods: &str) -> Repo {
    let repo = Repo::with_register();
    let shipped = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("registry/indicators/eig-selectionnes.yml");
    repo.write("registry/indicators/eig-selectionnes.yml", std::fs::read_to_string(shipped).unwrap() + methods);
    repo.write("registry/promotions/p1.yml", "name: Promotion 1\nyear: 2019\nprogramme: eig\n");
    let eig = "promotion: p1\nprogramme: eig\nphases:\n  - name: selection\n    start: 2019\n";
    for id in ["a", "b", "c"] {
        repo.write(&format!("registry/eig/{id}.yml"), eig);
    }
    repo.write("registry/eig/b.yml", format!("{eig}  - name: defi\n    start: 2020-01\n"));
    repo.commit(NOON, "three EIG");
    repo.write("registry/eig/a.yml", format!("gender: f\n{eig}"));
    repo.commit(NOON + 40 * DAY, "one is a woman");
    repo
}

fn figure(repo: &Repo, method: &str, year: &str, more: &[&str]) -> Value {
    let args = ["indicators", "--method", method, "--year", year, "--format", "json"];
    let answer = repo.greffe(&[&args, more].concat()).json();
    follows("indicators", &answer);
    answer["indicators"][0]["years"][0].clone()
}

#[test]
fn a_share_is_the_part_of_the_units_whose_fields_were_so_as_known_at_that_time() {
    let repo = register(METHODS);
    assert_eq!(repo.greffe(&["validate", "--format", "json"]).codes(), Vec::<String>::new());
    let now = figure(&repo, "part-des-femmes", "2019", &[]);
    assert_eq!((&now["value"], &now["numerator"], &now["denominator"]), (&json!(33.3), &json!(1), &json!(3)));
    let then = figure(&repo, "part-des-femmes", "2019", &["--as-of", "2024-06-10"]);
    assert_eq!((&then["value"], &then["numerator"], &then["denominator"]), (&json!(0.0), &json!(0), &json!(3)));
    let own = figure(&repo, "part-des-femmes-en-defi", "2020", &[]);
    assert_eq!((&own["value"], &own["denominator"]), (&json!(0.0), &json!(1)));
    let unknown = figure(&repo, "part-des-femmes", "2012", &[]);
    assert_eq!((&unknown["value"], unknown.get("numerator")), (&Value::Null, None));
    let plain = figure(&repo, "selection", "2019", &[]);
    assert_eq!((&plain["value"], plain.get("numerator")), (&json!(3), None));
}

#[test]
fn people_see_the_percentage_with_its_counts_in_their_language() {
    let repo = register(METHODS);
    let args = ["--method", "part-des-femmes", "--year", "2019"];
    assert!(told(&repo, &args).contains("33.3% (1/3)"));
    let french = repo.greffe_with(&repo.path(), &[], &[&["--lang", "fr", "indicators"], &args[..]].concat());
    assert!(french.stdout.contains("33,3\u{a0}% (1/3)"), "{}", french.stdout);
    assert!(told(&repo, &[&args[..], &["--format", "csv"]].concat()).contains(",part-des-femmes,2019,33.3,false,"));
    let months = told(&repo, &[&args[..], &["--every", "month", "--format", "csv"]].concat());
    let values: Vec<&str> = months.lines().skip(1).map(|line| line.split(',').nth(5).unwrap()).collect();
    assert_eq!(values, ["0.0", "33.3"]);
}

#[test]
fn why_shows_the_units_of_the_denominator_and_which_are_in_the_numerator() {
    let repo = register(METHODS);
    let args = ["why", "2.1", "2019", "--method", "part-des-femmes"];
    let answer = repo.greffe(&[&args[..], &["--format", "json"]].concat()).json();
    follows("why", &answer);
    assert_eq!((&answer["value"], &answer["numerator"], &answer["denominator"]), (&json!(33.3), &json!(1), &json!(3)));
    let units: Vec<(&str, bool)> = answer["units"]
        .as_array()
        .unwrap()
        .iter()
        .map(|unit| (unit["record"].as_str().unwrap(), unit["in_numerator"].as_bool().unwrap()))
        .collect();
    assert_eq!(units, [("eig/a", true), ("eig/b", false), ("eig/c", false)]);
    let human = repo.greffe(&args).stdout;
    assert!(human.contains("2019: 33.3% (1/3)."), "{human}");
    assert!(human.contains("Numerator"), "{human}");
}

#[test]
fn history_says_that_a_share_does_not_move_by_units_and_statements_leave_it_out() {
    let repo = register(METHODS);
    let run = repo.greffe(&["history", "2.1", "--method", "part-des-femmes"]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("--every month"), "{}", run.stderr);
    let statement = repo.greffe(&["statement", "2019"]).json();
    let methods = statement["indicators"][0]["methods"].as_array().unwrap().clone();
    assert_eq!(methods.iter().map(|method| &method["id"]).collect::<Vec<_>>(), ["selection"]);
    repo.write("../statement.json", statement.to_string());
    assert_eq!(repo.greffe(&["verify", "../statement.json"]).status, 0);
}

/// The shipped definition of 2.1, with a share before the method that counts.
fn share_first() -> Repo {
    let repo = register("");
    let path = "registry/indicators/eig-selectionnes.yml";
    let text = repo.read(path);
    repo.write(path, text.replace("methods:\n", &format!("methods:\n{METHODS}")));
    repo
}

#[test]
fn what_moves_by_units_says_which_shares_it_leaves_out() {
    let repo = share_first();
    repo.commit(NOON + 50 * DAY, "a share comes first");
    let note = "note: percentages do not move by units, and are not compared: 2.1 (part-des-femmes).\n";
    let run = repo.greffe(&["diff", "2024-01-01", "HEAD", "--format", "json"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, note));
    let answer = run.json();
    follows("diff", &answer);
    let share = json!({"code": "2.1", "indicator": "eig-selectionnes", "method": "part-des-femmes", "reason": "share"});
    assert_eq!(answer["left_out"], json!([share]));
    let of_2_1 = answer["figures"].as_array().unwrap().iter().find(|figure| figure["code"] == "2.1").unwrap();
    assert_eq!((&of_2_1["method"], &of_2_1["after"]), (&"selection".into(), &3.into()), "by the one that counts");
    assert_eq!(repo.greffe(&["diff", "2024-01-01", "HEAD", "--indicator", "2.1"]).stderr, note);

    let counted = repo.greffe(&["diff", "2024-01-01", "HEAD", "--method", "selection", "--format", "json"]);
    assert_eq!((counted.stderr.as_str(), &counted.json()["left_out"]), ("", &json!([])), "none is asked for");
    for more in [&["--indicator", "2.1"][..], &[]] {
        let args = ["diff", "2024-01-01", "HEAD", "--method", "part-des-femmes"];
        let refused = repo.greffe(&[&args, more].concat());
        assert_eq!((refused.status, refused.stdout.as_str()), (2, ""));
        assert!(refused.stderr.contains("--every month"), "{}", refused.stderr);
    }
}

#[test]
fn published_shares_are_compared_with_nothing_and_that_is_said() {
    let repo = share_first();
    let figure = |value: &str| format!("  - {{indicator: eig-selectionnes, year: 2019, kind: {value}}}\n");
    let figures = figure("actual, value: 30") + &figure("actual, value: 3, method: selection");
    repo.write(
        "registry/publications/rap-2019.yml",
        format!("name: RAP 2019\ntype: rap\nyear: 2019\nfigures:\n{figures}{}", figure("forecast, value: 40")),
    );
    repo.commit(NOON + 50 * DAY, "published");
    let run = repo.greffe(&["published", "--format", "json"]);
    let note = "note: “RAP 2019” gives “eig-selectionnes” by “part-des-femmes”, a percentage: it is not compared.\n";
    assert_eq!((run.status, run.stderr.as_str()), (0, note));
    let answer = run.json();
    follows("published", &answer);
    let left_out = json!({
        "publication": "rap-2019", "indicator": "eig-selectionnes", "method": "part-des-femmes", "reason": "share"
    });
    assert_eq!(answer["left_out"], json!([left_out]));
    assert_eq!((answer["figures"].as_array().unwrap().len(), &answer["figures"][0]["now"]), (1, &3.into()));
}

#[test]
fn a_share_that_makes_no_sense_is_a_finding() {
    for wrong in [
        "  - id: x\n    share: {of: selection}\n",
        "  - id: x\n    share: {of: {enters: defi}, where: {gender: f}}\n",
        "  - id: x\n    counts: eig\n    share: {of: selection, where: {gender: f}}\n",
        "  - id: x\n    counts: eig\n    when: {enters: defi}\n    share: {of: {enters: defi}, where: {gender: f}}\n",
        "  - id: x\n    counts: eig\n    take: first\n",
    ] {
        let codes = register(wrong).greffe(&["validate", "--format", "json"]).codes();
        assert!(codes == ["S001"] || codes == ["S002"], "{wrong}: {codes:?}");
    }
    let repo = register("  - id: x\n    share: {of: nowhere, where: {gender: f}}\n");
    assert!(repo.greffe(&["indicators"]).stderr.contains("eig-selectionnes.yml can’t be used"));
}
