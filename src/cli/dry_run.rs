use std::collections::HashSet;

use super::output::Output;
use crate::check;
use crate::diagnostic::{Failure, Finding, Outcome, Severity};
use crate::git::{NewTexts, Repository};
use crate::lifecycle::Date;
use crate::message;
use crate::registry::Listing;

/// The findings that changes to files of the register would bring, as of `today`; those that are there already are left
/// out. `renamed` is the old and the new key (`kind/id`) of a record that the changes rename: its findings under the
/// old name are not new.
///
/// # Errors
///
/// Where the register can't be read.
pub(super) fn findings(
    repository: &Repository,
    listing: &Listing,
    changes: &NewTexts,
    renamed: Option<(&str, &str)>,
    today: Option<Date>,
) -> Outcome<Vec<Finding>> {
    let mut before = check::listed(repository, listing, today)?.findings;
    if let Some((old, new)) = renamed {
        for finding in before.iter_mut().filter(|finding| finding.record.as_deref() == Some(old)) {
            finding.record = Some(new.to_owned());
        }
    }
    let mut after = check::listed(repository, &listing.with(changes), today)?.findings;
    check::subtract(&mut after, &before);
    Ok(after)
}

/// Refuses changes that bring an error. Other findings are noted on stderr, one for each rule and file.
///
/// # Errors
///
/// With the first error among `findings`.
pub(super) fn refuse_errors(findings: &[Finding], output: &Output) -> Outcome<()> {
    let is_error = |finding: &&Finding| finding.severity == Severity::Error;
    if let Some(error) = findings.iter().find(is_error) {
        return Err(refusal(error));
    }
    let mut noted = HashSet::new();
    for finding in findings.iter().filter(|finding| noted.insert((finding.rule.code, &finding.place.path))) {
        output.note(&message!("edit-note", reason = finding.message.clone(), rule = finding.rule.code));
    }
    Ok(())
}

/// The refusal of a change, in the words of the rule that it breaks.
pub(super) fn refusal(error: &Finding) -> Failure {
    let failure = message!("edit-refused", reason = error.message.clone(), rule = error.rule.code);
    Failure::new(failure).help(error.help.clone())
}
