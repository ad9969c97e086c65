//! The rules: one table, one context, one file per rule or family of look-alikes.

#[macro_use]
mod pages;

mod apply_fixes;
mod change_check;
mod claims;
mod compiled;
mod context;
mod correction;
mod document;
mod figure;
mod incremental;
mod indicator;
mod knowledge;
mod lifecycle;
mod nearest;
mod policy;
mod reference;
mod shape;
mod staged;
mod text;
mod transition;
mod waiver;

pub use apply_fixes::{FixedText, apply_fixes};
pub use change_check::{ChangeCheck, CheckedChange, change_check};
pub(crate) use claims::claims_differ;
pub(crate) use context::Context;
pub(crate) use correction::takes_correction;
pub use incremental::day_of;
pub(crate) use incremental::{EditedRegister, IncrementalChecker, day_of_head};
pub use knowledge::Push;
pub(crate) use nearest::nearest;
pub use pages::find;
pub use policy::{Loosened, Loosening};
pub(crate) use shape::types;
pub use staged::{Staged, staged};
pub use text::text;

use std::collections::{BTreeSet, HashMap};

use compiled::Compiled;
use reference::BrokenReference;

use crate::diagnostic::{Finding, Outcome, Rule};
use crate::git::{Origin, Repository};
use crate::lifecycle::{Date, Lifecycle};
use crate::registry::{Listing, Name, Record};

/// Every rule, in the order of the codes. A code that was given once is never given again.
pub fn rules() -> Vec<&'static Rule> {
    let mut rules: Vec<&'static Rule> = Vec::new();
    rules.extend(document::RULES);
    rules.extend(indicator::RULES);
    rules.extend(shape::RULES);
    rules.extend(reference::RULES);
    rules.extend(lifecycle::RULES);
    rules.extend(transition::RULES);
    rules.extend(figure::RULES);
    rules.extend(knowledge::RULES);
    rules.extend(waiver::RULES);
    rules.sort_by_key(|rule| rule.code);
    rules
}

/// The findings of a register.
#[derive(Debug, Default)]
pub struct Checked {
    /// The findings, in the order of paths and places.
    pub findings: Vec<Finding>,
    /// Those that waivers silence.
    pub silenced: Vec<Finding>,
    /// How many records were read.
    pub records: usize,
}

impl Checked {
    /// Keeps the findings that `keep` says to keep.
    fn retain(&mut self, keep: impl Fn(&Finding) -> bool) {
        self.findings.retain(&keep);
        self.silenced.retain(&keep);
    }
}

/// Everything that is wrong with the register at `origin`, or worth knowing about it, with its
/// listing.
///
/// `today` is the day from which dates are in the future; without one, no date is.
///
/// # Errors
///
/// Where `origin`, or a file in it, can't be read.
pub fn check(repository: &Repository, origin: Origin, today: Option<Date>) -> Outcome<(Listing, Checked)> {
    let (listing, compiled) =
        Listing::read_while(repository, origin, |definitions, manifest| Compiled::of(definitions, manifest, |_| true))?;
    let (checked, _) = check_part(repository, &listing, compiled, Part::All, today, Vec::new())?;
    Ok((listing, checked))
}

/// The same for a register that is listed already.
///
/// # Errors
///
/// Where the file of a record can't be read.
pub fn listed(repository: &Repository, listing: &Listing, today: Option<Date>) -> Outcome<Checked> {
    let compiled = Compiled::of(&listing.definitions, &listing.manifest, |_| true);
    let (checked, _) = check_part(repository, listing, compiled, Part::All, today, Vec::new())?;
    Ok(checked)
}

/// Which records to read.
#[derive(Clone, Copy)]
enum Part<'a> {
    All,
    /// Those at these paths, and the waivers.
    At(&'a BTreeSet<&'a str>),
}

impl Part<'_> {
    fn holds(self, listing: &Listing, name: &Name) -> bool {
        match self {
            Part::All => true,
            Part::At(paths) => paths.contains(name.path()) || listing.manifest.kind_at(waiver::KIND) == Some(name.kind),
        }
    }
}

/// Checks some of the records, and gives with the findings the records that others must be compared with.
///
/// A record is dropped as soon as its own rules have run, so that a large register takes little memory. Waivers and
/// severities apply to the findings `besides` as well.
fn check_part(
    repository: &Repository,
    listing: &Listing,
    compiled: Compiled,
    part: Part<'_>,
    today: Option<Date>,
    besides: Vec<Finding>,
) -> Outcome<(Checked, Vec<Record>)> {
    let (context, mut findings) = Context::new(listing, compiled, today);
    let Some(context) = context else {
        findings.sort_by(|a, b| a.order().cmp(&b.order()));
        return Ok((Checked { findings, ..Checked::default() }, Vec::new()));
    };
    let is_indicator = |name: &Name| listing.manifest.kind_at(indicator::KIND) == Some(name.kind);
    let events = listing.read_each(repository, is_indicator, |record| lifecycle::cutoff_events(&record))?;
    let context = context.with(events.into_iter().flatten().collect());
    let holds = |name: &Name| part.holds(listing, name);
    let seen = listing.read_each(repository, holds, |record| CheckedRecord::of(&context, record))?;
    Ok(together(&context, seen, findings, besides))
}

/// Runs the rules that compare records, once each record has been checked by itself, and gives with the findings the
/// records that were compared. `findings` are about the definitions; waivers and severities apply to those `besides`
/// as well.
fn together(
    context: &Context<'_>,
    seen: Vec<CheckedRecord>,
    mut findings: Vec<Finding>,
    besides: Vec<Finding>,
) -> (Checked, Vec<Record>) {
    let mut checked = Checked { records: seen.len(), ..Checked::default() };
    let mut broken = Vec::new();
    let mut kept = Vec::new();
    findings.reserve(seen.iter().map(|seen| seen.findings.len()).sum());
    for seen in seen {
        findings.extend(seen.findings);
        broken.extend(seen.broken);
        kept.extend(seen.kept.map(|record| *record));
    }
    findings.extend(reference::across_records(context, broken, &kept));
    findings.extend(indicator::across_records(context, &kept));
    findings.extend(besides);
    checked.silenced = waiver::apply(context, &kept, &mut findings);
    regrade(context.listing, &mut findings);
    findings.sort_by(|a, b| a.order().cmp(&b.order()));
    checked.findings = findings;
    (checked, kept)
}

/// Sets the severities that the register chooses, and removes the findings of rules that it silences.
fn regrade(listing: &Listing, findings: &mut Vec<Finding>) {
    findings.retain_mut(|finding| match listing.manifest.severities.get(finding.rule.code) {
        None => true,
        Some(None) => false,
        Some(Some(severity)) => {
            finding.severity = *severity;
            true
        }
    });
}

/// Removes the findings that an older version of the register had already: one for each of `baseline` with the same
/// fingerprint. Gives how many were removed.
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

/// What the rules made of one record.
#[derive(Clone)]
struct CheckedRecord {
    findings: Vec<Finding>,
    broken: Vec<BrokenReference>,
    /// The record, where others are compared with it.
    kept: Option<Box<Record>>,
}

impl CheckedRecord {
    fn of(context: &Context<'_>, record: Record) -> CheckedRecord {
        let mut findings = document::findings(&record.path, Some(&record.key), &record.document);
        let mut broken = Vec::new();
        if let Some(root) = &record.document.root {
            let document = context.document(&record);
            if let Some(schema) = context.schema(record.kind) {
                let retired = context.lifecycle(record.kind).map(Lifecycle::retired_names).unwrap_or_default();
                findings.extend(shape::findings(&document, root, schema, &retired));
            }
            broken = reference::of_record(context, &record, root);
            // An identifier that can't be one names no record either: one mistake, one finding.
            findings.retain(|finding| !broken.iter().any(|broken| broken.pointer() == finding.pointer));
            findings.extend(lifecycle::of_record(context, &record, root));
            findings.extend(indicator::of_record(context, &record, root));
        }
        let is_compared = context.is_compared(&record);
        CheckedRecord { findings, broken, kept: is_compared.then(|| Box::new(record)) }
    }
}
