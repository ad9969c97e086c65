//! The published figures beside those of the register.

use serde_json::Value;

use super::{DAY, STARTUP};
use crate::support::{EXEMPLE, NOON, Repo};

const AUTRE: &str = "registry/startups/autre.yml";

/// A publication of one actual of 1.2 for 2018.
fn publication(date: &str, figure: &str) -> String {
    format!(
        "name: RAP 2018\ntype: rap\nyear: 2018\n{date}figures:\n  - indicator: produits-lances\n    year: 2018\n    {figure}\n"
    )
}

fn ask(repo: &Repo, more: &[&str]) -> Vec<Value> {
    let run = repo.greffe(&[&["published", "--format", "json"], more].concat());
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    run.json()["figures"].as_array().unwrap().clone()
}

/// A register that launched one product, then published, then learnt of one more.
fn published(date: &str, figure: &str) -> (Repo, String) {
    let repo = Repo::with_register();
    repo.write("registry/publications/rap-2018.yml", publication(date, figure));
    repo.commit(NOON, "created");
    repo.write(AUTRE, EXEMPLE);
    let since = repo.commit(NOON + 40 * DAY, "one more");
    (repo, since)
}

#[test]
fn a_published_actual_stands_beside_what_was_known_then_and_is_known_now() {
    let (repo, since) = published("published: 2024-06-10\n", "kind: actual\n    value: 3");
    let figures = ask(&repo, &[]);
    assert_eq!(figures.len(), 1);
    let figure = &figures[0];
    assert_eq!((&figure["published"], &figure["now"], &figure["gap"]), (&3.into(), &2.into(), &(-1).into()));
    assert_eq!((&figure["then"]["value"], &figure["then"]["gap"]), (&1.into(), &(-2).into()));
    assert_eq!(figure["then"]["as_of"], "2024-06-10T21:59:59Z");
    assert_eq!((&figure["method"], &figure["method_named"]), (&"entree-en-construction".into(), &false.into()));
    let reasons = figure["since"].as_array().unwrap();
    assert_eq!(reasons.len(), 1);
    assert_eq!((&reasons[0]["record"], &reasons[0]["commit"]), (&"startup/autre".into(), &since.as_str().into()));
    assert_eq!((&reasons[0]["change"], &reasons[0]["after"]), (&"added".into(), &"2018-06-01".into()));
    let human = repo.greffe(&["published", "1.2", "--year", "2018"]).stdout;
    let came = "+ startup/autre: 1 June 2018 (new)";
    for said in ["RAP 2018 (10 Jun 2024)", "since “RAP 2018” was published: 1 → 2", came] {
        assert!(human.contains(said), "{said} in {human}");
    }
    assert_eq!(ask(&repo, &["1.1"]), Vec::<Value>::new());
    assert_eq!(ask(&repo, &["1.2", "--year", "2019"]), Vec::<Value>::new());
}

#[test]
fn csv_has_a_line_per_published_figure_and_an_empty_cell_for_what_is_not_known() {
    let head = "code,indicator,method,year,publication,date,published,then,gap_then,now,gap\n";
    let line = "1.2,produits-lances,entree-en-construction,2018,rap-2018,";
    let cases = [
        ("published: 2024-06-10\n", "3", "2024-06-10,3,1,-2,2,-1"),
        ("published: 2019\n", "3", "2019,3,,,2,-1"),
        ("", "nd", ",nd,,,2,"),
    ];
    for (date, value, cells) in cases {
        let (repo, _) = published(date, &format!("kind: actual\n    value: {value}"));
        let run = repo.greffe(&["published", "--format", "csv"]);
        assert_eq!((run.stdout, run.stderr), (format!("{head}{line}{cells}\n"), String::new()));
    }
}

#[test]
fn markdown_says_the_moment_the_table_what_came_since_and_the_legend() {
    let (repo, since) = published("published: 2024-06-10\n", "kind: actual\n    value: 3");
    let (head, commit) = (&repo.head()[..10], &since[..10]);
    assert_eq!(
        repo.greffe(&["published", "--format", "markdown"]).stdout,
        format!(
            "On 11 July 2024 (commit {head}), plans left out.\n\n\
             ### 1.2 Products launched each year — First entry into construction\n\n\
             | Year | Document (published) | Published figure | Register at that time | Gap then | Register today | Gap today |\n\
             | --- | --- | ---: | ---: | ---: | ---: | ---: |\n\
             | 2018 | RAP 2018 (10 Jun 2024) | 3 | 1 | -2 | 2 | -1 |\n\n\
             2018, since “RAP 2018” was published: 1 → 2\n\n\
             \\+ startup/autre: 1 June 2018 (new) — 11 July 2024, commit {commit}\n\n\
             Gap: the register’s figure minus the published one. Today: the day of the last commit, given above.\n\n"
        )
    );
    let none = repo.greffe(&["published", "--year", "2000", "--format", "markdown"]).stdout;
    assert!(none.ends_with("No published actual to compare.\n\n"), "{none}");
}

#[test]
fn a_date_known_to_the_month_or_the_year_means_its_last_day_and_without_one_there_is_only_now() {
    for (date, then) in [("2024-06", "2024-06-30T21:59:59Z"), ("2024", "2024-12-31T22:59:59Z")] {
        let (repo, _) = published(&format!("published: {date}\n"), "kind: actual\n    value: 3");
        assert_eq!(ask(&repo, &[])[0]["then"]["as_of"], then);
    }
    let (repo, _) = published("", "kind: actual\n    value: 3");
    let figure = &ask(&repo, &[])[0];
    assert_eq!(
        (&figure["then"], &figure["gap"], &figure["since"]),
        (&Value::Null, &(-1).into(), &Value::Array(vec![]))
    );
    let human = repo.greffe(&["published"]).stdout;
    assert!(human.contains("RAP 2018 (no date)") && human.contains("with today only"), "{human}");
}

#[test]
fn before_the_register_nothing_was_known() {
    let (repo, _) = published("published: 2019\n", "kind: actual\n    value: nd");
    let figure = &ask(&repo, &[])[0];
    assert_eq!((&figure["stated"], &figure["published"], &figure["gap"]), (&"nd".into(), &Value::Null, &Value::Null));
    assert_eq!((&figure["then"]["commit"], &figure["then"]["value"]), (&Value::Null, &Value::Null));
    let human = repo.greffe(&["published"]).stdout;
    assert!(human.contains("did not exist yet") && !human.contains("startup/autre"), "{human}");
}

#[test]
fn the_method_that_the_document_names_is_used_and_what_can_t_be_compared_is_said() {
    let (repo, _) = published("", "kind: actual\n    value: 3\n    method: construction-ou-suite");
    let figure = &ask(&repo, &[])[0];
    assert_eq!((&figure["method"], &figure["method_named"]), (&"construction-ou-suite".into(), &true.into()));
    let (repo, _) = published("", "kind: forecast\n    value: 3");
    assert_eq!(ask(&repo, &[]), Vec::<Value>::new(), "a forecast is no actual");
    assert!(repo.greffe(&["published"]).stdout.contains("No published actual"));
    let (repo, _) = published("", "kind: actual\n    value: 3\n    method: inconnue");
    let run = repo.greffe(&["published"]);
    assert!(run.stderr.contains("by “inconnue”, which the register does not define"), "{run:?}");
    let left_out = &repo.greffe(&["published", "--format", "json"]).json()["left_out"];
    let expected =
        r#"[{"publication":"rap-2018","indicator":"produits-lances","method":"inconnue","reason":"unknown-method"}]"#;
    assert_eq!(left_out.to_string(), expected);
    assert_eq!(repo.greffe(&["published", "9.9"]).status, 2);
    repo.write("registry/publications/illisible.yml", "name: [RAP\n");
    repo.commit(NOON + 50 * DAY, "an unreadable one");
    repo.write("registry/publications/pap-2018.yml", "name: PAP\ntype: pap\nyear: 2018\nfigures: []\n");
    repo.commit(NOON + 51 * DAY, "a readable one");
    let readers: [&[&str]; 4] =
        [&["published"], &["indicators"], &["indicators", "--format", "csv"], &["indicators", "--pap", "2018"]];
    for args in readers {
        let told = repo.greffe(args).stderr;
        assert_eq!(told.matches("registry/publications/illisible.yml can’t be used").count(), 1, "{args:?}: {told}");
    }
    assert_eq!(repo.greffe(&["history", "1.2"]).stderr, "", "it reads no publication");
}

#[test]
fn a_plan_whose_day_has_come_is_told_with_the_commit_that_stated_it() {
    let repo = Repo::with_register();
    repo.write(STARTUP, EXEMPLE.replace("start: 2018-06-01", "start: 2024-07-01").replace("2020-03", "2024-08"));
    let text = publication("published: 2024-06-02\n", "kind: actual\n    value: 1").replace("year: 2018", "year: 2024");
    repo.write("registry/publications/rap-2024.yml", text);
    let stated = repo.commit(NOON, "planned");
    repo.write("notes.txt", "");
    repo.commit(NOON + 60 * DAY, "later");
    let figure = &ask(&repo, &[])[0];
    assert_eq!((&figure["then"]["value"], &figure["now"]), (&Value::Null, &1.into()));
    let reason = &figure["since"][0];
    assert_eq!((&reason["came_true"], &reason["commit"]), (&true.into(), &stated.as_str().into()));
    let planned = repo.greffe(&["published", "--include-planned", "--format", "json"]).json();
    assert_eq!(
        (&planned["figures"][0]["then"]["value"], &planned["figures"][0]["since"]),
        (&1.into(), &Value::Array(vec![]))
    );
}

#[test]
fn a_program_reads_the_same_whatever_the_language() {
    let (repo, _) = published("published: 2024-06-10\n", "kind: actual\n    value: 3");
    for args in [
        &["published", "--format", "csv"][..],
        &["published", "--format", "json"],
        &["indicators", "--every", "month", "--year", "2018", "--format", "csv"],
        &["indicators", "--every", "month", "--year", "2018", "--format", "json"],
        &["history", "1.2", "--format", "json"],
        &["why", "1.2", "2018", "--format", "json"],
        &["log", "autre", "--format", "json"],
        &["diff", "2024-06-10", "HEAD", "--format", "json"],
    ] {
        let told = |lang: &str| repo.greffe_with(&repo.path(), &[], &[&["--lang", lang], args].concat());
        let (french, english) = (told("fr"), told("en"));
        assert_eq!((french.status, &french.stdout), (0, &english.stdout), "{args:?}");
        assert!(french.stdout.contains("2018-06") || french.stdout.contains("2024-0"), "{args:?}: {}", french.stdout);
    }
}
