//! What definitions of indicators may say: part of family D.

mod named_twice;
mod unknown_name;

use super::Context;
use crate::diagnostic::{Finding, Rule};
use crate::registry::Record;
use crate::yaml::Node;

/// The kind of the records that define indicators.
pub(super) const KIND: &str = "indicator";

pub(super) static RULES: [&Rule; 2] = [&unknown_name::RULE, &named_twice::RULE];

/// Whether a record defines an indicator.
pub(super) fn is_one(context: &Context<'_>, record: &Record) -> bool {
    context.listing.manifest.kind_at(KIND) == Some(record.kind)
}

/// What is wrong with the definition of an indicator by itself; nothing for other records.
pub(super) fn of_record(context: &Context<'_>, record: &Record, root: &Node) -> Vec<Finding> {
    if !is_one(context, record) {
        return Vec::new();
    }
    let mut findings = unknown_name::check(context, record, root);
    findings.extend(named_twice::methods(context, record, root));
    findings
}

/// The findings that take more than one indicator. `kept` are the records that others are compared with.
pub(super) fn across_records(context: &Context<'_>, kept: &[Record]) -> Vec<Finding> {
    named_twice::codes(context, kept)
}
