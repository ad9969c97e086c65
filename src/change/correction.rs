use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::diagnostic::Outcome;
use crate::git::{NoReason, Oid, Repository, trailers};
use crate::timeline::History;

/// The trailer by which a commit says that it corrects what was known, and why.
const TRAILER: &str = "Correction";

/// Why a commit changes what was known, in its own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The commit.
    pub commit: Oid,
    /// The reason: what stands behind `Correction:` in its message, on one line.
    pub reason: String,
}

/// A line `Correction:` of a commit's message that gives no reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedCorrection {
    /// The commit.
    pub commit: Oid,
    /// The line, as it is written.
    pub written: String,
    /// Why it gives none.
    pub why: NoReason,
}

/// What commits say of their corrections, in their order.
#[derive(Debug, Default)]
pub(super) struct Declared {
    pub corrections: Vec<Correction>,
    pub refused: Vec<RefusedCorrection>,
}

impl Declared {
    /// What these commits say.
    pub(super) fn of(repository: &Repository, commits: &[Oid]) -> Outcome<Declared> {
        let mut declared = Declared::default();
        for commit in commits.iter().copied() {
            for trailer in trailers(&repository.message(commit)?, TRAILER) {
                match trailer.reason {
                    Ok(reason) => declared.corrections.push(Correction { commit, reason }),
                    Err(why) => declared.refused.push(RefusedCorrection { commit, written: trailer.written, why }),
                }
            }
        }
        Ok(declared)
    }
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
    let commits = match before {
        Some(before) if repository.is_merge(commit)? => repository.commits_since(before, commit)?,
        _ => vec![commit],
    };
    Ok(Declared::of(repository, &commits)?.corrections)
}
