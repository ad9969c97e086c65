//! What judges a change is read from before it: severities, waivers, schemas and lifecycles that the change itself
//! loosens don't excuse it.

use std::collections::HashSet;

use super::compiled::Compiled;
use super::knowledge::place_of_manifest;
use super::{Checked, Part, check_part, waiver};
use crate::change::Change;
use crate::diagnostic::{Finding, Outcome};
use crate::git::{NewTexts, Origin, Repository};
use crate::lifecycle::Date;
use crate::message;
use crate::registry::{Listing, Placement, SCHEMA_FOLDER};

/// The findings that the rules from before the change have of the register after it, and its own rules have not. `checked`
/// is what its own rules say, `besides` what is wrong with the change itself. Nothing where the change touches no rule.
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
) -> Outcome<Vec<Finding>> {
    let old_waivers = waivers_before(change, listing);
    let schemas = format!("{SCHEMA_FOLDER}/");
    if old_waivers.is_empty() && !change.files.iter().any(|file| file.path.starts_with(&schemas)) {
        return Ok(Vec::new());
    }
    let before = &change.before;
    let judged = Listing::read_by(repository, origin, before.definitions.clone(), before.manifest.clone())?;
    let judged = judged.with(&old_waivers);
    let compiled = Compiled::of(&judged.definitions, &judged.manifest, |_| true);
    let (by_old, _) = check_part(repository, &judged, compiled, Part::All, today, besides.to_vec())?;
    let key = |finding: &Finding| (finding.fingerprint(), finding.severity);
    let known: HashSet<_> = checked.findings.iter().map(key).collect();
    // A kind that comes with the change has no rules from before.
    let is_new_kind = |path: &str| match listing.manifest.place(path) {
        Placement::Record { kind, .. } => {
            let name = listing.manifest.kinds.get(kind).map(|kind| kind.name.as_str());
            name.is_some_and(|name| before.manifest.kind(name).is_none())
        }
        _ => false,
    };
    let of_waivers = |finding: &Finding| finding.rule.code.starts_with('W');
    let found = by_old.findings.into_iter().filter(|finding| {
        !known.contains(&key(finding))
            && !of_waivers(finding)
            && !is_new_kind(&finding.place.path)
            && !finding.place.path.starts_with(&schemas)
    });
    Ok(found.map(|finding| finding.see(message!("judged-before"), place_of_manifest(before))).collect())
}

/// Whether the change says why it touches what judges it: its definitions and its waivers.
pub(super) fn is_corrected(change: &Change, listing: &Listing) -> bool {
    let waivers = change.records.iter().filter(|record| listing.manifest.kind_at(waiver::KIND) == Some(record.kind));
    let mut waivers = waivers.peekable();
    let are_covered = |mut records: std::iter::Peekable<_>| records.all(|record| change.covers(record, None, |_| true));
    let has_waivers = waivers.peek().is_some();
    let has_definitions = change.definitions().next().is_some();
    (has_waivers || has_definitions)
        && (!has_definitions || change.covers_definitions())
        && (!has_waivers || are_covered(waivers))
}

/// The files of waivers that the change touches, as they were before it.
fn waivers_before(change: &Change, listing: &Listing) -> NewTexts {
    let mut texts = NewTexts::new();
    for record in &change.records {
        if listing.manifest.kind_at(waiver::KIND) != Some(record.kind) {
            continue;
        }
        if let Some(after) = &record.after {
            texts.insert(after.path.clone(), None);
        }
        if let Some(before) = &record.before {
            texts.insert(before.path.clone(), Some(before.document.text.clone()));
        }
    }
    texts
}
