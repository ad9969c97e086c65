//! What judges a change is read from before it: severities, waivers, schemas and lifecycles that the change itself
//! loosens don't excuse it.

use std::collections::{HashMap, HashSet};

use super::compiled::Compiled;
use super::knowledge::place_of_manifest;
use super::{Checked, Part, check_part, rules, waiver};
use crate::change::{Change, Changed};
use crate::diagnostic::{Finding, Outcome, Rule, Severity};
use crate::git::{NewTexts, Origin, Repository};
use crate::lifecycle::{Date, PartialDate};
use crate::message;
use crate::registry::{Listing, MANIFEST, Manifest, Placement, SCHEMA_FOLDER};

/// A rule that a change loosens.
#[derive(Clone, Debug)]
pub struct Loosening {
    /// How.
    pub loosened: Loosened,
    /// What the rules from before the change find in the register after it, and this would silence.
    pub silences: Vec<Finding>,
}

impl Loosening {
    fn of(loosened: Loosened) -> Loosening {
        Loosening { loosened, silences: Vec::new() }
    }
}

/// How a change loosens a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loosened {
    /// By a waiver that is new, or that holds for longer.
    Waiver {
        /// The file that it is in.
        path: String,
        /// The rule that it silences, by its code.
        rule: String,
        /// The record (`kind/id`) or the file that it is about, as it names it.
        record: String,
        /// The day until which it holds.
        until: PartialDate,
    },
    /// By a lower severity in the manifest.
    Severity {
        /// The rule, by its code.
        rule: &'static str,
        /// What its findings were.
        before: Severity,
        /// What they are; `None` where the rule is off.
        after: Option<Severity>,
    },
    /// By a schema, a lifecycle, or another word of the manifest.
    Definition {
        /// Its file.
        path: String,
    },
}

/// The rules that a change loosens: waivers, then severities, then definitions. `checked` is what the rules after the
/// change say of the register after it, `besides` what is wrong with the change itself. Which definition is looser, only
/// what it silences tells: one that silences nothing is not among them.
///
/// # Errors
///
/// Where the register can't be read.
pub(super) fn loosened(
    repository: &Repository,
    change: &Change,
    (origin, listing): (Origin, &Listing),
    checked: &Checked,
    besides: &[Finding],
    today: Option<Date>,
) -> Outcome<Vec<Loosening>> {
    let old_waivers = waivers_before(change, listing);
    if old_waivers.is_empty() && change.definitions().next().is_none() {
        return Ok(Vec::new());
    }
    let before = &change.before;
    let judged = Listing::read_by(repository, origin, before.definitions.clone(), before.manifest.clone())?;
    let judged = judged.with(&old_waivers);
    let compiled = Compiled::of(&judged.definitions, &judged.manifest, |_| true);
    let (by_old, _) = check_part(repository, &judged, compiled, Part::All, today, besides.to_vec())?;
    let mut found: Vec<Loosening> = stated(change, listing).map(Loosening::of).collect();
    let cause = Cause::of(change, listing, checked);
    for finding in by_old.findings {
        let Some(loosened) = cause.of_silence(&finding, &found) else { continue };
        let finding = finding.see(message!("judged-before"), place_of_manifest(before));
        match found.iter_mut().find(|known| known.loosened == loosened) {
            Some(known) => known.silences.push(finding),
            None => found.push(Loosening { loosened, silences: vec![finding] }),
        }
    }
    Ok(found)
}

/// Whether the change says why it touches what judges it: its definitions and its waivers.
pub(super) fn is_corrected(change: &Change, listing: &Listing) -> bool {
    let definitions = change.definitions().map(|path| change.covers_definition(path));
    let waivers = waivers(change, listing).map(|record| change.covers(record, None, |_| true));
    definitions.chain(waivers).all(|is_covered| is_covered)
}

/// What the change itself says to loosen: waivers and severities.
fn stated<'a>(change: &'a Change, listing: &'a Listing) -> impl Iterator<Item = Loosened> + 'a {
    let severities = rules().into_iter().filter_map(|rule| {
        let before = severity(&change.before.manifest, rule)?;
        let after = severity(&listing.manifest, rule);
        (after < Some(before)).then_some(Loosened::Severity { rule: rule.code, before, after })
    });
    waivers(change, listing).flat_map(new_waivers).chain(severities)
}

/// The severity of a rule's findings; `None` where the rule is off.
fn severity(manifest: &Manifest, rule: &Rule) -> Option<Severity> {
    manifest.severities.get(rule.code).copied().unwrap_or(Some(rule.severity))
}

/// The waivers of a file that are new, or hold for longer.
fn new_waivers(record: &Changed) -> Vec<Loosened> {
    let held: Vec<_> = record.before.iter().flat_map(waiver::in_force).collect();
    let is_new = |(rule, about, until): &(&str, &str, PartialDate)| {
        !held.iter().any(|(of, on, held)| of == rule && on == about && held.last_day() >= until.last_day())
    };
    let files = record.after.iter().flat_map(|file| waiver::in_force(file).map(move |waiver| (file, waiver)));
    let new = files.filter(|(_, waiver)| is_new(waiver)).map(|(file, (rule, about, until))| Loosened::Waiver {
        path: file.path.clone(),
        rule: rule.to_owned(),
        record: about.to_owned(),
        until,
    });
    new.collect()
}

/// What tells why the rules after a change are silent on what those from before it find.
struct Cause<'a> {
    change: &'a Change,
    listing: &'a Listing,
    /// The gravest finding of each fingerprint, by the rules after the change.
    known: HashMap<String, Severity>,
    /// The fingerprints of those that waivers silence after the change.
    silenced: HashSet<String>,
}

impl<'a> Cause<'a> {
    fn of(change: &'a Change, listing: &'a Listing, checked: &Checked) -> Cause<'a> {
        let mut known = HashMap::new();
        for finding in &checked.findings {
            let gravest = known.entry(finding.fingerprint()).or_insert(finding.severity);
            *gravest = finding.severity.max(*gravest);
        }
        Cause { change, listing, known, silenced: checked.silenced.iter().map(Finding::fingerprint).collect() }
    }

    /// Why a finding of the rules from before is none, or one less grave, by the rules after the change; `None` where it
    /// is as grave, and where it is not about what both judge.
    fn of_silence(&self, finding: &Finding, stated: &[Loosening]) -> Option<Loosened> {
        let path = &finding.place.path;
        let is_definition = path.strip_prefix(SCHEMA_FOLDER).is_some_and(|rest| rest.starts_with('/'));
        let fingerprint = finding.fingerprint();
        let is_known = self.known.get(&fingerprint).is_some_and(|severity| *severity >= finding.severity);
        if is_known || is_definition || finding.rule.code.starts_with('W') || self.is_of_new_kind(path) {
            return None;
        }
        let named = |record: &str| finding.record.as_deref() == Some(record) || path == record;
        let is_cause = |one: &&Loosened| match one {
            Loosened::Waiver { rule, record, .. } => {
                *rule == finding.rule.code && named(record) && self.silenced.contains(&fingerprint)
            }
            Loosened::Severity { rule, .. } => *rule == finding.rule.code,
            Loosened::Definition { .. } => false,
        };
        stated
            .iter()
            .map(|one| &one.loosened)
            .find(is_cause)
            .cloned()
            .or_else(|| Some(Loosened::Definition { path: self.definition(path) }))
    }

    /// Whether a file is of a kind that comes with the change: that has no rules from before.
    fn is_of_new_kind(&self, path: &str) -> bool {
        let Placement::Record { kind, .. } = self.listing.manifest.place(path) else { return false };
        let name = self.listing.manifest.kinds.get(kind).map(|kind| kind.name.as_str());
        name.is_some_and(|name| self.change.before.manifest.kind(name).is_none())
    }

    /// The definition that judges the file at this path and that the change touches: the schema of its kind, its
    /// lifecycle, or else the manifest.
    fn definition(&self, path: &str) -> String {
        let manifest = &self.change.before.manifest;
        let kind = match manifest.place(path) {
            Placement::Record { kind, .. } => manifest.kinds.get(kind),
            _ => None,
        };
        let schema = kind.map(|kind| format!("{SCHEMA_FOLDER}/{}", kind.schema));
        let lifecycle = kind.and_then(|kind| kind.lifecycle.as_ref());
        let lifecycle = lifecycle.map(|name| format!("{SCHEMA_FOLDER}/lifecycles/{name}.yml"));
        let mut own =
            schema.into_iter().chain(lifecycle).filter(|own| self.change.definitions().any(|path| path == own));
        own.next().unwrap_or_else(|| format!("{SCHEMA_FOLDER}/{MANIFEST}"))
    }
}

/// The files of waivers that the change touches.
fn waivers<'a>(change: &'a Change, listing: &Listing) -> impl Iterator<Item = &'a Changed> + use<'a> {
    let kind = listing.manifest.kind_at(waiver::KIND);
    change.records.iter().filter(move |record| kind == Some(record.kind))
}

/// The same files, as they were before it.
fn waivers_before(change: &Change, listing: &Listing) -> NewTexts {
    let mut texts = NewTexts::new();
    for record in waivers(change, listing) {
        if let Some(after) = &record.after {
            texts.insert(after.path.clone(), None);
        }
        if let Some(before) = &record.before {
            texts.insert(before.path.clone(), Some(before.document.text.clone()));
        }
    }
    texts
}
