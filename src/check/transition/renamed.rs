use super::{named, place_of_key};
use crate::change::Changed;
use crate::diagnostic::{Finding, Rule};
use crate::message;
use crate::timeline::RenameBy;

/// A record has another identifier, and does not list the one that it had.
pub(super) static RULE: Rule = rule!("T004", "renamed-without-previous-ids", Error);

pub(super) fn check(record: &Changed) -> Option<Finding> {
    let (Some(old), Some(new)) = (&record.before, &record.after) else { return None };
    let (message, help) = match record.by? {
        RenameBy::PreviousIds => return None,
        RenameBy::SameFile => (message!("T004-message", old = &old.id), message!("T004-help", old = &old.id)),
        RenameBy::Guess => (message!("T004-guess", old = &old.id), message!("T004-guess-help", old = &old.id)),
    };
    let finding = Finding::new(&RULE, place_of_key(new, ""), message, help);
    let finding = finding.about(named(new).record, "");
    Some(finding.see(message!("related-before"), place_of_key(old, "")))
}
