use super::{Push, place_of_manifest};
use crate::change::Change;
use crate::diagnostic::{Finding, Rule};
use crate::lifecycle::rfc3339;
use crate::message;

/// A commit is dated after the clock of the server that it is pushed to.
pub(super) static RULE: Rule = rule!("K001", "commit-from-the-future", Error);

/// How far ahead of the server's clock a date may lie, in seconds: clocks that are kept differ by less.
const SLACK: i64 = 600;

pub(super) fn check(change: &Change, push: Push) -> Vec<Finding> {
    let ahead = change.outlook.new_commits().iter().filter(|commit| commit.committed_at > push.now + SLACK);
    let finding = ahead.map(|commit| {
        let (oid, said) = (commit.oid.to_string(), rfc3339(commit.committed_at));
        let message = message!("K001-message", commit = &oid, said = said, now = rfc3339(push.now));
        Finding::new(&RULE, place_of_manifest(&change.before), message, message!("K001-help")).about(None, oid)
    });
    finding.collect()
}
