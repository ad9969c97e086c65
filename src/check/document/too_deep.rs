use super::Said;
use crate::diagnostic::Rule;
use crate::message;
use crate::yaml::MAX_DEPTH;

/// Lists and mappings nest deeper than [`MAX_DEPTH`].
pub(super) static RULE: Rule = rule!("D006", "too-deep", Error);

pub(super) fn said() -> Said {
    (&RULE, message!("D006-message", limit = MAX_DEPTH), message!("D006-help"))
}
