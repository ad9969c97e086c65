use super::Said;
use crate::diagnostic::Rule;
use crate::message;

/// A field that must be there is not.
pub(super) static RULE: Rule = rule!("S001", "missing-field", Error);

pub(super) fn said(field: &str, description: Option<&str>) -> Said {
    let help = match description {
        Some(description) => message!("S001-help-described", field = field, description = description),
        None => message!("S001-help", field = field),
    };
    (&RULE, message!("S001-message", field = field), help)
}
