use super::Life;
use crate::diagnostic::{Finding, Rule, Severity};
use crate::message;

/// A phase is called by a name that is no longer written.
pub(super) static RULE: Rule = Rule { code: "L008", slug: "retired-name", severity: Severity::Warning };

pub(super) fn check(life: &Life<'_>) -> Vec<Finding> {
    let renamed = life.timeline.phases.iter().filter(|phase| phase.name != phase.written);
    renamed
        .map(|phase| {
            let message = message!("L008-message", written = &phase.written);
            let help = message!("L008-help", name = &phase.name);
            life.finding(&RULE, &format!("/phases/{}/name", phase.at), message, help)
        })
        .collect()
}
