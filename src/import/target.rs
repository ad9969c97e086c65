use std::collections::BTreeMap;
use std::path::Path;

use super::RecordKind;
use super::names::Name;
use super::source::Source;
use crate::diagnostic::{Failure, Outcome};
use crate::git::{Edits, MainlineCommit, Mode, NewCommit, Oid, Repository, Signed, changes, mainline};
use crate::message;
use crate::registry::{DEFAULT_INDICATORS, DEFAULT_SCHEMA, REGISTRY_FOLDER, SCHEMA_FOLDER};

/// What precedes the source's name and commit in the message of a commit that was brought over.
const TRAILER: &str = "Imported-From: ";

/// The register that is being written. Nothing shows in it before [`Target::publish`].
pub(super) struct Target {
    /// Its repository.
    pub repository: Repository,
    /// The commit that it was found at.
    pub found: Option<Oid>,
    /// The last commit written.
    pub head: Option<Oid>,
    /// The place in the source's mainline of the last commit that is there.
    pub done: Option<usize>,
    tree: Option<Oid>,
    files: BTreeMap<Name, (String, Oid)>,
    edits: Edits,
}

impl Target {
    /// Opens the register at `path`: a new folder, an empty one, or an earlier import of `source`.
    pub(super) fn open(path: &Path, source: &Source) -> Outcome<Target> {
        let repository = if is_empty(path)? { Repository::create(path)? } else { earlier(path)? };
        let mut target = Target {
            found: repository.head()?,
            repository,
            head: None,
            done: None,
            tree: None,
            files: BTreeMap::new(),
            edits: Edits::new(),
        };
        match target.found {
            Some(head) => target.resume(head, source, path)?,
            // An import that was interrupted leaves a repository without a commit.
            None if has_files(path)? => return Err(occupied(path)),
            None => {}
        }
        Ok(target)
    }

    fn resume(&mut self, head: Oid, source: &Source, path: &Path) -> Outcome<()> {
        self.repository.refuse_shallow()?;
        if self.repository.worktree().is_some() && self.repository.is_dirty()? {
            return Err(Failure::new(message!("import-dirty", path = path.display().to_string()))
                .help(message!("import-dirty-help")));
        }
        let Some(last) = self.last(head, &source.name)? else {
            let failure =
                Failure::new(message!("import-not-an-import", path = path.display().to_string(), name = &source.name));
            return Err(failure.help(message!("import-not-an-import-help")));
        };
        let done = source.commits.iter().position(|commit| commit.oid.to_string() == last);
        let Some(done) = done else {
            return Err(Failure::new(message!("import-lost", commit = last)).help(message!("import-lost-help")));
        };
        let tree = self.repository.tree_of(head)?;
        for kind in RecordKind::ALL {
            for file in changes(&self.repository, None, tree, &[kind.folder()])? {
                let name = file.path.rsplit('/').next().and_then(|name| name.strip_suffix(".yml"));
                if let (Some(id), Some((oid, Mode::Regular))) = (name, file.after) {
                    self.files.insert((kind, id.to_owned()), (file.path.clone(), oid));
                }
            }
        }
        (self.head, self.done, self.tree) = (Some(head), Some(done), Some(tree));
        Ok(())
    }

    /// The newest commit of the source `name` that the mainline of `head` says it brought over.
    fn last(&self, head: Oid, name: &str) -> Outcome<Option<String>> {
        for commit in mainline(&self.repository, head, &[])?.commits.iter().rev() {
            let message = self.repository.message(commit.oid)?;
            let lines = message.trim_end().lines().rev().take_while(|line| !line.trim().is_empty());
            let mut trailers = lines.filter_map(|line| line.strip_prefix(TRAILER)?.rsplit_once('@'));
            if let Some((_, oid)) = trailers.find(|(source, _)| *source == name) {
                return Ok(Some(oid.trim().to_owned()));
            }
        }
        Ok(None)
    }

    /// Sets the record to a blob. It stays in the folder where it stands, if it does.
    pub(super) fn set(&mut self, name: &Name, oid: Oid) {
        let (kind, id) = name;
        let path = self.files.get(name).map_or_else(|| format!("{}/{id}.yml", kind.folder()), |(path, _)| path.clone());
        self.edits.insert(path.clone(), Some(oid));
        self.files.insert(name.clone(), (path, oid));
    }

    /// Takes the record away, and gives its blob.
    pub(super) fn take(&mut self, name: &Name) -> Option<Oid> {
        let (path, oid) = self.files.remove(name)?;
        self.edits.insert(path, None);
        Some(oid)
    }

    /// Writes the commit that brings `commit` over, with all that was set and taken since the one
    /// before; says whether the register changes.
    pub(super) fn commit(&mut self, source: &Source, commit: &MainlineCommit) -> Outcome<bool> {
        if self.head.is_none() {
            self.lay_out(commit.committed_at)?;
        }
        let before = self.tree;
        let tree = self.write_edits()?;
        let message = format!("{}\n\n{TRAILER}{}@{}\n", commit.subject, source.name, commit.oid);
        let signed_as = Signed::Like(&source.repository, commit.oid);
        let new = NewCommit { parent: self.head, message: &message, signed_as };
        self.head = Some(self.repository.write_commit(tree, &new)?);
        Ok(before != Some(tree))
    }

    fn write_edits(&mut self) -> Outcome<Oid> {
        let tree = match self.tree {
            Some(tree) if self.edits.is_empty() => tree,
            _ => self.repository.revise_tree(self.tree, &self.edits)?,
        };
        self.edits.clear();
        self.tree = Some(tree);
        Ok(tree)
    }

    fn lay_out(&mut self, at: i64) -> Outcome<()> {
        let schema = DEFAULT_SCHEMA.iter().map(|(name, text)| (format!("{SCHEMA_FOLDER}/{name}"), text));
        let indicators =
            DEFAULT_INDICATORS.iter().map(|(name, text)| (format!("{REGISTRY_FOLDER}/indicators/{name}"), text));
        let records = std::mem::take(&mut self.edits);
        for (path, text) in schema.chain(indicators) {
            let oid = self.repository.write_blob(text.as_bytes())?;
            self.edits.insert(path, Some(oid));
        }
        let tree = self.write_edits()?;
        self.edits = records;
        let new = NewCommit { parent: None, message: "Pose le registre\n", signed_as: Signed::Greffe(at) };
        self.head = Some(self.repository.write_commit(tree, &new)?);
        Ok(())
    }

    /// Moves the branch to what was written. Files that git does not know are never overwritten.
    pub(super) fn publish(&self, why: &str) -> Outcome<()> {
        let Some(head) = self.head.filter(|head| self.found != Some(*head)) else { return Ok(()) };
        if let Some(top) = self.repository.worktree() {
            let old = self.found.map(|found| self.repository.tree_of(found)).transpose()?;
            let new = self.repository.tree_of(head)?;
            for change in changes(&self.repository, old, new, &[REGISTRY_FOLDER, SCHEMA_FOLDER])? {
                if change.before.is_none() && top.join(&change.path).symlink_metadata().is_ok() {
                    let failure = Failure::new(message!("import-in-the-way", path = &change.path));
                    return Err(failure.help(message!("import-in-the-way-help")));
                }
            }
        }
        self.repository.advance_head(head, why)
    }
}

fn occupied(path: &Path) -> Failure {
    Failure::new(message!("import-occupied", path = path.display().to_string())).help(message!("import-occupied-help"))
}

fn earlier(path: &Path) -> Outcome<Repository> {
    Repository::open(path).map_err(|failure| match failure.message.id {
        "no-repository" => occupied(path),
        _ => failure,
    })
}

fn is_empty(path: &Path) -> Outcome<bool> {
    names(path).map(|names| names.is_empty())
}

fn has_files(path: &Path) -> Outcome<bool> {
    names(path).map(|names| names.iter().any(|name| name != ".git"))
}

/// The names in the folder `path`; none where there is no such folder.
fn names(path: &Path) -> Outcome<Vec<std::ffi::OsString>> {
    let failed = |error: std::io::Error| {
        Failure::new(message!("unreadable-file", path = path.display().to_string())).because(error)
    };
    match std::fs::read_dir(path) {
        Ok(items) => items.map(|item| item.map(|item| item.file_name()).map_err(failed)).collect(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(failed(error)),
    }
}
