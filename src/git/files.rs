use std::collections::BTreeMap;
use std::fs::{self, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::Repository;
use super::journal::{Before, Journal, is_same, refuse_links, state};
use super::lock::Lock;
use crate::diagnostic::{Failure, Outcome};
use crate::message;

/// New texts for files of the working tree, by path from its top; `None` removes the file.
pub type NewTexts = BTreeMap<String, Option<Arc<str>>>;

impl Repository {
    /// Whether git takes names that differ in case only for the same.
    pub fn ignores_case(&self) -> bool {
        self.is_set("core.ignoreCase").unwrap_or(false)
    }

    /// Takes the right to change files of the working tree, waiting a while for another process that has it. Whoever
    /// takes it before reading what is to be changed never meets half of another change, and loses none.
    ///
    /// A change that was interrupted is finished first.
    ///
    /// # Errors
    ///
    /// Where another process keeps the right, or an interrupted change can't be finished.
    pub fn hold_edits(&self) -> Outcome<EditLock> {
        let place = self.edits_place().with_extension("lock");
        let lock = match Lock::hold(&place, PATIENCE) {
            Ok(lock) => Some(lock),
            // Some file systems know no locks. What others change meanwhile is still seen before it would be lost.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => None,
            Err(TryLockError::WouldBlock) => {
                return Err(Failure::new(message!("edit-busy")).help(message!("edit-busy-help")));
            }
            Err(TryLockError::Error(error)) => return Err(unwritable(&place.display().to_string(), error)),
        };
        Ok(EditLock { finished: self.finish()?, _lock: lock })
    }

    /// Finishes the change of the working tree that was interrupted, if one was: its process was killed, or the machine
    /// lost its power. `None` where there was none.
    ///
    /// # Errors
    ///
    /// Where it can't be finished, or another process is at work on it for long.
    pub fn finish_interrupted(&self) -> Outcome<Option<Finished>> {
        match self.edits_place().exists() {
            true => Ok(self.hold_edits()?.finished),
            false => Ok(None),
        }
    }

    fn finish(&self) -> Outcome<Option<Finished>> {
        let (Some(top), place) = (self.worktree(), self.edits_place()) else { return Ok(None) };
        let shown = place.display().to_string();
        let journal = Journal::read(&place).map_err(|error| {
            let failure = Failure::new(message!("interrupted-unreadable", path = &shown));
            failure.help(message!("interrupted-unreadable-help", path = &shown)).because(error)
        })?;
        let Some(journal) = journal else { return Ok(None) };
        let carried = journal.carry_out(&top).map_err(|(path, error)| {
            let failure = Failure::new(message!("interrupted-unfinished", path = path));
            failure.help(message!("interrupted-unfinished-help")).because(error)
        })?;
        Journal::remove(&place).map_err(|error| unwritable(&shown, error))?;
        Ok(Some(Finished { changed: carried.changed, left: carried.left }))
    }

    /// Makes all of these changes in the working tree, or none: where one fails, those made before it are undone, and
    /// where the process is killed in between, the next one that looks finishes them ([`Repository::hold_edits`]). They
    /// are on the disk when this returns. A file that is replaced keeps its permissions.
    ///
    /// `read` is what the files said when the changes were made from them; `None`, or nothing at all, where there was no
    /// file. The right to change them was taken before they were read.
    ///
    /// # Errors
    ///
    /// Where there is no working tree, a file has changed since it was read, its path leads through a symbolic link, or
    /// it can't be read or written; the failure names it.
    pub fn change_files(&self, _lock: &EditLock, changes: &NewTexts, read: &NewTexts) -> Outcome<()> {
        let Some(top) = self.worktree() else {
            return Err(Failure::new(message!("bare-repository")).help(message!("bare-repository-help")));
        };
        if changes.is_empty() {
            return Ok(());
        }
        let mut before: Vec<Before> = Vec::new();
        for path in changes.keys() {
            let known = read.get(path).and_then(Option::as_deref);
            before.push((path.clone(), present(&top, path, known, changes)?));
        }
        let texts = changes.values().map(Option::as_deref);
        let (journal, place) = (Journal::new(before.iter().zip(texts)), self.edits_place());
        let shown = place.display().to_string();
        let folder = place.parent().map_or(Ok(()), fs::create_dir_all);
        folder.and_then(|()| journal.write(&place)).map_err(|error| unwritable(&shown, error))?;
        if let Err((path, error)) = journal.carry_out(&top) {
            // Where even this fails, the journal stays, and the next command finishes the change.
            if journal.take_back(&top, &before).is_ok() {
                let _gone = Journal::remove(&place);
            }
            return Err(unwritable(&path, error));
        }
        Journal::remove(&place).map_err(|error| unwritable(&shown, error))
    }

    /// Where a change of the working tree is written down while it is made.
    fn edits_place(&self) -> PathBuf {
        self.git_dir().join("greffe").join("edit.journal")
    }
}

/// The right to change files of the working tree, which one process has at a time, until it is dropped or the process
/// ends.
pub struct EditLock {
    /// The change that had been interrupted, and was finished first.
    pub finished: Option<Finished>,
    _lock: Option<Lock>,
}

/// What was done of a change that had been interrupted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// The files that were still to be changed, and are now.
    pub changed: Vec<String>,
    /// Those that somebody else has changed since: they were left as they are.
    pub left: Vec<String>,
}

/// How long to wait for another process that changes files.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a file says now, before it is changed.
///
/// # Errors
///
/// Where that is not what was read of it, or it can't be read or replaced.
fn present(top: &Path, path: &str, known: Option<&str>, changes: &NewTexts) -> Outcome<Option<Vec<u8>>> {
    let target = top.join(path);
    refuse_links(top, path).map_err(|error| unwritable(path, error).help(message!("through-link-help")))?;
    let found = state(&target).map_err(|error| unwritable(path, error))?;
    if found.as_deref() == known.map(str::as_bytes) {
        // Renaming over a read-only file would succeed, although its owner wants it left as it is.
        let is_kept = |path: &Path| fs::metadata(path).is_ok_and(|found| found.permissions().readonly());
        return match found.is_some() && is_kept(&target) {
            true => Err(unwritable(path, io::ErrorKind::PermissionDenied.into())),
            false => Ok(found),
        };
    }
    // Where the file system ignores case, a file that is about to go may answer to the name of a new one.
    let gone = changes.iter().filter(|(_, text)| text.is_none()).map(|(gone, _)| top.join(gone));
    if known.is_none() && gone.into_iter().any(|gone| gone != target && is_same(&gone, &target)) {
        return Ok(None);
    }
    Err(Failure::new(message!("edit-changed", path = path)).help(message!("edit-changed-help")))
}

fn unwritable(path: &str, error: io::Error) -> Failure {
    Failure::new(message!("unwritable-file", path = path)).because(error)
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

    fn texts<const N: usize>(texts: [(&str, Option<&str>); N]) -> NewTexts {
        texts.map(|(path, text)| (path.to_owned(), text.map(Arc::from))).into()
    }

    fn read() -> NewTexts {
        texts([("a", Some("old a")), ("b", Some("old b"))])
    }

    #[test]
    fn files_change_come_and_go_together() {
        let (folder, repository) = repository();
        let changes = texts([("a", None), ("b", Some("new b")), ("below/c", Some("new c"))]);
        repository.change_files(&repository.hold_edits().unwrap(), &changes, &read()).unwrap();
        assert_eq!(names(folder.path()), ["b", "below"]);
        assert_eq!(fs::read_to_string(folder.path().join("b")).unwrap(), "new b");
        assert_eq!(names(&folder.path().join("below")), ["c"]);
        assert_eq!(names(&repository.git_dir().join("greffe")), ["edit.lock"]);
    }

    #[test]
    fn where_one_fails_all_stay_as_they_were() {
        let (folder, repository) = repository();
        fs::create_dir(folder.path().join("folder")).unwrap();
        fs::write(folder.path().join("zz"), "").unwrap();
        let lock = repository.hold_edits().unwrap();
        // The first can't be read as a file; the second fails once others are changed.
        for bad in ["folder", "zz/below"] {
            let changes = texts([("a", None), ("b", Some("new b")), ("c", Some("new c")), (bad, Some("text"))]);
            let failure = repository.change_files(&lock, &changes, &read()).unwrap_err();
            assert_eq!(failure.message.id, "unwritable-file");
            assert_eq!(names(folder.path()), ["a", "b", "folder", "zz"]);
            for (file, text) in [("a", "old a"), ("b", "old b")] {
                assert_eq!(fs::read_to_string(folder.path().join(file)).unwrap(), text);
            }
            assert_eq!(repository.finish_interrupted().unwrap(), None);
        }
    }

    #[test]
    fn what_changed_since_it_was_read_is_not_written_over() {
        let (folder, repository) = repository();
        let lock = repository.hold_edits().unwrap();
        for (path, now) in [("b", Some("another b")), ("b", None), ("new", Some("another new"))] {
            fs::write(folder.path().join("b"), "old b").unwrap();
            match now {
                Some(now) => fs::write(folder.path().join(path), now).unwrap(),
                None => fs::remove_file(folder.path().join(path)).unwrap(),
            }
            let changes = texts([("a", None), (path, Some("text"))]);
            let failure = repository.change_files(&lock, &changes, &read()).unwrap_err();
            assert_eq!(failure.message.id, "edit-changed");
            assert_eq!(fs::read_to_string(folder.path().join("a")).unwrap(), "old a");
            assert_eq!(fs::read_to_string(folder.path().join(path)).ok().as_deref(), now);
        }
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_a_link() {
        let (folder, repository) = repository();
        let elsewhere = tempfile::tempdir().unwrap();
        fs::write(elsewhere.path().join("file"), "old").unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), folder.path().join("link")).unwrap();
        std::os::unix::fs::symlink(elsewhere.path().join("file"), folder.path().join("file")).unwrap();
        let lock = repository.hold_edits().unwrap();
        let known = texts([("file", Some("old")), ("link/file", Some("old"))]);
        for path in ["link/new", "link/below/new", "link/file", "file"] {
            let failure = repository.change_files(&lock, &texts([(path, Some("text"))]), &known).unwrap_err();
            assert_eq!(failure.message.id, "unwritable-file", "{path}");
        }
        assert_eq!(names(elsewhere.path()), ["file"]);
        assert_eq!(fs::read_to_string(elsewhere.path().join("file")).unwrap(), "old");
    }

    /// A change of all kinds, written down and not begun, in a repository of its own.
    fn interrupted() -> (tempfile::TempDir, Repository) {
        let (folder, repository) = repository();
        let before = [("a", Some("old a")), ("b", Some("old b")), ("below/c", None)];
        let before = before.map(|(path, text)| (path.to_owned(), text.map(|text| text.as_bytes().to_vec())));
        let after = [None, Some("new b"), Some("new c")];
        fs::create_dir_all(repository.git_dir().join("greffe")).unwrap();
        Journal::new(before.iter().zip(after)).write(&repository.edits_place()).unwrap();
        (folder, repository)
    }

    #[test]
    fn an_interrupted_change_is_finished_from_wherever_it_stopped() {
        let steps: [fn(&Path); 4] = [
            |top| fs::write(top.join(".b.greffe"), "new").unwrap(),
            |top| fs::remove_file(top.join("a")).unwrap(),
            |top| fs::write(top.join("b"), "new b").unwrap(),
            |top| {
                fs::create_dir_all(top.join("below")).unwrap();
                fs::write(top.join("below/c"), "new c").unwrap();
            },
        ];
        for done in 0..=steps.len() {
            let (folder, repository) = interrupted();
            steps.iter().take(done).for_each(|step| step(folder.path()));
            let finished = repository.finish_interrupted().unwrap().unwrap();
            assert_eq!(finished.left, <[String; 0]>::default());
            assert_eq!(names(folder.path()), ["b", "below"], "{done}");
            assert_eq!(names(&folder.path().join("below")), ["c"]);
            for (file, text) in [("b", "new b"), ("below/c", "new c")] {
                assert_eq!(fs::read_to_string(folder.path().join(file)).unwrap(), text);
            }
            assert_eq!(repository.finish_interrupted().unwrap(), None);
        }
    }

    #[test]
    fn what_somebody_changed_after_an_interruption_is_left_to_them() {
        let (folder, repository) = interrupted();
        fs::write(folder.path().join("a"), "mine").unwrap();
        let finished = repository.hold_edits().unwrap().finished.unwrap();
        assert_eq!(finished.left, ["a"]);
        assert_eq!(finished.changed, ["b", "below/c"]);
        assert_eq!(fs::read_to_string(folder.path().join("a")).unwrap(), "mine");
    }

    #[test]
    fn a_journal_that_can_t_be_understood_stops_and_leads_nowhere_else() {
        let (folder, repository) = interrupted();
        let whole = fs::read_to_string(repository.edits_place()).unwrap();
        for bad in [
            "",
            "{",
            &whole.replace("below/c", "../c"),
            &whole.replace("below/c", "/c"),
            &whole.replace("below/c", ".git/c"),
        ] {
            fs::write(repository.edits_place(), bad).unwrap();
            let failure = repository.finish_interrupted().unwrap_err();
            assert_eq!(failure.message.id, "interrupted-unreadable", "{bad}");
        }
        assert_eq!(names(folder.path()), ["a", "b"]);
    }
}
