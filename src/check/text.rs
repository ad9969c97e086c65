use super::compiled::Compiled;
use super::{CheckedRecord, Context, reference, regrade};
use crate::diagnostic::Finding;
use crate::lifecycle::Date;
use crate::registry::{Listing, Name, Record};
use crate::yaml::Document;

/// The findings that a record would have if its file held `text`: those of its own rules, and references to records
/// that are not listed. Other records are not read, and waivers are not applied.
///
/// `today` is the day from which dates are in the future; without one, no date is.
pub fn text(listing: &Listing, name: &Name, text: &str, today: Option<Date>) -> Vec<Finding> {
    let compiled = Compiled::of(&listing.definitions, &listing.manifest, |kind| kind == name.kind);
    let (context, findings) = Context::new(listing, compiled, today);
    let Some(context) = context else { return findings };
    let record = Record {
        kind: name.kind,
        key: listing.key(name),
        id: name.id.clone(),
        path: name.path().to_owned(),
        document: Document::read(text.as_bytes()),
    };
    let seen = CheckedRecord::of(&context, record);
    let mut findings = seen.findings;
    findings.extend(reference::across_records(&context, seen.broken, &[]));
    findings.retain(|finding| finding.place.path == name.path());
    regrade(listing, &mut findings);
    findings.sort_by(|a, b| a.order().cmp(&b.order()));
    findings
}
