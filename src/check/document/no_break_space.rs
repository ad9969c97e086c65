use std::ops::Range;

use super::Said;
use crate::diagnostic::{Edit, Fix, Rule};
use crate::message;

/// A no-break space where a space is meant, which makes one text of a key and its value.
pub(super) static RULE: Rule = rule!("D013", "no-break-space", Error);

pub(super) fn said() -> Said {
    (&RULE, message!("D013-message"), message!("D013-help"))
}

/// A space in its place.
pub(super) fn fix(span: Range<usize>) -> Fix {
    Fix::new(message!("fix-space"), Edit { span, text: " ".to_owned() }, true)
}
