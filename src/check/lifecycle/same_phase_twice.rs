use super::{Life, before};
use crate::diagnostic::{Finding, Rule};
use crate::message;

/// A phase follows itself, and the lifecycle does not allow it.
pub(super) static RULE: Rule = rule!("L007", "same-phase-twice", Error);

pub(super) fn check(life: &Life<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (from, to) in life.steps() {
        let may_follow = life.lifecycle.is_some_and(|lifecycle| lifecycle.may_repeat(&to.name));
        if from.name == to.name && !may_follow {
            let message = message!("L007-message", phase = &to.written);
            let finding = life.finding(&RULE, &format!("/phases/{}/name", to.at), message, message!("L007-help"));
            findings.push(before(life, from, finding));
        }
    }
    findings
}
