use super::Said;
use crate::diagnostic::Rule;
use crate::message;

/// A number that JSON and most tools can't hold: infinite, not a number, or of too many digits.
pub(super) static RULE: Rule = rule!("D012", "bad-number", Error);

pub(super) fn not_finite() -> Said {
    (&RULE, message!("D012-not-finite"), message!("D012-not-finite-help"))
}

pub(super) fn too_many_digits() -> Said {
    (&RULE, message!("D012-digits"), message!("D012-digits-help"))
}
