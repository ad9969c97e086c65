use std::path::Path;

use super::{Listing, MANIFEST, REGISTRY_FOLDER, SCHEMA_FOLDER};
use crate::diagnostic::{Failure, Outcome};
use crate::git::{Oid, Origin, Repository};
use crate::message;

impl Listing {
    /// Refuses a place without a register: it has no manifest, and nothing under `registry/`. That nothing is wrong
    /// there would be no answer to whoever looks in the wrong folder. A register that has a manifest may be empty.
    ///
    /// `origin` is where the listing was read from.
    ///
    /// # Errors
    ///
    /// Where there is no register; the failure says where it was looked for, and where one is.
    pub fn refuse_none(&self, repository: &Repository, origin: &Origin) -> Outcome<()> {
        if !self.is_none() || (*origin == Origin::Index && is_to_be_staged(repository)?) {
            return Ok(());
        }
        Err(none(repository, origin))
    }

    /// Whether there is no register: neither a manifest nor anything under `registry/`.
    pub fn is_none(&self) -> bool {
        self.definitions.are_embedded() && !self.has_files
    }
}

/// Whether a commit holds a register: a manifest, or anything under `registry/`.
///
/// # Errors
///
/// Where the commit can't be read.
pub fn holds_register(repository: &Repository, commit: Oid) -> Outcome<bool> {
    let manifest = || repository.object_at(commit, &format!("{SCHEMA_FOLDER}/{MANIFEST}"));
    Ok(repository.object_at(commit, REGISTRY_FOLDER)?.is_some() || manifest()?.is_some())
}

/// Refuses a commit without a register, as [`Listing::refuse_none`] does.
///
/// # Errors
///
/// Where there is none, or the commit can't be read.
pub fn refuse_no_register(repository: &Repository, commit: Oid) -> Outcome<()> {
    match holds_register(repository, commit)? {
        true => Ok(()),
        false => Err(none(repository, &Origin::Commit(commit))),
    }
}

fn none(repository: &Repository, origin: &Origin) -> Failure {
    let top = repository.worktree().unwrap_or_else(|| repository.git_dir().to_owned());
    let path = top.display().to_string();
    let failure = Failure::new(match origin {
        Origin::Worktree => message!("no-register", path = path),
        Origin::Index => message!("no-register-index", path = path),
        Origin::Commit(oid) => {
            let commit = oid.to_string().chars().take(10).collect::<String>();
            message!("no-register-commit", path = path, commit = commit)
        }
    });
    failure.help(match (below(repository), origin) {
        (Some(folder), _) => message!("no-register-help-below", folder = folder),
        (None, Origin::Commit(_)) => message!("no-register-help-commit"),
        (None, _) => message!("no-register-help"),
    })
}

/// Whether a register stands in the working tree of which nothing was ever committed: it is in the index as soon as it
/// is staged.
fn is_to_be_staged(repository: &Repository) -> Outcome<bool> {
    let is_there = repository.worktree().is_some_and(|top| stands_in(&top));
    Ok(is_there && !repository.head()?.map_or(Ok(false), |head| holds_register(repository, head))?)
}

/// Whether a register stands in this very folder of the disk.
fn stands_in(folder: &Path) -> bool {
    folder.join(SCHEMA_FOLDER).join(MANIFEST).is_file() || folder.join(REGISTRY_FOLDER).is_dir()
}

/// The folder just below the top of the working tree that holds a register, which belongs at the top.
fn below(repository: &Repository) -> Option<String> {
    let items = std::fs::read_dir(repository.worktree()?).ok()?;
    let folders = items.filter_map(Result::ok).map(|item| item.path());
    folders
        .filter(|path| stands_in(path) && !path.join(".git").exists())
        .min()?
        .file_name()
        .map(|name| format!("{}/", name.to_string_lossy()))
}
