//! Family D: what a file must be before it can be read as a record.

mod alias;
mod bad_definition;
mod bad_number;
mod conflict_marker;
mod duplicate_key;
mod empty_file;
mod lifecycle_names;
mod no_break_space;
mod not_regular;
mod not_utf8;
mod several_documents;
mod too_deep;
mod too_large;
mod yaml_error;
mod yaml_tag;

pub(super) use bad_definition::{missing, unknown_names, unusable};
pub(super) use lifecycle_names::unknown_phases;
pub(super) use not_regular::check as not_regular;
pub(super) use too_large::definitions as too_large;

use crate::diagnostic::{Finding, Place, Rule};
use crate::i18n::Message;
use crate::yaml::{Document, Problem, ProblemKind};

pub(super) static RULES: [&Rule; 14] = [
    &not_utf8::RULE,
    &yaml_error::RULE,
    &duplicate_key::RULE,
    &several_documents::RULE,
    &alias::RULE,
    &too_deep::RULE,
    &too_large::RULE,
    &not_regular::RULE,
    &conflict_marker::RULE,
    &empty_file::RULE,
    &yaml_tag::RULE,
    &bad_number::RULE,
    &no_break_space::RULE,
    &bad_definition::RULE,
];

/// What makes a finding of a problem: the rule, the message, the help.
type Said = (&'static Rule, Message, Message);

/// What is wrong with a document as YAML.
pub(super) fn findings(path: &str, record: Option<&str>, document: &Document) -> Vec<Finding> {
    document.problems.iter().map(|problem| finding(path, record, document, problem)).collect()
}

fn finding(path: &str, record: Option<&str>, document: &Document, problem: &Problem) -> Finding {
    let place = |span| Place::within(path, &document.text, document.lines(), span);
    let (rule, message, help) = said(&problem.kind);
    let finding = Finding::new(rule, place(problem.span.clone()), message, help).about(record, "");
    match &problem.kind {
        ProblemKind::DuplicateKey { first, .. } => duplicate_key::see_first(finding, place(first.clone())),
        ProblemKind::NoBreakSpace => finding.mended_by(Some(no_break_space::fix(problem.span.clone()))),
        _ => finding,
    }
}

fn said(kind: &ProblemKind) -> Said {
    match kind {
        ProblemKind::NotUtf8 => not_utf8::said(),
        ProblemKind::Syntax(why) => yaml_error::said(why.clone()),
        ProblemKind::ComplexKey => yaml_error::complex_key(),
        ProblemKind::DuplicateKey { key, .. } => duplicate_key::said(key),
        ProblemKind::SeveralDocuments => several_documents::said(),
        ProblemKind::Alias => alias::said(),
        ProblemKind::TooDeep => too_deep::said(),
        ProblemKind::TooLarge => too_large::said(),
        ProblemKind::TooMany => too_large::too_many(),
        ProblemKind::ConflictMarker => conflict_marker::said(),
        ProblemKind::Empty => empty_file::said(),
        ProblemKind::Tag => yaml_tag::said(),
        ProblemKind::NotFinite => bad_number::not_finite(),
        ProblemKind::TooManyDigits => bad_number::too_many_digits(),
        ProblemKind::NoBreakSpace => no_break_space::said(),
    }
}
