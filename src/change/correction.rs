use crate::diagnostic::Outcome;
use crate::git::{Oid, Repository};

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

/// What a commit of the mainline corrects: its own word, and that of the commits that it merged.
/// `before` is the commit of the mainline before it, if there is one.
pub fn corrections_of(repository: &Repository, commit: Oid, before: Option<Oid>) -> Outcome<Vec<Correction>> {
    match before {
        Some(before) if repository.is_merge(commit)? => {
            corrections(repository, &repository.commits_since(before, commit)?)
        }
        _ => corrections(repository, &[commit]),
    }
}
