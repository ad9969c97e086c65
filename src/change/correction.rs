use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::diagnostic::Outcome;
use crate::git::{Oid, Repository};
use crate::timeline::History;

/// The trailer by which a commit says that it corrects what was known, and why.
const TRAILER: &str = "Correction";

/// Why a commit changes what was known, in its own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The commit.
    pub commit: Oid,
    /// The reason: the value of its trailer `Correction`, on one line.
    pub reason: String,
}

/// What these commits say that they correct, in their order.
pub(super) fn corrections(repository: &Repository, commits: &[Oid]) -> Outcome<Vec<Correction>> {
    let mut found = Vec::new();
    for commit in commits {
        let reasons = repository.trailers(*commit, TRAILER)?;
        found.extend(reasons.into_iter().map(|reason| Correction { commit: *commit, reason }));
    }
    Ok(found)
}

/// What commits of the mainline say that they correct, by their places on it: their own words, and those
/// of the commits that they merged.
pub(crate) fn corrections_at(
    repository: &Repository,
    history: &History,
    places: impl IntoIterator<Item = usize>,
) -> Outcome<BTreeMap<usize, Vec<Correction>>> {
    let mut found = BTreeMap::new();
    for at in places {
        let Some(commit) = history.commits.get(at).filter(|commit| commit.may_correct) else { continue };
        let before = at.checked_sub(1).and_then(|before| history.commits.get(before)).map(|before| before.oid);
        if let Entry::Vacant(slot) = found.entry(at) {
            slot.insert(corrections_of(repository, commit.oid, before)?);
        }
    }
    Ok(found)
}

/// What a commit of the mainline corrects: its own word, and that of the commits that it merged.
/// `before` is the commit of the mainline before it, if there is one.
fn corrections_of(repository: &Repository, commit: Oid, before: Option<Oid>) -> Outcome<Vec<Correction>> {
    match before {
        Some(before) if repository.is_merge(commit)? => {
            corrections(repository, &repository.commits_since(before, commit)?)
        }
        _ => corrections(repository, &[commit]),
    }
}
