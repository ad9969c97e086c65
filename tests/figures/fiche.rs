//! The indicators as a PAP lays them out.

use serde_json::{Value, json};

use super::{follows, told};
use crate::support::{EXEMPLE, NOON, Repo};

const PAP: &str = "\
name: PAP 2020
type: pap
year: 2020
published: 2019
source: budget
figures:
  - {indicator: produits-lances, year: 2020, kind: target, value: 3}
  - {indicator: produits-lances, year: 2020, kind: forecast, value: 2}
  - {indicator: produits-lances, year: 2018, kind: actual, value: 4}
  - {indicator: produits-lances, year: 2017, kind: actual, value: na}
  - {indicator: problemes-investigues, year: 2018, kind: actual, value: nd, method: debut-d-investigation}
";
const RAP: &str = "\
name: RAP 2020
type: rap
year: 2020
published: 2021
source: budget
figures:
  - {indicator: produits-lances, year: 2018, kind: actual, value: 5}
  - {indicator: produits-lances, year: 2020, kind: actual, value: 0}
  - {indicator: problemes-investigues, year: 2018, kind: actual, value: 9, method: fin-d-investigation}
";

fn register() -> Repo {
    let repo = Repo::with_register();
    repo.write("registry/publications/pap-2020.yml", PAP).write("registry/publications/rap-2020.yml", RAP);
    repo.write("registry/startups/autre.yml", EXEMPLE.replace("2018-06-01", "2020-02-01"));
    repo.commit(NOON, "two products");
    repo
}

#[test]
fn the_columns_are_those_of_the_document_and_the_gap_is_to_the_published_actual() {
    let repo = register();
    let answer = repo.greffe(&["indicators", "--pap", "2020", "--format", "json"]).json();
    follows("indicators-pap", &answer);
    assert_eq!(answer["pap"], json!({"id": "pap-2020", "name": "PAP 2020", "year": 2020}));
    assert_eq!(answer["indicators"].as_array().unwrap().len(), 7, "each indicator has its fiche");
    let of = |code: &str| -> Vec<Value> {
        let all = answer["indicators"].as_array().unwrap();
        let found = all.iter().find(|indicator| indicator["code"] == code).unwrap();
        let row = |figure: &Value| {
            json!([
                figure["year"],
                figure["kind"],
                figure["published"],
                figure["actual"],
                figure["register"]["value"],
                figure["gap"]
            ])
        };
        found["figures"].as_array().unwrap().iter().map(row).collect()
    };
    assert_eq!(
        of("1.2"),
        [
            json!([2017, "actual", "na", null, null, null]),
            json!([2018, "actual", 4, 4, 1, -3]),
            json!([2020, "forecast", 2, 0, 1, 1]),
            json!([2020, "target", 3, 0, 1, 1]),
        ]
    );
    // The RAP counts otherwise than the PAP: its actual is not what the PAP's method is held against.
    assert_eq!(of("1.1")[1], json!([2018, "actual", "nd", null, 2, null]));
    assert_eq!(answer["indicators"][0]["method"], "debut-d-investigation");
    let asked = ["indicators", "--pap", "2020", "--method", "fin-d-investigation", "--format", "json"];
    assert_eq!(repo.greffe(&asked).json()["indicators"][0]["figures"][1]["actual"], 9);
}

#[test]
fn people_see_a_table_per_indicator() {
    let repo = register();
    let table = told(&repo, &["--pap", "2020", "--indicator", "1.2", "--format", "markdown"]);
    let expected = "### 1.2 Products launched each year — First entry into construction\n\n\
         |  | 2017 actual | 2018 actual | 2020 forecast | 2020 target |\n\
         | --- | ---: | ---: | ---: | ---: |\n\
         | PAP 2020 | na | 4 | 2 | 3 |\n\
         | actual, as published |  | 4 | 0 | 0 |\n\
         | register | n/a | 1 | 1 | 1 |\n\
         | gap |  | -3 | +1 | +1 |\n\n\
         n/a: the register can’t know it.\n";
    assert!(table.ends_with(expected), "{table}");
    let human = told(&repo, &["--pap", "2020", "--indicator", "1.1"]);
    assert!(human.contains("counts by another method"), "{human}");
    let csv = told(&repo, &["--pap", "2020", "--indicator", "1.2", "--format", "csv"]);
    let line = "1.2,produits-lances,entree-en-construction,pap-2020,2018,actual,4,4,1,false,-3\n";
    assert!(csv.contains(line), "{csv}");
}

#[test]
fn a_year_without_a_pap_is_refused_with_those_that_have_one() {
    let repo = register();
    let run = repo.greffe(&["indicators", "--pap", "2021"]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("it has those of: 2020."), "{}", run.stderr);
    let run = repo.greffe(&["indicators", "--pap", "2020", "--year", "2018"]);
    assert!(run.status == 2 && run.stderr.contains("does not go with"), "{}", run.stderr);
}
