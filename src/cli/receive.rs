use std::io::BufRead;
use std::path::Path;

use super::output::Output;
use super::validate::{self, ValidateArgs};
use super::{CLEAN, FINDINGS};
use crate::check::Push;
use crate::diagnostic::{Failure, Outcome};
use crate::git::{Oid, Repository};
use crate::message;
use crate::registry::holds_register;

/// The setting of git that lets a push rewrite what is known.
const ALLOW: &str = "greffe.allowRewrite";
/// Where branches are among the references.
const BRANCHES: &str = "refs/heads/";
/// Where git keeps tags.
const TAGS: &str = "refs/tags/";

/// The work of the hook `pre-receive`: git tells on stdin which branches a push moves, from where to where. All of
/// them are checked, and the push is refused if one of them is.
///
/// A branch is checked against where it was; a new one, against what it has in common with the branch at `HEAD`, which
/// is the one that is known. `now` is the server's clock, in seconds since 1970-01-01T00:00:00Z; without it, the
/// system's.
///
/// # Errors
///
/// Where stdin or the repository can't be read.
pub(super) fn run(directory: &Path, now: Option<i64>, output: &Output) -> Outcome<u8> {
    let repository = Repository::discover(directory)?;
    let now = now.unwrap_or_else(|| jiff::Timestamp::now().as_second());
    let unreadable = |error: std::io::Error| Failure::new(message!("unreadable-push")).because(error);
    let mut status = CLEAN;
    for line in std::io::stdin().lock().lines() {
        let line = line.map_err(unreadable)?;
        if let Some(failure) = shadowing_tag(&repository, &line)? {
            output.failure(&failure);
            status = FINDINGS;
        }
        let Some(pushed) = Pushed::read(&line) else { continue };
        status = status.max(pushed.judge(&repository, directory, now, output)?);
    }
    Ok(status)
}

/// Why a line of git's (`OLD NEW REF`) is refused that brings a tag with the name of a branch.
fn shadowing_tag(repository: &Repository, line: &str) -> Outcome<Option<Failure>> {
    let mut words = line.splitn(3, ' ').skip(1);
    let is_kept = words.next().and_then(|new| Oid::from_str(new).ok()).is_some_and(|new| !new.is_zero());
    let Some(tag) = words.next().filter(|_| is_kept) else { return Ok(None) };
    let Some(branch) = tag.strip_prefix(TAGS).map(|name| format!("{BRANCHES}{name}")) else { return Ok(None) };
    if !repository.has_reference(&branch)? {
        return Ok(None);
    }
    let failure = Failure::new(message!("shadow-refused", branch = branch, tag = tag));
    Ok(Some(failure.help(message!("shadow-coming-help"))))
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
        branch.starts_with(BRANCHES).then_some(Pushed { old: oid(old), new: oid(new)?, branch })
    }

    fn judge(&self, repository: &Repository, directory: &Path, now: i64, output: &Output) -> Outcome<u8> {
        let refuse = |failure: Failure| {
            output.failure(&failure);
            Ok(FINDINGS)
        };
        if let Some(tag) = self.shadowed_by(repository)? {
            return refuse(
                Failure::new(message!("shadow-refused", branch = self.branch, tag = &tag))
                    .help(message!("shadow-refused-help", tag = tag)),
            );
        }
        if let Some(head) = repository.branch_at_head().filter(|head| head != self.branch)
            && repository.head()?.is_none()
        {
            // Nothing would be protected: what people push would never be the branch that is known.
            let name = self.branch.strip_prefix(BRANCHES).unwrap_or(self.branch);
            let failure = Failure::new(message!("unborn-head", head = head, branch = self.branch));
            return refuse(failure.help(message!("unborn-head-help", branch = name)));
        }
        if self.rewrites(repository)? {
            let failure = Failure::new(message!("rewrite-refused", branch = self.branch));
            return refuse(failure.help(message!("rewrite-refused-help", setting = ALLOW)));
        }
        let known = match self.old {
            Some(old) => Some(old),
            None => repository.head()?,
        };
        // A branch that shares no commit with what is known has no base to be checked against.
        let base = match known {
            Some(known) => repository.merge_base(known, self.new)?.map(|common| (known, common)),
            None => None,
        };
        // A branch that never held a register (the pages of a site) is no business of the hook.
        let held =
            || self.old.or(base.map(|(known, _)| known)).map_or(Ok(false), |known| holds_register(repository, known));
        if !holds_register(repository, self.new)? && !held()? {
            return Ok(CLEAN);
        }
        let push = (self.is_known(repository) && self.old.is_some()).then_some(Push { now });
        let baseline = self.old.or(base.map(|(_, common)| common));
        let base = base.map(|(known, _)| known);
        validate::run(directory, &ValidateArgs::of_push(self.new, base, baseline, push), output)
    }

    /// Whether the branch is the one that is known: the one at `HEAD`.
    fn is_known(&self, repository: &Repository) -> bool {
        repository.branch_at_head().is_none_or(|head| head == self.branch)
    }

    /// The tag of the same name, if there is one: git would take it where the branch is meant.
    fn shadowed_by(&self, repository: &Repository) -> Outcome<Option<String>> {
        let name = self.branch.strip_prefix(BRANCHES).unwrap_or(self.branch);
        let tag = format!("{TAGS}{name}");
        Ok(repository.has_reference(&tag)?.then_some(tag))
    }

    /// Whether the push takes commits away from the branch that is known, and is not allowed to.
    fn rewrites(&self, repository: &Repository) -> Outcome<bool> {
        let Some(old) = self.old else { return Ok(false) };
        Ok(self.is_known(repository) && !repository.is_ancestor(old, self.new)? && !repository.is_set(ALLOW)?)
    }
}
