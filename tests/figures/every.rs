//! The figures as they were known at the end of each period.

use super::{DAY, follows, told};
use crate::support::{EXEMPLE, NOON, Repo};

/// A register of seven months, in which products come, are revised, planned and deleted.
fn register() -> Repo {
    let repo = Repo::with_register();
    repo.commit(NOON, "one product");
    repo.write("registry/startups/plan.yml", EXEMPLE.replace("2018-06-01", "2024-08-20").replace("2020-03", "2024-09"));
    repo.commit(NOON + 3 * DAY, "a plan");
    repo.write("registry/startups/exemple.yml", EXEMPLE.replace("2018-06-01", "2019-06-01"));
    repo.commit(NOON + 75 * DAY, "revised");
    repo.remove("registry/startups/exemple.yml");
    repo.commit(NOON + 140 * DAY, "deleted");
    repo.write("registry/startups/exemple.yml", EXEMPLE);
    repo.commit(NOON + 201 * DAY, "back");
    repo
}

#[test]
fn each_period_gives_what_the_same_question_as_of_its_last_day_gives() {
    let repo = register();
    for every in ["month", "quarter", "year"] {
        for planned in [&[][..], &["--include-planned"]] {
            let run = repo.greffe(&[&["indicators", "--every", every, "--format", "json"], planned].concat());
            let answer = run.json();
            follows("indicators-every", &answer);
            let periods = answer["periods"].as_array().unwrap();
            assert_eq!(
                periods.len(),
                [7, 3, 1][["month", "quarter", "year"].iter().position(|e| *e == every).unwrap()]
            );
            for period in periods {
                let day = period["day"].as_str().unwrap();
                let range = ["--from", "2018", "--to", "2024", "--format", "json", "--as-of", day];
                let one = repo.greffe(&[&["indicators"], &range[..], planned].concat()).json();
                assert_eq!(period["commit"], one["commit"], "{day}");
                for (at, indicator) in period["indicators"].as_array().unwrap().iter().enumerate() {
                    for (place, year) in indicator["years"].as_array().unwrap().iter().enumerate() {
                        let single = &one["indicators"][at]["years"][place];
                        assert_eq!(year["year"], single["year"]);
                        assert_eq!(year["value"], single["value"], "{day} {indicator}");
                        assert_eq!(year["approximate"], single["approximate"], "{day} {indicator}");
                    }
                }
            }
        }
    }
}

#[test]
fn the_table_has_a_row_per_month_and_the_plan_counts_from_the_month_it_came_true() {
    let repo = register();
    let table = told(&repo, &["--every", "month", "--year", "2024", "--indicator", "1.2", "--format", "markdown"]);
    let rows: Vec<&str> = table.lines().filter(|line| line.contains(" 2024 | ")).collect();
    assert_eq!(
        rows,
        [
            "| 30 Jun 2024 | n/a |",
            "| 31 Jul 2024 | n/a |",
            "| 31 Aug 2024 | 1 |",
            "| 30 Sep 2024 | 1 |",
            "| 31 Oct 2024 | 1 |",
            "| 30 Nov 2024 | 1 |",
            "| 19 Dec 2024 | 1 |",
        ],
        "{table}"
    );
    assert!(table.contains("1.2 Products launched each year — First entry into construction"), "{table}");
}

#[test]
fn csv_has_a_line_per_period_figure_and_year() {
    let repo = register();
    let csv = told(&repo, &["--every", "quarter", "--year", "2018", "--indicator", "1.2", "--format", "csv"]);
    let lines = [
        "known_on,code,indicator,method,year,value,approximate",
        "2024-06-30,1.2,produits-lances,entree-en-construction,2018,1,false",
        "2024-09-30,1.2,produits-lances,entree-en-construction,2018,,false",
        "2024-12-19,1.2,produits-lances,entree-en-construction,2018,1,false",
    ];
    assert_eq!(csv, lines.map(|line| format!("{line}\n")).concat());
}

#[test]
fn more_years_or_periods_than_anyone_reads_are_refused_with_the_way_out() {
    let repo = register();
    for format in ["human", "json", "csv", "markdown"] {
        let years = ["--from", "1000", "--to", "9999", "--format", format];
        for more in [&["--every", "month"][..], &["--by", "incubator"], &[]] {
            let run = repo.greffe(&[&["indicators"], &years[..], more].concat());
            assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{format} {more:?}");
            assert!(run.stderr.contains("9,000 years") && run.stderr.contains("300 years at most"), "{}", run.stderr);
        }
    }
    repo.commit(NOON + 150 * 365 * DAY, "a clock that was wrong");
    let asked = ["indicators", "--year", "2018", "--format", "csv", "--every"];
    let run = repo.greffe(&[&asked[..], &["month"]].concat());
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("--every year") && run.stderr.contains("1,200"), "{}", run.stderr);
    for more in [&["year"][..], &["month", "--as-of", "2025-01-01"]] {
        assert_eq!(repo.greffe(&[&asked[..], more].concat()).status, 0);
    }
}

#[test]
fn a_table_to_be_read_is_of_named_years() {
    let repo = register();
    let run = repo.greffe(&["indicators", "--every", "month"]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("--year YEAR"), "{}", run.stderr);
}
