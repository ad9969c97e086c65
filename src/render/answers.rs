use std::collections::BTreeMap;

use serde::Serialize;

use super::figure_json::FigureJson;
use super::to_json;
use crate::change::Correction;
use crate::indicator::{Indicator, Method, Series, Step, YearValue};
use crate::lifecycle::rfc3339;
use crate::registry::Label;
use crate::timeline::{History, Point};

/// What `indicators` answers.
pub struct IndicatorsAnswer<'a> {
    /// The history.
    pub history: &'a History,
    /// The moment.
    pub point: &'a Point,
    /// The commit that answers for it.
    pub commit: Option<String>,
    /// Whether planned facts count.
    pub include_planned: bool,
    /// The figures.
    pub figures: &'a [(&'a Indicator, &'a Method, Series<'a>)],
    /// The years to list.
    pub years: &'a [i32],
}

/// What `history` answers.
pub struct HistoryAnswer<'a> {
    /// The history.
    pub history: &'a History,
    /// The indicator.
    pub indicator: &'a Indicator,
    /// Its method.
    pub method: &'a Method,
    /// The steps.
    pub steps: &'a [Step<'a>],
    /// What the commits of the steps (by their places on the mainline) say that they correct.
    pub corrections: &'a BTreeMap<usize, Vec<Correction>>,
}

/// What `why` answers.
pub struct WhyAnswer<'a> {
    /// The history.
    pub history: &'a History,
    /// The moment.
    pub point: &'a Point,
    /// The commit that answers for it.
    pub commit: Option<String>,
    /// Whether planned facts count.
    pub include_planned: bool,
    /// The indicator.
    pub indicator: &'a Indicator,
    /// Its method.
    pub method: &'a Method,
    /// The year.
    pub year: i32,
    /// The figure, with what makes it.
    pub figure: &'a YearValue<'a>,
}

#[derive(Serialize)]
struct Indicators<'a> {
    version: u32,
    as_of: Option<String>,
    commit: Option<&'a str>,
    include_planned: bool,
    indicators: Vec<IndicatorJson<'a>>,
}

#[derive(Serialize)]
struct IndicatorJson<'a> {
    code: &'a str,
    id: &'a str,
    method: &'a str,
    unit: &'a str,
    label: &'a Label,
    years: Vec<YearJson>,
}

#[derive(Serialize)]
pub(super) struct YearJson {
    year: i32,
    #[serde(flatten)]
    figure: FigureJson,
    records: Vec<String>,
}

impl YearJson {
    /// The figures of these years.
    pub(super) fn all(history: &History, series: &Series<'_>, years: &[i32]) -> Vec<YearJson> {
        let year = |year: &i32| {
            let value = series.year(*year);
            let units = value.map(|value| value.units.as_slice()).unwrap_or_default();
            YearJson {
                year: *year,
                figure: FigureJson::of(value),
                records: units.iter().map(|unit| history.key(unit.fact.record)).collect(),
            }
        };
        years.iter().map(year).collect()
    }
}

#[derive(Serialize)]
struct Steps<'a> {
    version: u32,
    indicator: &'a str,
    method: &'a str,
    steps: Vec<StepJson<'a>>,
}

#[derive(Serialize)]
struct StepJson<'a> {
    commit: String,
    known_at: String,
    subject: &'a str,
    year: i32,
    from: usize,
    to: usize,
    corrections: Vec<CorrectionJson<'a>>,
    causes: Vec<CauseJson>,
}

/// Why a commit changes what was known.
#[derive(Serialize)]
pub(super) struct CorrectionJson<'a> {
    commit: String,
    reason: &'a str,
}

impl<'a> CorrectionJson<'a> {
    pub(super) fn of(correction: &'a Correction) -> CorrectionJson<'a> {
        CorrectionJson { commit: correction.commit.to_string(), reason: &correction.reason }
    }
}

#[derive(Serialize)]
struct CauseJson {
    record: String,
    fact: String,
    change: &'static str,
    before: Option<String>,
    after: Option<String>,
    came_true: bool,
}

#[derive(Serialize)]
struct Why<'a> {
    version: u32,
    indicator: &'a str,
    method: &'a str,
    year: i32,
    as_of: Option<String>,
    commit: Option<&'a str>,
    include_planned: bool,
    #[serde(flatten)]
    figure: FigureJson,
    units: Vec<UnitJson<'a>>,
}

#[derive(Serialize)]
struct UnitJson<'a> {
    record: String,
    effective: String,
    dated_by: &'static str,
    cohort: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_numerator: Option<bool>,
    known_since: KnownSince,
    path: &'a str,
    line: usize,
}

#[derive(Serialize)]
struct KnownSince {
    commit: String,
    known_at: String,
}

/// The answer of `indicators` as JSON, version 1 (`docs/en/json.md`).
pub fn indicators_json(answer: &IndicatorsAnswer<'_>) -> String {
    let indicators = answer.figures.iter().map(|(indicator, method, series)| IndicatorJson {
        code: &indicator.code,
        id: &indicator.id,
        method: &method.id,
        unit: &indicator.unit,
        label: &indicator.label,
        years: YearJson::all(answer.history, series, answer.years),
    });
    to_json(&Indicators {
        version: 1,
        as_of: answer.point.instant.map(rfc3339),
        commit: answer.commit.as_deref(),
        include_planned: answer.include_planned,
        indicators: indicators.collect(),
    })
}

/// The answer of `history` as JSON, version 1 (`docs/en/json.md`).
pub fn history_json(answer: &HistoryAnswer<'_>) -> String {
    let steps = answer.steps.iter().filter_map(|step| {
        let commit = answer.history.commits.get(step.at)?;
        let causes = step.causes.iter().map(|cause| CauseJson {
            record: answer.history.key(cause.record),
            fact: cause.after.or(cause.before).map(|unit| unit.fact.key.to_string()).unwrap_or_default(),
            change: cause.change.word(),
            before: cause.before.map(|unit| unit.fact.value.effective.to_string()),
            after: cause.after.map(|unit| unit.fact.value.effective.to_string()),
            came_true: cause.came_true,
        });
        Some(StepJson {
            commit: commit.oid.to_string(),
            known_at: rfc3339(commit.known_at),
            subject: &commit.subject,
            year: step.year,
            from: step.from,
            to: step.to,
            corrections: answer.corrections.get(&step.at).into_iter().flatten().map(CorrectionJson::of).collect(),
            causes: causes.collect(),
        })
    });
    to_json(&Steps { version: 1, indicator: &answer.indicator.id, method: &answer.method.id, steps: steps.collect() })
}

/// The answer of `why` as JSON, version 1 (`docs/en/json.md`).
pub fn why_json(answer: &WhyAnswer<'_>) -> String {
    let units = answer.figure.units.iter().filter_map(|unit| {
        let commit = answer.history.commits.get(unit.fact.from)?;
        Some(UnitJson {
            record: answer.history.key(unit.fact.record),
            effective: unit.fact.value.effective.to_string(),
            dated_by: unit.fact.value.dated_by.word(),
            cohort: unit.fact.value.cohort,
            in_numerator: unit.adds.ratio().map(|ratio| ratio.part > 0),
            known_since: KnownSince { commit: commit.oid.to_string(), known_at: rfc3339(commit.known_at) },
            path: &unit.fact.path,
            line: unit.fact.line,
        })
    });
    to_json(&Why {
        version: 1,
        indicator: &answer.indicator.id,
        method: &answer.method.id,
        year: answer.year,
        as_of: answer.point.instant.map(rfc3339),
        commit: answer.commit.as_deref(),
        include_planned: answer.include_planned,
        figure: FigureJson::of(Some(answer.figure)),
        units: units.collect(),
    })
}
