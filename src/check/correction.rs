use super::{figure, transition};
use crate::change::{Change, Changed};
use crate::diagnostic::{Finding, Rule};
use crate::git::{NoReason, Oid};
use crate::message;

/// Whether a correction excuses the findings of a rule.
pub fn takes_correction(rule: &Rule) -> bool {
    transition::EXCUSABLE.iter().chain(&figure::RULES).any(|known| known.code == rule.code)
}

/// How many characters of a commit's hash name it.
const SHORT: usize = 10;

/// A finding that only a correction excuses, with what to do about it: where commits of the change say something that
/// does not excuse it, what they say and why it does not, and not the advice that they followed.
///
/// `record` is what the finding is about, where the change touches it.
pub(super) fn advised(change: &Change, record: Option<&Changed>, mut finding: Finding) -> Finding {
    let short = |commit: Oid| commit.to_string().chars().take(SHORT).collect::<String>();
    let is_its = |commit| record.is_some_and(|record| change.touches(commit, record));
    let refused = change.refused.iter().find(|refused| is_its(refused.commit));
    let none = change.corrections.is_empty();
    if let Some(refused) = refused.or(change.refused.first().filter(|_| none)) {
        let (commit, written) = (short(refused.commit), &refused.written);
        finding.help = match refused.why {
            NoReason::Empty => message!("correction-empty", commit = commit, written = written),
            NoReason::Placeholder => message!("correction-placeholder", commit = commit, written = written),
        };
    } else if let Some(correction) = change.corrections.last() {
        let (commit, reason) = (short(correction.commit), &correction.reason);
        finding.help = message!("correction-elsewhere", commit = commit, reason = reason);
    }
    finding
}
