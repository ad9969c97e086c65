use super::{Compared, Excusable, named, place, place_of_key};
use crate::change::{Aspect, Moment};
use crate::diagnostic::{Finding, Rule};
use crate::message;

/// The phase that a record was in has been taken back.
pub(super) static RULE: Rule = rule!("T005", "gone-back", Error);

/// The finding that a record went back to an earlier phase: the phase that it was in is no longer stated to have begun,
/// and its phase now comes before that one. With it, the rank from which on phases were taken back.
///
/// A record that enters an earlier phase anew (a product that is taken up again) has not gone back: its past is kept.
pub(super) fn check(compared: &Compared<'_>) -> Option<(usize, Excusable)> {
    let (lifecycle, facts) = (compared.lifecycle?, &compared.facts);
    let is_lived = |moment: &&Moment| moment.is_phase && facts.has_come(moment.date);
    let last = facts.pairs.iter().rfind(|pair| is_lived(&&pair.before))?;
    if last.after.as_ref().is_some_and(|after| facts.has_come(after.date)) {
        return None;
    }
    let now = facts.now.iter().rfind(is_lived);
    let taken_back = now.map_or(0, |now| lifecycle.rank(&now.name) + 1);
    if taken_back > lifecycle.rank(&last.before.name) {
        return None;
    }
    let (pointer, place_now, message) = match now {
        Some(now) => {
            let pointer = format!("{}/name", now.pointer());
            let message = message!("T005-message", before = &last.before.name, after = &now.name);
            (pointer.clone(), place(compared.after, &pointer), message)
        }
        None => {
            let message = message!("T005-nothing", before = &last.before.name);
            ("/phases".to_owned(), place_of_key(compared.after, "/phases"), message)
        }
    };
    let finding = Finding::new(&RULE, place_now, message, message!("T005-help"));
    let finding = finding.about(named(compared.after).record, pointer);
    let old = place(compared.before, &last.before.pointer());
    // Which phase a record is in hangs on all of them.
    let phases = facts.pairs.iter().map(|pair| &pair.before).chain(&facts.added).filter(|moment| moment.is_phase);
    let parts = phases.flat_map(|phase| [phase.part(Aspect::Presence), phase.part(Aspect::Date)]).collect();
    Some((taken_back, (finding.see(message!("related-before"), old), parts)))
}
