use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::record::{Fields, Name};
use super::source::Source;
use super::sources::{self, Memory, SOURCES};
use super::{RecordKind, SourceKind};
use crate::diagnostic::{Failure, Outcome};
use crate::git::{
    Hidden, LATE, MainlineCommit, MainlineConfig, Mode, NewCommit, NewHistory, Oid, Repository, Signed, blob_of,
    changes, mainline,
};
use crate::message;
use crate::registry::{DEFAULT_INDICATORS, DEFAULT_PUBLICATIONS, DEFAULT_SCHEMA, REGISTRY_FOLDER, SCHEMA_FOLDER};
use crate::yaml::Document;

/// What precedes the source's name and commit in the message of a commit that was brought over.
const TRAILER: &str = "Imported-From: ";
/// The folder in which a new register's repository is made, before it is moved into place.
const ASIDE: &str = ".greffe-new";
/// Why a commit comes after later ones of other sources.
const FETCHED_LATE: &str = "cette source a été relue après les autres";

/// The register that is being written. Nothing shows in it before [`Target::publish`].
pub(super) struct Target {
    /// Its repository.
    pub repository: Repository,
    /// The commit that it was found at.
    pub found: Option<Oid>,
    /// The last commit written, else the one that the import continues from.
    pub head: Option<Oid>,
    /// What it remembers: its sources, and renames.
    pub memory: Memory,
    history: NewHistory,
    files: BTreeMap<Name, (String, Oid)>,
    /// The texts of files (`None`: the file goes) that the next commit brings.
    edits: BTreeMap<String, Option<String>>,
}

/// What a register holds of its sources.
#[derive(Default)]
pub(super) struct Past {
    /// By source, the last commit that it holds, and its known date (seconds since 1970-01-01T00:00:00Z).
    pub last: BTreeMap<String, (String, i64)>,
    /// A commit that no import wrote, and that would be lost if the register were written again.
    pub own: Option<Oid>,
    /// The commits of its mainline, oldest first.
    pub commits: Vec<MainlineCommit>,
    /// Those of them that no import wrote.
    pub of_people: BTreeSet<Oid>,
}

/// How a commit is brought over.
pub(super) struct Manner {
    /// Its subject, as the register may say it.
    pub subject: String,
    /// Who is not to be named.
    pub hidden: Hidden,
    /// Whether it comes after later ones of other sources.
    pub is_late: bool,
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
        let mut target = Target::of(repository)?;
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
        Target::of(if is_rehearsal { Repository::in_memory()? } else { create(path)? })
    }

    fn of(repository: Repository) -> Outcome<Target> {
        Ok(Target {
            history: NewHistory::after(&repository, None)?,
            repository,
            found: None,
            head: None,
            memory: Memory::default(),
            files: BTreeMap::new(),
            edits: BTreeMap::new(),
        })
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
        self.memory = sources::read(&self.repository.blob(blob)?)?;
        let tree = self.repository.tree_of(head)?;
        for kind in RecordKind::ALL {
            for file in changes(&self.repository, None, tree, &[kind.folder()])? {
                let name = file.path.rsplit('/').next().and_then(|name| name.strip_suffix(".yml"));
                if let (Some(id), Some((oid, Mode::Regular))) = (name, file.after) {
                    self.files.insert((kind, id.to_owned()), (file.path.clone(), oid));
                }
            }
        }
        self.head = Some(head);
        self.history = NewHistory::after(&self.repository, Some(tree))?;
        Ok(())
    }

    /// Drops all that was read, so that the register is written again from its first commit.
    ///
    /// # Errors
    ///
    /// Never: nothing is read.
    pub(super) fn restart(&mut self) -> Outcome<()> {
        self.head = None;
        self.history = NewHistory::after(&self.repository, None)?;
        self.files.clear();
        Ok(())
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
            if trailers.peek().is_none()
                && let Some(before) = at.checked_sub(1).and_then(|at| commits.get(at))
            {
                past.of_people.insert(commit.oid);
                // What the register remembers of its sources is written again with it.
                if !self.repository.differs_only_at(before.oid, commit.oid, SOURCES)? {
                    past.own = Some(commit.oid);
                }
            }
            for (source, oid) in trailers {
                let last = || (oid.trim().to_owned(), commit.known_at);
                past.last.entry(source.to_owned()).or_insert_with(last);
            }
        }
        past.commits = commits;
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
    /// Where libgit2 can't compute the hash of a text.
    pub(super) fn apply(&mut self, files: BTreeMap<Name, Option<String>>) -> Outcome<BTreeSet<Name>> {
        let mut changed = BTreeSet::new();
        for (name, text) in files {
            match text {
                Some(text) => {
                    let oid = blob_of(&text).ok_or_else(|| Failure::new(message!("failed-to-write-git")))?;
                    let path = match self.files.get(&name) {
                        Some((_, known)) if *known == oid => continue,
                        Some((path, _)) => path.clone(),
                        None => format!("{}/{}.yml", name.0.folder(), name.1),
                    };
                    self.edits.insert(path.clone(), Some(text));
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

    /// Remembers this from the next commit on.
    ///
    /// # Errors
    ///
    /// Where YAML can't hold a value.
    pub(super) fn remember(&mut self, memory: &Memory) -> Outcome<()> {
        if *memory != self.memory || self.head.is_none() {
            self.edits.insert(SOURCES.to_owned(), Some(sources::write(memory)?));
            self.memory.clone_from(memory);
        }
        Ok(())
    }

    /// Writes the commit that brings `commit` over, with all changes taken since the one before.
    ///
    /// # Errors
    ///
    /// Where the commit that is brought over can't be read, or the new one can't be written.
    pub(super) fn commit(&mut self, source: &Source, commit: &MainlineCommit, manner: &Manner) -> Outcome<()> {
        if self.head.is_none() {
            self.lay_out(commit.committed_at)?;
        }
        self.write_edits()?;
        let late = if manner.is_late { format!("{LATE}: {FETCHED_LATE}\n") } else { String::new() };
        let message = format!("{}\n\n{late}{TRAILER}{}@{}\n", manner.subject, source.name(), commit.oid);
        let signed_as = Signed::Hiding(&source.repository, commit.oid, manner.hidden);
        let new = NewCommit { parent: self.head, message: &message, signed_as };
        self.head = Some(self.history.commit(&new)?);
        Ok(())
    }

    /// Writes a commit that says only what is remembered from now on, at the time of the last one (`at`, in seconds since
    /// 1970-01-01T00:00:00Z), so that the same import writes the same.
    ///
    /// # Errors
    ///
    /// Where YAML can't hold a value.
    pub(super) fn commit_memory(&mut self, memory: &Memory, at: i64) -> Outcome<()> {
        self.remember(memory)?;
        self.write_edits()?;
        let message = "Retient ce qui a été décidé des sources\n";
        let new = NewCommit { parent: self.head, message, signed_as: Signed::Greffe(at) };
        self.head = Some(self.history.commit(&new)?);
        Ok(())
    }

    fn write_edits(&mut self) -> Outcome<()> {
        for (path, text) in std::mem::take(&mut self.edits) {
            match text {
                Some(text) => self.history.set(&self.repository, &path, &text)?,
                None => self.history.remove(&self.repository, &path)?,
            }
        }
        Ok(())
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
            self.edits.insert(path, Some((*text).to_owned()));
        }
        self.edits.extend(remembered);
        self.write_edits()?;
        self.edits = records;
        let new = NewCommit { parent: None, message: "Pose le registre\n", signed_as: Signed::Greffe(at) };
        self.head = Some(self.history.commit(&new)?);
        Ok(())
    }

    /// Moves the branch to what was written. Files that git does not know are never overwritten.
    ///
    /// # Errors
    ///
    /// Where a file that git does not know is in the way, or the branch or the working tree can't be written.
    pub(super) fn publish(&mut self, why: &str) -> Outcome<()> {
        let Some(head) = self.head.filter(|head| self.found != Some(*head)) else { return Ok(()) };
        self.history.store(&self.repository)?;
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

/// The names and kinds of the sources that the register at `path` remembers; none where there is no register yet.
///
/// # Errors
///
/// Where there is one that can't be read, or what it remembers can't.
pub(crate) fn remembered(path: &Path) -> Outcome<Vec<(String, SourceKind)>> {
    if names(path)?.is_empty() {
        return Ok(Vec::new());
    }
    let Ok(repository) = Repository::open(path) else { return Ok(Vec::new()) };
    let blob = repository.head()?.map(|head| repository.object_at(head, SOURCES)).transpose()?.flatten();
    let memory = blob.map(|blob| sources::read(&repository.blob(blob)?)).transpose()?.unwrap_or_default();
    Ok(memory.sources.into_iter().map(|source| (source.name, source.kind)).collect())
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
