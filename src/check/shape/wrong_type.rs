use super::{At, Said};
use crate::diagnostic::Rule;
use crate::i18n::Message;
use crate::message;

/// A value of another type.
pub(super) static RULE: Rule = rule!("S003", "wrong-type", Error);

pub(super) fn said(at: &At<'_>, expected: &[&'static str], found: &str) -> Said {
    let message = match at.pointer() {
        "" => message!("S003-root", expected = types(expected), found = type_name(found)),
        _ => message!("S003-message", field = at.field(), expected = types(expected), found = type_name(found)),
    };
    (&RULE, message, help(expected, found))
}

fn help(expected: &[&'static str], found: &str) -> Message {
    match (expected, found) {
        (_, "null") => message!("S003-help-empty"),
        (["string"], "integer" | "number" | "boolean") => message!("S003-help-quote"),
        (["array"], _) => message!("S003-help-list"),
        (["boolean"], _) => message!("S003-help-boolean"),
        (["integer" | "number"], "string") => message!("S003-help-number"),
        _ => message!("S003-help", expected = types(expected)),
    }
}

/// Types of JSON Schema, in words: "a text", "a text or a list".
pub(crate) fn types(expected: &[&str]) -> Message {
    match expected {
        [] => message!("type-other"),
        [one] => type_name(one),
        [one, others @ ..] => message!("type-or", one = type_name(one), other = types(others)),
    }
}

fn type_name(name: &str) -> Message {
    match name {
        "array" => message!("type-list"),
        "date" => message!("type-date"),
        "boolean" => message!("type-boolean"),
        "integer" => message!("type-integer"),
        "null" => message!("type-null"),
        "number" => message!("type-number"),
        "object" => message!("type-map"),
        "string" => message!("type-text"),
        _ => message!("type-other"),
    }
}
