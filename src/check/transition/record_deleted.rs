use super::{Excusable, place_of_gone, place_of_key};
use crate::change::{Changed, Part};
use crate::check::{figure, waiver};
use crate::diagnostic::{Finding, Rule};
use crate::message;
use crate::registry::Listing;

/// A record is no longer there.
pub(super) static RULE: Rule = rule!("T003", "record-deleted", Error);

/// A record that is gone; the file of the waivers may go, and what was published has a rule of its own.
pub(super) fn check(record: &Changed, listing: &Listing) -> Option<Excusable> {
    let (Some(old), None) = (&record.before, &record.after) else { return None };
    if record.merged_into.is_some() {
        return None;
    }
    if listing.manifest.kind_at(waiver::KIND) == Some(record.kind) || figure::states_actuals(listing, old) {
        return None;
    }
    let message = message!("T003-message", record = &old.key);
    let finding = Finding::new(&RULE, place_of_gone(&old.path), message, message!("T003-help"));
    let finding = finding.about(Some(&old.key), "");
    Some((finding.see(message!("related-before"), place_of_key(old, "")), vec![Part::File]))
}
