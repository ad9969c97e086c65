use git2::{ObjectType, Oid, Repository as Git};

use super::Repository;
use super::repository::unreadable;
use crate::diagnostic::{Failure, Outcome};
use crate::message;

impl Repository {
    /// An empty repository that lives in memory alone.
    ///
    /// # Errors
    ///
    /// Where libgit2 can't set up its object store.
    pub fn in_memory() -> Outcome<Repository> {
        let odb = git2::Odb::new().map_err(|error| failed(&error))?;
        Ok(Repository::of(Git::from_odb(odb).map_err(|error| failed(&error))?))
    }

    /// The names of the folders in the folder `path` of a tree (empty: its top), in their order; empty
    /// where there is no such folder. Names that are not UTF-8 are left out.
    ///
    /// # Errors
    ///
    /// Where the tree, or the one at `path`, can't be read.
    pub fn subfolders(&self, tree: Oid, path: &str) -> Outcome<Vec<String>> {
        let failed = |error: git2::Error| unreadable(tree, &error);
        let top = self.inner.find_tree(tree).map_err(failed)?;
        let below = match path.is_empty() {
            true => Some(top),
            false => match top.get_path(std::path::Path::new(path)) {
                Ok(entry) if entry.kind() == Some(ObjectType::Tree) => {
                    Some(self.inner.find_tree(entry.id()).map_err(failed)?)
                }
                _ => None,
            },
        };
        let mut names = Vec::new();
        for entry in below.iter().flat_map(git2::Tree::iter) {
            if let (Some(ObjectType::Tree), Ok(name)) = (entry.kind(), std::str::from_utf8(entry.name_bytes())) {
                names.push(name.to_owned());
            }
        }
        Ok(names)
    }

    /// The address of the remote `origin`, if there is one.
    pub fn origin(&self) -> Option<String> {
        let remote = self.inner.find_remote("origin").ok()?;
        let url = String::from_utf8_lossy(remote.url_bytes()).into_owned();
        (!url.is_empty()).then_some(url)
    }
}

fn failed(error: &git2::Error) -> Failure {
    Failure::new(message!("failed-to-write-git")).because(error.message())
}
