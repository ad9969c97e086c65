use super::{DatedRecord, before};
use crate::diagnostic::{Finding, Rule};
use crate::message;

/// A phase starts before the one before it has ended.
pub(super) static RULE: Rule = rule!("L006", "overlap", Warning);

pub(super) fn check(record: &DatedRecord<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (from, to) in record.steps() {
        let (Some(end), Some(next)) = (from.end, to.start) else { continue };
        // A phase that ends before it starts has a rule of its own.
        let backwards = from.start.is_some_and(|start| start.is_surely_after(end));
        if end.is_surely_after(next) && !backwards {
            let message = message!(
                "L006-message",
                from = &from.written,
                to = &to.written,
                end = end.to_string(),
                start = next.to_string()
            );
            let finding = record.finding(&RULE, &format!("/phases/{}/start", to.at), message, message!("L006-help"));
            findings.push(before(record, from, finding));
        }
    }
    findings
}
