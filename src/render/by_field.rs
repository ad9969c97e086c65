use schemars::JsonSchema;
use serde::Serialize;

use super::answers::YearJson;
use super::csv::csv;
use super::figures::{Marks, plain};
use super::schemas::{COMMIT, INSTANT};
use super::{Sheet, to_json};
use crate::i18n::Words;
use crate::indicator::{Groups, Indicator, Method, Series};
use crate::lifecycle::rfc3339;
use crate::message;
use crate::registry::Label;
use crate::timeline::{History, Point};

/// Figures by the values of a field.
pub(crate) struct GroupedAnswer<'a> {
    /// The history.
    pub history: &'a History,
    /// The moment.
    pub point: &'a Point,
    /// The commit that answers for it.
    pub commit: Option<String>,
    /// Whether planned facts count.
    pub include_planned: bool,
    /// The field, as it was asked for.
    pub by: &'a str,
    /// The figures.
    pub figures: &'a [GroupedFigure<'a>],
    /// The years to list.
    pub years: &'a [i32],
}

/// One indicator of such an answer.
pub(crate) struct GroupedFigure<'a> {
    /// The indicator.
    pub indicator: &'a Indicator,
    /// Its method.
    pub method: &'a Method,
    /// Its figures.
    pub groups: Groups<'a>,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct GroupedJson<'a> {
    /// The version of this answer.
    #[schemars(extend("const" = 1))]
    version: u32,
    /// The instant asked for (a day: its last second; a commit: when it became known); `null` for all that is known.
    #[schemars(regex(pattern = INSTANT))]
    as_of: Option<String>,
    /// The last commit of the mainline known by then; `null` before the first.
    #[schemars(regex(pattern = COMMIT))]
    commit: Option<&'a str>,
    /// Whether facts count that had not taken effect by then.
    include_planned: bool,
    /// The field, as it was asked for: `incubator`, or `sponsors.type` for a field of the records referred to.
    by: &'a str,
    /// The indicators.
    indicators: Vec<IndicatorJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct IndicatorJson<'a> {
    /// The indicator's code.
    code: &'a str,
    /// The identifier.
    id: &'a str,
    /// The method that it is counted by.
    method: &'a str,
    /// What is counted.
    unit: &'a str,
    /// The name in both languages.
    label: &'a Label,
    /// The total, by year.
    years: Vec<YearJson>,
    /// The groups; only those with something in these years.
    groups: Vec<GroupJson<'a>>,
    /// How many records that count in these years stand in several groups: the groups then add up to more than the
    /// total.
    in_several_groups: usize,
}

#[derive(Serialize, JsonSchema)]
struct GroupJson<'a> {
    /// The value, as known at that time; `null` for the records that have none.
    group: Option<&'a str>,
    /// The figures, by year.
    years: Vec<YearJson>,
}

/// The groups of one indicator, then their total, to be read.
pub(crate) fn grouped_sheet(
    answer: &GroupedAnswer<'_>,
    figure: &GroupedFigure<'_>,
    title: String,
    words: &Words,
) -> Sheet {
    let mut marks = Marks::default();
    let mut row = |name: String, series: &Series<'_>| {
        let values = answer.years.iter().map(|year| series.year(*year).cloned().unwrap_or_default());
        let mut cells = vec![name];
        cells.extend(values.map(|value| marks.cell(&value, words)));
        cells
    };
    let name = |value: &Option<String>| value.clone().unwrap_or_else(|| words.text("by-none"));
    let mut rows: Vec<Vec<String>> =
        figure.groups.in_years(answer.years).map(|(value, series)| row(name(value), series)).collect();
    let is_empty = rows.is_empty();
    rows.push(row(words.text("by-total"), &figure.groups.total));
    let mut notes = Vec::new();
    if is_empty {
        notes.push(words.text("by-nothing"));
    }
    match figure.groups.in_several(answer.years) {
        0 => {}
        several => notes.push(words.say(&message!("by-several", count = several))),
    }
    notes.extend(marks.legend(words));
    let mut head = vec![answer.by.to_owned()];
    head.extend(answer.years.iter().map(ToString::to_string));
    Sheet { title: Some(title), head, rows, numbers_from: 1, notes }
}

/// The groups as CSV, one line per figure, group and year; the group of the records without a value
/// has an empty cell. There is no total: it is not the sum.
pub(crate) fn grouped_csv(answer: &GroupedAnswer<'_>) -> String {
    let head = ["code", "indicator", "method", "by", "group", "year", "value", "approximate"];
    let mut rows = Vec::new();
    for figure in answer.figures {
        for (value, series) in figure.groups.in_years(answer.years) {
            for year in answer.years {
                let of_year = series.year(*year).cloned().unwrap_or_default();
                rows.push(vec![
                    figure.indicator.code.clone(),
                    figure.indicator.id.clone(),
                    figure.method.id.clone(),
                    answer.by.to_owned(),
                    value.clone().unwrap_or_default(),
                    year.to_string(),
                    plain(&of_year),
                    of_year.approximate.to_string(),
                ]);
            }
        }
    }
    csv(&head, rows)
}

/// The groups and their total as JSON, version 1 (`docs/en/json.md`).
pub(crate) fn grouped_json(answer: &GroupedAnswer<'_>) -> String {
    let years = |series: &Series<'_>| YearJson::all(answer.history, series, answer.years);
    let indicators = answer.figures.iter().map(|figure| {
        let groups = figure.groups.in_years(answer.years);
        IndicatorJson {
            code: &figure.indicator.code,
            id: &figure.indicator.id,
            method: &figure.method.id,
            unit: &figure.indicator.unit,
            label: &figure.indicator.label,
            years: years(&figure.groups.total),
            groups: groups.map(|(value, of)| GroupJson { group: value.as_deref(), years: years(of) }).collect(),
            in_several_groups: figure.groups.in_several(answer.years),
        }
    });
    to_json(&GroupedJson {
        version: 1,
        as_of: answer.point.instant.map(rfc3339),
        commit: answer.commit.as_deref(),
        include_planned: answer.include_planned,
        by: answer.by,
        indicators: indicators.collect(),
    })
}
