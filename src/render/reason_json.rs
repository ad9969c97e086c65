use serde::Serialize;

use crate::indicator::Reason;
use crate::lifecycle::rfc3339;
use crate::timeline::History;

/// What made a figure differ between two moments, as the answers of `published` and `diff` write it.
#[derive(Serialize)]
pub(super) struct ReasonJson<'a> {
    record: String,
    fact: String,
    change: &'static str,
    before: Option<String>,
    after: Option<String>,
    came_true: bool,
    commit: Option<String>,
    known_at: Option<String>,
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
