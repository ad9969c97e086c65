use git2::{DiffOptions, ErrorCode, Oid, Sort};

use super::index::change;
use super::repository::unreadable;
use super::{Change, Origin, Repository, changes};
use crate::diagnostic::{Failure, Outcome};
use crate::message;

impl Repository {
    /// The last commit that `one` and `other` have in common; `None` where they have none.
    ///
    /// # Errors
    ///
    /// Where the history of one of the two can't be read.
    pub fn merge_base(&self, one: Oid, other: Oid) -> Outcome<Option<Oid>> {
        match self.inner.merge_base(one, other) {
            Ok(oid) => Ok(Some(oid)),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(unreadable(other, &error)),
        }
    }

    /// The commits that lead to `head` and not to `base`, parents first.
    ///
    /// # Errors
    ///
    /// Where a commit of the two histories can't be read.
    pub fn commits_since(&self, base: Oid, head: Oid) -> Outcome<Vec<Oid>> {
        let walk = || {
            let mut walk = self.inner.revwalk()?;
            walk.set_sorting(Sort::TOPOLOGICAL | Sort::REVERSE)?;
            walk.push(head)?;
            walk.hide(base)?;
            walk.collect::<Result<Vec<Oid>, git2::Error>>()
        };
        walk().map_err(|error| unreadable(head, &error))
    }

    /// The parents of a commit, in their order.
    ///
    /// # Errors
    ///
    /// Where there is no such commit, or it can't be read.
    pub fn parents(&self, oid: Oid) -> Outcome<Vec<Oid>> {
        let commit = self.inner.find_commit(oid).map_err(|error| unreadable(oid, &error))?;
        Ok(commit.parent_ids().collect())
    }

    /// Whether a commit has more than one parent.
    ///
    /// # Errors
    ///
    /// Where there is no such commit, or it can't be read.
    pub fn is_merge(&self, oid: Oid) -> Outcome<bool> {
        let commit = self.inner.find_commit(oid).map_err(|error| unreadable(oid, &error))?;
        Ok(commit.parent_count() > 1)
    }

    /// The files below `folders` in which what stands at `origin` differs from the commit `base`, in the
    /// order of their paths. Renames are not guessed here. A file of the working tree may have no hash:
    /// zeros stand for it.
    ///
    /// # Errors
    ///
    /// Where a commit, a tree, the index or the working tree can't be read.
    pub fn differing(&self, base: Oid, origin: &Origin, folders: &[&str]) -> Outcome<Vec<Change>> {
        let before = self.tree_of(base)?;
        if let Origin::Commit(head) = origin {
            return changes(self, Some(before), self.tree_of(*head)?, folders);
        }
        let failed = |error: git2::Error| Failure::new(message!("unreadable-index")).because(error.message());
        let tree = self.inner.find_tree(before).map_err(failed)?;
        let mut options = DiffOptions::new();
        options.disable_pathspec_match(true).include_typechange(true);
        options.include_untracked(true).recurse_untracked_dirs(true);
        for folder in folders {
            options.pathspec(folder);
        }
        let index = self.index()?;
        let diff = match origin {
            Origin::Index => self.inner.diff_tree_to_index(Some(&tree), Some(&index), Some(&mut options)),
            _ => self.inner.diff_tree_to_workdir_with_index(Some(&tree), Some(&mut options)),
        };
        let mut found: Vec<Change> = diff.map_err(failed)?.deltas().map(|delta| change(&delta)).collect();
        found.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(found)
    }
}
