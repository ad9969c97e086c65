//! Family K: what was known up to the base must stay known as it was. These rules need a base, and some of them the
//! clock of the server that a push comes to.

mod far_behind;
mod figure_redefined;
mod from_the_future;
mod mainline_lost;
mod past_reread;
mod publication_moved;
mod undone_within;

use crate::change::Change;
use crate::diagnostic::{Finding, Outcome, Place, Rule};
use crate::git::Repository;
use crate::registry::{Listing, MANIFEST, SCHEMA_FOLDER};

pub(super) static RULES: [&Rule; 7] = [
    &from_the_future::RULE,
    &far_behind::RULE,
    &mainline_lost::RULE,
    &past_reread::RULE,
    &figure_redefined::RULE,
    &publication_moved::RULE,
    &undone_within::RULE,
];

/// What a server knows of a push to the branch that is known.
#[derive(Clone, Copy, Debug)]
pub struct Push {
    /// The server's clock, in seconds since 1970-01-01T00:00:00Z.
    pub now: i64,
}

/// What the change does to what was known, without saying why. `listing` is the register at its head. `push` is what
/// the server knows, where the change comes to one: only then is each of its commits one of the mainline.
pub(super) fn findings(
    repository: &Repository,
    change: &Change,
    listing: &Listing,
    push: Option<Push>,
) -> Outcome<Vec<Finding>> {
    let mut findings = Vec::new();
    if let Some(push) = push {
        let lost = mainline_lost::check(repository, change, listing)?;
        if lost.is_empty() {
            findings.extend(from_the_future::check(change, push));
            findings.extend(far_behind::check(change, push));
            findings.extend(undone_within::check(change));
        }
        findings.extend(lost);
    }
    findings.extend(past_reread::check(change, listing));
    findings.extend(figure_redefined::check(change));
    findings.extend(publication_moved::check(change, listing));
    Ok(findings)
}

/// The place of the manifest, for what no file says: a commit as a whole, or what the manifest brings about.
pub(super) fn place_of_manifest(listing: &Listing) -> Place {
    let path = format!("{SCHEMA_FOLDER}/{MANIFEST}");
    match listing.definitions.file(MANIFEST).and_then(|file| file.text.clone()) {
        Some(text) => Place::new(&path, &text, 0..0),
        None => Place::new(&path, &"".into(), 0..0),
    }
}
