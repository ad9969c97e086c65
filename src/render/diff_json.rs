use schemars::JsonSchema;
use serde::Serialize;

use super::diff::DiffAnswer;
use super::field_change::FieldJson;
use super::reason_json::ReasonJson;
use super::schemas::{COMMIT, DATE, DAY, FACT, INSTANT, RECORD};
use super::to_json;
use crate::indicator::Obstacle;
use crate::lifecycle::rfc3339;
use crate::timeline::{FactDiff, FileDiff, FileDiffKind, History, Point, RecordDiff, RenameBy};

#[derive(Serialize, JsonSchema)]
pub(super) struct Diff<'a> {
    /// The version of this answer.
    #[schemars(extend("const" = 1))]
    version: u32,
    /// The first moment.
    from: MomentJson<'a>,
    /// The second moment.
    to: MomentJson<'a>,
    /// Whether facts count that had not taken effect by then.
    include_planned: bool,
    /// What differs in records and facts, by record; with `--indicator` or `--method`, in the facts that they count.
    records: Vec<RecordJson<'a>>,
    /// What is left aside, unless `--full` is given: facts that only are no longer approximate, since the record says in
    /// today's words what it said before.
    unmarked: UnmarkedJson,
    /// What differs by indicator (by `--method`, else its first method that counts) and year: in value, or in the units
    /// that make it.
    figures: Vec<FigureJson<'a>>,
    /// The indicators whose first method gives a percentage, which does not move by units. Where such an indicator has
    /// a method that counts, `figures` are by that one.
    left_out: Vec<LeftOutJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct LeftOutJson<'a> {
    /// The indicator's code.
    code: &'a str,
    /// The indicator's identifier.
    indicator: &'a str,
    /// The method that it is counted by.
    method: &'a str,
    /// Why.
    #[schemars(extend("const" = "share"))]
    reason: &'static str,
}

#[derive(Serialize, JsonSchema)]
struct MomentJson<'a> {
    /// The moment, as it was asked for.
    asked: &'a str,
    /// The instant that this means; `null` for all that is known.
    #[schemars(regex(pattern = INSTANT))]
    as_of: Option<String>,
    /// The last commit of the mainline known by then; `null` before the first.
    #[schemars(regex(pattern = COMMIT))]
    commit: Option<String>,
    /// The day, in the register’s time zone, up to which what takes effect counts.
    #[schemars(regex(pattern = DAY))]
    today: String,
}

#[derive(Serialize, JsonSchema)]
struct UnmarkedJson {
    /// How many facts.
    facts: usize,
    /// How many records of which nothing else differs: they are not among `records`.
    records: usize,
}

#[derive(Serialize, JsonSchema)]
struct RecordJson<'a> {
    /// The record, by the identifier that it has now (or had last).
    #[schemars(regex(pattern = RECORD))]
    record: String,
    /// The record's name; `null` where it has none.
    name: Option<&'a str>,
    /// What differs in the file; `null` where there is the same record at both moments.
    file: Option<FileJson<'a>>,
    /// The facts that differ.
    facts: Vec<FactJson<'a>>,
    /// The fields that differ, in a record that is there at both moments: those that are no free text, and the name;
    /// with `--full`, all. None with `--indicator` or `--method`.
    fields: Vec<ChangedFieldJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct ChangedFieldJson<'a> {
    #[serde(flatten)]
    field: FieldJson<'a>,
    #[serde(flatten)]
    commit: CommitJson,
}

#[derive(Serialize, JsonSchema)]
struct FileJson<'a> {
    /// `returned`: there again; `not-yet`: the second moment comes first, and the record was created after it.
    #[schemars(extend("enum" = ["created", "returned", "deleted", "not-yet", "renamed"]))]
    change: &'static str,
    /// How a renaming was recognised, where there was one between the two; else `null`.
    #[schemars(extend("enum" = ["previous-ids", "same-file", "guess", null]))]
    by: Option<&'static str>,
    /// The file at the first moment; `null` where there is none.
    before: Option<&'a str>,
    /// The file at the second moment; `null` where there is none.
    after: Option<&'a str>,
    #[serde(flatten)]
    commit: CommitJson,
}

#[derive(Serialize, JsonSchema)]
struct FactJson<'a> {
    /// The identity of the fact within its record.
    #[schemars(regex(pattern = FACT))]
    fact: String,
    /// What becomes of it.
    #[schemars(extend("enum" = ["added", "revised", "withdrawn"]))]
    change: &'static str,
    /// What was known of it at the first moment; `null` for nothing.
    before: Option<StatedJson<'a>>,
    /// What was known of it at the second moment; `null` for nothing.
    after: Option<StatedJson<'a>>,
    #[serde(flatten)]
    commit: CommitJson,
}

#[derive(Serialize, JsonSchema)]
struct StatedJson<'a> {
    /// Its date, as precise as it is known.
    #[schemars(regex(pattern = DATE))]
    effective: String,
    /// `record`: a date in the record; `commit`: a phase without `start`, or that says so, by the day of the commit
    /// that first showed it.
    #[schemars(extend("enum" = ["record", "commit"]))]
    dated_by: &'static str,
    /// The budget year, where the register says so; else `null`.
    cohort: Option<i32>,
    /// Whether some of it rests on a phase name of the past, on a date that can't be read, or is said to be so.
    approximate: bool,
    /// The file that says so, in the commit that brought it.
    path: &'a str,
    /// The line that says so, from 1.
    #[schemars(range(min = 1))]
    line: usize,
}

#[derive(Serialize, JsonSchema)]
struct CommitJson {
    /// The last commit between the two moments that made it so; `null` where none did.
    #[schemars(regex(pattern = COMMIT))]
    commit: Option<String>,
    /// When that commit became known; `null` without one.
    #[schemars(regex(pattern = INSTANT))]
    known_at: Option<String>,
}

#[derive(Serialize, JsonSchema)]
struct FigureJson<'a> {
    /// The indicator's code.
    code: &'a str,
    /// The indicator's identifier.
    indicator: &'a str,
    /// The method that it is counted by.
    method: &'a str,
    /// The year.
    year: i32,
    /// The figure at the first moment; `null` where the register can't know it.
    before: Option<usize>,
    /// The figure at the second moment; `null` where the register can't know it.
    after: Option<usize>,
    /// What came to that year's figure, or left it.
    reasons: Vec<ReasonJson<'a>>,
}

/// The answer of `diff` as JSON, version 1 (`docs/en/json.md`).
pub(crate) fn diff_json(answer: &DiffAnswer<'_>) -> String {
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
        unmarked: UnmarkedJson { facts: answer.unmarked.facts, records: answer.unmarked.records },
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
        fields: difference
            .fields
            .iter()
            .map(|change| ChangedFieldJson { field: FieldJson::of(change), commit: commit(history, change.at) })
            .collect(),
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
