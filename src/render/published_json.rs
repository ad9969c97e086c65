use serde::Serialize;

use super::reason_json::ReasonJson;
use super::to_json;
use crate::indicator::{PublishedComparison, PublishedValue, Uncompared};
use crate::lifecycle::rfc3339;
use crate::timeline::{History, Point};

/// What `published` answers.
pub struct PublishedAnswer<'a> {
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

#[derive(Serialize)]
struct Published<'a> {
    version: u32,
    commit: Option<String>,
    today: String,
    include_planned: bool,
    figures: Vec<FigureJson<'a>>,
    left_out: Vec<LeftOutJson<'a>>,
}

#[derive(Serialize)]
struct LeftOutJson<'a> {
    publication: &'a str,
    indicator: &'a str,
    method: Option<&'a str>,
    reason: &'static str,
}

#[derive(Serialize)]
struct FigureJson<'a> {
    code: &'a str,
    indicator: &'a str,
    method: &'a str,
    method_named: bool,
    year: i32,
    publication: PublicationJson<'a>,
    published: Option<i64>,
    stated: String,
    then: Option<ThenJson>,
    now: Option<usize>,
    gap: Option<i64>,
    since: Vec<ReasonJson<'a>>,
}

#[derive(Serialize)]
struct PublicationJson<'a> {
    id: &'a str,
    name: &'a str,
    date: Option<String>,
}

#[derive(Serialize)]
struct ThenJson {
    as_of: Option<String>,
    commit: Option<String>,
    value: Option<usize>,
    gap: Option<i64>,
}

/// The answer of `published` as JSON, version 1 (`docs/en/json.md`).
pub fn published_json(answer: &PublishedAnswer<'_>) -> String {
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
