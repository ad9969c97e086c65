use super::{DatedRecord, before};
use crate::diagnostic::{Finding, Rule};
use crate::lifecycle::Move;
use crate::message;

/// A phase follows one that can't lead to it.
pub(super) static ILLEGAL: Rule = rule!("L002", "illegal-transition", Error);
/// A phase follows one that rarely leads to it.
pub(super) static UNUSUAL: Rule = rule!("L003", "unusual-transition", Warning);
/// A phase follows one that ends a life.
pub(super) static AFTER_TERMINAL: Rule = rule!("L004", "phase-after-terminal", Error);

pub(super) fn check(record: &DatedRecord<'_>) -> Vec<Finding> {
    let Some(lifecycle) = record.lifecycle else { return Vec::new() };
    let mut findings = Vec::new();
    for (from, to) in record.steps() {
        // Where a date is missing, or too imprecise to order the two, their order is not known.
        let (Some(start), Some(next)) = (from.start, to.start) else { continue };
        let unsure = start.may_equal(next) && (start != next || start.first_day() != start.last_day());
        // Two phases of the same name in a row have a rule of their own.
        if unsure || from.name == to.name {
            continue;
        }
        let (rule, help) = match lifecycle.judge(&from.name, &to.name) {
            Move::Plausible => continue,
            Move::Unusual => (&UNUSUAL, message!("L003-help", to = &to.written)),
            Move::Illegal => {
                (&ILLEGAL, message!("L002-help", from = &from.written, allowed = allowed(record, &from.name)))
            }
            Move::AfterTerminal => (&AFTER_TERMINAL, message!("L004-help", from = &from.written)),
        };
        let message = match rule.code {
            "L002" => message!("L002-message", from = &from.written, to = &to.written),
            "L003" => message!("L003-message", from = &from.written, to = &to.written),
            _ => message!("L004-message", from = &from.written, to = &to.written),
        };
        let finding = record.finding(rule, &format!("/phases/{}/name", to.at), message, help);
        findings.push(before(record, from, finding));
    }
    findings
}

/// The phases that may follow `from`, the plausible ones first.
fn allowed(record: &DatedRecord<'_>, from: &str) -> String {
    let phase = record.lifecycle.and_then(|lifecycle| lifecycle.phase(from));
    phase.map(|phase| [&phase.to[..], &phase.unusual[..]].concat().join(", ")).unwrap_or_default()
}
