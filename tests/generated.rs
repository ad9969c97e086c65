//! The registers that benches make are registers: valid, the same each time, and with a history of every sort.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use crate::generate::{Made, Size, generate};
use crate::support::versions::{in_git, in_index};
use crate::support::{CommandInTime, Repo};

const SIZE: Size = Size { records: 250, commits: 1_000 };

fn git(directory: &Path, args: &[&str]) -> String {
    let output = Command::new("git").args(args).current_dir(directory).output_in_time().unwrap();
    assert!(output.status.success(), "{args:?}");
    String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
}

/// A made-up register, with a working tree.
fn made() -> (Repo, Made) {
    let repo = Repo::new();
    let bare = repo.outside().join("made.git");
    let made = generate(SIZE, &bare);
    std::fs::remove_dir_all(repo.path()).unwrap();
    git(&repo.outside(), &["clone", "--quiet", bare.to_str().unwrap(), repo.path().to_str().unwrap()]);
    (repo, made)
}

#[test]
fn a_made_register_is_valid_and_its_versions_are_those_of_git() {
    let (repo, made) = made();
    let run = repo.greffe(&["validate", "--format", "json"]);
    assert_eq!(run.codes(), Vec::<String>::new());
    let build = repo.greffe(&["build"]);
    assert_eq!((build.status, build.stderr.as_str()), (0, ""), "no merge looks like a foxtrot");
    let versions = in_index(&repo.path());
    assert_eq!(versions, in_git(&repo.path()));
    let startups: Vec<_> = versions.iter().filter(|(_, path, _)| path.starts_with("registry/startups/")).collect();
    let deletions = startups.iter().filter(|(.., blob)| blob.is_none()).count();
    assert_eq!((startups.len() - deletions, deletions), (made.versions, made.deletions));
    assert_eq!(made.commits, SIZE.commits);
    assert_eq!(git(&repo.path(), &["rev-list", "--count", "HEAD"]), SIZE.commits.to_string());
    let files = git(&repo.path(), &["ls-files", "registry/startups"]);
    assert_eq!(files.lines().count(), made.records);
}

#[test]
fn a_made_register_has_renamings_of_each_sort_deletions_returns_and_octopuses() {
    let (repo, made) = made();
    assert_eq!(repo.greffe(&["build"]).status, 0);
    let index = rusqlite::Connection::open(repo.path().join(".git/greffe/index.sqlite")).unwrap();
    let mut episodes = index.prepare("SELECT DISTINCT event FROM file_events").unwrap();
    let told: BTreeSet<String> = episodes.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    for wanted in ["renamed-by-previous-ids", "renamed-by-same-file", "renamed-by-guess", "deleted", "returned"] {
        assert!(told.contains(wanted), "{wanted} in {told:?}");
    }
    let parents = git(&repo.path(), &["rev-list", "--merges", "--parents", "HEAD"]);
    let of_merges: Vec<usize> = parents.lines().map(|line| line.split(' ').count() - 1).collect();
    assert_eq!(of_merges.len(), made.merges);
    assert!(of_merges.contains(&2) && of_merges.contains(&3), "{of_merges:?}");
}

#[test]
fn the_same_size_gives_the_same_commits() {
    let folder = tempfile::tempdir().unwrap();
    let head = |name: &str, size: Size| {
        let directory = folder.path().join(name);
        generate(size, &directory);
        git(&directory, &["rev-parse", "HEAD"])
    };
    assert_eq!(head("one", SIZE), head("two", SIZE));
    for (name, records, commits) in [("none", 0, 1), ("few", 3, 30), ("many", 500, 2)] {
        let size = Size { records, commits };
        head(name, size);
        let repo = Repo::new();
        let run = repo.greffe_in(&folder.path().join(name), &["validate", "--rev", "HEAD", "--format", "json"]);
        assert_eq!((run.status, run.codes()), (0, Vec::<String>::new()), "{size:?}");
    }
}
