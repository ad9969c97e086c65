use std::cell::{Cell, RefCell};
use std::cmp::Ordering;
use std::collections::HashMap;

use git2::{ErrorCode, ObjectType, Oid, Tree, TreeEntry};

use super::repository::unreadable;
use super::{Mode, Repository};
use crate::diagnostic::Outcome;

/// A file that differs between two trees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its path from the top of the repository.
    pub path: String,
    /// The blob and the mode that it had; `None` where it was not there.
    pub before: Option<(Oid, Mode)>,
    /// The blob and the mode that it has; `None` where it is gone.
    pub after: Option<(Oid, Mode)>,
}

/// The files below any of `folders` that differ between two trees of the repository's top
/// (`None`: the empty tree), in the order of their paths. Renames are not guessed here.
///
/// # Errors
///
/// Where one of the trees, or a folder in it, can't be read.
pub fn changes(repository: &Repository, before: Option<Oid>, after: Oid, folders: &[&str]) -> Outcome<Vec<Change>> {
    Comparison::new(repository).changes(before, Some(after), folders)
}

/// Compares trees of a repository. It remembers those that it read last, since each commit's tree is
/// compared with the one before and the one after, and to unpack a tree takes most of the time.
pub struct Comparison<'r> {
    repository: &'r Repository,
    /// The trees that were read last, and those before them.
    young: RefCell<HashMap<Oid, Tree<'r>>>,
    old: RefCell<HashMap<Oid, Tree<'r>>>,
    /// How many entries the trees read last (`young`) have in all.
    entries: Cell<usize>,
}

/// How many entries each of the two sets of remembered trees may hold: some ten megabytes of memory each.
const ENTRIES: usize = 150_000;

impl<'r> Comparison<'r> {
    /// A comparison that remembers no tree so far.
    pub fn new(repository: &'r Repository) -> Comparison<'r> {
        let nothing = || RefCell::new(HashMap::new());
        Comparison { repository, young: nothing(), old: nothing(), entries: Cell::new(0) }
    }

    /// The files below any of `folders` that differ between two trees of the repository's top (`None`: the
    /// empty tree), in the order of their paths. Renames are not guessed here.
    ///
    /// # Errors
    ///
    /// Where one of the trees, or a folder in it, can't be read.
    pub fn changes(&self, before: Option<Oid>, after: Option<Oid>, folders: &[&str]) -> Outcome<Vec<Change>> {
        let mut found = Vec::new();
        let before = before.map(|oid| self.tree(oid)).transpose()?;
        let after = after.map(|oid| self.tree(oid)).transpose()?;
        for folder in folders {
            let old = before.as_ref().map(|tree| self.below(tree, folder)).transpose()?.flatten();
            let new = after.as_ref().map(|tree| self.below(tree, folder)).transpose()?.flatten();
            if old.as_ref().map(Tree::id) != new.as_ref().map(Tree::id) {
                self.compare(old.as_ref(), new.as_ref(), folder, &mut found)?;
            }
        }
        found.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(found)
    }

    /// The blob at `path` of a tree of the repository's top, if there is one.
    ///
    /// # Errors
    ///
    /// Where the tree, or a folder on the way, can't be read.
    pub fn blob_at(&self, tree: Oid, path: &str) -> Outcome<Option<Oid>> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let tree = self.tree(tree)?;
        let below = if folder.is_empty() { Some(tree) } else { self.below(&tree, folder)? };
        let entry = below.as_ref().and_then(|tree| tree.get_name(name));
        Ok(entry.filter(|entry| entry.kind() == Some(ObjectType::Blob)).map(|entry| entry.id()))
    }

    /// Whether a tree of the repository's top has one of `folders`.
    ///
    /// # Errors
    ///
    /// Where the tree, or a folder on the way, can't be read.
    pub fn has_any(&self, tree: Oid, folders: &[&str]) -> Outcome<bool> {
        let tree = self.tree(tree)?;
        for folder in folders {
            if self.below(&tree, folder)?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn tree(&self, oid: Oid) -> Outcome<Tree<'r>> {
        if let Some(tree) = self.young.borrow().get(&oid) {
            return Ok(tree.clone());
        }
        let old = self.old.borrow_mut().remove(&oid);
        let tree = match old {
            Some(tree) => tree,
            None => self.repository.inner.find_tree(oid).map_err(|error| unreadable(oid, &error))?,
        };
        let entries = self.entries.get() + tree.len() + 1;
        let mut young = self.young.borrow_mut();
        if entries > ENTRIES {
            self.old.replace(std::mem::take(&mut *young));
            self.entries.set(tree.len() + 1);
        } else {
            self.entries.set(entries);
        }
        young.insert(oid, tree.clone());
        Ok(tree)
    }

    fn below(&self, tree: &Tree<'r>, folder: &str) -> Outcome<Option<Tree<'r>>> {
        match tree.get_path(std::path::Path::new(folder)) {
            Ok(entry) if entry.kind() == Some(ObjectType::Tree) => Ok(Some(self.tree(entry.id())?)),
            Ok(_) => Ok(None),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(unreadable(tree.id(), &error)),
        }
    }

    fn compare(
        &self,
        old: Option<&Tree<'r>>,
        new: Option<&Tree<'r>>,
        at: &str,
        found: &mut Vec<Change>,
    ) -> Outcome<()> {
        let mut olds = old.into_iter().flatten().peekable();
        let mut news = new.into_iter().flatten().peekable();
        loop {
            // Trees are sorted by the bytes of their names: where one lacks a name, the other is behind.
            let order = match (olds.peek(), news.peek()) {
                (None, None) => return Ok(()),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(old), Some(new)) => old.cmp(new),
            };
            let old = if order.is_le() { olds.next() } else { None };
            let new = if order.is_ge() { news.next() } else { None };
            self.entry(old.as_ref(), new.as_ref(), at, found)?;
        }
    }

    fn entry(
        &self,
        old: Option<&TreeEntry<'_>>,
        new: Option<&TreeEntry<'_>>,
        at: &str,
        found: &mut Vec<Change>,
    ) -> Outcome<()> {
        if let (Some(old), Some(new)) = (old, new)
            && old.id() == new.id()
            && old.filemode() == new.filemode()
        {
            return Ok(());
        }
        let Some(any) = new.or(old) else { return Ok(()) };
        let path = format!("{at}/{}", String::from_utf8_lossy(any.name_bytes()));
        let (old_file, old_tree) = self.sides(old)?;
        let (new_file, new_tree) = self.sides(new)?;
        if old_file.is_some() || new_file.is_some() {
            found.push(Change { path: path.clone(), before: old_file, after: new_file });
        }
        if old_tree.is_some() || new_tree.is_some() {
            self.compare(old_tree.as_ref(), new_tree.as_ref(), &path, found)?;
        }
        Ok(())
    }

    #[allow(clippy::type_complexity)]
    fn sides(&self, entry: Option<&TreeEntry<'_>>) -> Outcome<(Option<(Oid, Mode)>, Option<Tree<'r>>)> {
        match entry {
            None => Ok((None, None)),
            Some(entry) if entry.kind() == Some(ObjectType::Tree) => Ok((None, Some(self.tree(entry.id())?))),
            Some(entry) => Ok((Some((entry.id(), Mode::of(entry.filemode()))), None)),
        }
    }
}
