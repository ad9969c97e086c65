//! Family T: changes of the past, which must declare a correction. These rules need a base.

mod gone_back;
mod past_redated;
mod past_removed;
mod record_deleted;
mod renamed;

use super::context::Named;
use super::correction;
use crate::change::{Change, Changed, FactChanges, Part};
use crate::diagnostic::{Finding, Place, Rule};
use crate::i18n::Arg;
use crate::lifecycle::{Date, Lifecycle, PartialDate};
use crate::message;
use crate::registry::{Listing, Record};
use crate::timeline::WalkConfig;

pub(super) static RULES: [&Rule; 5] =
    [&past_removed::RULE, &past_redated::RULE, &record_deleted::RULE, &renamed::RULE, &gone_back::RULE];

/// Those of them that a correction excuses. A renaming needs `previous_ids` even with one.
pub(super) static EXCUSABLE: [&Rule; 4] =
    [&past_removed::RULE, &past_redated::RULE, &record_deleted::RULE, &gone_back::RULE];

/// A finding, and what of its record must have been changed by commits that bear a reason for it to be excused.
type Excusable = (Finding, Vec<Part>);

/// A record that exists before and after the change, with its phases and events on both sides.
struct Compared<'a> {
    before: &'a Record,
    after: &'a Record,
    lifecycle: Option<&'a Lifecycle>,
    facts: FactChanges,
}

impl<'a> Compared<'a> {
    fn of(record: &'a Changed, lifecycle: Option<&'a Lifecycle>, today: Option<Date>) -> Option<Compared<'a>> {
        let (before, after) = (record.before.as_ref()?, record.after.as_ref()?);
        Some(Compared { before, after, lifecycle, facts: FactChanges::of(record, lifecycle, today)? })
    }
}

/// The changes of the past that a change makes and that no correction of its commits covers. A renaming needs
/// `previous_ids` even with one. `listing` is the register at its head.
pub(super) fn findings(change: &Change, listing: &Listing, today: Option<Date>) -> Vec<Finding> {
    let config = WalkConfig::new(&listing.definitions, listing.manifest.clone());
    let mut findings = Vec::new();
    for record in &change.records {
        let lifecycle = config.lifecycle(record.kind);
        let mut told: Vec<Excusable> = record_deleted::check(record, listing).into_iter().collect();
        if let Some(compared) = Compared::of(record, lifecycle, today) {
            let gone_back = gone_back::check(&compared);
            told.extend(past_removed::check(&compared, gone_back.as_ref().map(|(from, _)| *from)));
            told.extend(past_redated::check(&compared, gone_back.is_some()));
            told.extend(gone_back.map(|(_, told)| told));
        }
        told.retain(|(_, parts)| !change.covers(record, lifecycle, |part| parts.contains(part)));
        findings.extend(renamed::check(record));
        findings.extend(told.into_iter().map(|(finding, _)| correction::advised(change, Some(record), finding)));
    }
    findings
}

/// The document of a record, as places in it are named.
pub(super) fn named(record: &Record) -> Named<'_> {
    Named { path: &record.path, document: &record.document, record: Some(&record.key) }
}

/// The place of the node at `pointer` of a record.
pub(super) fn place(record: &Record, pointer: &str) -> Place {
    let span = record.document.root.as_ref().map_or(0..0, |root| root.span_at(pointer));
    named(record).place(span)
}

/// The place to show for what is no longer in the list at `pointer`: its key, else the record's first one.
pub(super) fn place_of_key(record: &Record, pointer: &str) -> Place {
    let span = record.document.root.as_ref().map_or(0..0, |root| match root.find(pointer) {
        Some(_) => root.key_span_at(pointer),
        None => root.key_span_at(""),
    });
    named(record).place(span)
}

/// The place of a file that is no longer there.
pub(super) fn place_of_gone(path: &str) -> Place {
    Place::new(path, &"".into(), 0..0)
}

/// A date as a sentence gives it; one that is not there is said to be missing.
fn said(date: Option<PartialDate>) -> Arg {
    match date {
        Some(date) => Arg::from(date.to_string()),
        None => Arg::from(message!("without-date")),
    }
}
