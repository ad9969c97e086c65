use super::Said;
use crate::diagnostic::Rule;
use crate::message;

/// The file holds bytes that are not UTF-8.
pub(super) static RULE: Rule = rule!("D001", "not-utf8", Error);

pub(super) fn said() -> Said {
    (&RULE, message!("D001-message"), message!("D001-help"))
}
