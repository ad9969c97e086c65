use super::page::{Commit, Link, Page};
use crate::indicator::Step;
use crate::message;
use crate::render;

/// A step of a figure, to be shown.
pub(super) struct StepView {
    pub commit: Commit,
    pub line: String,
    /// What made it: the record, and what became of it.
    pub causes: Vec<(Link, String)>,
    /// How many causes are left out.
    pub more: usize,
}

/// How many causes of a step are listed at most.
const CAUSES: usize = 40;

/// A step; none where its commit is not known.
pub(super) fn step(page: &Page<'_>, step: &Step<'_>) -> Option<StepView> {
    let history = page.index.history();
    let cause = |cause| {
        let line = page.say(&render::cause_line(history, cause));
        // The link names the record already.
        let said = line.strip_prefix(&history.key(cause.record)).map(str::trim_start);
        let said = said.map_or_else(|| line.clone(), |said| said.trim_start_matches([':', ' ', '\u{a0}']).to_owned());
        (page.record(cause.record), said)
    };
    Some(StepView {
        commit: page.commit(step.at)?,
        line: page.say(&message!("history-step", year = step.year.to_string(), from = step.from, to = step.to)),
        causes: step.causes.iter().take(CAUSES).map(cause).collect(),
        more: step.causes.len().saturating_sub(CAUSES),
    })
}
