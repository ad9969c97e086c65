//! Family S: what a record of its kind may say.

mod bad_date;
mod bad_format;
mod mending;
mod missing_field;
mod not_in_list;
mod out_of_bounds;
mod unknown_field;
mod wrong_type;

pub(crate) use wrong_type::types;

use std::ops::Range;

use super::context::Named;
use super::nearest::nearest;
use crate::diagnostic::{Finding, Rule};
use crate::i18n::Message;
use crate::schema::{Schema, Violation, ViolationKind};
use crate::yaml::Node;

pub(super) static RULES: [&Rule; 7] = [
    &missing_field::RULE,
    &unknown_field::RULE,
    &wrong_type::RULE,
    &not_in_list::RULE,
    &bad_date::RULE,
    &bad_format::RULE,
    &out_of_bounds::RULE,
];

/// What makes a finding of a violation: the rule, the message, the help.
type Said = (&'static Rule, Message, Message);

/// The places where a document breaks `schema`. `retired` are the values that the schema still accepts, but that no
/// help should offer.
pub(super) fn findings(document: &Named<'_>, root: &Node, schema: &Schema, retired: &[&str]) -> Vec<Finding> {
    let mut violations = schema.violations(root);
    for violation in &mut violations {
        if let ViolationKind::NotInList { allowed } = &mut violation.kind {
            allowed.retain(|value| !retired.contains(&value.as_str()));
        }
    }
    let reported = violations.iter().filter(|violation| !is_misspelt(violation, &violations));
    reported.map(|violation| At { root, violation, all: &violations }.finding(document)).collect()
}

/// A violation, and the record that it is in.
struct At<'a> {
    root: &'a Node,
    violation: &'a Violation,
    all: &'a [Violation],
}

impl At<'_> {
    fn finding(&self, document: &Named<'_>) -> Finding {
        let (rule, message, help) = match &self.violation.kind {
            ViolationKind::Missing { field, description } => missing_field::said(field, description.as_deref()),
            ViolationKind::Unknown { field, known } => unknown_field::said(self, field, known),
            ViolationKind::Type { expected, found } => wrong_type::said(self, expected, found),
            ViolationKind::NotInList { allowed } => not_in_list::said(self, allowed),
            ViolationKind::Format { format } => match format.as_str() {
                "partial-date" | "date" => bad_date::said(self),
                format => bad_format::said(self, format),
            },
            ViolationKind::TooMuch => out_of_bounds::too_much(),
            ViolationKind::Limit { keyword, limit } => out_of_bounds::said(self, keyword, limit),
        };
        let finding = Finding::new(rule, document.place(self.span()), message, help);
        finding.about(document.record, self.pointer()).mended_by(mending::fix(self, &document.document.text))
    }

    /// The place to show: the key, where a field is unknown, or missing below it; else the value.
    fn span(&self) -> Range<usize> {
        match self.violation.kind {
            ViolationKind::Missing { .. } | ViolationKind::Unknown { .. } => self.root.key_span_at(self.pointer()),
            _ => self.root.span_at(self.pointer()),
        }
    }

    fn pointer(&self) -> &str {
        &self.violation.pointer
    }

    /// The value, where it is a scalar; else nothing.
    fn value(&self) -> String {
        self.root.find(self.pointer()).and_then(|(node, _)| node.scalar()).unwrap_or_default()
    }

    /// The field that the value stands in, alone or as an item.
    fn field(&self) -> String {
        let is_name = |step: &&str| step.parse::<usize>().is_err();
        self.pointer().rsplit('/').find(is_name).unwrap_or_default().to_owned()
    }
}

/// The mapping that holds the field at `pointer`.
fn parent(pointer: &str) -> Option<&str> {
    pointer.rsplit_once('/').map(|(parent, _)| parent)
}

/// Whether a missing field is there under another name: one mistake, one finding.
fn is_misspelt(missing: &Violation, all: &[Violation]) -> bool {
    let ViolationKind::Missing { field, .. } = &missing.kind else { return false };
    all.iter().any(|other| match &other.kind {
        ViolationKind::Unknown { field: written, known } => {
            parent(&other.pointer) == Some(&missing.pointer)
                && meant(written, known, &other.pointer, all).is_some_and(|meant| meant == field)
        }
        _ => false,
    })
}

/// The field that an unknown one most likely stands for: the nearest, else the only one that its
/// mapping lacks, where nothing else is unknown there (`nom`, for `name`).
fn meant<'v>(written: &str, known: &'v [String], pointer: &str, all: &'v [Violation]) -> Option<&'v str> {
    if let Some(near) = nearest(written, known.iter().map(String::as_str)) {
        return Some(near);
    }
    let here = parent(pointer)?;
    let unknown = all
        .iter()
        .filter(|other| matches!(other.kind, ViolationKind::Unknown { .. }) && parent(&other.pointer) == Some(here));
    let mut missing = all.iter().filter(|other| other.pointer == here).filter_map(|other| match &other.kind {
        ViolationKind::Missing { field, .. } => Some(field.as_str()),
        _ => None,
    });
    match (missing.next(), missing.next(), unknown.count()) {
        (Some(only), None, 1) => Some(only),
        _ => None,
    }
}
