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

pub(super) fn of_record(context: &Context<'_>, record: &Record, root: &Node) -> Vec<Finding> {
    unknown_reference::check(context, record, root)
}

pub(super) fn across_records(context: &Context<'_>) -> Vec<Finding> {
    let mut findings = id_twice::check(context);
    findings.extend(misplaced_file::check(context));
    findings.extend(bad_file_name::check(context));
    findings
}
