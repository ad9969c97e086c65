use super::DatedRecord;
use crate::diagnostic::{Finding, Fix, Rule};
use crate::edit::say;
use crate::lifecycle::Phase;
use crate::message;

/// A phase is called by a name that is no longer written.
pub(super) static RULE: Rule = rule!("L008", "retired-name", Warning);

pub(super) fn check(record: &DatedRecord<'_>) -> Vec<Finding> {
    let renamed = record.timeline.phases.iter().filter(|phase| phase.name != phase.written);
    renamed
        .map(|phase| {
            let message = message!("L008-message", written = &phase.written);
            let help = message!("L008-help", name = &phase.name);
            let pointer = format!("/phases/{}/name", phase.at);
            record.finding(&RULE, &pointer, message, help).mended_by(fix(record, phase, &pointer))
        })
        .collect()
}

/// The name that is written today. Where the lifecycle is not sure of the reading, it is for a person to say.
fn fix(record: &DatedRecord<'_>, phase: &Phase, pointer: &str) -> Option<Fix> {
    let (node, _) = record.root.find(pointer)?;
    let edit = say(&record.document.document.text, &node.span, &phase.name)?;
    let is_safe = !record.lifecycle?.retired(&phase.written)?.approximate;
    Some(Fix::new(message!("fix-write", new = &phase.name), edit, is_safe))
}
