use super::place_of_manifest;
use crate::change::Change;
use crate::diagnostic::{Finding, Outcome, Rule};
use crate::git::{Oid, Repository, mainline};
use crate::message;
use crate::registry::Listing;

/// The mainline that leads to the head does not pass through the base: a merge has put it behind a second parent.
pub(super) static RULE: Rule = rule!("K003", "mainline-lost", Error);

pub(super) fn check(repository: &Repository, change: &Change, listing: &Listing) -> Outcome<Vec<Finding>> {
    if change.outlook.goes_on() {
        return Ok(Vec::new());
    }
    // By the head's own manifest, which may lead the way around; what that moves is another rule's.
    let line = mainline(repository, change.head, &listing.manifest.mainline())?;
    if line.commits.iter().any(|commit| commit.oid == change.base) {
        return Ok(Vec::new());
    }
    let mut first = None;
    for commit in line.commits.iter().rev() {
        match repository.is_ancestor(change.base, commit.oid)? {
            true => first = Some(commit),
            false => break,
        }
    }
    // A head that does not lead back to the base at all is a rewriting, which is refused before.
    let Some(merge) = first else { return Ok(Vec::new()) };
    if change.corrections.iter().any(|correction| correction.commit == merge.oid) {
        return Ok(Vec::new());
    }
    let (oid, base) = (merge.oid.to_string(), change.base.to_string());
    let hidden = repository.commits_since(merge_parent(repository, merge.oid)?, change.base)?.len();
    let message = message!("K003-message", commit = &oid, base = base, count = hidden);
    let finding = Finding::new(&RULE, place_of_manifest(listing), message, message!("K003-help")).about(None, oid);
    Ok(vec![finding])
}

/// The parent on which the mainline goes on behind a merge.
fn merge_parent(repository: &Repository, merge: Oid) -> Outcome<Oid> {
    repository.first_parent(merge).map(|parent| parent.unwrap_or(merge))
}
