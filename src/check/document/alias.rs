use super::Said;
use crate::diagnostic::Rule;
use crate::message;

/// An anchor or an alias: a record says each thing where it stands, and no text can grow when it is read.
pub(super) static RULE: Rule = rule!("D005", "alias", Error);

pub(super) fn said() -> Said {
    (&RULE, message!("D005-message"), message!("D005-help"))
}
