use std::collections::HashMap;

use crate::check::Context;
use crate::diagnostic::{Finding, Place, Rule};
use crate::message;
use crate::registry::{Record, previous_ids};

/// Two records have one identifier, now or before; letters that differ in case only
/// count as the same, since some file systems can't tell them apart.
pub(super) static RULE: Rule = rule!("R002", "id-used-twice", Error);

/// `kept` are the records that share an identifier with another, or had one before.
pub(super) fn check(context: &Context<'_>, kept: &[Record]) -> Vec<Finding> {
    let mut findings = current(context, kept);
    findings.extend(previous(context, kept));
    findings
}

/// Records that stand twice under one current identifier, in two folders of their kind.
fn current(context: &Context<'_>, kept: &[Record]) -> Vec<Finding> {
    let mut firsts: HashMap<(usize, &str), &str> = HashMap::new();
    for name in context.listing.names.iter().filter(|name| context.is_twice(name.kind, &name.id)) {
        firsts.entry((name.kind, &name.id)).or_insert(name.path());
    }
    let mut findings = Vec::new();
    for record in kept {
        let Some(first) = firsts.get(&(record.kind, record.id.as_str())) else { continue };
        if *first != record.path {
            let document = context.document(record);
            let start = record.document.root.as_ref().map_or(0..0, |root| root.key_span_at(""));
            let message = message!("R002-message", id = &record.id);
            let finding = Finding::new(&RULE, document.place(start), message, message!("R002-help"));
            findings.push(finding.about(document.record, "").see(message!("R002-other"), file(first)));
        }
    }
    findings
}

/// Previous identifiers that are another record's, now or before: a current one comes first.
fn previous(context: &Context<'_>, kept: &[Record]) -> Vec<Finding> {
    let listing = context.listing;
    let mut claims: HashMap<(usize, String), (String, &str)> = HashMap::new();
    let mut findings = Vec::new();
    for record in kept {
        for (at, id) in previous_ids(record) {
            // Identifiers are in lower case.
            let wanted = id.to_lowercase();
            let own = || (record.key.clone(), record.path.as_str());
            let (other, path) = match context.holder(record.kind, &wanted) {
                Some(name) => (listing.key(name), name.path()),
                None => claims.entry((record.kind, wanted)).or_insert_with(own).clone(),
            };
            let (Some(root), true) = (&record.document.root, other != record.key) else { continue };
            let pointer = format!("/previous_ids/{at}");
            let document = context.document(record);
            let message = message!("R002-previous", id = id, other = other);
            let finding =
                Finding::new(&RULE, document.place(root.span_at(&pointer)), message, message!("R002-previous-help"));
            findings.push(finding.about(document.record, pointer).see(message!("R002-other"), file(path)));
        }
    }
    findings
}

/// The beginning of a file.
fn file(path: &str) -> Place {
    Place::new(path, &"".into(), 0..0)
}
