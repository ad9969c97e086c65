use super::{At, Said};
use crate::diagnostic::Rule;
use crate::message;

/// A date that can't be read, or that no calendar has.
pub(super) static RULE: Rule = rule!("S005", "bad-date", Error);

pub(super) fn said(at: &At<'_>) -> Said {
    let value = at.value();
    let message = match value.is_empty() {
        // A list, a mapping: there is nothing to quote.
        true => message!("S005-field", field = at.field()),
        false => message!("S005-message", value = value),
    };
    (&RULE, message, message!("S005-help"))
}
