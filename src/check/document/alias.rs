use super::Said;
use crate::diagnostic::Rule;
use crate::message;

/// An anchor or an alias. Refused since a reader would have to look elsewhere for a value, and since aliases can make
/// a small text grow without limit.
pub(super) static RULE: Rule = rule!("D005", "alias", Error);

pub(super) fn said() -> Said {
    (&RULE, message!("D005-message"), message!("D005-help"))
}
