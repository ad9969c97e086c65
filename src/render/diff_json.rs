use serde::Serialize;

use super::diff::DiffAnswer;
use super::reason_json::ReasonJson;
use super::to_json;
use crate::indicator::Obstacle;
use crate::lifecycle::rfc3339;
use crate::timeline::{FactDiff, FileDiff, FileDiffKind, History, Point, RecordDiff, RenameBy};

#[derive(Serialize)]
struct Diff<'a> {
    version: u32,
    from: MomentJson<'a>,
    to: MomentJson<'a>,
    include_planned: bool,
    records: Vec<RecordJson<'a>>,
    figures: Vec<FigureJson<'a>>,
    left_out: Vec<LeftOutJson<'a>>,
}

#[derive(Serialize)]
struct LeftOutJson<'a> {
    code: &'a str,
    indicator: &'a str,
    method: &'a str,
    reason: &'static str,
}

#[derive(Serialize)]
struct MomentJson<'a> {
    asked: &'a str,
    as_of: Option<String>,
    commit: Option<String>,
    today: String,
}

#[derive(Serialize)]
struct RecordJson<'a> {
    record: String,
    name: Option<&'a str>,
    file: Option<FileJson<'a>>,
    facts: Vec<FactJson<'a>>,
}

#[derive(Serialize)]
struct FileJson<'a> {
    change: &'static str,
    by: Option<&'static str>,
    before: Option<&'a str>,
    after: Option<&'a str>,
    #[serde(flatten)]
    commit: CommitJson,
}

#[derive(Serialize)]
struct FactJson<'a> {
    fact: String,
    change: &'static str,
    before: Option<StatedJson<'a>>,
    after: Option<StatedJson<'a>>,
    #[serde(flatten)]
    commit: CommitJson,
}

#[derive(Serialize)]
struct StatedJson<'a> {
    effective: String,
    dated_by: &'static str,
    cohort: Option<i32>,
    approximate: bool,
    path: &'a str,
    line: usize,
}

#[derive(Serialize)]
struct CommitJson {
    commit: Option<String>,
    known_at: Option<String>,
}

#[derive(Serialize)]
struct FigureJson<'a> {
    code: &'a str,
    indicator: &'a str,
    method: &'a str,
    year: i32,
    before: Option<usize>,
    after: Option<usize>,
    reasons: Vec<ReasonJson<'a>>,
}

/// The answer of `diff` as JSON, version 1 (`docs/en/json.md`).
pub fn diff_json(answer: &DiffAnswer<'_>) -> String {
    let history = answer.history;
    let moment = |asked, point: &Point| MomentJson {
        asked,
        as_of: point.instant.map(rfc3339),
        commit: commit(history, point.at).commit,
        today: point.today.to_string(),
    };
    let figures = answer.figures.iter().flat_map(|(indicator, method, shifts)| {
        shifts.iter().map(|shift| FigureJson {
            code: &indicator.code,
            indicator: &indicator.id,
            method: &method.id,
            year: shift.year,
            before: shift.before,
            after: shift.after,
            reasons: shift.reasons.iter().map(|reason| ReasonJson::of(history, reason)).collect(),
        })
    });
    let left_out = answer.uncounted.iter().map(|(indicator, method)| LeftOutJson {
        code: &indicator.code,
        indicator: &indicator.id,
        method: &method.id,
        reason: Obstacle::Measure(method.measure.word()).word(),
    });
    to_json(&Diff {
        version: 1,
        from: moment(answer.asked.0, answer.from),
        to: moment(answer.asked.1, answer.to),
        include_planned: answer.include_planned,
        records: answer.records.iter().map(|difference| record(history, difference)).collect(),
        figures: figures.collect(),
        left_out: left_out.collect(),
    })
}

fn record<'a>(history: &'a History, difference: &RecordDiff<'a>) -> RecordJson<'a> {
    RecordJson {
        record: history.key(difference.record),
        name: history.records.get(difference.record).and_then(|row| row.name.as_deref()),
        file: difference.file.map(|difference| file(history, difference)),
        facts: difference.facts.iter().filter_map(|difference| fact(history, *difference)).collect(),
    }
}

fn file<'a>(history: &History, difference: FileDiff<'a>) -> FileJson<'a> {
    let by = match difference.change {
        FileDiffKind::Renamed(by) => by.map(|by| match by {
            RenameBy::PreviousIds => "previous-ids",
            RenameBy::SameFile => "same-file",
            RenameBy::Guess => "guess",
        }),
        _ => None,
    };
    FileJson {
        change: difference.change.word(),
        by,
        before: difference.before,
        after: difference.after,
        commit: commit(history, difference.at),
    }
}

fn fact<'a>(history: &History, difference: FactDiff<'a>) -> Option<FactJson<'a>> {
    let FactDiff { before, after, at } = difference;
    let stated = |fact: &'a crate::timeline::FactRow| StatedJson {
        effective: fact.value.effective.to_string(),
        dated_by: fact.value.dated_by.word(),
        cohort: fact.value.cohort,
        approximate: fact.value.approximate,
        path: &fact.path,
        line: fact.line,
    };
    Some(FactJson {
        fact: after.or(before)?.key.to_string(),
        change: match (before, after) {
            (None, _) => "added",
            (Some(_), Some(_)) => "revised",
            (Some(_), None) => "withdrawn",
        },
        before: before.map(stated),
        after: after.map(stated),
        commit: commit(history, at),
    })
}

fn commit(history: &History, at: Option<usize>) -> CommitJson {
    let commit = at.and_then(|at| history.commits.get(at));
    CommitJson {
        commit: commit.map(|commit| commit.oid.to_string()),
        known_at: commit.map(|commit| rfc3339(commit.known_at)),
    }
}
