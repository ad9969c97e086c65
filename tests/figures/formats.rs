//! The years that are shown, and CSV and Markdown beside JSON and the table for people.

use super::{DAY, told};
use crate::support::{EXEMPLE, NOON, Repo};

const RAP: &str = "\
name: RAP 2020
type: rap
year: 2020
published: 2021
source: budget
figures:
  - {indicator: produits-lances, year: 2018, kind: actual, value: 4}
";

fn register() -> Repo {
    let repo = Repo::with_register();
    repo.write("registry/publications/rap-2020.yml", RAP);
    repo.write("registry/startups/autre.yml", EXEMPLE.replace("2018-06-01", "2020-02-01"));
    repo.commit(NOON, "two products");
    repo.commit(NOON + DAY, "nothing");
    repo
}

#[test]
fn csv_has_a_line_per_figure_and_year_and_an_empty_cell_for_what_can_t_be_known() {
    let repo = register();
    let csv = told(&repo, &["--format", "csv", "--indicator", "1.2", "--from", "2017", "--to", "2020"]);
    let lines = [
        "code,indicator,method,year,value,approximate,published",
        "1.2,produits-lances,entree-en-construction,2017,,false,",
        "1.2,produits-lances,entree-en-construction,2018,1,false,4",
        "1.2,produits-lances,entree-en-construction,2019,0,false,",
        "1.2,produits-lances,entree-en-construction,2020,1,false,",
    ];
    assert_eq!(csv, lines.map(|line| format!("{line}\n")).concat());
}

#[test]
fn markdown_says_the_moment_the_table_and_the_legend() {
    let repo = register();
    let markdown = told(&repo, &["--format", "markdown", "--indicator", "1.2", "--to", "2018", "--from", "2017"]);
    let commit = &repo.head()[..10];
    assert_eq!(
        markdown,
        format!(
            "On 2 June 2024 (commit {commit}), plans left out.\n\n\
             | Indicator | 2017 | 2018 |\n| --- | ---: | ---: |\n\
             | 1.2 Products launched each year | n/a | 1 |\n| published |  | 4 |\n\n\
             n/a: the register can’t know it.\n"
        )
    );
}

#[test]
fn years_go_from_the_first_asked_for_to_the_last() {
    let repo = register();
    let years = |args: &[&str]| -> Vec<i64> {
        let run = repo.greffe(&[&["indicators", "--format", "json", "--indicator", "1.2"], args].concat());
        let years = run.json()["indicators"][0]["years"].as_array().unwrap().clone();
        years.iter().map(|year| year["year"].as_i64().unwrap()).collect()
    };
    assert_eq!(years(&[]), [2018, 2019, 2020]);
    assert_eq!(years(&["--from", "2019"]), [2019, 2020]);
    assert_eq!(years(&["--to", "2018"]), [2018]);
    assert_eq!(years(&["--from", "2019", "--to", "2021"]), [2019, 2020, 2021]);
    let backwards = repo.greffe(&["indicators", "--from", "2020", "--to", "2019"]);
    assert_eq!((backwards.status, backwards.stdout.as_str()), (2, ""));
    assert!(backwards.stderr.contains("2020 comes after 2019"), "{}", backwards.stderr);
    for conflict in [["--year", "2018", "--from", "2017"], ["--year", "2018", "--to", "2019"]] {
        let run = repo.greffe(&[&["indicators"], &conflict[..]].concat());
        assert_eq!(run.status, 2);
        assert!(run.stderr.contains("does not go with"), "{}", run.stderr);
    }
}
