//! What differs between two moments.

use serde_json::Value;

use super::{DAY, STARTUP, figure};
use crate::support::{EXEMPLE, NOON, Repo};

fn ask(repo: &Repo, from: &str, to: &str, more: &[&str]) -> Value {
    let run = repo.greffe(&[&["diff", from, to, "--format", "json"], more].concat());
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let json = run.json();
    for year in json["figures"].as_array().unwrap() {
        adds_up(year);
    }
    json
}

/// The reasons of a figure make the whole difference.
fn adds_up(year: &Value) {
    let (mut more, mut less) = (0, 0);
    let named = year["year"].to_string();
    for reason in year["reasons"].as_array().unwrap() {
        let of_year = |date: &Value| date.as_str().is_some_and(|date| date.starts_with(&named));
        more += i64::from(of_year(&reason["after"]));
        less += i64::from(of_year(&reason["before"]));
    }
    let number = |value: &Value| value.as_i64().unwrap_or(0);
    assert_eq!(number(&year["after"]) - number(&year["before"]), more - less, "{year:#}");
}

#[test]
fn a_method_is_compared_as_it_is_asked_for() {
    let (repo, [start, .., end]) = eventful();
    let by = |more: &[&str]| {
        let json = ask(&repo, &start, &end, more);
        let of = |figure: &Value| (figure["method"].as_str().unwrap().to_owned(), figure["year"].as_i64().unwrap());
        list(&json["figures"]).iter().map(of).collect::<Vec<_>>()
    };
    let method = "construction-ou-suite";
    let expected = vec![(method.to_owned(), 2018), (method.to_owned(), 2019)];
    assert_eq!(by(&["--method", method]), expected, "of the indicators that have it");
    assert_eq!(by(&["--indicator", "1.2", "--method", method]), expected);
    let json = ask(&repo, &start, &end, &["--method", method]);
    let facts = list(&json["records"]).iter().flat_map(|record| list(&record["facts"]));
    let mut names = facts.map(|fact| fact["fact"].as_str().unwrap().split(':').nth(1).unwrap().to_owned());
    assert!(names.all(|name| name != "investigation"), "only the facts that it counts");
    for args in [&["--method", "inconnue"][..], &["--indicator", "1.1", "--method", method]] {
        let run = repo.greffe(&[&["diff", &start, &end], args].concat());
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{args:?}");
    }
    let run = repo.greffe(&["diff", &start, &end, "--method", "inconnue"]);
    assert!(run.stderr.contains("no indicator is counted by “inconnue”"), "{}", run.stderr);
    assert!(run.stderr.contains("entree-en-construction, construction-ou-suite (1.2), abandon"), "{}", run.stderr);
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap()
}

/// A register with an addition, a revision, a withdrawal, a renaming, a deletion and a return.
fn eventful() -> (Repo, [String; 3]) {
    let repo = Repo::with_register();
    repo.write("registry/startups/ancien.yml", EXEMPLE.replace("name: Exemple", "name: Ancien"));
    repo.write("registry/startups/revenu.yml", EXEMPLE.replace("name: Exemple", "name: Revenu"));
    let start = repo.commit(NOON, "created");
    repo.remove("registry/startups/revenu.yml");
    repo.commit(NOON + DAY, "deleted");
    repo.write(
        STARTUP,
        EXEMPLE.replace("2018-06-01", "2019-06-01").replace("  - name: acceleration\n    start: 2020-03\n", ""),
    );
    let middle = repo.commit(NOON + 2 * DAY, "revised and withdrawn");
    repo.write("registry/startups/revenu.yml", EXEMPLE.replace("name: Exemple", "name: Revenu"));
    repo.rename("registry/startups/ancien.yml", "registry/startups/neuf.yml");
    repo.write("registry/startups/neuf.yml", EXEMPLE.replace("name: Exemple", "name: Neuf\nprevious_ids: [ancien]"));
    repo.write("registry/startups/autre.yml", EXEMPLE);
    let end = repo.commit(NOON + 3 * DAY, "returned, renamed and added");
    (repo, [start, middle, end])
}

/// The records of an answer, each with what became of its file.
fn files(json: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or("none").to_owned();
    list(&json["records"]).iter().map(|record| (text(&record["record"]), text(&record["file"]["change"]))).collect()
}

fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(record, change)| ((*record).to_owned(), (*change).to_owned())).collect()
}

#[test]
fn facts_files_and_figures_are_told_each_with_its_commit() {
    let (repo, [start, middle, end]) = eventful();
    let whole = ask(&repo, &start, &end, &[]);
    let wanted = [("startup/autre", "created"), ("startup/exemple", "none"), ("startup/neuf", "renamed")];
    assert_eq!(files(&whole), pairs(&wanted), "what went and came back is as it was");
    let renamed = &list(&whole["records"])[2];
    assert_eq!((&renamed["file"]["by"], &renamed["file"]["commit"]), (&"previous-ids".into(), &end.as_str().into()));
    assert_eq!(renamed["facts"], Value::Array(vec![]), "a renaming says nothing new of what happened");
    let facts = list(&list(&whole["records"])[1]["facts"]);
    let told: Vec<_> =
        facts.iter().map(|fact| (fact["fact"].as_str().unwrap(), fact["change"].as_str().unwrap())).collect();
    assert_eq!(
        told,
        [
            ("left:investigation:1", "revised"),
            ("entered:construction:1", "revised"),
            ("left:construction:1", "withdrawn"),
            ("entered:acceleration:1", "withdrawn"),
        ]
    );
    assert_eq!(
        (&facts[1]["before"]["effective"], &facts[1]["after"]["effective"]),
        (&"2018-06-01".into(), &"2019-06-01".into())
    );
    assert!(facts.iter().all(|fact| fact["commit"] == middle.as_str()));
    let launched: Vec<_> = list(&whole["figures"]).iter().filter(|year| year["code"] == "1.2").collect();
    let values: Vec<_> = launched.iter().map(|year| (&year["year"], &year["before"], &year["after"])).collect();
    assert_eq!(values, [(&2018.into(), &3.into(), &3.into()), (&2019.into(), &Value::Null, &1.into())]);
    assert_eq!(list(&launched[0]["reasons"]).len(), 2, "as many came as went");
}

#[test]
fn a_deletion_and_a_return_are_told_and_the_moments_may_come_in_either_order() {
    let (repo, [start, middle, end]) = eventful();
    let gone = ask(&repo, &start, &middle, &[]);
    assert_eq!(files(&gone), pairs(&[("startup/exemple", "none"), ("startup/revenu", "deleted")]));
    let back = ask(&repo, &middle, &end, &[]);
    let wanted = [("startup/autre", "created"), ("startup/neuf", "renamed"), ("startup/revenu", "returned")];
    assert_eq!(files(&back), pairs(&wanted));
    let there = ask(&repo, &start, &end, &[]);
    let and_back = ask(&repo, &end, &start, &[]);
    let wanted = [("startup/autre", "not-yet"), ("startup/exemple", "none"), ("startup/neuf", "renamed")];
    assert_eq!(files(&and_back), pairs(&wanted));
    for (forth, back) in list(&there["figures"]).iter().zip(list(&and_back["figures"])) {
        assert_eq!(
            (&forth["year"], &forth["before"], &forth["after"]),
            (&back["year"], &back["after"], &back["before"])
        );
        let commits =
            |year: &Value| list(&year["reasons"]).iter().map(|reason| reason["commit"].clone()).collect::<Vec<_>>();
        assert_eq!(commits(forth), commits(back));
    }
    for (forth, back) in list(&there["records"]).iter().zip(list(&and_back["records"])) {
        for (forth, back) in list(&forth["facts"]).iter().zip(list(&back["facts"])) {
            assert_eq!(forth["commit"], back["commit"]);
        }
    }
}

#[test]
fn nothing_differs_from_itself_and_before_the_register_there_is_nothing() {
    let (repo, [start, _, end]) = eventful();
    let none = ask(&repo, &end, "HEAD", &[]);
    assert_eq!((&none["records"], &none["figures"]), (&Value::Array(vec![]), &Value::Array(vec![])));
    let human = repo.greffe(&["diff", &end, "HEAD"]).stdout;
    assert!(human.contains("Figures (plans left out): none changes.") && human.contains("Records: none changes."));
    let all = ask(&repo, "2011-01-01", &start, &[]);
    assert_eq!(all["from"]["commit"], Value::Null);
    assert!(files(&all).iter().any(|(record, change)| record == "startup/revenu" && change == "created"));
    assert!(repo.greffe(&["diff", "2011-01-01", &start]).stdout.contains("the register did not exist yet"));
    assert_eq!(repo.greffe(&["diff", "2024-02-31", "HEAD"]).status, 2);
}

#[test]
fn what_only_is_no_longer_approximate_is_counted_and_listed_where_it_is_asked_for() {
    let repo = Repo::with_register();
    let page = |last: &str| EXEMPLE.replace("name: acceleration", &format!("name: {last}"));
    assert_ne!(page("alumni"), EXEMPLE);
    repo.write(STARTUP, page("alumni"));
    let start = repo.commit(NOON, "the old word");
    repo.write(STARTUP, page("abandon"));
    let end = repo.commit(NOON + DAY, "the word of today");
    let json = ask(&repo, &start, &end, &[]);
    assert_eq!((&json["unmarked"]["facts"], &json["unmarked"]["records"]), (&1.into(), &1.into()));
    assert!(list(&json["records"]).is_empty());
    let human = repo.greffe(&["diff", &start, &end]).stdout;
    assert!(
        human.contains("One fact is only no longer approximate (and one record changes in nothing else): --full"),
        "{human}"
    );
    let full = ask(&repo, &start, &end, &["--full"]);
    let facts = list(&full["records"][0]["facts"]);
    assert_eq!((&full["unmarked"]["facts"], facts.len()), (&0.into(), 1));
    assert_eq!((&facts[0]["fact"], &facts[0]["after"]["approximate"]), (&"entered:abandon:1".into(), &false.into()));
    // Another date is news, whatever the words.
    repo.write(STARTUP, page("abandon").replace("2020-03", "2020-04"));
    let later = repo.commit(NOON + 2 * DAY, "another date");
    assert_eq!(list(&ask(&repo, &start, &later, &[])["records"][0]["facts"]).len(), 2);
}

#[test]
fn an_indicator_narrows_the_answer_and_plans_are_asked_for() {
    let (repo, [start, _, end]) = eventful();
    let one = ask(&repo, &start, &end, &["--indicator", "1.2"]);
    assert!(list(&one["figures"]).iter().all(|year| year["code"] == "1.2"));
    for record in list(&one["records"]) {
        assert!(list(&record["facts"]).iter().all(|fact| fact["fact"] == "entered:construction:1"));
    }
    assert_eq!(files(&ask(&repo, &start, &end, &["--indicator", "2.1"])), pairs(&[]));
    let repo = Repo::with_register();
    repo.write(STARTUP, EXEMPLE.replace("start: 2018-06-01", "start: 2024-07-01").replace("2020-03", "2024-08"));
    let planned = repo.commit(NOON, "planned");
    repo.write("notes.txt", "");
    repo.commit(NOON + 60 * DAY, "later");
    let came = &ask(&repo, "2024-06-02", "HEAD", &["--indicator", "1.2"])["figures"][0]["reasons"][0];
    assert_eq!((&came["came_true"], &came["commit"]), (&true.into(), &planned.as_str().into()));
    let undone = repo.greffe(&["diff", "HEAD", "2024-06-02", "--indicator", "1.2"]).stdout;
    assert!(undone.contains("planned, that day had not come yet"), "{undone}");
    let with_plans = ask(&repo, "2024-06-02", "HEAD", &["--indicator", "1.2", "--include-planned"]);
    assert_eq!(with_plans["figures"], Value::Array(vec![]));
    assert_eq!(figure(&repo, "1.2", 2024, &["--as-of", "2024-06-02", "--include-planned"]), 1);
}

#[test]
fn a_terminal_shows_each_line_with_its_day_and_commit() {
    let (repo, [start, middle, end]) = eventful();
    let run = repo.greffe_with(&repo.path(), &[], &["--lang", "fr", "diff", &start, &end]);
    let (short, last) = (&middle[..10], &end[..10]);
    for line in [
        format!("De : 1er juin 2024 (commit {})", &start[..10]),
        format!("À : 4 juin 2024 (commit {last})"),
        "    2019 : nd → 1".to_owned(),
        format!("      + startup/exemple : 1er juin 2018 → 1er juin 2019 (date revue) — 3 juin 2024, commit {short}"),
        "Fiches : 3 changent.".to_owned(),
        format!("    ~ entrée en phase construction : 1er juin 2018 → 1er juin 2019 — 3 juin 2024, commit {short}"),
        format!(
            "    fiche renommée : registry/startups/ancien.yml → registry/startups/neuf.yml — 4 juin 2024, commit {last}"
        ),
    ] {
        assert!(run.stdout.lines().any(|said| said == line), "{line} in\n{}", run.stdout);
    }
}
