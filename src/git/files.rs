use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Repository;
use crate::diagnostic::{Failure, Outcome};
use crate::message;

/// New texts for files of the working tree, by path from its top; `None` removes the file.
pub type NewTexts = BTreeMap<String, Option<Arc<str>>>;

impl Repository {
    /// Whether git takes names that differ in case only for the same.
    pub fn ignores_case(&self) -> bool {
        self.inner.config().and_then(|config| config.get_bool("core.ignorecase")).unwrap_or(false)
    }

    /// Makes all of these changes in the working tree, or none: where one fails, those made before it are undone.
    /// A file that is replaced keeps its permissions.
    ///
    /// # Errors
    ///
    /// Where there is no working tree, or a file can't be read or written; the failure names it.
    pub fn change_files(&self, changes: &NewTexts) -> Outcome<()> {
        let Some(top) = self.worktree() else {
            return Err(Failure::new(message!("bare-repository")).help(message!("bare-repository-help")));
        };
        let mut work = Work::default();
        let done = work.carry_out(&top, changes);
        if done.is_err() {
            work.take_back();
        }
        for leftover in work.put_aside.iter().map(|(aside, _)| aside).chain(&work.beside) {
            let _gone = fs::remove_file(leftover);
        }
        done.map_err(|(path, error)| Failure::new(message!("unwritable-file", path = path)).because(error))
    }
}

/// The changes made so far, with what it takes to undo them.
#[derive(Default)]
struct Work {
    /// New texts that wait beside the file that they are for.
    beside: Vec<PathBuf>,
    /// Files to be removed: where each is set aside until all is done, and where it was.
    put_aside: Vec<(PathBuf, PathBuf)>,
    /// Files that say something new, with what they said before; `None` where there was no file.
    replaced: Vec<(PathBuf, Option<Vec<u8>>)>,
}

impl Work {
    fn carry_out(&mut self, top: &Path, changes: &NewTexts) -> Result<(), (String, io::Error)> {
        let mut new = Vec::new();
        for (path, text) in changes {
            let Some(text) = text else { continue };
            let target = top.join(path);
            let beside = self.write_beside(&target, text).map_err(|error| (path.clone(), error))?;
            new.push((path, beside, target));
        }
        // Removals first: where the file system ignores case, a new file may have the name of a removed one.
        for (path, _) in changes.iter().filter(|(_, text)| text.is_none()) {
            let from = top.join(path);
            let aside = hidden(&from, "old");
            fs::rename(&from, &aside).map_err(|error| (path.clone(), error))?;
            self.put_aside.push((aside, from));
        }
        for (path, beside, target) in new {
            let before = match fs::read(&target) {
                Ok(bytes) => Some(bytes),
                Err(error) if error.kind() == io::ErrorKind::NotFound => None,
                Err(error) => return Err((path.clone(), error)),
            };
            fs::rename(&beside, &target).map_err(|error| (path.clone(), error))?;
            self.replaced.push((target, before));
        }
        Ok(())
    }

    fn write_beside(&mut self, target: &Path, text: &str) -> io::Result<PathBuf> {
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
        }
        let beside = hidden(target, "new");
        self.beside.push(beside.clone());
        fs::write(&beside, text)?;
        if let Ok(found) = fs::metadata(target) {
            // Renaming over a read-only file would succeed, although its owner wants it left as it is.
            if found.permissions().readonly() {
                return Err(io::ErrorKind::PermissionDenied.into());
            }
            fs::set_permissions(&beside, found.permissions())?;
        }
        Ok(beside)
    }

    /// Undoes the changes, as far as the file system lets it.
    fn take_back(&mut self) {
        for (path, before) in self.replaced.drain(..).rev() {
            let _done = match before {
                Some(bytes) => fs::write(&path, bytes),
                None => fs::remove_file(&path),
            };
        }
        for (aside, from) in self.put_aside.drain(..).rev() {
            let _done = fs::rename(aside, from);
        }
    }
}

/// A name beside a file that no register takes for a record.
fn hidden(path: &Path, what: &str) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!(".{name}.{}.{what}", std::process::id()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repository() -> (tempfile::TempDir, Repository) {
        let folder = tempfile::tempdir().unwrap();
        let repository = Repository::create(folder.path()).unwrap();
        fs::write(folder.path().join("a"), "old a").unwrap();
        fs::write(folder.path().join("b"), "old b").unwrap();
        (folder, repository)
    }

    fn names(folder: &Path) -> Vec<String> {
        let items = fs::read_dir(folder).unwrap().map(|item| item.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = items.filter(|name| name != ".git").collect();
        names.sort();
        names
    }

    #[test]
    fn files_change_come_and_go_together() {
        let (folder, repository) = repository();
        let changes = [("a", None), ("b", Some("new b")), ("below/c", Some("new c"))];
        let changes = changes.map(|(path, text)| (path.to_owned(), text.map(Arc::from))).into();
        repository.change_files(&changes).unwrap();
        assert_eq!(names(folder.path()), ["b", "below"]);
        assert_eq!(fs::read_to_string(folder.path().join("b")).unwrap(), "new b");
        assert_eq!(names(&folder.path().join("below")), ["c"]);
    }

    #[test]
    fn where_one_fails_all_stay_as_they_were() {
        let (folder, repository) = repository();
        fs::create_dir(folder.path().join("folder")).unwrap();
        for bad in [("folder", Some("text")), ("missing", None)] {
            let changes = [("a", None), ("b", Some("new b")), ("c", Some("new c")), bad];
            let changes = changes.map(|(path, text)| (path.to_owned(), text.map(Arc::from))).into();
            let failure = repository.change_files(&changes).unwrap_err();
            assert_eq!(failure.message.id, "unwritable-file");
            assert_eq!(names(folder.path()), ["a", "b", "folder"]);
            for (file, text) in [("a", "old a"), ("b", "old b")] {
                assert_eq!(fs::read_to_string(folder.path().join(file)).unwrap(), text);
            }
        }
    }
}
