use schemars::JsonSchema;
use serde::Serialize;

use super::schemas::{COMMIT, DATE, FACT, INSTANT, RECORD};
use crate::indicator::Reason;
use crate::lifecycle::rfc3339;
use crate::timeline::History;

/// What made a figure differ between two moments, as the answers of `published` and `diff` write it.
#[derive(Serialize, JsonSchema)]
pub(super) struct ReasonJson<'a> {
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
    /// The commit that made the last such move (of a planned fact whose day came: the commit that stated it); `null`
    /// where there is none.
    #[schemars(regex(pattern = COMMIT))]
    commit: Option<String>,
    /// When that commit became known; `null` without one.
    #[schemars(regex(pattern = INSTANT))]
    known_at: Option<String>,
    /// The first line of that commit's message; `null` without one.
    subject: Option<&'a str>,
}

impl<'a> ReasonJson<'a> {
    pub(super) fn of(history: &'a History, reason: &Reason<'_>) -> ReasonJson<'a> {
        let cause = &reason.cause;
        let commit = reason.at.and_then(|at| history.commits.get(at));
        ReasonJson {
            record: history.key(cause.record),
            fact: cause.after.or(cause.before).map(|unit| unit.fact.key.to_string()).unwrap_or_default(),
            change: cause.change.word(),
            before: cause.before.map(|unit| unit.fact.value.effective.to_string()),
            after: cause.after.map(|unit| unit.fact.value.effective.to_string()),
            came_true: cause.came_true,
            commit: commit.map(|commit| commit.oid.to_string()),
            known_at: commit.map(|commit| rfc3339(commit.known_at)),
            subject: commit.map(|commit| commit.subject.as_str()),
        }
    }
}
