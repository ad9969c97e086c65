use std::collections::BTreeSet;

use super::context::previous_ids;
use super::{Checked, check, subtract, waiver};
use crate::diagnostic::Outcome;
use crate::git::{Change, Mode, Origin, Repository};
use crate::lifecycle::Date;
use crate::registry::{REGISTRY_FOLDER, Register, SCHEMA_FOLDER};

/// What the next commit changes, checked.
pub struct Staged {
    /// The register of the index, as far as it had to be read.
    pub register: Register,
    /// What is wrong in the files that the next commit changes, and what it makes wrong elsewhere.
    pub checked: Checked,
    /// How many records it adds or changes.
    pub records: usize,
}

/// Checks what the next commit changes: the staged files, and what they make wrong in others (a
/// record that refers to one that goes away). What was wrong elsewhere before is left out. Before
/// the first commit, everything is staged.
///
/// Where records only change within, their names tell what others may refer to, and no other file
/// is read.
pub fn staged(repository: &Repository, today: Option<Date>) -> Outcome<Staged> {
    let Some(changes) = repository.staged(&[SCHEMA_FOLDER, REGISTRY_FOLDER])? else {
        let register = Register::load(repository, Origin::Index)?;
        let checked = check(&register, today);
        let records = register.records.len();
        return Ok(Staged { register, checked, records });
    };
    let paths: BTreeSet<&str> = changes.iter().map(|change| change.path.as_str()).collect();
    let is_staged = |path: &str| paths.contains(path);
    if changes.iter().all(is_within_a_record) {
        let wanted = |kind: &str, path: &str| is_staged(path) || kind == waiver::KIND;
        let register = Register::load_part(repository, Origin::Index, wanted)?;
        let mut checked = check(&register, today);
        if stands_alone(&register, &checked, &paths) {
            checked.retain(|finding| is_staged(&finding.place.path));
            return Ok(Staged { records: count(&register, &paths), register, checked });
        }
    }
    let register = Register::load(repository, Origin::Index)?;
    let mut checked = check(&register, today);
    let (mut here, mut elsewhere): (Vec<_>, Vec<_>) =
        checked.findings.into_iter().partition(|finding| is_staged(&finding.place.path));
    if let (Some(head), false) = (repository.head()?, elsewhere.is_empty()) {
        let before = Register::load(repository, Origin::Commit(head))?;
        subtract(&mut elsewhere, &check(&before, today).findings);
    }
    here.append(&mut elsewhere);
    here.sort_by(|a, b| a.order().cmp(&b.order()));
    checked.findings = here;
    checked.silenced.retain(|finding| is_staged(&finding.place.path));
    Ok(Staged { records: count(&register, &paths), register, checked })
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
fn stands_alone(register: &Register, checked: &Checked, paths: &BTreeSet<&str>) -> bool {
    let of_names = checked.findings.iter().any(|finding| finding.rule.code.starts_with('R'));
    let (staged, others): (Vec<_>, Vec<_>) =
        register.records.iter().partition(|record| paths.contains(record.path.as_str()));
    let claims = staged.iter().any(|record| previous_ids(record).next().is_some());
    let waivers = register.manifest.kind_at(waiver::KIND);
    let sets_waivers = staged.iter().any(|record| Some(record.kind) == waivers);
    let waived = others.iter().any(|file| {
        let of = |name: &str| staged.iter().any(|record| record.key == name || record.path == name);
        waiver::records(file).any(of)
    });
    !(of_names || claims || sets_waivers || waived)
}

fn count(register: &Register, paths: &BTreeSet<&str>) -> usize {
    register.records.iter().filter(|record| paths.contains(record.path.as_str())).count()
}
