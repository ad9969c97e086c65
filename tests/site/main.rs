//! What the site promises: every link leads somewhere, nothing comes from elsewhere, nothing that a record says is
//! obeyed, and the figures are those of the commands.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod api;
mod browser;
mod folder;
mod inert;
mod known;
mod links;
mod pages;
mod reader;
#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use support::{EXEMPLE, Repo};

/// A day's length, in seconds.
const DAY: i64 = 86_400;
/// 2020-01-01T12:00:00Z.
const START: i64 = 1_577_880_000;

const AUTRE: &str = "\
name: Autre & Cie
mission: Payer en ligne
sponsors: [dinum]
incubator: dinum
phases:
  - name: investigation
    start: 2018-02-01
  - name: construction
    start: 2019-05-01
events:
  - name: national_impact
    date: 2020-12-31
    cohort: 2019
";

/// A register with a life: news, revisions, a renaming, a deletion and a return, a plan, published figures.
fn lively() -> Repo {
    let repo = Repo::with_register();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["indicators", "publications"] {
        support::copy_tree(&root.join("registry").join(folder), &repo.path().join("registry").join(folder));
    }
    repo.commit(START, "Un registre");
    repo.write("registry/startups/autre.yml", AUTRE).commit(START + 40 * DAY, "Une autre");
    let revised = AUTRE.replace("2019-05-01", "2018-05-01").replace("cohort: 2019", "cohort: 2020");
    repo.write("registry/startups/autre.yml", &revised).commit(START + 80 * DAY, "Une date revue");
    repo.remove("registry/startups/autre.yml")
        .write("registry/startups/nouvelle.yml", format!("{revised}previous_ids: [autre]\n"))
        .commit(START + 120 * DAY, "Un autre nom");
    let planned = EXEMPLE.replace("2020-03", "2020-03\n  - name: consolidation\n    start: 2020-09-15");
    repo.write("registry/startups/exemple.yml", &planned).commit(START + 160 * DAY, "Un projet");
    repo.remove("registry/startups/nouvelle.yml").commit(START + 200 * DAY, "Retirée");
    repo.write("registry/startups/nouvelle.yml", format!("{revised}previous_ids: [autre]\n"))
        .commit(START + 400 * DAY, "Revenue");
    repo
}

/// The register that this repository ships, in one commit.
fn shipped() -> Repo {
    let repo = Repo::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["schema", "registry"] {
        support::copy_tree(&root.join(folder), &repo.path().join(folder));
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
