use std::collections::{BTreeSet, HashSet};

use super::{Checked, Part, check, check_part, subtract, waiver};
use crate::diagnostic::Outcome;
use crate::git::{Change, Mode, Origin, Repository};
use crate::lifecycle::Date;
use crate::registry::{Listing, REGISTRY_FOLDER, Record, SCHEMA_FOLDER};

/// What the next commit changes, checked.
pub struct Staged {
    /// What the index lists.
    pub listing: Listing,
    /// What is wrong in the files that the next commit changes, and what it makes wrong elsewhere;
    /// the records are those that it adds or changes.
    pub checked: Checked,
}

/// Checks what the next commit changes: the staged files, and what they make wrong in others (a
/// record that refers to one that goes away). What was wrong elsewhere before is left out. Before
/// the first commit, everything is staged.
///
/// Where records only change within, their names tell what others may refer to, and no other file
/// is read.
pub fn staged(repository: &Repository, today: Option<Date>) -> Outcome<Staged> {
    let changes = repository.staged(&[SCHEMA_FOLDER, REGISTRY_FOLDER])?;
    let listing = Listing::read(repository, Origin::Index)?;
    let Some(changes) = changes else {
        let checked = check(repository, &listing, today)?;
        return Ok(Staged { listing, checked });
    };
    let paths: BTreeSet<&str> = changes.iter().map(|change| change.path.as_str()).collect();
    let is_staged = |path: &str| paths.contains(path);
    let records = listing.names.iter().filter(|name| is_staged(name.path())).count();
    if changes.iter().all(is_within_a_record) {
        let (mut checked, kept) = check_part(repository, &listing, Part::At(&paths), today)?;
        if stands_alone(&listing, &checked, &kept, &paths) {
            checked.retain(|finding| is_staged(&finding.place.path));
            checked.records = records;
            return Ok(Staged { listing, checked });
        }
    }
    let mut checked = check(repository, &listing, today)?;
    let (mut here, mut elsewhere): (Vec<_>, Vec<_>) =
        checked.findings.into_iter().partition(|finding| is_staged(&finding.place.path));
    if let (Some(head), false) = (repository.head()?, elsewhere.is_empty()) {
        let before = Listing::read(repository, Origin::Commit(head))?;
        subtract(&mut elsewhere, &check(repository, &before, today)?.findings);
    }
    here.append(&mut elsewhere);
    here.sort_by(|a, b| a.order().cmp(&b.order()));
    checked.findings = here;
    checked.silenced.retain(|finding| is_staged(&finding.place.path));
    checked.records = records;
    Ok(Staged { listing, checked })
}

/// Whether a change leaves the names of the register and its definitions as they are.
fn is_within_a_record(change: &Change) -> bool {
    let is_file = |side: Option<(_, Mode)>| matches!(side, Some((_, Mode::Regular)));
    let below_registry = change.path.strip_prefix(REGISTRY_FOLDER).is_some_and(|rest| rest.starts_with('/'));
    below_registry && is_file(change.before) && is_file(change.after)
}

/// Whether the records that were read can be judged without the others: they claim no name beside
/// their own, no reference is broken (the others tell where it may have gone), and no waiver is about
/// them.
fn stands_alone(listing: &Listing, checked: &Checked, kept: &[Record], paths: &BTreeSet<&str>) -> bool {
    let of_names = checked.findings.iter().any(|finding| finding.rule.code.starts_with('R'));
    // A waiver that is staged, and a record that had other names, are kept.
    let is_compared = kept.iter().any(|record| paths.contains(record.path.as_str()));
    let staged = listing.names.iter().filter(|name| paths.contains(name.path()));
    let keys: HashSet<String> = staged.map(|name| listing.key(name)).collect();
    let waived = kept.iter().flat_map(waiver::records).any(|named| keys.contains(named) || paths.contains(named));
    !(of_names || is_compared || waived)
}
