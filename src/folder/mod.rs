//! Folders that the tool writes results into: a site, an export. Only what it wrote there before is ever changed
//! or removed.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::diagnostic::{Failure, Outcome};
use crate::git::refuse_links;
use crate::message;

/// The file that shows that a folder was written by the tool.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Marker {
    /// The file's name.
    pub name: &'static str,
    /// Its first line; the paths of the files that are ours follow, one per line. As long as what is written there is not
    /// whole, " (unfinished)" comes after it.
    pub first_line: &'static str,
    /// Why a folder that holds something else, at this place, is left alone.
    pub occupied: fn(&Path) -> Failure,
}

impl Marker {
    /// Whether a marker may begin with this line.
    fn is_first(&self, line: &str) -> bool {
        line.strip_prefix(self.first_line).is_some_and(|rest| rest.is_empty() || rest == UNFINISHED)
    }

    /// The name of a new marker before it is in place.
    fn aside(&self) -> String {
        format!("{}.new", self.name)
    }
}

/// What the first line of a marker says besides while the files are being written.
const UNFINISHED: &str = " (unfinished)";

/// A folder that results are written into. Only what was written there before is ever changed or removed.
pub(crate) struct Folder {
    top: PathBuf,
    marker: Marker,
    before: BTreeSet<String>,
}

impl Folder {
    /// Opens a folder to write into, and makes it if need be. It must be absent, empty, or hold this marker.
    ///
    /// # Errors
    ///
    /// Where `top` is a file, the folder holds something else, or it can't be read or made.
    pub fn take(top: &Path, marker: Marker) -> Outcome<Folder> {
        let real: PathBuf = top.components().collect();
        if real.symlink_metadata().is_ok_and(|found| found.is_symlink()) {
            return Err(through_link(&real));
        }
        if top.is_file() {
            let failure = Failure::new(message!("folder-is-file", path = top.display().to_string()));
            return Err(failure.help(message!("folder-is-file-help")));
        }
        refuse_links(top, marker.name).map_err(|_| through_link(&top.join(marker.name)))?;
        let before = match fs::read_to_string(top.join(marker.name)) {
            Ok(text) if text.lines().next().is_some_and(|line| marker.is_first(line)) => {
                text.lines().skip(1).filter(|path| is_below(path)).map(str::to_owned).collect()
            }
            Ok(_) => return Err((marker.occupied)(top)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                // A new marker that is not in place yet is ours too.
                let is_ours =
                    |item: io::Result<fs::DirEntry>| item.is_ok_and(|item| marker.aside().as_str() == item.file_name());
                let is_empty = match fs::read_dir(top) {
                    Ok(mut items) => items.all(is_ours),
                    Err(error) if error.kind() == io::ErrorKind::NotFound => true,
                    Err(error) => return Err(unwritten(top, &error)),
                };
                if !is_empty {
                    return Err((marker.occupied)(top));
                }
                BTreeSet::new()
            }
            Err(error) => return Err(unwritten(&top.join(marker.name), &error)),
        };
        fs::create_dir_all(top).map_err(|error| unwritten(top, &error))?;
        Ok(Folder { top: top.to_owned(), marker, before })
    }

    /// Lists in the marker the files that will be written, and says there that they are not whole, so that a run that is
    /// interrupted can be told, and repeated. Paths are from the top of the folder.
    ///
    /// # Errors
    ///
    /// Where the marker can't be written.
    pub(crate) fn announce(&self, paths: &BTreeSet<String>) -> Outcome<()> {
        self.mark(UNFINISHED, self.before.union(paths))
    }

    /// Writes a file, at a path from the top of the folder, unless it has this content already.
    ///
    /// # Errors
    ///
    /// Where the file, or a folder for it, can't be written.
    pub fn write(&self, path: &str, content: &[u8]) -> Outcome<()> {
        let file = self.top.join(path);
        refuse_links(&self.top, path).map_err(|_| through_link(&file))?;
        let is_same = || fs::read(&file).is_ok_and(|present| present == content);
        if self.before.contains(path) && is_same() {
            return Ok(());
        }
        let written = match fs::write(&file, content) {
            // A folder is made for its first file.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(file.parent().unwrap_or(&self.top)).and_then(|()| fs::write(&file, content))
            }
            written => written,
        };
        written.map_err(|error| unwritten(&file, &error))
    }

    /// Refuses to overwrite a file that was not written here before.
    ///
    /// # Errors
    ///
    /// Where there is such a file: the failure is the one of [`Marker::occupied`].
    pub(crate) fn refuse_others(&self, paths: &BTreeSet<String>) -> Outcome<()> {
        let is_other = |path: &&String| !self.before.contains(*path) && self.top.join(path).exists();
        match paths.iter().any(|path| is_other(&path)) {
            true => Err((self.marker.occupied)(&self.top)),
            false => Ok(()),
        }
    }

    /// Makes a file at the top, or empties the one that is there, to be written bit by bit.
    ///
    /// # Errors
    ///
    /// Where the file can't be written.
    pub fn create(&self, name: &str) -> Outcome<File> {
        let file = self.top.join(name);
        refuse_links(&self.top, name).map_err(|_| through_link(&file))?;
        File::create(&file).map_err(|error| unwritten(&file, &error))
    }

    /// Removes a file that is written again once all others are, if it is there.
    ///
    /// # Errors
    ///
    /// Where it can't be removed.
    pub(crate) fn withdraw(&self, name: &str) -> Outcome<()> {
        let file = self.top.join(name);
        refuse_links(&self.top, name).map_err(|_| through_link(&file))?;
        match fs::remove_file(&file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(unwritten(&file, &error)),
            _ => Ok(()),
        }
    }

    /// Where a file of the folder is.
    pub fn place(&self, path: &str) -> PathBuf {
        self.top.join(path)
    }

    /// Removes the files of earlier runs that are not among `paths`, and says in the marker that `paths` are there, whole.
    ///
    /// # Errors
    ///
    /// Where a file can't be removed, or the marker can't be written.
    pub(crate) fn finish(&self, paths: &BTreeSet<String>) -> Outcome<()> {
        for gone in self.before.difference(paths) {
            let file = self.top.join(gone);
            if file.parent().is_some_and(|folder| leads_elsewhere(&self.top, folder)) {
                return Err(through_link(&file));
            }
            match fs::remove_file(&file) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(unwritten(&file, &error)),
                _ => {}
            }
            // Folders that became empty go as well; removing one that is not empty fails, and ends this.
            let above = file.ancestors().skip(1).take_while(|folder| *folder != self.top);
            for folder in above {
                if fs::remove_dir(folder).is_err() {
                    break;
                }
            }
        }
        self.mark("", paths.iter())
    }

    /// Puts a new marker in the place of the one that is there: a half-written one would make the folder a stranger's.
    fn mark<'p>(&self, state: &str, paths: impl Iterator<Item = &'p String>) -> Outcome<()> {
        let lines: String = paths.map(|path| format!("{path}\n")).collect();
        let (marker, aside) = (self.top.join(self.marker.name), self.top.join(self.marker.aside()));
        refuse_links(&self.top, &self.marker.aside()).map_err(|_| through_link(&aside))?;
        let text = format!("{}{state}\n{lines}", self.marker.first_line);
        let written = fs::write(&aside, text).and_then(|()| fs::rename(&aside, &marker));
        written.map_err(|error| unwritten(&marker, &error))
    }
}

/// Whether a folder below `top` is reached through a link.
fn leads_elsewhere(top: &Path, folder: &Path) -> bool {
    let below = folder.strip_prefix(top).ok().and_then(Path::to_str);
    below.is_some_and(|below| refuse_links(top, below).is_err())
}

fn through_link(path: &Path) -> Failure {
    let failure = Failure::new(message!("folder-link", path = path.display().to_string()));
    failure.help(message!("folder-link-help"))
}

/// Whether a path of a marker stays below the folder.
fn is_below(path: &str) -> bool {
    let steps = Path::new(path).components();
    !path.is_empty() && steps.into_iter().all(|step| matches!(step, Component::Normal(_)))
}

/// Why a file, or a folder, can't be written.
pub(crate) fn unwritten(path: &Path, error: &dyn std::fmt::Display) -> Failure {
    Failure::new(message!("file-not-written", path = path.display().to_string())).because(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_names_no_file_outside_the_folder() {
        assert!(is_below("fiche/startup/a.html"));
        for path in ["", "../a", "a/../../b", "/etc/passwd"] {
            assert!(!is_below(path), "{path}");
        }
    }
}
