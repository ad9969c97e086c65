use super::{Compared, Excusable, named, place, said};
use crate::change::{Aspect, Moment, is_same_date};
use crate::diagnostic::{Finding, Rule};
use crate::i18n::Message;
use crate::message;

/// Something that took place is given another date.
pub(super) static RULE: Rule = rule!("T002", "past-redated", Warning);

/// The phases and events that took place and are given another date. Where the record went back to an earlier phase,
/// that finding covers the phases that are now in the future.
pub(super) fn check(compared: &Compared<'_>, is_gone_back: bool) -> Vec<Excusable> {
    let (mut findings, facts) = (Vec::new(), &compared.facts);
    for pair in &facts.pairs {
        let (old, Some(new)) = (&pair.before, &pair.after) else { continue };
        if !facts.has_come(old.date) || (is_gone_back && new.is_phase && !facts.has_come(new.date)) {
            continue;
        }
        let parts = |aspect| vec![old.part(Aspect::Presence), old.part(aspect)];
        // A date for an undated phase adds knowledge: it changes no date.
        if old.date.is_some() && !is_same_date(old.date, new.date) {
            let message = message!("T002-date", name = &new.name, before = said(old.date), after = said(new.date));
            let finding = finding(compared, message, &old.date_pointer(), &new.date_pointer());
            findings.push((finding, parts(Aspect::Date)));
        } else if old.end.is_some() && facts.has_come(old.end) && !is_same_date(old.end, new.left) {
            let message = message!("T002-end", name = &new.name, before = said(old.end), after = said(new.left));
            let pointer = |item: &Moment| match item.end {
                Some(_) => format!("{}/end", item.pointer()),
                None => item.pointer(),
            };
            findings.push((finding(compared, message, &pointer(old), &pointer(new)), parts(Aspect::End)));
        }
        let year = |cohort: Option<i32>| cohort.map_or_else(|| "–".to_owned(), |year| year.to_string());
        if old.cohort.is_some() && old.cohort != new.cohort {
            let (before, after) = (year(old.cohort), year(new.cohort));
            let message = message!("T002-cohort", name = &new.name, before = before, after = after);
            let of = |item: &Moment| match item.cohort {
                Some(_) => format!("{}/cohort", item.pointer()),
                None => item.pointer(),
            };
            findings.push((finding(compared, message, &of(old), &of(new)), parts(Aspect::Cohort)));
        }
    }
    findings
}

fn finding(compared: &Compared<'_>, message: Message, before: &str, after: &str) -> Finding {
    let finding = Finding::new(&RULE, place(compared.after, after), message, message!("correction-help"));
    let finding = finding.about(named(compared.after).record, after);
    finding.see(message!("related-before"), place(compared.before, before))
}
