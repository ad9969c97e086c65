use super::Said;
use crate::diagnostic::Rule;
use crate::message;

/// Git left a conflict in the file.
pub(super) static RULE: Rule = rule!("D009", "conflict-marker", Error);

pub(super) fn said() -> Said {
    (&RULE, message!("D009-message"), message!("D009-help"))
}
