use std::path::{Path, PathBuf};

use git2::{Config, ErrorCode};

use super::{Repository, environment};
use crate::diagnostic::{Failure, Outcome};
use crate::message;

impl Repository {
    /// The folder that git takes hooks from: what `core.hooksPath` names, else `hooks` in the git
    /// directory that all working trees share.
    ///
    /// # Errors
    ///
    /// Where git's configuration can't be read.
    pub fn hooks_dir(&self) -> Outcome<PathBuf> {
        let unreadable = |error: git2::Error| Failure::new(message!("unreadable-config")).because(error.message());
        let config = self.inner.config().and_then(|mut config| config.snapshot()).map_err(unreadable)?;
        let given = environment::path_setting("core.hooksPath");
        match given.map_or_else(|| config.get_path("core.hooksPath"), Ok) {
            // A relative path counts from where git runs hooks: the top of the working tree, or the
            // bare repository.
            Ok(path) => Ok(self.inner.workdir().unwrap_or(self.inner.path()).join(path)),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(self.inner.commondir().join("hooks")),
            Err(error) => Err(unreadable(error)),
        }
    }

    /// Whether a boolean setting of git (`core.bare`) is on; a setting that is absent is off.
    ///
    /// # Errors
    ///
    /// Where git's configuration can't be read, or the setting is neither on nor off.
    pub fn is_set(&self, name: &str) -> Outcome<bool> {
        let unreadable = |error: git2::Error| Failure::new(message!("unreadable-config")).because(error.message());
        let config = self.inner.config().and_then(|mut config| config.snapshot()).map_err(unreadable)?;
        match environment::setting(name).map_or_else(|| config.get_bool(name), Config::parse_bool) {
            Ok(value) => Ok(value),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(false),
            Err(error) => Err(unreadable(error)),
        }
    }

    /// The full name of the branch that `HEAD` is at, whether or not it has a commit; `None` where it is at none.
    pub fn branch_at_head(&self) -> Option<String> {
        let head = self.inner.find_reference("HEAD").ok()?;
        head.symbolic_target().ok().flatten().map(str::to_owned)
    }

    /// The full name of the branch at `HEAD` of a bare repository, where it has no commit though other branches have:
    /// people push to one of those, and the one that is known is never pushed. The branch that is most likely meant is
    /// told with it: `main`, else `master`, else the first one.
    ///
    /// # Errors
    ///
    /// Where `HEAD` or the branches can't be read.
    pub fn unborn_head(&self) -> Outcome<Option<(String, String)>> {
        let Some(head) = self.branch_at_head().filter(|_| self.is_bare()) else { return Ok(None) };
        if self.head()?.is_some() {
            return Ok(None);
        }
        let branches = self.branches()?;
        let named = |name: &str| branches.iter().find(|(branch, _)| branch == name);
        let meant = named("main").or_else(|| named("master")).or(branches.first());
        Ok(meant.map(|(branch, _)| (head, branch.clone())))
    }

    /// Whether there is a reference of this full name (`refs/tags/v1`).
    ///
    /// # Errors
    ///
    /// Where the references can't be read.
    pub fn has_reference(&self, name: &str) -> Outcome<bool> {
        match self.inner.find_reference(name) {
            Ok(_) => Ok(true),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(false),
            Err(error) => Err(Failure::new(message!("unreadable-head")).because(error.message())),
        }
    }

    /// Whether the repository has no working tree.
    pub fn is_bare(&self) -> bool {
        self.inner.is_bare()
    }
}

/// Lets a repository see the objects of a push that is being received: git keeps them in a
/// quarantine, which it names in the environment of the `pre-receive` hook.
pub(super) fn open_quarantine(repository: &git2::Repository) {
    if std::env::var_os("GIT_QUARANTINE_PATH").is_none() {
        return;
    }
    if let (Some(objects), Ok(odb)) = (std::env::var_os("GIT_OBJECT_DIRECTORY"), repository.odb()) {
        let path = Path::new(&objects);
        // Where this fails, the pushed commit is not found, and the failure names it.
        let _opened = path.to_str().map(|path| odb.add_disk_alternate(path));
    }
}
