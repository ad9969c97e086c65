use crate::check::Context;
use crate::check::nearest::nearest;
use crate::diagnostic::{Finding, Rule, Severity};
use crate::message;
use crate::registry::{Record, reference_nodes};
use crate::yaml::Node;

/// A field holds the identifier of a record that does not exist.
pub(super) static RULE: Rule = Rule { code: "R001", slug: "unknown-reference", severity: Severity::Error };

pub(super) fn check(context: &Context<'_>, record: &Record, root: &Node) -> Vec<Finding> {
    let manifest = &context.register.manifest;
    let Some(kind) = manifest.kinds.get(record.kind) else { return Vec::new() };
    let document = context.document(record);
    let mut findings = Vec::new();
    for (path, target) in &kind.references {
        let Some(target_at) = manifest.kind_at(target) else { continue };
        for (pointer, node) in reference_nodes(root, path) {
            let Some(id) = node.as_text() else { continue };
            // A record that is there but can't be read is that record's problem.
            if context.has(target_at, id) {
                continue;
            }
            let help = if let Some(renamed) = context.once_called(target_at, id) {
                message!("R001-help-renamed", new = &renamed.id)
            } else if let Some(near) = nearest(id, context.ids(target_at)) {
                message!("R001-help-near", near = near)
            } else {
                let folder = manifest.kinds.get(target_at).and_then(|kind| kind.folder.clone()).unwrap_or_default();
                message!("R001-help", file = format!("registry/{folder}/{id}.yml"))
            };
            let message = message!("R001-message", id = id, kind = target);
            let place = document.place(root.span_at(&pointer));
            findings.push(Finding::new(&RULE, place, message, help).about(document.record, pointer));
        }
    }
    findings
}
