use super::{At, Said, meant};
use crate::diagnostic::Rule;
use crate::message;

/// A field that the schema does not know.
pub(super) static RULE: Rule = rule!("S002", "unknown-field", Error);

pub(super) fn said(at: &At<'_>, field: &str, known: &[String]) -> Said {
    let help = match meant(field, known, at.pointer(), at.all) {
        _ if field.contains('\u{a0}') => message!("S002-help-no-break-space"),
        Some(near) => message!("S002-help-near", near = near),
        None if known.is_empty() => message!("S002-help-none"),
        None => message!("S002-help", known = known.join(", ")),
    };
    (&RULE, message!("S002-message", field = field), help)
}
