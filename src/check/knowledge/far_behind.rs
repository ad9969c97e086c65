use super::{Push, place_of_manifest};
use crate::change::Change;
use crate::diagnostic::{Finding, Rule};
use crate::git::LATE;
use crate::lifecycle::rfc3339;
use crate::message;

/// A commit is dated long before it is pushed, and does not say why: it would be known since then.
pub(super) static RULE: Rule = rule!("K002", "commit-far-behind", Error);

const DAY: i64 = 86_400;

/// The tolerance is that of the base: a push can't widen the one that it is judged by.
pub(super) fn check(change: &Change, push: Push) -> Vec<Finding> {
    let tolerance = i64::from(change.before.manifest.known_tolerance);
    let earliest = push.now - tolerance * DAY;
    let behind = change.outlook.new_commits().iter();
    let behind = behind.filter(|commit| commit.late.is_none() && commit.committed_at < earliest);
    let finding = behind.map(|commit| {
        let (oid, said) = (commit.oid.to_string(), rfc3339(commit.committed_at));
        let message = message!("K002-message", commit = &oid, said = said, tolerance = tolerance);
        let help = message!("K002-help", trailer = LATE);
        Finding::new(&RULE, place_of_manifest(&change.before), message, help).about(None, oid)
    });
    finding.collect()
}
