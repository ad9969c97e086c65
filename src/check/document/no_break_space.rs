use super::{Said, rule};
use crate::diagnostic::Rule;
use crate::message;

/// A no-break space where a space is meant, which makes one text of a key and its value.
pub(super) static RULE: Rule = rule("D013", "no-break-space");

pub(super) fn said() -> Said {
    (&RULE, message!("D013-message"), message!("D013-help"))
}
