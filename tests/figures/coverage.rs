//! The years on which a register says that it is complete.

use serde_json::Value;

use crate::support::{EXEMPLE, NOON, Repo};

/// The definition of the indicator 1.2 with `covers`, as the shipped register counts it.
fn defined(repo: &Repo, covers: &str) {
    let shipped = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("registry/indicators/produits-lances.yml");
    let text = std::fs::read_to_string(shipped).unwrap();
    repo.write("registry/indicators/produits-lances.yml", text.replace("methods:", &format!("{covers}methods:")));
}

/// The figures of the years 2016 to 2025.
fn figures(repo: &Repo, more: &[&str]) -> Vec<Value> {
    let run = repo.greffe(&[&["indicators", "--format", "json", "--from", "2016", "--to", "2025"], more].concat());
    let years = run.json()["indicators"][0]["years"].as_array().unwrap().clone();
    years.into_iter().map(|year| year["value"].clone()).collect()
}

#[test]
fn a_year_without_anything_is_zero_where_the_register_is_complete_and_unknown_elsewhere() {
    let repo = Repo::with_register();
    defined(&repo, "covers: {from: 2017, to: 2019}\n");
    repo.write(
        "registry/startups/autre.yml",
        EXEMPLE.replace("2018-06-01", "2023-02-01").replace("2020-03", "2024-03"),
    );
    repo.commit(NOON, "complete from 2017 to 2019");
    assert_eq!(repo.greffe(&["validate", "--format", "json"]).codes(), Vec::<String>::new());
    let unknown = Value::Null;
    let expected = |known: &[i32]| -> Vec<Value> {
        known.iter().map(|value| if *value < 0 { unknown.clone() } else { Value::from(*value) }).collect()
    };
    assert_eq!(figures(&repo, &[]), expected(&[-1, 0, 1, 0, -1, -1, -1, 1, -1, -1]));
    defined(&repo, "covers: {from: 2017}\n");
    repo.commit(NOON + 60, "complete from 2017 on");
    // It is 2024: 2025 has not begun.
    assert_eq!(figures(&repo, &[]), expected(&[-1, 0, 1, 0, 0, 0, 0, 1, 0, -1]));
    assert_eq!(figures(&repo, &["--as-of", "2024-05-01"]), expected(&[-1; 10]), "before the first commit");
    defined(&repo, "");
    repo.commit(NOON + 120, "nothing is declared");
    assert_eq!(figures(&repo, &[]), expected(&[-1, -1, 1, 0, 0, 0, 0, 1, -1, -1]));
}

#[test]
fn a_coverage_that_makes_no_sense_is_a_finding() {
    let repo = Repo::with_register();
    defined(&repo, "covers: {to: 2019}\n");
    repo.commit(NOON, "no beginning");
    assert_eq!(repo.greffe(&["validate", "--format", "json"]).codes(), ["S001"]);
    defined(&repo, "covers: {from: 20170}\n");
    assert_eq!(repo.greffe(&["validate", "--format", "json"]).codes(), ["S007"]);
}
