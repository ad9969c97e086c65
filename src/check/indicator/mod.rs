//! What definitions of indicators, and what is published of them, may say: part of family D.

mod named_twice;
mod publication;
mod unknown_name;

use std::collections::HashMap;

use super::Context;
use crate::diagnostic::{Finding, Rule};
use crate::registry::Record;
use crate::yaml::Node;

/// The kind of the records that define indicators.
pub(super) const KIND: &str = "indicator";
/// The kind of the records that state published figures.
const PUBLICATION: &str = "publication";

pub(super) static RULES: [&Rule; 3] = [&unknown_name::RULE, &named_twice::RULE, &publication::RULE];

/// Whether a record defines an indicator.
pub(super) fn is_one(context: &Context<'_>, record: &Record) -> bool {
    context.listing.manifest.kind_at(KIND) == Some(record.kind)
}

/// Whether a record states published figures.
fn is_publication(context: &Context<'_>, record: &Record) -> bool {
    context.listing.manifest.kind_at(PUBLICATION) == Some(record.kind)
}

/// Whether a record is compared with others: indicators with each other, publications with indicators.
pub(super) fn is_compared(context: &Context<'_>, record: &Record) -> bool {
    is_one(context, record) || is_publication(context, record)
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

/// The findings that take more than one record. `kept` are the records that others are compared with.
pub(super) fn across_records(context: &Context<'_>, kept: &[Record]) -> Vec<Finding> {
    let mut findings = named_twice::codes(context, kept);
    findings.extend(publication::methods(context, kept));
    findings
}

/// The identifiers of the indicators in `kept`, by their codes.
pub(super) fn by_code<'k>(context: &Context<'_>, kept: &'k [Record]) -> HashMap<String, &'k str> {
    let indicators = kept.iter().filter(|record| is_one(context, record));
    let code = |record: &Record| record.document.root.as_ref()?.get("code")?.scalar();
    indicators.filter_map(|record| Some((code(record)?, record.id.as_str()))).collect()
}
