use super::{At, Said, nearest};
use crate::diagnostic::Rule;
use crate::message;

/// A value outside a closed list.
pub(super) static RULE: Rule = rule!("S004", "not-in-list", Error);

pub(super) fn said(at: &At<'_>, allowed: &[String]) -> Said {
    let value = at.value();
    let help = match nearest(&value, allowed.iter().map(String::as_str)) {
        Some(near) => message!("S004-help-near", near = near, allowed = allowed.join(", ")),
        None => message!("S004-help", allowed = allowed.join(", ")),
    };
    (&RULE, message!("S004-message", value = value, field = at.field()), help)
}
