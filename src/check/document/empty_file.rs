use super::Said;
use crate::diagnostic::Rule;
use crate::message;

/// The file says nothing.
pub(super) static RULE: Rule = rule!("D010", "empty-file", Error);

pub(super) fn said() -> Said {
    (&RULE, message!("D010-message"), message!("D010-help"))
}
