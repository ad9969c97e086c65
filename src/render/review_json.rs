use serde::Serialize;

use super::json::{FindingJson, finding_json};
use super::review_words::step_line;
use super::to_json;
use crate::change::{Correction, Moved, RefusedCorrection};
use crate::git::{NoReason, Origin};
use crate::i18n::Words;
use crate::indicator::{Cause, FigureValue, Number, Unit};
use crate::review::{CorrectionReview, RecordChange, RecordReview, Review, Step};
use crate::timeline::{History, RenameBy};

#[derive(Serialize)]
struct ReviewJson<'a> {
    version: u32,
    base: String,
    head: Option<String>,
    source: &'static str,
    commits: Vec<String>,
    corrections: Vec<CorrectionJson<'a>>,
    refused: Vec<RefusedJson<'a>>,
    uncovered: Vec<FindingJson<'a>>,
    records: Vec<RecordJson<'a>>,
    definitions: &'a [&'a str],
    figures: Vec<FigureJson<'a>>,
    published: Vec<FindingJson<'a>>,
    new: Vec<FindingJson<'a>>,
    mended: Vec<FindingJson<'a>>,
}

#[derive(Serialize)]
struct CorrectionJson<'a> {
    commit: String,
    reason: &'a str,
    covers: &'a [&'a str],
}

#[derive(Serialize)]
struct RefusedJson<'a> {
    commit: String,
    written: &'a str,
    why: &'static str,
}

#[derive(Serialize)]
struct RecordJson<'a> {
    record: &'a str,
    name: Option<&'a str>,
    path: &'a str,
    change: &'static str,
    old: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    merged_into: Option<&'a str>,
    by: Option<&'static str>,
    readable: bool,
    steps: Vec<StepJson<'a>>,
    fields: &'a [&'a str],
}

#[derive(Serialize)]
struct StepJson<'a> {
    step: &'static str,
    name: &'a str,
    from: Option<&'a str>,
    before: Option<String>,
    after: Option<String>,
    cohort: Option<i32>,
    planned: bool,
    words: String,
}

#[derive(Serialize)]
struct FigureJson<'a> {
    code: &'a str,
    indicator: &'a str,
    method: &'a str,
    year: i32,
    before: SideJson,
    after: SideJson,
    redefined: bool,
    causes: Vec<CauseJson>,
}

#[derive(Serialize)]
struct SideJson {
    value: Option<usize>,
    numerator: Option<usize>,
}

#[derive(Serialize)]
struct CauseJson {
    record: String,
    change: &'static str,
    before: Option<UnitJson>,
    after: Option<UnitJson>,
}

#[derive(Serialize)]
struct UnitJson {
    fact: String,
    effective: String,
    year: i32,
}

/// The review of a change as JSON, version 1 (`docs/en/json.md`): all of it, the figures by every method.
pub fn review_json(review: &Review<'_>, words: &Words) -> String {
    let checked = review.checked;
    let change = &checked.change;
    let url = checked.listing.manifest.rules_url.as_deref();
    let finding = |finding| finding_json(finding, url, words);
    let history = checked.change.outlook.history();
    let head = matches!(change.origin, Origin::Commit(_)).then(|| change.head.to_string());
    let answer = ReviewJson {
        version: 1,
        base: change.base.to_string(),
        head,
        source: match change.origin {
            Origin::Worktree => "worktree",
            Origin::Index => "index",
            Origin::Commit(_) => "revision",
        },
        commits: change.commits.iter().map(ToString::to_string).collect(),
        corrections: review.corrections.iter().map(correction_json).collect(),
        refused: change.refused.iter().map(refused_json).collect(),
        uncovered: review.uncovered.iter().copied().map(finding).collect(),
        records: review.records.iter().map(|record| record_json(record, words)).collect(),
        definitions: &review.definitions,
        figures: review.figures.iter().map(|moved| figure(moved, history)).collect(),
        published: checked.published.iter().map(finding).collect(),
        new: review.new.iter().map(finding).collect(),
        mended: review.mended.iter().map(finding).collect(),
    };
    to_json(&answer)
}

fn correction_json<'a>(review: &'a CorrectionReview<'a>) -> CorrectionJson<'a> {
    let Correction { commit, reason } = review.correction;
    CorrectionJson { commit: commit.to_string(), reason, covers: &review.covers }
}

fn refused_json(refused: &RefusedCorrection) -> RefusedJson<'_> {
    let why = match refused.why {
        NoReason::Empty => "empty",
        NoReason::Placeholder => "placeholder",
    };
    RefusedJson { commit: refused.commit.to_string(), written: &refused.written, why }
}

fn record_json<'a>(record: &'a RecordReview<'a>, words: &Words) -> RecordJson<'a> {
    RecordJson {
        record: record.key,
        name: record.name,
        path: record.path,
        change: record.change.word(),
        old: record.old,
        merged_into: record.merged_into,
        by: match record.change {
            RecordChange::Renamed(RenameBy::PreviousIds) => Some("previous-ids"),
            RecordChange::Renamed(RenameBy::SameFile) => Some("same-file"),
            RecordChange::Renamed(RenameBy::Guess) => Some("guess"),
            _ => None,
        },
        readable: record.is_readable,
        steps: record.steps.iter().map(|step| step_json(step, words)).collect(),
        fields: &record.fields,
    }
}

fn step_json<'a>(step: &'a Step, words: &Words) -> StepJson<'a> {
    StepJson {
        step: step.kind.word(),
        name: &step.name,
        from: step.from.as_deref(),
        before: step.before.map(|stated| stated.to_string()),
        after: step.after.map(|stated| stated.to_string()),
        cohort: step.cohort,
        planned: step.is_planned,
        words: words.say(&step_line(step, words)),
    }
}

fn figure<'a>(moved: &'a Moved<'a>, history: &History) -> FigureJson<'a> {
    let side = |figure: Option<FigureValue>| {
        let ratio = figure.and_then(FigureValue::ratio);
        let whole = figure.and_then(FigureValue::number).and_then(Number::whole);
        SideJson { value: ratio.map(|ratio| ratio.whole).or(whole), numerator: ratio.map(|ratio| ratio.part) }
    };
    let cause = |cause: &Cause<'_>| CauseJson {
        record: history.key(cause.record),
        change: cause.change.word(),
        before: cause.before.map(|unit| unit_json(&unit)),
        after: cause.after.map(|unit| unit_json(&unit)),
    };
    FigureJson {
        code: &moved.indicator.code,
        indicator: &moved.indicator.id,
        method: &moved.method.id,
        year: moved.series_diff.year,
        before: side(moved.series_diff.before),
        after: side(moved.series_diff.after),
        redefined: moved.is_redefined,
        causes: moved.series_diff.causes.iter().map(cause).collect(),
    }
}

fn unit_json(unit: &Unit<'_>) -> UnitJson {
    UnitJson { fact: unit.fact.key.to_string(), effective: unit.fact.value.effective.to_string(), year: unit.year }
}
