//! The versions of the records in an index, beside those that git itself lists.

use super::CommandInTime;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// A version: the commit, the path, and the blob (none where the file was removed).
pub type Version = (String, String, Option<String>);

/// The versions in the index of `repository`, which was built before.
pub fn in_index(repository: &Path) -> BTreeSet<Version> {
    let index = rusqlite::Connection::open(repository.join(".git/greffe/index.sqlite")).unwrap();
    let query = "SELECT oid, path, blob FROM versions JOIN commits USING (seq)";
    let mut statement = index.prepare(query).unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

/// What git lists of the files below `registry/` that are named as records are.
pub fn in_git(repository: &Path) -> BTreeSet<Version> {
    let list = ["log", "--first-parent", "-m", "--raw", "--no-renames", "--no-abbrev", "-z", "--format=%x01%H"];
    let output =
        Command::new("git").args(list).args(["--", "registry"]).current_dir(repository).output_in_time().unwrap();
    assert!(output.status.success());
    let mut versions = BTreeSet::new();
    for of_commit in String::from_utf8(output.stdout).unwrap().split('\u{1}').skip(1) {
        let (commit, rest) = of_commit.split_at(40);
        let mut parts = rest.split('\0').map(str::trim).filter(|part| !part.is_empty());
        while let (Some(status), Some(path)) = (parts.next(), parts.next()) {
            let blob = status.split(' ').nth(3).unwrap();
            let blob = Some(blob.to_owned()).filter(|blob| blob.bytes().any(|digit| digit != b'0'));
            // A kind may be a single file: registry/sources.yml.
            if path.ends_with(".yml") {
                versions.insert((commit.to_owned(), path.to_owned(), blob));
            }
        }
    }
    versions
}
