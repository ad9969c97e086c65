use super::compiled::Compiled;
use super::{Context, Seen, reference, regrade};
use crate::diagnostic::Finding;
use crate::lifecycle::Date;
use crate::registry::{Listing, Name, Record};
use crate::yaml::Document;

/// What is wrong with a record, were its file to say `text`, in the register that is listed: what its own rules
/// say of it, and whether what it refers to is there. Other records are not read; waivers count for nothing.
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
    let seen = Seen::of(&context, record);
    let mut findings = seen.findings;
    findings.extend(reference::across_records(&context, seen.broken, &[]));
    findings.retain(|finding| finding.place.path == name.path());
    regrade(listing, &mut findings);
    findings.sort_by(|a, b| a.order().cmp(&b.order()));
    findings
}
