//! Family S: what a record of its kind may say.

use super::context::Named;
use super::nearest::nearest;
use crate::diagnostic::{Finding, Rule, Severity};
use crate::message;
use crate::shape::{Schema, Violation, ViolationKind};
use crate::words::Message;
use crate::yaml::Node;

const fn rule(code: &'static str, slug: &'static str) -> Rule {
    Rule { code, slug, severity: Severity::Error }
}

static MISSING_FIELD: Rule = rule("S001", "missing-field");
static UNKNOWN_FIELD: Rule = rule("S002", "unknown-field");
static WRONG_TYPE: Rule = rule("S003", "wrong-type");
static NOT_IN_LIST: Rule = rule("S004", "not-in-list");
static BAD_DATE: Rule = rule("S005", "bad-date");
static BAD_FORMAT: Rule = rule("S006", "bad-format");
static OUT_OF_BOUNDS: Rule = rule("S007", "out-of-bounds");

pub(super) static RULES: [&Rule; 7] =
    [&MISSING_FIELD, &UNKNOWN_FIELD, &WRONG_TYPE, &NOT_IN_LIST, &BAD_DATE, &BAD_FORMAT, &OUT_OF_BOUNDS];

/// Where a document leaves `schema`. `retired` are the values that it still takes, and that are not
/// offered to choose from.
pub(super) fn findings(document: &Named<'_>, root: &Node, schema: &Schema, retired: &[&str]) -> Vec<Finding> {
    let mut violations = schema.violations(root);
    for violation in &mut violations {
        if let ViolationKind::NotInList { allowed } = &mut violation.kind {
            allowed.retain(|value| !retired.contains(&value.as_str()));
        }
    }
    let reported = violations.iter().filter(|violation| !is_misspelt(violation, &violations));
    reported.map(|violation| finding(document, root, violation)).collect()
}

/// Whether a missing field is there under a wrong spelling: one mistake, one finding.
fn is_misspelt(missing: &Violation, all: &[Violation]) -> bool {
    let ViolationKind::Missing { field, .. } = &missing.kind else { return false };
    all.iter().any(|other| match &other.kind {
        ViolationKind::Unknown { field: written, known } => {
            let beside = other.pointer.rsplit_once('/').map(|(parent, _)| parent) == Some(&missing.pointer);
            beside && nearest(written, known.iter().map(String::as_str)) == Some(field)
        }
        _ => false,
    })
}

fn finding(document: &Named<'_>, root: &Node, violation: &Violation) -> Finding {
    let pointer = violation.pointer.as_str();
    let value = || root.find(pointer).and_then(|(node, _)| node.scalar()).unwrap_or_default();
    let field = || pointer.rsplit('/').find(|step| step.parse::<usize>().is_err()).unwrap_or_default().to_owned();
    let (rule, span, message, help) = match &violation.kind {
        ViolationKind::Missing { field, description } => (
            &MISSING_FIELD,
            root.key_span_at(pointer),
            message!("S001-message", field = field),
            match description {
                Some(description) => message!("S001-help-described", field = field, description = description),
                None => message!("S001-help", field = field),
            },
        ),
        ViolationKind::Unknown { field, known } => (
            &UNKNOWN_FIELD,
            root.key_span_at(pointer),
            message!("S002-message", field = field),
            match nearest(field, known.iter().map(String::as_str)) {
                _ if field.contains('\u{a0}') => message!("S002-help-no-break-space"),
                Some(near) => message!("S002-help-near", near = near),
                None if known.is_empty() => message!("S002-help-none"),
                None => message!("S002-help", known = known.join(", ")),
            },
        ),
        ViolationKind::Type { expected, found } => (
            &WRONG_TYPE,
            root.span_at(pointer),
            match pointer {
                "" => message!("S003-root", expected = types(expected), found = type_name(found)),
                _ => message!("S003-message", field = field(), expected = types(expected), found = type_name(found)),
            },
            help_with_type(expected, found),
        ),
        ViolationKind::NotInList { allowed } => (
            &NOT_IN_LIST,
            root.span_at(pointer),
            message!("S004-message", value = value(), field = field()),
            match nearest(&value(), allowed.iter().map(String::as_str)) {
                Some(near) => message!("S004-help-near", near = near, allowed = allowed.join(", ")),
                None => message!("S004-help", allowed = allowed.join(", ")),
            },
        ),
        ViolationKind::Format { format } => {
            let (rule, message, help) = format_words(format, &value());
            (rule, root.span_at(pointer), message, help)
        }
        ViolationKind::Limit { keyword, limit } => (
            &OUT_OF_BOUNDS,
            root.span_at(pointer),
            match (keyword.as_str(), limit.as_str()) {
                ("minLength" | "minItems" | "minProperties", "1") => message!("S007-empty", field = field()),
                ("uniqueItems", _) => message!("S007-twice", field = field()),
                _ => message!("S007-message", field = field(), value = value()),
            },
            limit_words(keyword, limit),
        ),
    };
    Finding::new(rule, document.place(span), message, help).about(document.record, pointer)
}

fn format_words(format: &str, value: &str) -> (&'static Rule, Message, Message) {
    match format {
        "partial-date" | "date" => (&BAD_DATE, message!("S005-message", value = value), message!("S005-help")),
        "email" => (&BAD_FORMAT, message!("S006-email", value = value), message!("S006-email-help")),
        "uri" => (&BAD_FORMAT, message!("S006-uri", value = value), message!("S006-uri-help")),
        "record-id" => (&BAD_FORMAT, message!("S006-id", value = value), message!("S006-id-help")),
        other => (
            &BAD_FORMAT,
            message!("S006-other", value = value, format = other),
            message!("S006-other-help", format = other),
        ),
    }
}

fn limit_words(keyword: &str, limit: &str) -> Message {
    match keyword {
        "minLength" | "minItems" | "minProperties" => message!("S007-help-more", limit = limit),
        "maxLength" | "maxItems" | "maxProperties" => message!("S007-help-less", limit = limit),
        "minimum" | "exclusiveMinimum" => message!("S007-help-minimum", limit = limit),
        "maximum" | "exclusiveMaximum" => message!("S007-help-maximum", limit = limit),
        "pattern" => message!("S007-help-pattern", limit = limit),
        "uniqueItems" => message!("S007-help-unique"),
        other => message!("S007-help-other", keyword = other),
    }
}

fn help_with_type(expected: &[&str], found: &str) -> Message {
    match (expected, found) {
        (_, "null") => message!("S003-help-empty"),
        (["string"], "integer" | "number" | "boolean") => message!("S003-help-quote"),
        (["array"], _) => message!("S003-help-list"),
        (["boolean"], _) => message!("S003-help-boolean"),
        (["integer" | "number"], "string") => message!("S003-help-number"),
        _ => message!("S003-help", expected = types(expected)),
    }
}

fn types(expected: &[&str]) -> Message {
    match expected {
        [first, ..] => type_name(first),
        [] => message!("type-other"),
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
