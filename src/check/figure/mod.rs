//! Family F: changes of published figures, which must declare a correction. These rules need a base.

mod moved;
mod rewritten;

use crate::change::Change;
use crate::diagnostic::{Finding, Rule};
use crate::indicator::{FigureKind, Publication};
use crate::registry::{Listing, Name, Record};

pub(super) static RULES: [&Rule; 2] = [&moved::RULE, &rewritten::RULE];

/// The kind of the records that hold what was published.
const KIND: &str = "publication";

/// The published figures that a change moves or rewrites, whether or not it declares a correction.
pub(super) fn findings(change: &Change, listing: &Listing) -> Vec<Finding> {
    let mut findings = rewritten::check(change, listing);
    if are_published(change) {
        findings.extend(moved::check(change, listing, &change.outlook));
    }
    findings
}

/// Whether these rules can have a finding: the change is not empty, declares no correction, and the base has
/// publications. Spares the computing of figures.
fn are_published(change: &Change) -> bool {
    let kind = change.before.manifest.kind_at(KIND);
    let is_publication = |name: &Name| Some(name.kind) == kind;
    !change.files.is_empty() && change.before.names.iter().any(is_publication)
}

/// Whether a record is a publication that states what happened.
pub(super) fn states_actuals(listing: &Listing, record: &Record) -> bool {
    published(listing, record)
        .is_some_and(|published| published.figures.iter().any(|figure| figure.kind == FigureKind::Actual))
}

/// The publication that a record is, if it is one and can be read.
pub(super) fn published(listing: &Listing, record: &Record) -> Option<Publication> {
    let is_one = listing.manifest.kind_at(KIND) == Some(record.kind);
    is_one.then(|| Publication::read(&record.id, record.document.root.as_ref()?)).flatten()
}
