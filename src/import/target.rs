use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::RecordKind;
use super::record::{Fields, Name};
use super::source::Source;
use super::sources::{self, Remembered, SOURCES};
use crate::diagnostic::{Failure, Outcome};
use crate::git::{Edits, MainlineCommit, MainlineConfig, Mode, NewCommit, Oid, Repository, Signed, changes, mainline};
use crate::message;
use crate::registry::{DEFAULT_INDICATORS, DEFAULT_PUBLICATIONS, DEFAULT_SCHEMA, REGISTRY_FOLDER, SCHEMA_FOLDER};
use crate::yaml::Document;

/// What precedes the source's name and commit in the message of a commit that was brought over.
const TRAILER: &str = "Imported-From: ";
/// The subject of a commit that speaks of persons, whose own may name them.
const DISCREET: &str = "Met à jour des fiches de personnes";
/// The folder in which a new register's repository is made, before it is moved into place.
const ASIDE: &str = ".greffe-new";

/// The register that is being written. Nothing shows in it before [`Target::publish`].
pub(super) struct Target {
    /// Its repository.
    pub repository: Repository,
    /// The commit that it was found at.
    pub found: Option<Oid>,
    /// The last commit written, else the one that the import continues from.
    pub head: Option<Oid>,
    /// The sources that it remembers.
    pub sources: Vec<Remembered>,
    tree: Option<Oid>,
    files: BTreeMap<Name, (String, Oid)>,
    edits: Edits,
}

/// What a register holds of its sources.
#[derive(Default)]
pub(super) struct Past {
    /// By source, the last commit that it holds, and its known date (seconds since 1970-01-01T00:00:00Z).
    pub last: BTreeMap<String, (String, i64)>,
    /// A commit that no import wrote, if there is one.
    pub own: Option<Oid>,
}

impl Target {
    /// Opens the register at `path`: a new folder, an empty one, or an earlier import. `None` where
    /// there is nothing yet: see [`Target::create`].
    ///
    /// # Errors
    ///
    /// Where the folder holds anything but an earlier import, or can't be read.
    pub(super) fn open(path: &Path) -> Outcome<Option<Target>> {
        if names(path)?.is_empty() {
            return Ok(None);
        }
        let repository = Repository::open(path).map_err(|failure| match failure.message.id {
            "no-repository" => occupied(path),
            _ => failure,
        })?;
        repository.finish_advance()?;
        // Where the repository was moved out of it, and the rest was not done.
        let _left = std::fs::remove_dir(path.join(ASIDE));
        let mut target = Target::of(repository);
        target.found = target.repository.head()?;
        match target.found {
            Some(head) => target.take_up(head, path)?,
            // An import that was interrupted leaves a repository without a commit.
            None if has_files(path)? => return Err(occupied(path)),
            None => {}
        }
        Ok(Some(target))
    }

    /// Makes a new register at `path`, or (a rehearsal) in memory alone.
    ///
    /// # Errors
    ///
    /// Where the repository can't be made.
    pub(super) fn create(path: &Path, is_rehearsal: bool) -> Outcome<Target> {
        Ok(Target::of(if is_rehearsal { Repository::in_memory()? } else { create(path)? }))
    }

    const fn of(repository: Repository) -> Target {
        Target {
            repository,
            found: None,
            head: None,
            sources: Vec::new(),
            tree: None,
            files: BTreeMap::new(),
            edits: Edits::new(),
        }
    }

    fn take_up(&mut self, head: Oid, path: &Path) -> Outcome<()> {
        self.repository.refuse_shallow()?;
        if self.repository.worktree().is_some() && self.repository.is_dirty()? {
            return Err(Failure::new(message!("import-dirty", path = path.display().to_string()))
                .help(message!("import-dirty-help")));
        }
        let Some(blob) = self.repository.object_at(head, SOURCES)? else {
            let failure = Failure::new(message!("import-not-an-import", path = path.display().to_string()));
            return Err(failure.help(message!("import-not-an-import-help")));
        };
        self.sources = sources::read(&self.repository.blob(blob)?)?;
        let tree = self.repository.tree_of(head)?;
        for kind in RecordKind::ALL {
            for file in changes(&self.repository, None, tree, &[kind.folder()])? {
                let name = file.path.rsplit('/').next().and_then(|name| name.strip_suffix(".yml"));
                if let (Some(id), Some((oid, Mode::Regular))) = (name, file.after) {
                    self.files.insert((kind, id.to_owned()), (file.path.clone(), oid));
                }
            }
        }
        (self.head, self.tree) = (Some(head), Some(tree));
        Ok(())
    }

    /// Drops all that was read, so that the register is written again from its first commit.
    pub(super) fn restart(&mut self) {
        (self.head, self.tree) = (None, None);
        self.files.clear();
    }

    /// The last commit of each source, as the trailers of the mainline give them.
    ///
    /// # Errors
    ///
    /// Where a commit of the register can't be read.
    pub(super) fn past(&self) -> Outcome<Past> {
        let mut past = Past::default();
        let Some(head) = self.found else { return Ok(past) };
        let commits = mainline(&self.repository, head, &MainlineConfig::default())?.commits;
        for (at, commit) in commits.iter().enumerate().rev() {
            let message = self.repository.message(commit.oid)?;
            let lines = message.trim_end().lines().rev().take_while(|line| !line.trim().is_empty());
            let mut trailers = lines.filter_map(|line| line.strip_prefix(TRAILER)?.rsplit_once('@')).peekable();
            if trailers.peek().is_none() && at > 0 {
                past.own = Some(commit.oid);
            }
            for (source, oid) in trailers {
                let last = || (oid.trim().to_owned(), commit.known_at);
                past.last.entry(source.to_owned()).or_insert_with(last);
            }
        }
        Ok(past)
    }

    /// The records that are there, with their fields.
    ///
    /// # Errors
    ///
    /// Where a record's blob can't be read.
    pub(super) fn records(&self) -> Outcome<BTreeMap<Name, Fields>> {
        let mut records = BTreeMap::new();
        for (name, (_, oid)) in &self.files {
            let document = Document::read(&self.repository.blob(*oid)?);
            let fields = document.root.map(|root| root.to_json());
            if let Some(serde_json::Value::Object(fields)) = fields {
                records.insert(name.clone(), fields);
            }
        }
        Ok(records)
    }

    /// Takes the new texts of records (`None`: the record is removed), and gives the records that change. A record
    /// stays in the folder that it is in.
    ///
    /// # Errors
    ///
    /// Where git's object store can't be written.
    pub(super) fn apply(&mut self, files: BTreeMap<Name, Option<String>>) -> Outcome<BTreeSet<Name>> {
        let mut changed = BTreeSet::new();
        for (name, text) in files {
            match text {
                Some(text) => {
                    let oid = self.repository.write_blob(text.as_bytes())?;
                    let path = match self.files.get(&name) {
                        Some((_, known)) if *known == oid => continue,
                        Some((path, _)) => path.clone(),
                        None => format!("{}/{}.yml", name.0.folder(), name.1),
                    };
                    self.edits.insert(path.clone(), Some(oid));
                    self.files.insert(name.clone(), (path, oid));
                }
                None => {
                    let Some((path, _)) = self.files.remove(&name) else { continue };
                    self.edits.insert(path, None);
                }
            }
            changed.insert(name);
        }
        Ok(changed)
    }

    /// Remembers these sources from the next commit on.
    ///
    /// # Errors
    ///
    /// Where git's object store can't be written.
    pub(super) fn remember(&mut self, sources: Vec<Remembered>) -> Outcome<()> {
        if sources != self.sources || self.head.is_none() {
            let oid = self.repository.write_blob(sources::write(&sources)?.as_bytes())?;
            self.edits.insert(SOURCES.to_owned(), Some(oid));
            self.sources = sources;
        }
        Ok(())
    }

    /// Writes the commit that brings `commit` over, with all changes taken since the one before. A `discreet` one has
    /// neither its subject nor its author.
    ///
    /// # Errors
    ///
    /// Where the commit that is brought over can't be read, or the new one can't be written.
    pub(super) fn commit(&mut self, source: &Source, commit: &MainlineCommit, discreet: bool) -> Outcome<()> {
        if self.head.is_none() {
            self.lay_out(commit.committed_at)?;
        }
        let tree = self.write_edits()?;
        let subject = if discreet { DISCREET } else { &commit.subject };
        let message = format!("{subject}\n\n{TRAILER}{}@{}\n", source.name(), commit.oid);
        let signed_as = match discreet {
            true => Signed::Discreetly(&source.repository, commit.oid),
            false => Signed::Like(&source.repository, commit.oid),
        };
        let new = NewCommit { parent: self.head, message: &message, signed_as };
        self.head = Some(self.repository.write_commit(tree, &new)?);
        Ok(())
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
        let publications =
            DEFAULT_PUBLICATIONS.iter().map(|(name, text)| (format!("{REGISTRY_FOLDER}/publications/{name}"), text));
        let mut records = std::mem::take(&mut self.edits);
        let remembered = records.remove_entry(SOURCES);
        for (path, text) in schema.chain(indicators).chain(publications) {
            let oid = self.repository.write_blob(text.as_bytes())?;
            self.edits.insert(path, Some(oid));
        }
        self.edits.extend(remembered);
        let tree = self.write_edits()?;
        self.edits = records;
        let new = NewCommit { parent: None, message: "Pose le registre\n", signed_as: Signed::Greffe(at) };
        self.head = Some(self.repository.write_commit(tree, &new)?);
        Ok(())
    }

    /// Moves the branch to what was written. Files that git does not know are never overwritten.
    ///
    /// # Errors
    ///
    /// Where a file that git does not know is in the way, or the branch or the working tree can't be written.
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

/// Makes a repository at `path` that is there whole, or not at all.
fn create(path: &Path) -> Outcome<Repository> {
    let aside = path.join(ASIDE);
    let failed = |error: std::io::Error| {
        Failure::new(message!("failed-to-create-repository", path = path.display().to_string())).because(error)
    };
    if aside.exists() {
        std::fs::remove_dir_all(&aside).map_err(failed)?;
    }
    drop(Repository::create(&aside)?);
    std::fs::rename(aside.join(".git"), path.join(".git")).map_err(failed)?;
    std::fs::remove_dir(&aside).map_err(failed)?;
    Repository::open(path)
}

fn occupied(path: &Path) -> Failure {
    Failure::new(message!("import-occupied", path = path.display().to_string())).help(message!("import-occupied-help"))
}

fn has_files(path: &Path) -> Outcome<bool> {
    names(path).map(|names| names.iter().any(|name| name != ".git"))
}

/// The names in the folder `path`, but for what an interrupted import left of a new repository; none where there is no
/// such folder.
fn names(path: &Path) -> Outcome<Vec<std::ffi::OsString>> {
    let failed = |error: std::io::Error| {
        Failure::new(message!("unreadable-file", path = path.display().to_string())).because(error)
    };
    match std::fs::read_dir(path) {
        Ok(items) => {
            let names = items.map(|item| item.map(|item| item.file_name()).map_err(failed));
            names.filter(|name| !name.as_ref().is_ok_and(|name| name == ASIDE)).collect()
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(failed(error)),
    }
}
