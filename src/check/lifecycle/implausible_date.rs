use super::DatedRecord;
use crate::diagnostic::{Finding, Rule};
use crate::lifecycle::{Date, Lifecycle};
use crate::message;

/// A date is before the first plausible year, or too far ahead of today.
pub(super) static RULE: Rule = rule!("L005", "implausible-date", Error);

/// The first plausible year where the lifecycle names none: that of the first startup d'État.
const EARLIEST: i16 = 2011;
/// How many years ahead of today a date is plausible where the lifecycle does not say.
const HORIZON_YEARS: i32 = 3;

pub(super) fn check(record: &DatedRecord<'_>) -> Vec<Finding> {
    let earliest = record.lifecycle.and_then(|lifecycle| lifecycle.earliest).unwrap_or(EARLIEST);
    let mut findings = Vec::new();
    for (at, date) in record.dates() {
        if date.last_day().year() < earliest {
            let message = message!("L005-early", date = date.to_string(), year = earliest.to_string());
            findings.push(record.finding(&RULE, &at.pointer(), message, message!("L005-help")));
        } else if is_too_late(record, date.first_day()) {
            let today = record.today.map(|today| today.to_string()).unwrap_or_default();
            let message = message!("L005-late", date = date.to_string(), today = today);
            findings.push(record.finding(&RULE, &at.pointer(), message, message!("L005-late-help")));
        }
    }
    findings
}

/// Whether a day is further away than a plan can be.
pub(super) fn is_too_late(record: &DatedRecord<'_>, day: Date) -> bool {
    record.horizon.is_some_and(|horizon| day > horizon)
}

/// The last day that a plan can be for, as seen from `today`.
pub(super) fn horizon(lifecycle: Option<&Lifecycle>, today: Option<Date>) -> Option<Date> {
    let years = lifecycle.and_then(|lifecycle| lifecycle.horizon_years).unwrap_or(HORIZON_YEARS);
    let today = today?;
    let year = i16::try_from(i32::from(today.year()) + years).ok()?;
    Date::new(year, today.month(), today.day().min(28)).ok()
}
