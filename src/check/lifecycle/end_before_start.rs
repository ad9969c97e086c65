use super::DatedRecord;
use crate::diagnostic::{Finding, Rule};
use crate::message;

/// A phase ends before it starts.
pub(super) static RULE: Rule = rule!("L001", "end-before-start", Error);

pub(super) fn check(record: &DatedRecord<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for phase in &record.timeline.phases {
        let (Some(start), Some(end)) = (phase.start, phase.end) else { continue };
        if start.is_surely_after(end) {
            let message =
                message!("L001-message", phase = &phase.written, start = start.to_string(), end = end.to_string());
            let finding = record.finding(&RULE, &format!("/phases/{}/end", phase.at), message, message!("L001-help"));
            let start = record.place(&format!("/phases/{}/start", phase.at));
            findings.push(finding.see(message!("L001-start"), start));
        }
    }
    findings
}
