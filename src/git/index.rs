use std::collections::HashSet;
use std::path::{Path, PathBuf};

use git2::{DiffDelta, DiffOptions, Index, IndexEntry, Oid};

use super::{Change, Mode, Repository};
use crate::diagnostic::{Failure, Outcome};
use crate::message;

impl Repository {
    /// The index: git's own, or the one that git names to its hooks (`GIT_INDEX_FILE`) during
    /// `git commit -a` and `git commit PATH`. It is read once.
    ///
    /// # Errors
    ///
    /// Where the index can't be read.
    pub(super) fn index(&self) -> Outcome<Index> {
        let failed = unreadable;
        if let Some(named) = self.named_index()
            && !self.index_is_set.replace(true)
        {
            let mut index = Index::open(&named).map_err(failed)?;
            self.inner.set_index(&mut index).map_err(failed)?;
        }
        self.inner.index().map_err(failed)
    }

    /// The index that the environment names, where it is another than the repository's own.
    fn named_index(&self) -> Option<PathBuf> {
        let named = PathBuf::from(std::env::var_os("GIT_INDEX_FILE")?);
        let real = |path: &Path| std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        (real(&named) != real(&self.inner.path().join("index"))).then_some(named)
    }

    /// Calls `each` with the entries of the index below `folders`, in the order of the index. Of a path in conflict,
    /// only "ours" is given, since a path can be read only once; git reports the conflict itself.
    ///
    /// # Errors
    ///
    /// Where the index can't be read.
    pub(super) fn index_entries(&self, folders: &[&str], each: impl FnMut(IndexEntry)) -> Outcome<()> {
        let stage = |entry: &IndexEntry| (entry.flags >> 12) & 3;
        let below =
            |path: &[u8], folder: &str| path.strip_prefix(folder.as_bytes()).is_some_and(|rest| rest.starts_with(b"/"));
        let index = self.index()?;
        let ours = index.iter().filter(|entry| matches!(stage(entry), 0 | 2));
        ours.filter(|entry| folders.iter().any(|folder| below(&entry.path, folder))).for_each(each);
        Ok(())
    }

    /// The files below `folders` in which the index differs from the commit at `HEAD`, in the order
    /// of their paths; `None` before the first commit. Renames are not guessed here.
    ///
    /// # Errors
    ///
    /// Where `HEAD`, its commit or the index can't be read.
    pub fn staged(&self, folders: &[&str]) -> Outcome<Option<Vec<Change>>> {
        let Some(head) = self.head()? else { return Ok(None) };
        let failed = |error: git2::Error| Failure::new(message!("unreadable-index")).because(error.message());
        let tree = self.inner.find_commit(head).and_then(|commit| commit.tree()).map_err(failed)?;
        let mut options = DiffOptions::new();
        options.disable_pathspec_match(true).include_typechange(true);
        for folder in folders {
            options.pathspec(folder);
        }
        let index = self.index()?;
        let intended: HashSet<String> =
            index.iter().filter(is_intended).map(|entry| String::from_utf8_lossy(&entry.path).into_owned()).collect();
        let diff = self.inner.diff_tree_to_index(Some(&tree), Some(&index), Some(&mut options)).map_err(failed)?;
        let staged = diff.deltas().map(|delta| change(&delta)).filter_map(|mut change| {
            if intended.contains(&change.path) {
                change.after = None;
            }
            (change.before.is_some() || change.after.is_some()).then_some(change)
        });
        Ok(Some(staged.collect()))
    }
}

/// Whether git only knows that a file is to be added (`git add --intent-to-add`): the next commit is without it.
pub(super) fn is_intended(entry: &IndexEntry) -> bool {
    entry.flags_extended & git2::IndexEntryExtendedFlag::INTENT_TO_ADD.bits() != 0
}

/// Whether git leaves a file out of the working tree, and takes it for unchanged (`git sparse-checkout`).
pub(super) fn is_left_out(entry: &IndexEntry) -> bool {
    entry.flags_extended & git2::IndexEntryExtendedFlag::SKIP_WORKTREE.bits() != 0
}

/// Why the index can't be read: it may be of a form that libgit2 does not know.
fn unreadable(error: git2::Error) -> Failure {
    let failure = Failure::new(message!("unreadable-index"));
    let help = match error.message() {
        said if said.contains("'link'") => message!("split-index-help"),
        said if said.contains("'sdir'") => message!("sparse-index-help"),
        _ => return failure.because(error.message()),
    };
    failure.help(help)
}

/// One difference that git found.
pub(super) fn change(delta: &DiffDelta<'_>) -> Change {
    let side = |file: git2::DiffFile<'_>| -> Option<(Oid, Mode)> {
        let mode = i32::try_from(u32::from(file.mode())).unwrap_or_default();
        file.exists().then(|| (file.id(), Mode::of(mode)))
    };
    let path = delta.new_file().path_bytes().or_else(|| delta.old_file().path_bytes()).unwrap_or_default();
    Change {
        path: String::from_utf8_lossy(path).into_owned(),
        before: side(delta.old_file()),
        after: side(delta.new_file()),
    }
}
