use super::Said;
use crate::diagnostic::{Finding, Place, Rule};
use crate::message;

/// A key stands twice in a mapping; reported at the second.
pub(super) static RULE: Rule = rule!("D003", "duplicate-key", Error);

pub(super) fn said(key: &str) -> Said {
    (&RULE, message!("D003-message", key = key), message!("D003-help", key = key))
}

/// The same finding, with the place where the key stood first.
pub(super) fn see_first(finding: Finding, first: Place) -> Finding {
    finding.see(message!("D003-first"), first)
}
