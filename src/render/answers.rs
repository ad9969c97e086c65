use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::figure_json::FigureJson;
use super::schemas::{COMMIT, DATE, FACT, INSTANT, RECORD};
use super::to_json;
use crate::change::Correction;
use crate::indicator::{Indicator, Method, Series, Step, YearValue};
use crate::lifecycle::rfc3339;
use crate::registry::Label;
use crate::timeline::{CommitRow, History, Point, Restated};

/// What `indicators` answers.
pub(crate) struct IndicatorsAnswer<'a> {
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

#[derive(Serialize, JsonSchema)]
pub(super) struct Indicators<'a> {
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
    /// The figures, by year.
    years: Vec<YearJson>,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct YearJson {
    /// The year.
    year: i32,
    #[serde(flatten)]
    figure: FigureJson,
    /// The records that make it, one per unit; twice the same where it was known as two then, which turned out later to
    /// be one.
    #[schemars(inner(regex(pattern = RECORD)))]
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

#[derive(Serialize, JsonSchema)]
pub(super) struct Steps<'a> {
    /// The version of this answer.
    #[schemars(extend("const" = 1))]
    version: u32,
    /// The indicator's identifier.
    indicator: &'a str,
    /// The method that it is counted by.
    method: &'a str,
    /// The moves of the figures: one commit's move of one year's figure each.
    steps: Vec<StepJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct StepJson<'a> {
    /// The commit, a full hash.
    #[schemars(regex(pattern = COMMIT))]
    commit: String,
    /// When that commit became known.
    #[schemars(regex(pattern = INSTANT))]
    known_at: String,
    /// The first line of that commit's message.
    subject: &'a str,
    /// Who stands for that commit: `forge` (it made and signed it), `person` (signed it), `nobody`. Signed, not verified:
    /// `greffe doctor --signatures` has git verify signatures.
    #[schemars(extend("enum" = ["forge", "person", "nobody"]))]
    vouched_by: &'static str,
    /// Why that commit comes long after its date, in its own words (`Known-Late:`); `null` where it does not say so.
    known_late: Option<&'a str>,
    /// The year whose figure moves.
    year: i32,
    /// The figure before.
    from: usize,
    /// The figure after; the same as before where as many units came as went.
    to: usize,
    /// Why: the trailers `Correction` of the commit, and of those that it merged.
    corrections: Vec<CorrectionJson<'a>>,
    /// The units that came or went.
    causes: Vec<CauseJson>,
}

/// Why a commit changes what was known.
#[derive(Serialize, JsonSchema)]
pub(super) struct CorrectionJson<'a> {
    /// The commit that says so.
    #[schemars(regex(pattern = COMMIT))]
    commit: String,
    /// What it says.
    #[schemars(length(min = 1))]
    reason: &'a str,
}

impl<'a> CorrectionJson<'a> {
    pub(super) fn of(correction: &'a Correction) -> CorrectionJson<'a> {
        CorrectionJson { commit: correction.commit.to_string(), reason: &correction.reason }
    }
}

#[derive(Serialize, JsonSchema)]
struct CauseJson {
    /// The record, by the identifier that it has now (or had last).
    #[schemars(regex(pattern = RECORD))]
    record: String,
    /// The identity of the fact within its record.
    #[schemars(regex(pattern = FACT))]
    fact: String,
    /// `added` (news), `withdrawn` (taken back), `revised` (another date or year), `reclassified` (nothing happened but
    /// words: a phase was renamed, a filter let the record in or out).
    #[schemars(extend("enum" = ["added", "withdrawn", "revised", "reclassified"]))]
    change: &'static str,
    /// The date that counted before; `null` where there was no unit.
    #[schemars(regex(pattern = DATE))]
    before: Option<String>,
    /// The date that counts after; `null` where there is no unit.
    #[schemars(regex(pattern = DATE))]
    after: Option<String>,
    /// Whether nothing was said anew: a planned fact took effect.
    came_true: bool,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct Why<'a> {
    /// The version of this answer.
    #[schemars(extend("const" = 1))]
    version: u32,
    /// The indicator's identifier.
    indicator: &'a str,
    /// The method that it is counted by.
    method: &'a str,
    /// The year.
    year: i32,
    /// The instant asked for (a day: its last second; a commit: when it became known); `null` for all that is known.
    #[schemars(regex(pattern = INSTANT))]
    as_of: Option<String>,
    /// The last commit of the mainline known by then; `null` before the first.
    #[schemars(regex(pattern = COMMIT))]
    commit: Option<&'a str>,
    /// Whether facts count that had not taken effect by then.
    include_planned: bool,
    #[serde(flatten)]
    figure: FigureJson,
    /// The units that make it; of a share, those of its denominator.
    units: Vec<UnitJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct UnitJson<'a> {
    /// The record, by the identifier that it has now (or had last).
    #[schemars(regex(pattern = RECORD))]
    record: String,
    /// The date that counts, as precise as it is known.
    #[schemars(regex(pattern = DATE))]
    effective: String,
    /// `record`: a date in the record; `commit`: a phase without `start`, or that says so, by the day of the commit
    /// that first showed it.
    #[schemars(extend("enum" = ["record", "commit"]))]
    dated_by: &'static str,
    /// The budget year, where the register says so; else `null`.
    cohort: Option<i32>,
    /// Of a share only: whether the unit is in its numerator too.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "bool")]
    in_numerator: Option<bool>,
    /// The commit that established the fact as it is known.
    known_since: KnownSince,
    /// The file that says so in that commit, wherever the record stands now.
    path: &'a str,
    /// The line that says so, from 1.
    #[schemars(range(min = 1))]
    line: usize,
    /// Where the record says it in other words since; there only if it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "RestatedJson")]
    restated: Option<RestatedJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct RestatedJson<'a> {
    /// The phase's or event's name, as the record writes it from then on.
    written: &'a str,
    /// The commit that says it so.
    since: KnownSince,
    /// The file that says so in that commit.
    path: &'a str,
    /// The line that says so, from 1.
    #[schemars(range(min = 1))]
    line: usize,
}

impl<'a> RestatedJson<'a> {
    fn of(restated: &'a Restated, history: &History) -> Option<RestatedJson<'a>> {
        let commit = history.commits.get(restated.at)?;
        let since = KnownSince::of(commit);
        Some(RestatedJson { written: &restated.written, since, path: &restated.path, line: restated.line })
    }
}

#[derive(Serialize, JsonSchema)]
struct KnownSince {
    /// The commit, a full hash.
    #[schemars(regex(pattern = COMMIT))]
    commit: String,
    /// When that commit became known.
    #[schemars(regex(pattern = INSTANT))]
    known_at: String,
    /// Who stands for that commit: `forge` (it made and signed it), `person` (signed it), `nobody`. Signed, not verified:
    /// `greffe doctor --signatures` has git verify signatures.
    #[schemars(extend("enum" = ["forge", "person", "nobody"]))]
    vouched_by: &'static str,
}

impl KnownSince {
    fn of(commit: &CommitRow) -> KnownSince {
        KnownSince {
            commit: commit.oid.to_string(),
            known_at: rfc3339(commit.known_at),
            vouched_by: commit.voucher.word(),
        }
    }
}

/// The answer of `indicators` as JSON, version 1 (`docs/en/json.md`).
pub(crate) fn indicators_json(answer: &IndicatorsAnswer<'_>) -> String {
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
pub(crate) fn history_json(answer: &HistoryAnswer<'_>) -> String {
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
            vouched_by: commit.voucher.word(),
            known_late: commit.late.as_deref(),
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
pub(crate) fn why_json(answer: &WhyAnswer<'_>) -> String {
    let units = answer.figure.units.iter().filter_map(|unit| {
        let commit = answer.history.commits.get(unit.fact.from)?;
        Some(UnitJson {
            record: answer.history.key(unit.fact.record),
            effective: unit.fact.value.effective.to_string(),
            dated_by: unit.fact.value.dated_by.word(),
            cohort: unit.fact.value.cohort,
            in_numerator: unit.adds.ratio().map(|ratio| ratio.part > 0),
            known_since: KnownSince::of(commit),
            path: &unit.fact.path,
            line: unit.fact.line,
            restated: answer
                .point
                .at
                .and_then(|at| unit.fact.restated_at(at))
                .and_then(|restated| RestatedJson::of(restated, answer.history)),
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
