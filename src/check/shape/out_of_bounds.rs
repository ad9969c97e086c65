use super::{At, Said};
use crate::diagnostic::Rule;
use crate::i18n::Message;
use crate::message;

/// A value that is too small, too large, too long, there twice, or leaves another limit.
pub(super) static RULE: Rule = rule!("S007", "out-of-bounds", Error);

pub(super) fn said(at: &At<'_>, keyword: &str, limit: &str) -> Said {
    let field = at.field();
    let message = match (keyword, limit) {
        ("minLength" | "minItems" | "minProperties", "1") => message!("S007-empty", field = field),
        ("uniqueItems", _) => message!("S007-twice", field = field),
        _ => match at.value() {
            value if value.is_empty() => message!("S007-field", field = field),
            value => message!("S007-message", field = field, value = value),
        },
    };
    (&RULE, message, help(keyword, limit))
}

pub(super) fn too_much() -> Said {
    (&RULE, message!("S007-too-much"), message!("S007-help-too-much"))
}

fn help(keyword: &str, limit: &str) -> Message {
    match keyword {
        "minLength" | "minItems" | "minProperties" => message!("S007-help-more", limit = limit),
        "maxLength" | "maxItems" | "maxProperties" => message!("S007-help-less", limit = limit),
        "minimum" | "exclusiveMinimum" => message!("S007-help-minimum", limit = limit),
        "maximum" | "exclusiveMaximum" => message!("S007-help-maximum", limit = limit),
        "pattern" => message!("S007-help-pattern", limit = limit),
        "uniqueItems" => message!("S007-help-unique"),
        "oneOf" => message!("S007-help-one-of"),
        other => message!("S007-help-other", keyword = other),
    }
}
