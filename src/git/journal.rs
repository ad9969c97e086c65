use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::diagnostic::hexadecimal;

/// A change of several files of the working tree, written down before the first of them is touched. Whatever stops the
/// process after that, the change can be finished from here: carrying it out once more, from any state that it was left
/// in, leads to the same end.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Journal {
    version: u32,
    files: Vec<Entry>,
}

/// What becomes of one file.
#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    /// From the top of the working tree.
    path: String,
    /// The digest of what it said; none where there was no file.
    before: Option<String>,
    /// What it is to say; none where it goes.
    after: Option<String>,
}

/// A file and its state before a change: what it said, or that there was none.
pub(super) type Before = (String, Option<Vec<u8>>);

/// Why a step failed, with the path that it was about.
pub(super) type Failed = (String, io::Error);

/// How far a journal was carried out.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Carried {
    /// The files that were changed just now.
    pub changed: Vec<String>,
    /// Those that say neither what they said before nor what they are to say: they were left alone.
    pub left: Vec<String>,
}

const VERSION: u32 = 1;
/// With no more files than this, other threads are not worth waking.
const FEW: usize = 24;

impl Journal {
    /// The journal of a change: each file, what it says now, and what it is to say.
    pub(super) fn new<'t>(files: impl Iterator<Item = (&'t Before, Option<&'t str>)>) -> Journal {
        let entry = |((path, before), after): (&Before, Option<&str>)| Entry {
            path: path.clone(),
            before: before.as_deref().map(digest),
            after: after.map(str::to_owned),
        };
        Journal { version: VERSION, files: files.map(entry).collect() }
    }

    /// Writes it down, so that it is on the disk, whole, when this returns.
    pub(super) fn write(&self, place: &Path) -> io::Result<()> {
        let aside = place.with_extension("tmp");
        let text = serde_json::to_vec(self).map_err(io::Error::other)?;
        write_new(&aside, &text, None)?;
        fs::rename(&aside, place)?;
        sync_folder(place.parent())
    }

    /// Reads the one that is there; `None` where there is none.
    pub(super) fn read(place: &Path) -> io::Result<Option<Journal>> {
        let bytes = match fs::read(place) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let journal: Journal = serde_json::from_slice(&bytes).map_err(io::Error::other)?;
        let is_inside = |entry: &Entry| {
            let steps = Path::new(&entry.path).components();
            !entry.path.is_empty()
                && steps.into_iter().all(|step| matches!(step, Component::Normal(name) if name != ".git"))
        };
        match journal.version == VERSION && journal.files.iter().all(is_inside) {
            true => Ok(Some(journal)),
            false => Err(io::ErrorKind::InvalidData.into()),
        }
    }

    /// Takes it away: the change is done, or undone.
    pub(super) fn remove(place: &Path) -> io::Result<()> {
        match fs::remove_file(place) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => sync_folder(place.parent()),
        }
    }

    /// Carries the change out, as far as it is not done yet, so that it is on the disk when this returns. A file that
    /// says something else than before the change is left alone.
    pub(super) fn carry_out(&self, top: &Path) -> Result<Carried, Failed> {
        let mut carried = Carried::default();
        let mut new = Vec::new();
        for entry in &self.files {
            let target = top.join(&entry.path);
            refuse_links(top, &entry.path).map_err(|error| (entry.path.clone(), error))?;
            let found = state(&target).map_err(|error| (entry.path.clone(), error))?;
            let is_before = found.as_deref().map(digest) == entry.before;
            match &entry.after {
                _ if found.as_deref() == entry.after.as_deref().map(str::as_bytes) => {}
                Some(after) if is_before || self.makes_room_for(top, &target) => new.push((entry, target, after)),
                // Where the file system ignores case, the new file may answer to the name of the old one.
                None if self.is_made_at(top, &target, found.as_deref()) => {}
                None if is_before => {}
                _ => carried.left.push(entry.path.clone()),
            }
        }
        let beside = |(entry, target, after): &(&Entry, PathBuf, &String)| {
            let written = target.parent().map_or(Ok(()), fs::create_dir_all);
            let mode = fs::metadata(target).ok().map(|found| found.permissions());
            written
                .and_then(|()| write_new(&hidden(target), after.as_bytes(), mode))
                .map_err(|error| (entry.path.clone(), error))
        };
        match new.len() <= FEW {
            true => new.iter().try_for_each(beside)?,
            false => new.par_iter().try_for_each(beside)?,
        }
        // Removals first: where the file system ignores case, a new file may have the name of a removed one.
        for entry in self.files.iter().filter(|entry| entry.after.is_none() && !carried.left.contains(&entry.path)) {
            let target = top.join(&entry.path);
            let failed = |error| (entry.path.clone(), error);
            let found = state(&target).map_err(failed)?;
            if found.is_some() && !self.is_made_at(top, &target, found.as_deref()) {
                fs::remove_file(&target).map_err(failed)?;
                carried.changed.push(entry.path.clone());
            }
        }
        for (entry, target, _) in &new {
            fs::rename(hidden(target), target).map_err(|error| (entry.path.clone(), error))?;
            carried.changed.push(entry.path.clone());
        }
        self.tidy(top);
        self.sync_folders(top)?;
        Ok(carried)
    }

    /// Puts back what the files said before the change, as far as they say what it made of them.
    pub(super) fn take_back(&self, top: &Path, before: &[Before]) -> Result<(), Failed> {
        let is_new = |path: &str| self.files.iter().any(|entry| entry.path == path && entry.after.is_some());
        // What was made goes first: where the file system ignores case, it may have the name of a removed file.
        let (made, gone): (Vec<&Before>, Vec<&Before>) = before.iter().partition(|(path, _)| is_new(path));
        for (path, before) in made.into_iter().chain(gone) {
            let target = top.join(path);
            let failed = |error| (path.clone(), error);
            let found = state(&target).map_err(failed)?;
            match before {
                Some(bytes) if found.as_deref() != Some(bytes) => {
                    let mode = fs::metadata(&target).ok().map(|found| found.permissions());
                    let back = write_new(&hidden(&target), bytes, mode);
                    back.and_then(|()| fs::rename(hidden(&target), &target)).map_err(failed)?;
                }
                None if found.is_some() && !self.makes_room_for(top, &target) => {
                    fs::remove_file(&target).map_err(failed)?
                }
                _ => {}
            }
        }
        self.tidy(top);
        self.sync_folders(top)
    }

    /// Whether a file that this change removes is the one at `target`, under another spelling.
    fn makes_room_for(&self, top: &Path, target: &Path) -> bool {
        let gone = self.files.iter().filter(|entry| entry.after.is_none());
        gone.map(|entry| top.join(&entry.path)).any(|path| path != target && is_same(&path, target))
    }

    /// Whether what is at `target` is a file that this change made, under another spelling.
    fn is_made_at(&self, top: &Path, target: &Path, found: Option<&[u8]>) -> bool {
        self.files.iter().filter(|entry| entry.after.as_deref().map(str::as_bytes) == found && found.is_some()).any(
            |entry| {
                let path = top.join(&entry.path);
                path != target && is_same(&path, target)
            },
        )
    }

    /// Removes what a run that was stopped left beside the files.
    fn tidy(&self, top: &Path) {
        for entry in &self.files {
            let _gone = fs::remove_file(hidden(&top.join(&entry.path)));
        }
    }

    fn sync_folders(&self, top: &Path) -> Result<(), Failed> {
        let mut folders = std::collections::BTreeSet::new();
        for entry in &self.files {
            folders.extend(Path::new(&entry.path).ancestors().skip(1));
        }
        folders
            .into_iter()
            .map(|folder| (folder, top.join(folder)))
            .filter(|(_, at)| at.is_dir())
            .try_for_each(|(folder, at)| sync_folder(Some(&at)).map_err(|error| (folder.display().to_string(), error)))
    }
}

/// What a file says; `None` where there is none.
pub(super) fn state(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Refuses a path that leads through a symbolic link, or to one: what is written there would end up elsewhere.
pub(crate) fn refuse_links(top: &Path, path: &str) -> io::Result<()> {
    let mut at = top.to_owned();
    for step in Path::new(path).components() {
        at.push(step);
        match at.symlink_metadata() {
            Ok(found) if found.is_symlink() => {
                return Err(io::Error::new(
                    io::ErrorKind::InvalidInput,
                    format!("{} is a symbolic link", at.display()),
                ));
            }
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Whether two paths lead to one file: on a file system that ignores case, two spellings do.
pub(super) fn is_same(a: &Path, b: &Path) -> bool {
    let real = |path: &Path| fs::canonicalize(path).ok();
    real(a).is_some_and(|a| real(b) == Some(a))
}

fn digest(bytes: &[u8]) -> String {
    hexadecimal(Sha256::digest(bytes))
}

/// A name beside a file that no register takes for a record.
fn hidden(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!(".{name}.greffe"))
}

/// Writes a file that replaces whatever is there, a link included, so that it is on the disk when this returns.
fn write_new(path: &Path, bytes: &[u8], mode: Option<fs::Permissions>) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = File::options().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    mode.map_or(Ok(()), |mode| file.set_permissions(mode))?;
    file.sync_all()
}

/// Makes the names in a folder reach the disk. Windows needs no such thing, and some file systems know none.
fn sync_folder(folder: Option<&Path>) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(folder) = folder {
        match File::open(folder).and_then(|folder| folder.sync_all()) {
            Err(error) if !matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => {
                return Err(error);
            }
            _ => {}
        }
    }
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}
