//! What the site promises: every link leads somewhere, nothing comes from elsewhere, nothing that a record says is
//! obeyed, and the figures are those of the commands.

mod api;
mod browser;
mod folder;
mod inert;
mod known;
mod links;
mod pages;
mod reader;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{DAY, EXEMPLE, Repo, START, lively};

/// The register that this repository ships, in one commit.
fn shipped() -> Repo {
    let repo = Repo::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["schema", "registry"] {
        crate::support::copy_tree(&root.join(folder), &repo.path().join(folder));
    }
    repo.commit(START, "The shipped register");
    repo
}

/// A site, as files.
struct Site {
    top: PathBuf,
    files: BTreeMap<String, String>,
}

impl Site {
    /// Builds the site of a repository, beside it.
    fn of(repo: &Repo, args: &[&str]) -> Site {
        let top = repo.outside().join("site");
        let run = repo.greffe(&[&["site", "--out", top.to_str().unwrap()], args].concat());
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{}", run.stdout);
        Site::at(&top)
    }

    fn at(top: &Path) -> Site {
        let mut files = BTreeMap::new();
        let mut folders = vec![top.to_owned()];
        while let Some(folder) = folders.pop() {
            for item in fs::read_dir(folder).unwrap() {
                let path = item.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(top).unwrap().to_str().unwrap().replace('\\', "/");
                    files.insert(name, fs::read_to_string(&path).unwrap());
                }
            }
        }
        Site { top: top.to_owned(), files }
    }

    fn file(&self, path: &str) -> &str {
        self.files.get(path).unwrap_or_else(|| panic!("no {path} in {:?}", self.files.keys()))
    }

    /// The pages, by path.
    fn pages(&self) -> impl Iterator<Item = (&String, &String)> {
        self.files.iter().filter(|(path, _)| path.ends_with(".html"))
    }
}
