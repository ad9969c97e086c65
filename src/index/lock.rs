use std::path::{Path, PathBuf};
use std::time::Duration;

use super::seal::{beside, seal};
use crate::git::{Lock, Repository};

/// An index in the git directory that all working trees of the repository share, and the right to write to
/// it, which one process has at a time.
///
/// Questions read without asking: a file that is in place is never written to. What is new is made in a copy aside,
/// sealed with its digest, and moved into place when it is whole.
pub(crate) struct IndexFile {
    folder: PathBuf,
    name: &'static str,
    path: PathBuf,
}

/// The right to write to the index, until it is dropped or the process ends, however it ends.
pub(crate) struct IndexLock<'k> {
    keeper: &'k IndexFile,
    _lock: Lock,
}

/// How long to wait for the right to write before going on without it.
const PATIENCE: Duration = Duration::from_secs(2);

impl IndexFile {
    /// The index that questions are answered by.
    pub(crate) fn of(repository: &Repository) -> IndexFile {
        IndexFile::named(repository, "index")
    }

    /// The index of the commits that changes are compared with: apart, so that neither has to be built
    /// again because of the other.
    pub(crate) fn of_bases(repository: &Repository) -> IndexFile {
        IndexFile::named(repository, "base")
    }

    fn named(repository: &Repository, name: &'static str) -> IndexFile {
        let folder = repository.common_dir().join("greffe");
        let path = folder.join(name).with_extension("sqlite");
        IndexFile { folder, name, path }
    }

    /// Where the index is, whether or not there is one.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Takes the right to write, waiting a little for another process that has it. The error says in
    /// the system's words why it can't be had.
    pub(crate) fn hold(&self) -> Result<IndexLock<'_>, String> {
        let lock = Lock::hold(&self.folder.join(self.name).with_extension("lock"), PATIENCE);
        Ok(IndexLock { keeper: self, _lock: lock.map_err(|error| error.to_string())? })
    }
}

impl IndexLock<'_> {
    /// Where the index is, whether or not there is one.
    pub(crate) fn path(&self) -> &Path {
        self.keeper.path()
    }

    /// Puts a new index in the place of the one that is there, if one is. `write` writes it, aside; it is then sealed.
    pub(crate) fn replace<T, E: From<String>>(&self, write: impl FnOnce(&Path) -> Result<T, E>) -> Result<T, E> {
        let aside = self.keeper.folder.join(self.keeper.name).with_extension("tmp");
        let clear = remove(&aside).and_then(|()| remove(&beside(&aside, "-journal"))).map_err(E::from);
        let done = clear.and_then(|()| write(&aside)).and_then(|written| match self.put(&aside) {
            Ok(()) => Ok(written),
            Err(cause) => Err(cause.into()),
        });
        if done.is_err() {
            // What is left of a failed attempt serves nobody; if it can't go, the next one removes it.
            let _left = std::fs::remove_file(&aside);
        }
        done
    }

    /// Seals the index at `aside`, and moves it into place.
    fn put(&self, aside: &Path) -> Result<(), String> {
        let path = &self.keeper.path;
        seal(aside).map_err(|error| error.to_string())?;
        // Whatever else wrote a journal: what it says of the old index must not be done to the new one. It goes, and
        // the old index before it, which would be wrong without.
        for journal in ["-journal", "-wal"].map(|ending| beside(path, ending)).iter().filter(|path| path.exists()) {
            remove(path)?;
            remove(journal)?;
        }
        std::fs::rename(aside, path).map_err(|error| error.to_string())
    }
}

/// Removes a file, if it is there.
fn remove(path: &Path) -> Result<(), String> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.to_string()),
        _ => Ok(()),
    }
}
