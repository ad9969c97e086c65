use super::Said;
use crate::diagnostic::Rule;
use crate::message;

/// A file holds a second document: one file is one record.
pub(super) static RULE: Rule = rule!("D004", "several-documents", Error);

pub(super) fn said() -> Said {
    (&RULE, message!("D004-message"), message!("D004-help"))
}
