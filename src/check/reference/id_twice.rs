use std::collections::BTreeMap;

use crate::check::Context;
use crate::check::context::previous_ids;
use crate::diagnostic::{Finding, Rule, Severity};
use crate::message;

/// An identifier, or a previous one, stands for two records; letters that differ in case only
/// count as the same, since some file systems can't tell them apart.
pub(super) static RULE: Rule = Rule { code: "R002", slug: "id-used-twice", severity: Severity::Error };

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    // Current identifiers first: a previous one gives way.
    let mut owners = BTreeMap::new();
    for record in &context.register.records {
        let first = *owners.entry((record.kind, record.id.to_lowercase())).or_insert(record);
        if first.path != record.path {
            let document = context.document(record);
            let start = record.document.root.as_ref().map_or(0..0, |root| root.key_span_at(""));
            let there = context.document(first);
            let there_start = first.document.root.as_ref().map_or(0..0, |root| root.key_span_at(""));
            findings.push(
                Finding::new(
                    &RULE,
                    document.place(start),
                    message!("R002-message", id = &record.id),
                    message!("R002-help"),
                )
                .about(document.record, "")
                .see(message!("R002-other"), there.place(there_start)),
            );
        }
    }
    for record in &context.register.records {
        for (at, id) in previous_ids(record) {
            let first = *owners.entry((record.kind, id.to_lowercase())).or_insert(record);
            let (Some(root), true) = (&record.document.root, first.key != record.key) else { continue };
            let pointer = format!("/previous_ids/{at}");
            let document = context.document(record);
            let there_start = first.document.root.as_ref().map_or(0..0, |root| root.key_span_at(""));
            let message = message!("R002-previous", id = id, other = &first.key);
            findings.push(
                Finding::new(&RULE, document.place(root.span_at(&pointer)), message, message!("R002-previous-help"))
                    .about(document.record, pointer)
                    .see(message!("R002-other"), context.document(first).place(there_start)),
            );
        }
    }
    findings
}
