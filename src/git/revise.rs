use std::collections::BTreeMap;

use git2::{ObjectType, Oid, TreeBuilder};

use super::Repository;
use super::repository::unreadable;
use crate::diagnostic::{Failure, Outcome};
use crate::message;

/// Edits of a tree, by path with `/` between folders: set the file to a blob, or (`None`) remove it.
pub type Edits = BTreeMap<String, Option<Oid>>;

impl Repository {
    /// The tree of the commit `oid`.
    ///
    /// # Errors
    ///
    /// Where there is no such commit, or it can't be read.
    pub fn tree_of(&self, oid: Oid) -> Outcome<Oid> {
        let commit = self.inner.find_commit(oid).map_err(|error| unreadable(oid, &error))?;
        Ok(commit.tree_id())
    }

    /// Writes the tree `base` (`None`: the empty one) with `edits` made in it. Everything else
    /// stays as it is, modes, links and submodules included; a folder left empty goes away.
    ///
    /// # Errors
    ///
    /// Where a tree can't be read or written, or a path is no name for a file of git.
    pub fn revise_tree(&self, base: Option<Oid>, edits: &Edits) -> Outcome<Oid> {
        let edits: Vec<(&str, Option<Oid>)> = edits.iter().map(|(path, oid)| (path.as_str(), *oid)).collect();
        self.revise(base, &edits)?.write().map_err(|error| failed(&error))
    }

    fn revise(&self, base: Option<Oid>, edits: &[(&str, Option<Oid>)]) -> Outcome<TreeBuilder<'_>> {
        let base = match base {
            Some(oid) => Some(self.inner.find_tree(oid).map_err(|error| unreadable(oid, &error))?),
            None => None,
        };
        let mut builder = self.inner.treebuilder(base.as_ref()).map_err(|error| failed(&error))?;
        let mut folders: BTreeMap<&str, Vec<(&str, Option<Oid>)>> = BTreeMap::new();
        for (path, oid) in edits {
            match (path.split_once('/'), oid) {
                (Some((folder, rest)), _) => folders.entry(folder).or_default().push((rest, *oid)),
                (None, Some(oid)) => {
                    builder.insert(path, *oid, 0o100_644).map_err(|error| failed(&error))?;
                }
                (None, None) => take_away(&mut builder, path)?,
            }
        }
        for (folder, below) in folders {
            let entry = builder.get(folder).map_err(|error| failed(&error))?;
            let old = entry.filter(|entry| entry.kind() == Some(ObjectType::Tree)).map(|entry| entry.id());
            let new = self.revise(old, &below)?;
            if new.is_empty() {
                take_away(&mut builder, folder)?;
            } else {
                let oid = new.write().map_err(|error| failed(&error))?;
                builder.insert(folder, oid, 0o040_000).map_err(|error| failed(&error))?;
            }
        }
        Ok(builder)
    }

    /// The bytes of the blob `oid`; `None` where there are more than `limit` of them, which are
    /// then not read.
    ///
    /// # Errors
    ///
    /// Where there is no such blob, or it can't be read.
    pub fn blob_within(&self, oid: Oid, limit: usize) -> Outcome<Option<Vec<u8>>> {
        let odb = self.inner.odb().map_err(|error| unreadable(oid, &error))?;
        let (size, _) = odb.read_header(oid).map_err(|error| unreadable(oid, &error))?;
        if size > limit { Ok(None) } else { self.blob(oid).map(Some) }
    }
}

fn take_away(builder: &mut TreeBuilder<'_>, name: &str) -> Outcome<()> {
    if builder.get(name).map_err(|error| failed(&error))?.is_some() {
        builder.remove(name).map_err(|error| failed(&error))?;
    }
    Ok(())
}

fn failed(error: &git2::Error) -> Failure {
    Failure::new(message!("failed-to-write-git")).because(error.message())
}
