use git2::Oid;

use super::Repository;
use crate::diagnostic::{Failure, Outcome};
use crate::message;

impl Repository {
    /// Moves the branch that `HEAD` names to `commit`, and the working tree (if any) with it.
    ///
    /// # Errors
    ///
    /// Where `HEAD` is on no branch, or the branch or the working tree can't be written.
    pub fn advance_head(&self, commit: Oid, why: &str) -> Outcome<()> {
        let name = self.head_branch()?;
        self.inner.reference(&name, commit, true, why).map_err(|error| failed(&error))?;
        if self.inner.workdir().is_some() {
            let mut checkout = git2::build::CheckoutBuilder::new();
            checkout.force();
            self.inner.checkout_head(Some(&mut checkout)).map_err(|error| failed(&error))?;
        }
        Ok(())
    }

    fn head_branch(&self) -> Outcome<String> {
        let head = self.inner.find_reference("HEAD").map_err(|error| failed(&error))?;
        let name = head.symbolic_target().ok().flatten();
        name.map(str::to_owned)
            .ok_or_else(|| Failure::new(message!("detached-head")).help(message!("detached-head-help")))
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
        let statuses = self.inner.statuses(Some(&mut options)).map_err(|error| failed(&error))?;
        Ok(!statuses.is_empty())
    }
}

fn failed(error: &git2::Error) -> Failure {
    Failure::new(message!("failed-to-write-git")).because(error.message())
}
