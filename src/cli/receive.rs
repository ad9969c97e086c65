use std::io::BufRead;
use std::path::Path;

use super::output::Output;
use super::validate::{self, ValidateArgs};
use super::{CLEAN, FINDINGS};
use crate::diagnostic::{Failure, Outcome};
use crate::git::{Oid, Repository};
use crate::message;
use crate::registry::holds_register;

/// The setting of git that lets a push rewrite what is known.
const ALLOW: &str = "greffe.allowRewrite";

/// The work of the hook `pre-receive`: git tells on stdin which branches a push moves, from where to where. All of
/// them are checked, and the push is refused if one of them is.
///
/// A branch is checked against where it was; a new one, against the branch at `HEAD`, which is what is known.
///
/// # Errors
///
/// Where stdin or the repository can't be read.
pub(super) fn run(directory: &Path, output: &Output) -> Outcome<u8> {
    let repository = Repository::discover(directory)?;
    let unreadable = |error: std::io::Error| Failure::new(message!("unreadable-push")).because(error);
    let mut status = CLEAN;
    for line in std::io::stdin().lock().lines() {
        let line = line.map_err(unreadable)?;
        let Some(pushed) = Pushed::read(&line) else { continue };
        status = status.max(pushed.judge(&repository, directory, output)?);
    }
    Ok(status)
}

/// A branch that a push moves.
struct Pushed<'l> {
    /// Where it was; `None` for a new one.
    old: Option<Oid>,
    new: Oid,
    branch: &'l str,
}

impl<'l> Pushed<'l> {
    /// Reads a line of git's (`OLD NEW REF`); `None` where the ref is no branch, or the branch is deleted.
    fn read(line: &'l str) -> Option<Pushed<'l>> {
        let mut words = line.splitn(3, ' ');
        let (old, new, branch) = (words.next()?, words.next()?, words.next()?);
        let oid = |word: &str| Oid::from_str(word).ok().filter(|oid| !oid.is_zero());
        branch.starts_with("refs/heads/").then_some(Pushed { old: oid(old), new: oid(new)?, branch })
    }

    fn judge(&self, repository: &Repository, directory: &Path, output: &Output) -> Outcome<u8> {
        if self.rewrites(repository)? {
            let failure = Failure::new(message!("rewrite-refused", branch = self.branch));
            output.failure(&failure.help(message!("rewrite-refused-help", setting = ALLOW)));
            return Ok(FINDINGS);
        }
        let known = match self.old {
            Some(old) => Some(old),
            None => repository.head()?,
        };
        // A branch that shares no commit with what is known has no base to be checked against.
        let base = match known {
            Some(known) if repository.merge_base(known, self.new)?.is_some() => Some(known),
            _ => None,
        };
        // A branch that never held a register (the pages of a site) is no business of the hook.
        if !holds_register(repository, self.new)?
            && !self.old.or(base).map_or(Ok(false), |known| holds_register(repository, known))?
        {
            return Ok(CLEAN);
        }
        validate::run(directory, &ValidateArgs::of_push(self.new, base, self.old), output)
    }

    /// Whether the push takes commits away from the branch that is known, and is not allowed to.
    fn rewrites(&self, repository: &Repository) -> Outcome<bool> {
        let Some(old) = self.old else { return Ok(false) };
        let is_known = repository.branch_at_head().is_none_or(|head| head == self.branch);
        Ok(is_known && !repository.is_ancestor(old, self.new)? && !repository.is_set(ALLOW)?)
    }
}
