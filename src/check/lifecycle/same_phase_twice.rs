use super::{DatedRecord, before};
use crate::diagnostic::{Finding, Rule};
use crate::message;

/// A phase follows itself, and the lifecycle does not allow it.
pub(super) static RULE: Rule = rule!("L007", "same-phase-twice", Error);

pub(super) fn check(record: &DatedRecord<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (from, to) in record.steps() {
        let may_follow = record.lifecycle.is_some_and(|lifecycle| lifecycle.may_repeat(&to.name));
        if from.name == to.name && !may_follow {
            let message = message!("L007-message", phase = &to.written);
            let finding = record.finding(&RULE, &format!("/phases/{}/name", to.at), message, message!("L007-help"));
            findings.push(before(record, from, finding));
        }
    }
    findings
}
