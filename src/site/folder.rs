use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::diagnostic::{Failure, Outcome};
use crate::message;

/// The file that says that a folder holds a site: its first line, then the files that are the site's.
const MARKER: &str = ".greffe-site";
const FIRST_LINE: &str = "greffe site 1";

/// The folder that a site is written into. Only what a site of ours wrote there is ever changed or removed.
pub(super) struct Folder {
    top: PathBuf,
    before: BTreeSet<String>,
}

impl Folder {
    /// Takes a folder: one that is not there yet, an empty one, or one that a site was written into before.
    pub(super) fn take(top: &Path) -> Outcome<Folder> {
        let before = match fs::read_to_string(top.join(MARKER)) {
            Ok(text) if text.lines().next() == Some(FIRST_LINE) => {
                text.lines().skip(1).filter(|path| is_below(path)).map(str::to_owned).collect()
            }
            Ok(_) => return Err(foreign(top)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let is_empty = match fs::read_dir(top) {
                    Ok(mut items) => items.next().is_none(),
                    Err(error) if error.kind() == io::ErrorKind::NotFound => true,
                    Err(error) => return Err(unwritten(top, &error)),
                };
                if !is_empty {
                    return Err(foreign(top));
                }
                BTreeSet::new()
            }
            Err(error) => return Err(unwritten(&top.join(MARKER), &error)),
        };
        fs::create_dir_all(top).map_err(|error| unwritten(top, &error))?;
        Ok(Folder { top: top.to_owned(), before })
    }

    /// Says which files will be the site's, before any is written: a site that is interrupted can be written
    /// anew.
    pub(super) fn announce(&self, paths: &BTreeSet<String>) -> Outcome<()> {
        self.mark(self.before.union(paths))
    }

    /// Writes a file, unless it holds that already.
    pub(super) fn write(&self, path: &str, content: &[u8]) -> Outcome<()> {
        let file = self.top.join(path);
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

    /// Removes what the site before had and this one has not, and says which files are the site's.
    pub(super) fn finish(&self, paths: &BTreeSet<String>) -> Outcome<()> {
        for gone in self.before.difference(paths) {
            let file = self.top.join(gone);
            match fs::remove_file(&file) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(unwritten(&file, &error)),
                _ => {}
            }
            // The folders that are empty now.
            let above = file.ancestors().skip(1).take_while(|folder| *folder != self.top);
            for folder in above {
                if fs::remove_dir(folder).is_err() {
                    break;
                }
            }
        }
        self.mark(paths.iter())
    }

    fn mark<'p>(&self, paths: impl Iterator<Item = &'p String>) -> Outcome<()> {
        let lines: String = paths.map(|path| format!("{path}\n")).collect();
        let marker = self.top.join(MARKER);
        fs::write(&marker, format!("{FIRST_LINE}\n{lines}")).map_err(|error| unwritten(&marker, &error))
    }
}

/// Whether a path of a marker stays below the folder.
fn is_below(path: &str) -> bool {
    let steps = Path::new(path).components();
    !path.is_empty() && steps.into_iter().all(|step| matches!(step, Component::Normal(_)))
}

fn foreign(top: &Path) -> Failure {
    Failure::new(message!("site-occupied", path = top.display().to_string())).help(message!("site-occupied-help"))
}

fn unwritten(path: &Path, error: &io::Error) -> Failure {
    Failure::new(message!("site-not-written", path = path.display().to_string())).because(error)
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
