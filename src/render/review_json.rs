use schemars::JsonSchema;
use serde::Serialize;

use super::json::{FindingJson, finding_json};
use super::review_words::step_line;
use super::schemas::{COMMIT, DATE, FACT, RECORD};
use super::to_json;
use crate::change::{Correction, Moved, RefusedCorrection};
use crate::check::{Loosened, Loosening};
use crate::diagnostic::Severity;
use crate::git::{NoReason, Origin};
use crate::i18n::Words;
use crate::indicator::{Cause, FigureValue, Number, Unit};
use crate::registry::{MANIFEST, SCHEMA_FOLDER};
use crate::review::{CorrectionReview, RecordChange, RecordReview, Review, Step};
use crate::timeline::{History, RenameBy};

#[derive(Serialize, JsonSchema)]
pub(super) struct ReviewJson<'a> {
    /// The version of this answer.
    #[schemars(extend("const" = 1))]
    version: u32,
    /// The last commit that the two sides have in common.
    #[schemars(regex(pattern = COMMIT))]
    base: String,
    /// The last commit of the change; `null` for the index or the working tree.
    #[schemars(regex(pattern = COMMIT))]
    head: Option<String>,
    /// Where the change was read.
    #[schemars(extend("enum" = ["worktree", "index", "revision"]))]
    source: &'static str,
    /// The commits of the change, parents first.
    #[schemars(inner(regex(pattern = COMMIT)))]
    commits: Vec<String>,
    /// Why: the trailers `Correction` of those commits.
    corrections: Vec<CorrectionJson<'a>>,
    /// The lines of those commits that are written like a reason and give none.
    refused: Vec<RefusedJson<'a>>,
    /// The findings about the past that no reason covers.
    uncovered: Vec<FindingJson<'a>>,
    /// The records touched, by kind, then identifier.
    records: Vec<RecordJson<'a>>,
    /// The files under `schema/` that differ.
    definitions: &'a [&'a str],
    /// The figures that move, or are made of other units, by indicator, method (every one), then year.
    figures: Vec<FigureJson<'a>>,
    /// What the change does to published figures (rules F001 and F002), whether or not a commit says why.
    published: Vec<FindingJson<'a>>,
    /// The rules that the change loosens: waivers, then severities, then definitions. It is judged by the rules from
    /// before it.
    loosened: Vec<LooseningJson<'a>>,
    /// The findings that the change brings.
    new: Vec<FindingJson<'a>>,
    /// The findings that the change resolves.
    mended: Vec<FindingJson<'a>>,
}

/// Why a commit changes what was known, and what that covers.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ReviewCorrection")]
struct CorrectionJson<'a> {
    /// The commit that says so.
    #[schemars(regex(pattern = COMMIT))]
    commit: String,
    /// What it says.
    #[schemars(length(min = 1))]
    reason: &'a str,
    /// The records and the files under `schema/` that it covers: those that its commit changes.
    #[schemars(inner(length(min = 1)))]
    covers: &'a [&'a str],
}

/// A line of a message that stands in the place of a reason.
#[derive(Serialize, JsonSchema)]
struct RefusedJson<'a> {
    /// The commit whose message it is in.
    #[schemars(regex(pattern = COMMIT))]
    commit: String,
    /// The line.
    #[schemars(length(min = 1))]
    written: &'a str,
    /// What is wrong with it.
    #[schemars(extend("enum" = ["empty", "placeholder"]))]
    why: &'static str,
}

/// A rule that a change loosens.
#[derive(Serialize, JsonSchema)]
struct LooseningJson<'a> {
    /// How: a `waiver` that is new or holds for longer, a lower `severity`, or a `definition` (a schema, a lifecycle,
    /// another word of the manifest), which is told where it silences something.
    #[schemars(extend("enum" = ["waiver", "severity", "definition"]))]
    what: &'static str,
    /// The file that says so.
    #[schemars(length(min = 1))]
    path: String,
    /// The rule's code; not of a `definition`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "&str")]
    rule: Option<&'a str>,
    /// Of a `waiver`: the record or the file that it is about, as it names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "&str")]
    record: Option<&'a str>,
    /// Of a `waiver`: the day until which it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "&str", regex(pattern = DATE))]
    until: Option<String>,
    /// Of a `severity`: what it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Severity")]
    before: Option<Severity>,
    /// Of a `severity`: what it is; `off` where the rule finds nothing any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "&str", extend("enum" = ["advice", "warning", "off"]))]
    after: Option<&'static str>,
    /// Whether the commits say why (`Correction: REASON`) they touch what judges them. Then what this silences is not
    /// among the findings.
    covered: bool,
    /// What the rules from before the change find in the register after it, and this would silence.
    silences: Vec<FindingJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct RecordJson<'a> {
    /// The record.
    #[schemars(regex(pattern = RECORD))]
    record: &'a str,
    /// Its name; `null` where it has none.
    name: Option<&'a str>,
    /// Its file, from the top of the repository; where it is gone, the one that it had.
    #[schemars(length(min = 1))]
    path: &'a str,
    /// What becomes of it. `returned`: it is there again after a deletion; `merged`: it became one with another.
    #[schemars(extend("enum" = ["added", "returned", "changed", "renamed", "merged", "deleted"]))]
    change: &'static str,
    /// Of a renaming: the record that it was; else `null`.
    #[schemars(regex(pattern = RECORD))]
    old: Option<&'a str>,
    /// The record that it became one with; only where `change` is `merged`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "&str", regex(pattern = RECORD))]
    merged_into: Option<&'a str>,
    /// Of a renaming: how it was recognised; else `null`.
    #[schemars(extend("enum" = ["previous-ids", "same-file", "guess", null]))]
    by: Option<&'static str>,
    /// Whether its file can be read; of one that can't be, nothing else is told.
    readable: bool,
    /// What is said of its life.
    steps: Vec<StepJson<'a>>,
    /// The other fields that say something else.
    fields: &'a [&'a str],
}

#[derive(Serialize, JsonSchema)]
struct StepJson<'a> {
    /// `entered` (a phase), `ended` (a phase), `happened` (an event), `redated`, `end-redated`, `recounted` (an event
    /// counts in another year), `removed`.
    #[schemars(extend("enum" = [
        "entered", "ended", "happened", "redated", "end-redated", "recounted", "removed"
    ]))]
    step: &'static str,
    /// The phase or event.
    name: &'a str,
    /// Of an entry, the phase before; else `null`.
    from: Option<&'a str>,
    /// The date or budget year that was said before; `null` where none was.
    before: Option<String>,
    /// The date or budget year that is said now; `null` where none is.
    after: Option<String>,
    /// The budget year that an event counts in, where the record says so; else `null`.
    cohort: Option<i32>,
    /// Whether it has not taken effect yet.
    planned: bool,
    /// The same for people, a sentence in the language asked for.
    words: String,
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
    /// The figure before.
    before: SideJson,
    /// The figure after.
    after: SideJson,
    /// Whether the change defines the method otherwise.
    redefined: bool,
    /// The units that came or went.
    causes: Vec<CauseJson>,
}

#[derive(Serialize, JsonSchema)]
struct SideJson {
    /// The figure, of a share its denominator; `null` where the register can't know it.
    value: Option<usize>,
    /// Of a share: how many; else `null`.
    numerator: Option<usize>,
}

#[derive(Serialize, JsonSchema)]
struct CauseJson {
    /// The record, by the identifier that it has now (or had last).
    #[schemars(regex(pattern = RECORD))]
    record: String,
    /// `added` (news), `withdrawn` (taken back), `revised` (another date or year), `reclassified` (nothing happened but
    /// words: a phase was renamed, a filter let the record in or out).
    #[schemars(extend("enum" = ["added", "withdrawn", "revised", "reclassified"]))]
    change: &'static str,
    /// What counted before; `null` where there was no unit.
    before: Option<UnitJson>,
    /// What counts after; `null` where there is no unit.
    after: Option<UnitJson>,
}

#[derive(Serialize, JsonSchema)]
struct UnitJson {
    /// The identity of the fact within its record.
    #[schemars(regex(pattern = FACT))]
    fact: String,
    /// Its date, as precise as it is known.
    #[schemars(regex(pattern = DATE))]
    effective: String,
    /// The year that it counts in.
    year: i32,
}

/// The review of a change as JSON, version 1 (`docs/en/json.md`): all of it, the figures by every method.
pub(crate) fn review_json(review: &Review<'_>, words: &Words) -> String {
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
        loosened: checked
            .loosened
            .iter()
            .map(|one| loosening_json(one, checked.is_loosening_covered, one.silences.iter().map(finding).collect()))
            .collect(),
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

fn loosening_json<'a>(loosening: &'a Loosening, covered: bool, silences: Vec<FindingJson<'a>>) -> LooseningJson<'a> {
    let json = |what, path| LooseningJson {
        what,
        path,
        rule: None,
        record: None,
        until: None,
        before: None,
        after: None,
        covered,
        silences,
    };
    match &loosening.loosened {
        Loosened::Waiver { path, rule, record, until } => LooseningJson {
            rule: Some(rule),
            record: Some(record),
            until: Some(until.to_string()),
            ..json("waiver", path.clone())
        },
        Loosened::Severity { rule, before, after } => LooseningJson {
            rule: Some(rule),
            before: Some(*before),
            after: Some(after.map_or("off", Severity::word)),
            ..json("severity", format!("{SCHEMA_FOLDER}/{MANIFEST}"))
        },
        Loosened::Definition { path } => json("definition", path.clone()),
    }
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
