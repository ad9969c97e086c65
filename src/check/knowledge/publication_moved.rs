use crate::change::{Change, Part};
use crate::check::figure::published;
use crate::check::transition::{place, place_of_key};
use crate::diagnostic::{Finding, Rule};
use crate::lifecycle::PartialDate;
use crate::message;
use crate::registry::Listing;

/// A publication has another date than at the base: what was known when it came out becomes something else.
pub(super) static RULE: Rule = rule!("K006", "publication-moved", Error);

const FIELD: &str = "/published";

/// A date that is said more precisely stays the same date.
pub(super) fn check(change: &Change, listing: &Listing) -> Vec<Finding> {
    let mut findings = Vec::new();
    for record in &change.records {
        let (Some(before), Some(after)) = (&record.before, &record.after) else { continue };
        let dates = published(&change.before, before).zip(published(listing, after));
        let Some((Some(old), new)) = dates.map(|(old, new)| (old.published, new.published)) else { continue };
        if new.is_some_and(|new| new.may_equal(old)) {
            continue;
        }
        if change.covers(record, None, |part| matches!(part, Part::Field(field) if FIELD.ends_with(field.as_str()))) {
            continue;
        }
        let new = new.as_ref().map(PartialDate::to_string).unwrap_or_default();
        let message = message!("K006-message", publication = &after.id, before = old, after = new);
        let place_now = match after.document.root.as_ref().and_then(|root| root.find(FIELD)) {
            Some(_) => place(after, FIELD),
            None => place_of_key(after, ""),
        };
        let finding = Finding::new(&RULE, place_now, message, message!("K006-help")).about(Some(&after.key), FIELD);
        findings.push(finding.see(message!("related-before"), place(before, FIELD)));
    }
    findings
}
