//! The rules: one table, one context, one file per rule or family of look-alikes.

mod context;
mod document;
mod lifecycle;
mod nearest;
mod pages;
mod reference;
mod shape;
mod staged;
mod waiver;

pub use context::Context;
pub use pages::{find, page, summary};
pub use staged::{Staged, staged};

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use crate::diagnostic::{Finding, Rule};
use crate::lifecycle::{Date, Lifecycle};
use crate::registry::{Record, Register};

/// Every rule, in the order of the codes. A code that was given once is never given again.
pub fn rules() -> Vec<&'static Rule> {
    let mut rules: Vec<&'static Rule> = Vec::new();
    rules.extend(document::RULES);
    rules.extend(shape::RULES);
    rules.extend(reference::RULES);
    rules.extend(lifecycle::RULES);
    rules.extend(waiver::RULES);
    rules.sort_by_key(|rule| rule.code);
    rules
}

/// What the rules found.
#[derive(Debug, Default)]
pub struct Checked {
    /// The findings, in the order of paths and places.
    pub findings: Vec<Finding>,
    /// Those that waivers silence.
    pub silenced: Vec<Finding>,
}

impl Checked {
    /// Keeps the findings that `keep` says to keep.
    fn retain(&mut self, keep: impl Fn(&Finding) -> bool) {
        self.findings.retain(&keep);
        self.silenced.retain(&keep);
    }
}

/// Everything that is wrong with a register, or worth knowing about it.
///
/// `today` is the day from which dates are in the future; without one, no date is.
pub fn check(register: &Register, today: Option<Date>) -> Checked {
    let (context, mut findings) = Context::new(register, today);
    let mut silenced = Vec::new();
    if let Some(context) = context {
        let of_records = register.records.par_iter().flat_map_iter(|record| of_record(&context, record));
        findings.extend(of_records.collect::<Vec<_>>());
        findings.extend(reference::across_records(&context));
        silenced = waiver::apply(&context, &mut findings);
    }
    findings.retain_mut(|finding| match register.manifest.severities.get(finding.rule.code) {
        None => true,
        Some(None) => false,
        Some(Some(severity)) => {
            finding.severity = *severity;
            true
        }
    });
    findings.sort_by(|a, b| a.order().cmp(&b.order()));
    Checked { findings, silenced }
}

/// Takes away the findings that an older version of the register had already: those of the same
/// fingerprint, one for one. Gives how many they were.
pub fn subtract(findings: &mut Vec<Finding>, baseline: &[Finding]) -> usize {
    let mut known: HashMap<String, usize> = HashMap::new();
    for finding in baseline {
        *known.entry(finding.fingerprint()).or_insert(0) += 1;
    }
    let before = findings.len();
    findings.retain(|finding| match known.get_mut(&finding.fingerprint()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    });
    before - findings.len()
}

fn of_record(context: &Context<'_>, record: &Record) -> Vec<Finding> {
    let mut findings = document::findings(&record.path, Some(&record.key), &record.document);
    if let Some(root) = &record.document.root {
        let document = context.document(record);
        if let Some(schema) = context.schema(record.kind) {
            let retired = context.lifecycle(record.kind).map(Lifecycle::retired_names).unwrap_or_default();
            findings.extend(shape::findings(&document, root, schema, &retired));
        }
        let unknown = reference::of_record(context, record, root);
        // An identifier that can't be one names no record either: one mistake, one finding.
        let pointers: HashSet<&str> = unknown.iter().map(|finding| finding.pointer.as_str()).collect();
        findings.retain(|finding| !pointers.contains(finding.pointer.as_str()));
        findings.extend(unknown);
        findings.extend(lifecycle::of_record(context, record, root));
    }
    findings
}
