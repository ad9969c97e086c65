use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use git2::Oid;

use super::{Lock, Repository};
use crate::diagnostic::{Failure, Outcome};
use crate::message;

/// The file in the git directory that says from where to where a branch is being moved, with the files of its working
/// tree: the two commits, in hexadecimal; zeros for none.
const MARKER: &str = "greffe-import";
/// How long another process may take to move it.
const PATIENCE: Duration = Duration::from_secs(10);

impl Repository {
    /// Moves the branch that `HEAD` names to `commit`, and the working tree (if any) before it: who is killed on the way
    /// leaves the branch where it was, and [`Repository::finish_advance`] does the rest.
    ///
    /// # Errors
    ///
    /// Where `HEAD` is on no branch, another process is moving it, or the branch or the working tree can't be written.
    pub fn advance_head(&self, commit: Oid, why: &str) -> Outcome<()> {
        let _lock = self.hold_advance()?;
        let from = self.head()?.unwrap_or(Oid::ZERO_SHA1);
        let marker = self.marker();
        fs::write(&marker, format!("{from} {commit}\n")).map_err(|error| {
            Failure::new(message!("failed-to-write-file", path = marker.display().to_string())).because(error)
        })?;
        self.advance(commit, why)?;
        let _gone = fs::remove_file(marker);
        Ok(())
    }

    /// Finishes what was interrupted on the way of [`Repository::advance_head`], and gives the commit that the branch is
    /// at then; `None` where there is nothing to finish, or the branch was moved by someone else since.
    ///
    /// # Errors
    ///
    /// Where the branch or the working tree can't be written.
    pub fn finish_advance(&self) -> Outcome<Option<Oid>> {
        let marker = self.marker();
        if !marker.exists() {
            return Ok(None);
        }
        let _lock = self.hold_advance()?;
        let Ok(text) = fs::read_to_string(&marker) else { return Ok(None) };
        let mut commits = text.split_whitespace().map(Oid::from_str);
        let finished = match (commits.next(), commits.next()) {
            (Some(Ok(from)), Some(Ok(to))) => {
                let now = self.head()?.unwrap_or(Oid::ZERO_SHA1);
                let is_ours = now == from || now == to;
                if is_ours {
                    // Whoever was killed while moving the branch left the file that keeps others from it. Nobody else
                    // is moving it: that would be told by the lock.
                    let _left = fs::remove_file(self.common_dir().join(format!("{}.lock", self.head_branch()?)));
                    self.advance(to, "greffe import")?;
                }
                is_ours.then_some(to)
            }
            // Killed before it said anything, it had done nothing.
            _ => None,
        };
        let _gone = fs::remove_file(marker);
        Ok(finished)
    }

    fn marker(&self) -> PathBuf {
        self.git_dir().join(MARKER)
    }

    fn hold_advance(&self) -> Outcome<Lock> {
        let path = self.git_dir().join("greffe").join("import.lock");
        Lock::hold(&path, PATIENCE).map_err(|error| Failure::new(message!("failed-to-write-git")).because(error))
    }

    /// The files of the working tree, then what git knows of them, then the branch.
    fn advance(&self, commit: Oid, why: &str) -> Outcome<()> {
        let failed = |error: git2::Error| unwritable(&error);
        let name = self.head_branch()?;
        if self.inner.workdir().is_some() {
            let found = self.inner.find_commit(commit).map_err(failed)?;
            let tree = found.tree().map_err(failed)?;
            let mut checkout = git2::build::CheckoutBuilder::new();
            // libgit2 would leave a locked index behind where it is killed.
            checkout.force().update_index(false);
            self.inner.checkout_tree(tree.as_object(), Some(&mut checkout)).map_err(failed)?;
            self.replace_index(&tree).map_err(|error| Failure::new(message!("failed-to-write-git")).because(error))?;
        }
        self.inner.reference(&name, commit, true, why).map_err(failed)?;
        Ok(())
    }

    /// Puts an index of what a tree holds in the place of the one that is there.
    fn replace_index(&self, tree: &git2::Tree<'_>) -> Result<(), String> {
        let said = |error: git2::Error| error.message().to_owned();
        let place = self.git_dir().join("index");
        let aside = self.git_dir().join("greffe").join("index.new");
        let _old = fs::remove_file(&aside);
        let _old_lock = fs::remove_file(aside.with_extension("new.lock"));
        let mut index = git2::Index::open(&aside).map_err(said)?;
        index.read_tree(tree).and_then(|()| index.write()).map_err(said)?;
        fs::rename(&aside, place).map_err(|error| error.to_string())
    }

    /// Whether the working tree or the index differs from `HEAD` (files that git does not know
    /// are passed over).
    ///
    /// # Errors
    ///
    /// Where the index or the working tree can't be read.
    pub fn is_dirty(&self) -> Outcome<bool> {
        let mut options = git2::StatusOptions::new();
        options.include_untracked(false);
        let statuses = self.inner.statuses(Some(&mut options)).map_err(|error| unwritable(&error))?;
        Ok(!statuses.is_empty())
    }

    fn head_branch(&self) -> Outcome<String> {
        let branch = self.branch_at_head();
        branch.ok_or_else(|| Failure::new(message!("detached-head")).help(message!("detached-head-help")))
    }
}

fn unwritable(error: &git2::Error) -> Failure {
    Failure::new(message!("failed-to-write-git")).because(error.message())
}
