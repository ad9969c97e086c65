use schemars::JsonSchema;
use serde::Serialize;

use super::reason_json::ReasonJson;
use super::schemas::{COMMIT, DATE, DAY, INSTANT};
use super::to_json;
use crate::indicator::{PublishedComparison, PublishedValue, Uncompared};
use crate::lifecycle::rfc3339;
use crate::timeline::{History, Point};

/// What `published` answers.
pub(crate) struct PublishedAnswer<'a> {
    /// The history.
    pub history: &'a History,
    /// The moment that counts as now.
    pub now: &'a Point,
    /// Whether planned facts count.
    pub include_planned: bool,
    /// The published figures.
    pub figures: &'a [PublishedComparison<'a>],
    /// Those that are put beside nothing.
    pub left_out: &'a [Uncompared<'a>],
}

#[derive(Serialize, JsonSchema)]
pub(super) struct Published<'a> {
    /// The version of this answer.
    #[schemars(extend("const" = 1))]
    version: u32,
    /// The last commit of the mainline; `null` where there is none.
    #[schemars(regex(pattern = COMMIT))]
    commit: Option<String>,
    /// Its day, in the register’s time zone: what counts as now.
    #[schemars(regex(pattern = DAY))]
    today: String,
    /// Whether facts count that had not taken effect by then.
    include_planned: bool,
    /// The published actuals, by indicator, method, year, then publication.
    figures: Vec<FigureJson<'a>>,
    /// The published actuals that are put beside nothing, once for each publication, indicator and method.
    left_out: Vec<LeftOutJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct LeftOutJson<'a> {
    /// The publication's identifier.
    publication: &'a str,
    /// The indicator's identifier.
    indicator: &'a str,
    /// The method that it names; `null` where it names none.
    method: Option<&'a str>,
    /// `share`: the method gives a percentage, which has no number of units; else the register does not define it.
    #[schemars(extend("enum" = ["share", "unknown-indicator", "unknown-method"]))]
    reason: &'static str,
}

#[derive(Serialize, JsonSchema)]
struct FigureJson<'a> {
    /// The indicator's code.
    code: &'a str,
    /// The indicator's identifier.
    indicator: &'a str,
    /// The method that it is counted by.
    method: &'a str,
    /// Whether the publication says how it counts; else it is the indicator's first method.
    method_named: bool,
    /// The year.
    year: i32,
    /// Where it was published.
    publication: PublicationJson<'a>,
    /// The number; `null` for `nd` (not determined) and `na` (not applicable).
    published: Option<i64>,
    /// What stands in the document.
    stated: String,
    /// What the register knew when it was published; `null` where the publication has no date.
    then: Option<ThenJson>,
    /// What the register knows now; `null` where it can't know it.
    now: Option<usize>,
    /// The register's figure less the published one; `null` where one of them is unknown.
    gap: Option<i64>,
    /// What came to that year's figure, or left it, between the two.
    since: Vec<ReasonJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct PublicationJson<'a> {
    /// The identifier.
    id: &'a str,
    /// Its name.
    name: &'a str,
    /// When it was published; `null` where it does not say.
    #[schemars(regex(pattern = DATE))]
    date: Option<String>,
}

#[derive(Serialize, JsonSchema)]
struct ThenJson {
    /// The end of that day; of a month or a year, of its last day.
    #[schemars(regex(pattern = INSTANT))]
    as_of: Option<String>,
    /// The last commit known by then; `null` where there was no register yet.
    #[schemars(regex(pattern = COMMIT))]
    commit: Option<String>,
    /// The figure; `null` where the register could not know it.
    value: Option<usize>,
    /// That figure less the published one; `null` where one of them is unknown.
    gap: Option<i64>,
}

/// The answer of `published` as JSON, version 1 (`docs/en/json.md`).
pub(crate) fn published_json(answer: &PublishedAnswer<'_>) -> String {
    let commit = |point: &Point| {
        let commit = point.at.and_then(|at| answer.history.commits.get(at));
        commit.map(|commit| commit.oid.to_string())
    };
    let figures = answer.figures.iter().map(|beside| FigureJson {
        code: &beside.indicator.code,
        indicator: &beside.indicator.id,
        method: &beside.method.id,
        method_named: beside.figure.method.is_some(),
        year: beside.figure.year,
        publication: PublicationJson {
            id: &beside.publication.id,
            name: &beside.publication.name,
            date: beside.publication.published.map(|date| date.to_string()),
        },
        published: beside.published(),
        stated: stated(&beside.figure.value),
        then: beside.then.as_ref().map(|then| ThenJson {
            as_of: then.point.instant.map(rfc3339),
            commit: commit(&then.point),
            value: then.value,
            gap: beside.gap_then(),
        }),
        now: beside.now,
        gap: beside.gap(),
        since: beside.since.iter().map(|reason| ReasonJson::of(answer.history, reason)).collect(),
    });
    let left_out = answer.left_out.iter().map(|left_out| LeftOutJson {
        publication: left_out.publication,
        indicator: left_out.indicator,
        method: left_out.method,
        reason: left_out.obstacle.word(),
    });
    to_json(&Published {
        version: 1,
        commit: commit(answer.now),
        today: answer.now.today.to_string(),
        include_planned: answer.include_planned,
        figures: figures.collect(),
        left_out: left_out.collect(),
    })
}

/// A published value as the document states it.
pub(super) fn stated(value: &PublishedValue) -> String {
    match value {
        PublishedValue::Number(number) => number.to_string(),
        PublishedValue::None(word) => word.clone(),
    }
}
