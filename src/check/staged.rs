use std::collections::{BTreeSet, HashSet};

use super::claims::claimed;
use super::compiled::Compiled;
use super::{Checked, Part, check, check_part, subtract, waiver};
use crate::diagnostic::Outcome;
use crate::git::{Change, Mode, Origin, Repository};
use crate::lifecycle::Date;
use crate::registry::{Listing, Name, REGISTRY_FOLDER, Record, SCHEMA_FOLDER};

/// What the next commit changes, checked.
pub struct Staged {
    /// The register as the index holds it: definitions and names of records.
    pub listing: Listing,
    /// The findings in the files that the next commit changes, and those that it causes elsewhere. The records counted
    /// are those that it adds or changes.
    pub checked: Checked,
}

/// Checks what the next commit changes: the staged files, and the findings that they cause in others (a reference to
/// a record that is removed). Findings that others had before are left out. Before the first commit, everything
/// is staged.
///
/// Where no record is removed, no other file is read: the paths of the others give their identifiers, and their
/// previous identifiers are remembered.
///
/// # Errors
///
/// Where the index, `HEAD` or a file of theirs can't be read.
pub fn staged(repository: &Repository, today: Option<Date>) -> Outcome<Staged> {
    let changes = repository.staged(&[SCHEMA_FOLDER, REGISTRY_FOLDER])?;
    let listing = Listing::read(repository, Origin::Index)?;
    let Some(changes) = changes else {
        let (listing, checked) = check(repository, Origin::Index, today)?;
        return Ok(Staged { listing, checked });
    };
    let paths: BTreeSet<&str> = changes.iter().map(|change| change.path.as_str()).collect();
    let is_staged = |path: &str| paths.contains(path);
    let records = listing.names.iter().filter(|name| is_staged(name.path())).count();
    if changes.iter().all(is_kept_or_added) {
        let part = Part::At(&paths);
        let kinds: HashSet<usize> =
            listing.names.iter().filter(|name| part.holds(&listing, name)).map(|name| name.kind).collect();
        let compiled = Compiled::of(&listing.definitions, &listing.manifest, |kind| kinds.contains(&kind));
        let (mut checked, kept) = check_part(repository, &listing, compiled, part, today, Vec::new())?;
        let added = changes.iter().filter(|change| change.before.is_none()).map(|change| change.path.as_str());
        let added: BTreeSet<&str> = added.collect();
        if stands_alone(&listing, &checked, &kept, &paths)
            && (added.is_empty() || are_new(repository, &listing, &kept, &added)?)
        {
            checked.retain(|finding| is_staged(&finding.place.path));
            checked.records = records;
            return Ok(Staged { listing, checked });
        }
    }
    let (listing, mut checked) = check(repository, Origin::Index, today)?;
    let (mut here, mut elsewhere): (Vec<_>, Vec<_>) =
        checked.findings.into_iter().partition(|finding| is_staged(&finding.place.path));
    if let (Some(head), false) = (repository.head()?, elsewhere.is_empty()) {
        let (_, before) = check(repository, Origin::Commit(head), today)?;
        subtract(&mut elsewhere, &before.findings);
    }
    here.append(&mut elsewhere);
    here.sort_by(|a, b| a.order().cmp(&b.order()));
    checked.findings = here;
    checked.silenced.retain(|finding| is_staged(&finding.place.path));
    checked.records = records;
    Ok(Staged { listing, checked })
}

/// Whether a change takes no name from the register, and leaves its definitions as they are.
fn is_kept_or_added(change: &Change) -> bool {
    let is_file = |(_, mode)| mode == Mode::Regular;
    let below_registry = change.path.strip_prefix(REGISTRY_FOLDER).is_some_and(|rest| rest.starts_with('/'));
    below_registry && change.before.is_none_or(is_file) && change.after.is_some_and(is_file)
}

/// Whether a change leaves every name and definition as it is: it only changes the text of a file below `registry/`.
pub(super) fn is_reworded(change: &Change) -> bool {
    is_kept_or_added(change) && change.before.is_some()
}

/// Whether the records at the paths `added` take no identifier that another had before, and no waiver loses its
/// finding because a reference now leads to one of them.
fn are_new(repository: &Repository, listing: &Listing, kept: &[Record], added: &BTreeSet<&str>) -> Outcome<bool> {
    if kept.iter().flat_map(waiver::rules).any(|rule| rule.starts_with('R')) {
        return Ok(false);
    }
    let is_added = |name: &Name| added.contains(name.path());
    let claimed = claimed(repository, listing, is_added)?;
    Ok(!listing.names.iter().filter(|name| is_added(name)).any(|name| claimed.contains(&(name.kind, name.id.clone()))))
}

/// Whether the records that were read can be checked without the others: they claim no name beside
/// their own, no reference is broken (the others tell where it may have gone), and no waiver is about
/// them.
pub(super) fn stands_alone(listing: &Listing, checked: &Checked, kept: &[Record], paths: &BTreeSet<&str>) -> bool {
    let of_names = checked.findings.iter().any(|finding| finding.rule.code.starts_with('R'));
    // A waiver that is staged, and a record that had other names, are kept.
    let is_compared = kept.iter().any(|record| paths.contains(record.path.as_str()));
    let staged = listing.names.iter().filter(|name| paths.contains(name.path()));
    let keys: HashSet<String> = staged.map(|name| listing.key(name)).collect();
    let waived = kept.iter().flat_map(waiver::records).any(|named| keys.contains(named) || paths.contains(named));
    !(of_names || is_compared || waived)
}
