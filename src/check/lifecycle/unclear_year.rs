use super::DatedRecord;
use crate::diagnostic::{Finding, Rule};
use crate::indicator::{Cutoff, Indicator};
use crate::lifecycle::What;
use crate::message;
use crate::registry::Record;

/// An event may count in the year of its date or in the one before, and does not say which.
pub(super) static RULE: Rule = rule!("L010", "unclear-year", Advice);

/// An event that counts in the year before where it is dated early in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CutoffEvent {
    /// The code of the indicator that says so.
    code: String,
    /// The kind of the records that it counts.
    pub kind: String,
    /// The event.
    name: String,
    /// The last day that counts in the year before.
    cutoff: Cutoff,
}

/// The events that the definition of an indicator counts up to a day of the year after.
pub(in crate::check) fn cutoff_events(record: &Record) -> Vec<CutoffEvent> {
    let indicator = record.document.root.as_ref().and_then(|root| Indicator::read(&record.id, root));
    let mut found = Vec::new();
    for indicator in indicator.iter() {
        for method in indicator.methods.iter().filter(|method| method.what == What::Event) {
            let Some(cutoff) = method.cutoff else { continue };
            let one = |name: &String| CutoffEvent {
                code: indicator.code.clone(),
                kind: method.counts.clone(),
                name: name.clone(),
                cutoff,
            };
            found.extend(method.names.iter().map(one));
        }
    }
    found
}

pub(super) fn check(record: &DatedRecord<'_>) -> Vec<Finding> {
    let events = record.timeline.events.iter().filter(|event| event.cohort.is_none());
    events
        .filter_map(|event| {
            let is_meant = |of: &&&CutoffEvent| of.name == event.name && of.cutoff.holds(event.date);
            let of = record.cutoff_events.iter().find(is_meant)?;
            let (before, year) = (of.cutoff.year(event.date).to_string(), event.date.year().to_string());
            let message = message!(
                "L010-message",
                event = &event.name,
                date = event.date.to_string(),
                before = &before,
                year = &year
            );
            let help =
                message!("L010-help", before = &before, year = &year, code = &of.code, cutoff = of.cutoff.to_string());
            Some(record.finding(&RULE, &format!("/events/{}/date", event.at), message, help))
        })
        .collect()
}
