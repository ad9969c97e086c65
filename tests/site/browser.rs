//! The site in headless Chromium: the tests of `tests/browser/`, which `node --test` runs on sites built here.
//!
//! They need Chromium, Node and the packages that `tests/browser/install` fetches. Where one of them is missing they
//! say so and pass, unless `GREFFE_BROWSER=1` is set, as `.ci/run` does.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::inert::hostile;
use super::links::crawl;
use super::{Repo, Site, lively, shipped};
use crate::support::CommandInTime;

/// Where commits are said to be seen.
const FORGE: &str = "https://forge.exemple.fr/commit/{commit}";

/// What the tests run with.
struct Tools {
    node: PathBuf,
    chromium: PathBuf,
    packages: PathBuf,
}

impl Tools {
    /// The tools; `None`, with a reason printed, where one is missing.
    fn find() -> Option<Tools> {
        let in_path = |names: &[&str]| {
            let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
            let all = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
            all.into_iter().find(|program| program.is_file())
        };
        let packages = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/browser");
        let chromium = std::env::var_os("GREFFE_CHROMIUM").map(PathBuf::from);
        let chromium = chromium.or_else(|| in_path(&["chromium", "chromium-browser", "google-chrome"]));
        let missing = match (in_path(&["node"]), chromium, packages.join("node_modules").is_dir()) {
            (Some(node), Some(chromium), true) => return Some(Tools { node, chromium, packages }),
            (None, ..) => "node is not in the PATH",
            (_, None, _) => "neither chromium nor google-chrome is in the PATH",
            _ => "tests/browser/install was not run",
        };
        assert!(std::env::var_os("GREFFE_BROWSER").is_none(), "the browser tests can't run: {missing}");
        println!("skipped: {missing}");
        None
    }

    /// Runs some of the tests on a site.
    fn test(&self, site: &Path, tests: &[&str]) {
        let files = tests.iter().map(|test| format!("{test}.test.mjs"));
        self.run(site, &["--test", "--test-reporter=spec", "--test-timeout=240000"], files);
    }

    /// Runs node with some of the files of `tests/browser/`.
    fn run(&self, site: &Path, options: &[&str], files: impl Iterator<Item = String>) {
        let top = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = top.join("tests/browser");
        let mut node = Command::new(&self.node);
        node.args(options)
            .args(files.map(|file| folder.join(file)))
            .env("GREFFE_SITE", site)
            .env("GREFFE_CHROMIUM", &self.chromium)
            .env("GREFFE_PACKAGES", &self.packages)
            .env("GREFFE_FORGE", FORGE)
            .env("GREFFE_PICTURES", top.join("docs/site"));
        let output = node.output_in_time().unwrap();
        let told = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{node:?}\n{told}{}", String::from_utf8_lossy(&output.stderr));
    }
}

/// Builds the site of a register, and runs some of the tests on it.
fn check(register: fn() -> Repo, tests: &[&str]) {
    let Some(tools) = Tools::find() else { return };
    let repo = register();
    let site = Site::of(&repo, &["--commit-url", FORGE]);
    tools.test(&site.top, tests);
}

#[test]
fn the_pages_of_the_shipped_register_are_good_in_a_browser() {
    check(shipped, &["pages", "html", "finding"]);
}

#[test]
fn a_register_with_a_life_can_be_seen_as_it_was() {
    check(lively, &["known", "html"]);
}

#[test]
fn a_hostile_register_is_inert_in_a_browser() {
    check(hostile, &["hostile", "html"]);
}

#[test]
fn the_pages_of_an_imported_register_lead_somewhere_and_are_good_in_a_browser() {
    let Some(repo) = imported() else { return };
    let site = Site::of(&repo, &["--commit-url", FORGE]);
    crawl(&site);
    if let Some(tools) = Tools::find() {
        tools.test(&site.top, &["pages", "html", "finding", "known"]);
    }
}

/// Takes the pictures of the docs again.
#[test]
#[ignore = "writes docs/site"]
fn pictures() {
    let Some(tools) = Tools::find() else { return };
    let repo = one_by_one();
    let site = Site::of(&repo, &[]);
    tools.run(&site.top, &[], std::iter::once("pictures.mjs".to_owned()));
}

/// The shipped register with its products added one by one, two months apart, so that a picture shows how figures
/// become known.
/// Of Pix, only the year of a phase was known at first.
fn one_by_one() -> Repo {
    let repo = shipped();
    let products = repo.path().join("registry/startups");
    let mut names: Vec<_> = std::fs::read_dir(&products).unwrap().map(|item| item.unwrap().file_name()).collect();
    names.sort();
    let paths: Vec<String> = names.iter().map(|name| format!("registry/startups/{}", name.to_str().unwrap())).collect();
    let texts: Vec<String> = paths.iter().map(|path| repo.read(path)).collect();
    std::fs::remove_dir_all(repo.path().join(".git")).unwrap();
    std::fs::remove_dir_all(&products).unwrap();
    repo.git(&["init", "--quiet", "--initial-branch=main", "--template="]);
    let step = 60 * super::DAY;
    let mut date = super::START - 24 * step;
    repo.commit(date, "Les organisations, les EIG et ce qui a été publié");
    let mut later = Vec::new();
    for (path, text) in paths.iter().zip(&texts) {
        date += step;
        let first = text.replace("start: 2016-06-08", "start: 2016").replace("start: 2019-09-01", "start: 2019");
        if path.ends_with("/pix.yml") {
            later.push((path, text));
            repo.write(path, first);
        } else {
            repo.write(path, text);
        }
        repo.commit(date, &format!("Ajoute {}", path.rsplit('/').next().unwrap()));
    }
    for (path, text) in later {
        repo.write(path, text).commit(date + step, "Précise les dates de Pix");
    }
    repo
}

/// The sample of beta.gouv.fr, imported; `None`, with a reason printed, where it is not there.
fn imported() -> Option<Repo> {
    let bundle = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/beta-gouv-2015-2023.bundle");
    if !bundle.exists() {
        println!("skipped: {} is not here", bundle.display());
        return None;
    }
    let repo = Repo::new();
    let (source, register) = (repo.outside().join("beta.gouv.fr.git"), repo.outside().join("register"));
    let (source, register) = (source.to_str().unwrap(), register.to_str().unwrap());
    repo.git(&["clone", "--quiet", "--bare", bundle.to_str().unwrap(), source]);
    let run = repo.greffe(&["import", "beta-gouv", source, "--into", register, "--quiet"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    std::fs::remove_dir_all(repo.path()).unwrap();
    std::fs::rename(register, repo.path()).unwrap();
    Some(repo)
}
