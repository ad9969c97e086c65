//! The tables of figures say what the commands answer.

use rusqlite::types::Value;
use serde_json::Value as Json;

use super::{Repo, exported, lively, rich, rows, text};

/// The methods that an export has, by indicator.
fn methods(export: &std::path::Path) -> Vec<(String, String, bool)> {
    let rows = rows(export, "SELECT indicator, method, share IS NOT NULL FROM methods").into_iter();
    let method = |row: Vec<Value>| match row.as_slice() {
        [Value::Text(indicator), Value::Text(method), Value::Integer(share)] => {
            (indicator.clone(), method.clone(), *share == 1)
        }
        other => panic!("{other:?}"),
    };
    rows.map(method).collect()
}

fn number(value: &Json) -> Value {
    match (value.as_i64(), value.as_f64()) {
        (Some(number), _) => Value::Integer(number),
        (None, Some(number)) => Value::Real(number),
        (None, None) => Value::Null,
    }
}

fn string(value: &Json) -> Value {
    value.as_str().map_or(Value::Null, text)
}

/// The figures, their units and their steps, in the tables and as the commands tell them.
pub(crate) fn check(repo: &Repo, register: &std::path::Path, name: &str, as_of: &[&str]) {
    let out = exported(repo, register, "sqlite", name, as_of);
    let ask = |args: &[&str]| {
        let run = repo.greffe_in(register, &[args, &["--format", "json"]].concat());
        assert_eq!(run.status, 0, "{args:?}: {}", run.stderr);
        run.json()
    };
    let mut told = 0;
    for (indicator, method, is_share) in methods(&out) {
        let named = ["--indicator", &indicator, "--method", &method];
        let answer = ask(&[&["indicators"], &named[..], as_of].concat());
        let where_it = format!("WHERE indicator = '{indicator}' AND method = '{method}'");
        for year in answer["indicators"][0]["years"].as_array().unwrap() {
            let column = if is_share { "percent" } else { "value" };
            let one = year["year"].as_i64().unwrap();
            let query = format!(
                "SELECT {column}, approximate, numerator, denominator FROM figures {where_it} AND year = {one}"
            );
            let expected = [
                number(&year["value"]),
                Value::Integer(i64::from(year["approximate"] == true)),
                number(&year["numerator"]),
                number(&year["denominator"]),
            ];
            let at = format!("{indicator} {method} {one}");
            match rows(&out, &query).as_slice() {
                [] => assert!(year["value"].is_null(), "{at}: {year}"),
                [row] => {
                    // 25.0 and 25 are one number.
                    let plain = |value: &Value| match value {
                        Value::Real(number) => format!("{number}"),
                        Value::Integer(number) => number.to_string(),
                        other => format!("{other:?}"),
                    };
                    let (row, expected) = (row.iter().map(plain), expected.iter().map(plain));
                    assert_eq!(row.collect::<Vec<_>>(), expected.collect::<Vec<_>>(), "{at}");
                }
                other => panic!("{at}: {other:?}"),
            }
            told += usize::from(!year["value"].is_null());
            if !year["value"].is_null() && one % 2 == 0 {
                let asked = one.to_string();
                let args = [&["why", &indicator, &asked, "--method", &method], as_of].concat();
                behind(&out, &where_it, one, &ask(&args)["units"]);
            }
        }
        if !is_share && as_of.is_empty() {
            moves(&out, &where_it, &ask(&["history", &indicator, "--method", &method])["steps"]);
        }
    }
    assert!(told > 2, "too little is compared");
}

/// The units of a figure are those that `why` lists.
fn behind(out: &std::path::Path, where_it: &str, year: i64, units: &Json) {
    let query = format!(
        "SELECT effective, dated_by, cohort, known_from_commit, known_from, path, line, in_numerator \
         FROM units JOIN facts USING (fact) {where_it} AND year = {year} ORDER BY place"
    );
    let unit = |unit: &Json| {
        vec![
            string(&unit["effective"]),
            string(&unit["dated_by"]),
            number(&unit["cohort"]),
            string(&unit["known_since"]["commit"]),
            string(&unit["known_since"]["known_at"]),
            string(&unit["path"]),
            number(&unit["line"]),
            unit["in_numerator"].as_bool().map_or(Value::Null, |truth| Value::Integer(i64::from(truth))),
        ]
    };
    let expected: Vec<_> = units.as_array().unwrap().iter().map(unit).collect();
    assert_eq!(rows(out, &query), expected, "{where_it} {year}");
}

/// The steps of a figure are those that `history` lists.
fn moves(out: &std::path::Path, where_it: &str, steps: &Json) {
    let query = format!(
        "SELECT commit_id, steps.known_at, subject, year, value_before, value_after \
         FROM steps JOIN commits USING (commit_id) {where_it} ORDER BY commits.place, year"
    );
    let step = |step: &Json| {
        let subject = step["subject"].as_str().filter(|subject| !subject.is_empty());
        vec![
            string(&step["commit"]),
            string(&step["known_at"]),
            subject.map_or(Value::Null, text),
            number(&step["year"]),
            number(&step["from"]),
            number(&step["to"]),
        ]
    };
    let steps = steps.as_array().unwrap();
    assert_eq!(rows(out, &query), steps.iter().map(step).collect::<Vec<_>>(), "{where_it}");
    let query = format!(
        "SELECT commit_id, causes.year, causes.change, causes.came_true, effective_before, effective_after, \
         after.what || ':' || after.name || ':' || after.ordinal \
         FROM causes JOIN commits USING (commit_id) LEFT JOIN facts AS after ON after.fact = fact_after \
         {where_it} ORDER BY commits.place, causes.year, causes.place"
    );
    let causes =
        steps.iter().flat_map(|step| step["causes"].as_array().unwrap().iter().map(move |cause| (step, cause)));
    let cause = |(step, cause): (&Json, &Json)| {
        vec![
            string(&step["commit"]),
            number(&step["year"]),
            string(&cause["change"]),
            Value::Integer(i64::from(cause["came_true"] == true)),
            string(&cause["before"]),
            string(&cause["after"]),
            if cause["after"].is_null() { Value::Null } else { string(&cause["fact"]) },
        ]
    };
    assert_eq!(rows(out, &query), causes.map(cause).collect::<Vec<_>>(), "{where_it}");
}

#[test]
fn the_figures_their_units_and_their_steps_are_those_of_the_commands() {
    for repo in [lively(), rich()] {
        check(&repo, &repo.path(), "now.sqlite", &[]);
        for (at, as_of) in ["2020-03-01", "2020-06-20", "HEAD~2", "2021-07-20T00:00:00Z"].iter().enumerate() {
            check(&repo, &repo.path(), &format!("then-{at}.sqlite"), &["--as-of", as_of]);
        }
    }
}

/// The published actuals, with the figure of the register beside each, are those that `published` lists.
#[test]
fn the_published_figures_are_those_of_the_register() {
    let repo = lively();
    let out = exported(&repo, &repo.path(), "sqlite", "now.sqlite", &[]);
    let run = repo.greffe(&["published", "--format", "csv"]);
    let cell = |text: &str| if text.is_empty() { Value::Null } else { self::text(text) };
    let listed = csv::Reader::from_reader(run.stdout.as_bytes()).into_records().map(Result::unwrap);
    let listed = listed.map(|line| [1, 2, 3, 4, 5, 6, 9].map(|at| cell(&line[at])).to_vec());
    let query = "
        SELECT methods.indicator, methods.method, CAST(stated.year AS TEXT), publication, published,
          coalesce(CAST(stated.value AS TEXT), absent), CAST(figures.value AS TEXT)
        FROM published_figures AS stated JOIN publications USING (publication) JOIN methods USING (indicator)
        LEFT JOIN figures
          ON figures.indicator = methods.indicator AND figures.method = methods.method AND figures.year = stated.year
        WHERE stated.kind = 'actual' AND iif(stated.method IS NULL, methods.place = 1, stated.method = methods.method)";
    let mut found = rows(&out, query);
    let mut listed: Vec<Vec<Value>> = listed.collect();
    assert!(listed.len() > 10);
    found.sort_by_key(|row| format!("{row:?}"));
    listed.sort_by_key(|row| format!("{row:?}"));
    assert_eq!(found, listed);
}
