//! The site in headless Chromium: the tests of `tests/browser/`, which `node --test` runs on sites built here.
//!
//! They need Chromium, Node and the packages that `tests/browser/install` fetches. Where one of them is missing they
//! say so and pass, unless `GREFFE_BROWSER=1` is set, as `.ci/run` does.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::inert::hostile;
use crate::{Repo, Site, lively, shipped};

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
    fn run(&self, site: &Path, tests: &[&str]) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
        let mut node = Command::new(&self.node);
        node.args(["--test", "--test-reporter=spec", "--test-timeout=240000"])
            .args(tests.iter().map(|test| folder.join(format!("{test}.test.mjs"))))
            .env("GREFFE_SITE", site)
            .env("GREFFE_CHROMIUM", &self.chromium)
            .env("GREFFE_PACKAGES", &self.packages)
            .env("GREFFE_FORGE", FORGE);
        let output = node.output().unwrap();
        let told = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{node:?}\n{told}{}", String::from_utf8_lossy(&output.stderr));
    }
}

/// Builds the site of a register, and runs some of the tests on it.
fn check(register: impl FnOnce() -> Option<Repo>, tests: &[&str]) {
    let Some(tools) = Tools::find() else { return };
    let Some(repo) = register() else { return };
    let site = Site::of(&repo, &["--commit-url", FORGE]);
    tools.run(&site.top, tests);
}

#[test]
fn the_pages_of_the_shipped_register_are_good_in_a_browser() {
    check(|| Some(shipped()), &["pages", "html", "finding"]);
}

#[test]
fn a_register_with_a_life_can_be_seen_as_it_was() {
    check(|| Some(lively()), &["known", "html"]);
}

#[test]
fn a_hostile_register_is_inert_in_a_browser() {
    check(|| Some(hostile()), &["hostile", "html"]);
}

#[test]
fn the_pages_of_an_imported_register_are_good_in_a_browser() {
    check(imported, &["pages", "html", "finding", "known"]);
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
