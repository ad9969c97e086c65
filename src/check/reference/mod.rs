//! Family R: identifiers, and what refers to them.

mod bad_file_name;
mod id_twice;
mod misplaced_file;
mod unknown_reference;

use super::Context;
use crate::diagnostic::{Finding, Rule};
use crate::registry::Record;
use crate::yaml::Node;

pub(super) static RULES: [&Rule; 4] =
    [&unknown_reference::RULE, &id_twice::RULE, &misplaced_file::RULE, &bad_file_name::RULE];

pub(super) use unknown_reference::BrokenReference;

pub(super) fn of_record(context: &Context<'_>, record: &Record, root: &Node) -> Vec<BrokenReference> {
    unknown_reference::check(context, record, root)
}

/// The findings that take more than one record. `kept` are those that others are compared with.
pub(super) fn across_records(context: &Context<'_>, broken: Vec<BrokenReference>, kept: &[Record]) -> Vec<Finding> {
    let mut findings = unknown_reference::explain(context, broken, kept);
    findings.extend(id_twice::check(context, kept));
    findings.extend(misplaced_file::check(context));
    findings.extend(bad_file_name::check(context));
    findings
}
