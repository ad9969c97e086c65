use std::collections::BTreeMap;

use git2::Oid;

use super::Repository;
use super::repository::unreadable;
use crate::diagnostic::{Failure, Outcome};
use crate::message;

/// A folder that is being written: files and folders by name.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    files: BTreeMap<String, Oid>,
    folders: BTreeMap<String, Tree>,
    written: Option<Oid>,
}

/// A new commit, apart from its tree.
pub struct NewCommit<'a> {
    /// The commit before it.
    pub parent: Option<Oid>,
    /// The whole message.
    pub message: &'a str,
    /// The commit whose author and committer, with their times, it takes over.
    pub signed_as: Signed<'a>,
}

/// Who signs a new commit.
pub enum Signed<'a> {
    /// The author and committer of this commit of this repository.
    Like(&'a Repository, Oid),
    /// The tool itself, at the times of this commit of this repository: it names nobody.
    Discreetly(&'a Repository, Oid),
    /// The tool itself, at this time (seconds since 1970-01-01T00:00:00Z).
    Greffe(i64),
}

impl Tree {
    /// Sets the file at `path` (with `/` between folders) to the blob `oid`.
    pub fn insert(&mut self, path: &str, oid: Oid) {
        self.written = None;
        match path.split_once('/') {
            Some((folder, rest)) => self.folders.entry(folder.to_owned()).or_default().insert(rest, oid),
            None => {
                self.files.insert(path.to_owned(), oid);
            }
        }
    }

    /// Takes the file at `path` away; a folder left empty goes with it.
    pub fn remove(&mut self, path: &str) {
        self.written = None;
        match path.split_once('/') {
            Some((folder, rest)) => {
                if let Some(below) = self.folders.get_mut(folder) {
                    below.remove(rest);
                    if below.files.is_empty() && below.folders.is_empty() {
                        self.folders.remove(folder);
                    }
                }
            }
            None => {
                self.files.remove(path);
            }
        }
    }

    /// Whether there is a file at `path`.
    pub fn contains(&self, path: &str) -> bool {
        match path.split_once('/') {
            Some((folder, rest)) => self.folders.get(folder).is_some_and(|below| below.contains(rest)),
            None => self.files.contains_key(path),
        }
    }
}

impl Repository {
    /// Writes `bytes` as a blob.
    ///
    /// # Errors
    ///
    /// Where git's object store can't be written.
    pub fn write_blob(&self, bytes: &[u8]) -> Outcome<Oid> {
        self.inner.blob(bytes).map_err(|error| failed(&error))
    }

    /// Writes `tree`, only the folders of it that changed since it was last written.
    ///
    /// # Errors
    ///
    /// Where git's object store can't be written, or a name is none that git takes.
    pub fn write_tree(&self, tree: &mut Tree) -> Outcome<Oid> {
        if let Some(oid) = tree.written {
            return Ok(oid);
        }
        let mut builder = self.inner.treebuilder(None).map_err(|error| failed(&error))?;
        for (name, oid) in &tree.files {
            builder.insert(name, *oid, 0o100_644).map_err(|error| failed(&error))?;
        }
        for (name, below) in &mut tree.folders {
            let oid = self.write_tree(below)?;
            builder.insert(name, oid, 0o040_000).map_err(|error| failed(&error))?;
        }
        let oid = builder.write().map_err(|error| failed(&error))?;
        tree.written = Some(oid);
        Ok(oid)
    }

    /// Writes a commit of `tree`. No branch is moved.
    ///
    /// # Errors
    ///
    /// Where the tree, the parent or the commit that it is signed like can't be read, or the commit can't be written.
    pub fn write_commit(&self, tree: Oid, commit: &NewCommit<'_>) -> Outcome<Oid> {
        let tree = self.inner.find_tree(tree).map_err(|error| unreadable(tree, &error))?;
        let parent = match commit.parent {
            Some(oid) => Some(self.inner.find_commit(oid).map_err(|error| unreadable(oid, &error))?),
            None => None,
        };
        let parents: Vec<_> = parent.iter().collect();
        let written = match commit.signed_as {
            Signed::Like(source, oid) => {
                let like = source.inner.find_commit(oid).map_err(|error| unreadable(oid, &error))?;
                self.inner.commit(None, &like.author(), &like.committer(), commit.message, &tree, &parents)
            }
            Signed::Discreetly(source, oid) => {
                let like = source.inner.find_commit(oid).map_err(|error| unreadable(oid, &error))?;
                let (author, committer) = (greffe(like.author().when())?, greffe(like.time())?);
                self.inner.commit(None, &author, &committer, commit.message, &tree, &parents)
            }
            Signed::Greffe(at) => {
                let signature = greffe(git2::Time::new(at, 0))?;
                self.inner.commit(None, &signature, &signature, commit.message, &tree, &parents)
            }
        };
        written.map_err(|error| failed(&error))
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

/// The tool's own signature.
fn greffe(at: git2::Time) -> Outcome<git2::Signature<'static>> {
    git2::Signature::new("greffe", "greffe@localhost", &at).map_err(|error| failed(&error))
}

fn failed(error: &git2::Error) -> Failure {
    Failure::new(message!("failed-to-write-git")).because(error.message())
}
