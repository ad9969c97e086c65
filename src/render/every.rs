use schemars::JsonSchema;
use serde::Serialize;

use super::csv::csv;
use super::figure_json::FigureJson;
use super::figures::{Marks, plain};
use super::schemas::{COMMIT, DAY};
use super::{Sheet, to_json};
use crate::i18n::Words;
use crate::indicator::{Every, Indicator, Method, Series};
use crate::timeline::{History, Point};

/// Figures as they were known at the end of each period.
pub(crate) struct EveryAnswer<'a> {
    /// The history.
    pub history: &'a History,
    /// The periods.
    pub every: Every,
    /// Whether planned facts count.
    pub include_planned: bool,
    /// The ends of the periods.
    pub points: &'a [Point],
    /// The figures, each at each end.
    pub figures: &'a [(&'a Indicator, &'a Method, Vec<Series<'static>>)],
    /// The years to list.
    pub years: &'a [i32],
}

#[derive(Serialize, JsonSchema)]
pub(super) struct EveryJson<'a> {
    /// The version of this answer.
    #[schemars(extend("const" = 1))]
    version: u32,
    /// The length of a period.
    #[schemars(extend("enum" = ["month", "quarter", "year"]))]
    every: &'static str,
    /// Whether facts count that had not taken effect by then.
    include_planned: bool,
    /// The periods of the register's life.
    periods: Vec<PeriodJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct PeriodJson<'a> {
    /// The last day of the period, in the register’s time zone; in the last one, the day of the moment asked for.
    #[schemars(regex(pattern = DAY))]
    day: String,
    /// The last commit of the mainline known by then; `null` before the first.
    #[schemars(regex(pattern = COMMIT))]
    commit: Option<String>,
    /// The indicators, as they were known then.
    indicators: Vec<FiguresJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct FiguresJson<'a> {
    /// The indicator's code.
    code: &'a str,
    /// The identifier.
    id: &'a str,
    /// The method that it is counted by.
    method: &'a str,
    /// The figures, by year.
    years: Vec<YearJson>,
}

#[derive(Serialize, JsonSchema)]
struct YearJson {
    /// The year.
    year: i32,
    #[serde(flatten)]
    figure: FigureJson,
}

/// The figures of one year, a row per period.
pub(crate) fn every_sheet(answer: &EveryAnswer<'_>, year: i32, words: &Words) -> Sheet {
    let mut head = vec![words.text("every-known")];
    head.extend(answer.figures.iter().map(|(indicator, ..)| indicator.code.clone()));
    let mut marks = Marks::default();
    let rows = answer.points.iter().enumerate().map(|(at, point)| {
        let mut cells = vec![words.short_date(point.today)];
        for (.., all) in answer.figures {
            let value = all.get(at).and_then(|series| series.year(year)).cloned().unwrap_or_default();
            cells.push(marks.cell(&value, words));
        }
        cells
    });
    let rows = rows.collect();
    Sheet { title: Some(year.to_string()), head, rows, numbers_from: 1, notes: marks.legend(words) }
}

/// The figures as CSV, one line per period, figure and year.
pub(crate) fn every_csv(answer: &EveryAnswer<'_>) -> String {
    let mut rows = Vec::new();
    for (at, point) in answer.points.iter().enumerate() {
        for (indicator, method, all) in answer.figures {
            for year in answer.years {
                let value = all.get(at).and_then(|series| series.year(*year)).cloned().unwrap_or_default();
                rows.push(vec![
                    point.today.to_string(),
                    indicator.code.clone(),
                    indicator.id.clone(),
                    method.id.clone(),
                    year.to_string(),
                    plain(&value),
                    value.approximate.to_string(),
                ]);
            }
        }
    }
    csv(&["known_on", "code", "indicator", "method", "year", "value", "approximate"], rows)
}

/// The figures as JSON, version 1 (`docs/en/json.md`).
pub(crate) fn every_json(answer: &EveryAnswer<'_>) -> String {
    let year = |series: Option<&Series<'_>>, year: i32| YearJson {
        year,
        figure: FigureJson::of(series.and_then(|series| series.year(year))),
    };
    let periods = answer.points.iter().enumerate().map(|(at, point)| {
        let commit = point.at.and_then(|at| answer.history.commits.get(at));
        let indicators = answer.figures.iter().map(|(indicator, method, all)| FiguresJson {
            code: &indicator.code,
            id: &indicator.id,
            method: &method.id,
            years: answer.years.iter().map(|at_year| year(all.get(at), *at_year)).collect(),
        });
        PeriodJson {
            day: point.today.to_string(),
            commit: commit.map(|commit| commit.oid.to_string()),
            indicators: indicators.collect(),
        }
    });
    let every = match answer.every {
        Every::Month => "month",
        Every::Quarter => "quarter",
        Every::Year => "year",
    };
    to_json(&EveryJson { version: 1, every, include_planned: answer.include_planned, periods: periods.collect() })
}
