use super::{Compared, Excusable, named, place, place_of_key, said};
use crate::change::{Aspect, Moment};
use crate::diagnostic::{Finding, Rule};
use crate::message;

/// A phase or an event that took place is no longer in the record.
pub(super) static RULE: Rule = rule!("T001", "past-removed", Error);

/// The phases and events that took place and are no longer in the record. Where the record went back to an earlier
/// phase, that finding covers the phases from rank `taken_back` on.
pub(super) fn check(compared: &Compared<'_>, taken_back: Option<usize>) -> Vec<Excusable> {
    let mut findings = Vec::new();
    for pair in compared.facts.pairs.iter().filter(|pair| pair.after.is_none()) {
        let old = &pair.before;
        if !compared.facts.has_come(old.date) || is_taken_back(compared, old, taken_back) {
            continue;
        }
        let list = format!("/{}", old.list());
        let message = match old.is_phase {
            true => message!("T001-phase", name = &old.name, date = said(old.date)),
            false => message!("T001-event", name = &old.name, date = said(old.date)),
        };
        let finding = Finding::new(&RULE, place_of_key(compared.after, &list), message, message!("correction-help"));
        let finding = finding.about(named(compared.after).record, list);
        let finding = finding.see(message!("related-before"), place(compared.before, &old.pointer()));
        findings.push((finding, vec![old.part(Aspect::Presence)]));
    }
    findings
}

/// Whether a phase is one of those that the life went back from.
fn is_taken_back(compared: &Compared<'_>, old: &Moment, taken_back: Option<usize>) -> bool {
    let rank = compared.lifecycle.map(|lifecycle| lifecycle.rank(&old.name));
    old.is_phase && taken_back.is_some_and(|from| rank.is_some_and(|rank| rank >= from))
}
