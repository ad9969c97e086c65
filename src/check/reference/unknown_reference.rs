use std::collections::HashMap;
use std::ops::Range;

use crate::check::Context;
use crate::check::indicator;
use crate::check::nearest::nearest;
use crate::diagnostic::{Finding, Fix, Rule};
use crate::edit::say;
use crate::message;
use crate::registry::{Record, each_reference, nearest_valid_id, previous_ids};
use crate::yaml::Node;

/// A field holds the identifier of a record that does not exist.
pub(super) static RULE: Rule = rule!("R001", "unknown-reference", Error);

/// A reference to a record that is not there. Whether that was renamed is known once all records are read.
#[derive(Clone)]
pub(in crate::check) struct BrokenReference {
    finding: Finding,
    target: usize,
    id: String,
    span: Range<usize>,
}

impl BrokenReference {
    /// Where it stands in its record.
    pub(in crate::check) fn pointer(&self) -> &str {
        &self.finding.pointer
    }
}

pub(super) fn check(context: &Context<'_>, record: &Record, root: &Node) -> Vec<BrokenReference> {
    let manifest = &context.listing.manifest;
    let Some(kind) = manifest.kinds.get(record.kind) else { return Vec::new() };
    let document = context.document(record);
    let mut broken = Vec::new();
    for (path, target_name) in &kind.references {
        let Some(target) = manifest.kind_at(target_name) else { continue };
        each_reference(root, path, |at, node| {
            // A record that is there but can't be read is that record's problem.
            let Some(id) = node.as_text().filter(|id| !context.has(target, id)) else { return };
            let help = if let Some(near) = nearest(id, context.ids(target)) {
                message!("R001-help-near", near = near)
            } else {
                let folder = manifest.kinds.get(target).and_then(|kind| kind.folder.clone()).unwrap_or_default();
                message!("R001-help", file = format!("registry/{folder}/{id}.yml"))
            };
            let message = message!("R001-message", id = id, kind = target_name);
            let pointer = at.pointer();
            let place = document.place(root.span_at(&pointer));
            // Lower case is the only reading, so that fix is safe; a similar identifier is a guess.
            let is_safe = |near: &str| nearest_valid_id(id).as_deref() == Some(near);
            let mend = |near: &str| instead(&record.document.text, &node.span, near, is_safe(near));
            let fix = nearest(id, context.ids(target)).and_then(mend);
            let finding = Finding::new(&RULE, place, message, help).about(document.record, pointer);
            broken.push(BrokenReference {
                finding: finding.mended_by(fix),
                target,
                id: id.to_owned(),
                span: node.span.clone(),
            });
        });
    }
    broken
}

/// The findings, each with the name of the record that it looks for where that was renamed, or where its code
/// stands in the place of its name.
pub(super) fn explain(context: &Context<'_>, broken: Vec<BrokenReference>, kept: &[Record]) -> Vec<Finding> {
    let indicator = context.listing.manifest.kind_at(indicator::KIND);
    let by_code = indicator::by_code(context, kept);
    let mut renamed: HashMap<(usize, &str), &Record> = HashMap::new();
    for record in kept {
        for (_, id) in previous_ids(record) {
            renamed.entry((record.kind, id)).or_insert(record);
        }
    }
    let mended = broken.into_iter().map(|BrokenReference { mut finding, target, id, span }| {
        if let Some(record) = renamed.get(&(target, id.as_str())) {
            finding.help = message!("R001-help-renamed", new = &record.id);
            finding.fix = instead(&finding.place.text, &span, &record.id, true);
        } else if let Some(named) = by_code.get(&id).filter(|_| Some(target) == indicator) {
            finding.help = message!("R001-help-code", id = *named);
            finding.fix = instead(&finding.place.text, &span, named, true);
        }
        finding
    });
    mended.collect()
}

/// The identifier of another record in the place of the one at `span`.
fn instead(text: &str, span: &Range<usize>, id: &str, is_safe: bool) -> Option<Fix> {
    Some(Fix::new(message!("fix-write", new = id), say(text, span, id)?, is_safe))
}
