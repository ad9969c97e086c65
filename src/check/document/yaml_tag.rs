use super::Said;
use crate::diagnostic::Rule;
use crate::message;

/// A tag, which would make something else of a value than what it says.
pub(super) static RULE: Rule = rule!("D011", "yaml-tag", Error);

pub(super) fn said() -> Said {
    (&RULE, message!("D011-message"), message!("D011-help"))
}
