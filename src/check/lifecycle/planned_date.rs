use super::DatedRecord;
use super::implausible_date::is_too_late;
use crate::diagnostic::{Finding, Rule};
use crate::message;

/// A date is in the future: it is planned, and counts in no figure until it has come.
pub(super) static RULE: Rule = rule!("L009", "planned-date", Advice);

pub(super) fn check(record: &DatedRecord<'_>) -> Vec<Finding> {
    let Some(today) = record.today else { return Vec::new() };
    let dates = record.dates();
    dates
        .filter(|(_, date)| date.first_day() > today && !is_too_late(record, date.first_day()))
        .map(|(at, date)| {
            let message = message!("L009-message", date = date.to_string(), today = today.to_string());
            record.finding(&RULE, &at.pointer(), message, message!("L009-help"))
        })
        .collect()
}
