use git2::Oid;

use super::Repository;
use super::repository::unreadable;
use crate::diagnostic::Outcome;

/// One commit of the mainline: the first-parent chain of a branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MainlineCommit {
    /// The commit.
    pub oid: Oid,
    /// Its tree.
    pub tree: Oid,
    /// The committer's time, in seconds since 1970-01-01T00:00:00Z, as the commit says it.
    pub committed_at: i64,
    /// When what it says became known: never before its predecessor (same unit).
    pub known_at: i64,
    /// The first line of its message; bytes that are not UTF-8 are replaced.
    pub subject: String,
}

/// The mainline that leads to `tip`, oldest commit first.
pub fn mainline(repository: &Repository, tip: Oid) -> Outcome<Vec<MainlineCommit>> {
    // Each object is read through its index, and its content is checked by git on transfer:
    // hashing it again would cost most of the walk's time.
    git2::opts::strict_hash_verification(false);
    let mut commits = Vec::new();
    let mut next = Some(tip);
    while let Some(oid) = next {
        let commit = repository.inner.find_commit(oid).map_err(|error| unreadable(oid, &error))?;
        let committed_at = commit.time().seconds();
        commits.push(MainlineCommit {
            oid,
            tree: commit.tree_id(),
            committed_at,
            known_at: committed_at,
            subject: String::from_utf8_lossy(commit.summary_bytes().unwrap_or_default()).into_owned(),
        });
        next = commit.parent_id(0).ok();
    }
    commits.reverse();
    let mut latest = i64::MIN;
    for commit in &mut commits {
        latest = latest.max(commit.committed_at);
        commit.known_at = latest;
    }
    Ok(commits)
}
