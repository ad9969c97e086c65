use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::diagnostic::{Outcome, hexadecimal};
use crate::git::{MainlineCommit, Mode, Oid, Origin, Repository, Snapshot};
use crate::registry::{DEFAULT_INDICATORS, DEFAULT_SCHEMA, MANIFEST, Manifest, REGISTRY_FOLDER, SCHEMA_FOLDER};
use crate::timeline::CommitRow;

/// The folders that hold what figures are counted by: the schemas with their lifecycles, and the
/// indicators.
fn folders(manifest: &Manifest) -> Vec<String> {
    let indicators = manifest.kind("indicator").and_then(|kind| kind.folder.as_ref());
    let indicators = indicators.map(|folder| format!("{REGISTRY_FOLDER}/{folder}"));
    std::iter::once(SCHEMA_FOLDER.to_owned()).chain(indicators).collect()
}

/// The place, from 0, of the first of `commits` (a mainline, oldest first) from which on the definitions are those of
/// the last one; `None` where there is no commit.
///
/// # Errors
///
/// Where git can't read one of the commits.
pub(crate) fn unchanged_since(
    repository: &Repository,
    commits: &[CommitRow],
    manifest: &Manifest,
) -> Outcome<Option<usize>> {
    let folders = folders(manifest);
    let at = |commit: Oid| -> Outcome<Vec<Option<Oid>>> {
        folders.iter().map(|folder| repository.object_at(commit, folder)).collect()
    };
    let Some(last) = commits.last() else { return Ok(None) };
    let wanted = at(last.oid)?;
    let mut since = commits.len() - 1;
    for (place, commit) in commits.iter().enumerate().rev().skip(1) {
        if at(commit.oid)? != wanted {
            break;
        }
        since = place;
    }
    Ok(Some(since))
}

/// The place, from 0, of the commit of a mainline (oldest first) that has definitions of this SHA-256: the first one of
/// those that go on with them, the last such row that begins by `at`, else the first one after it.
///
/// # Errors
///
/// Where git can't read one of the commits.
pub(crate) fn with_hash(
    repository: &Repository,
    commits: &[MainlineCommit],
    at: usize,
    manifest: &Manifest,
    sha256: &str,
) -> Outcome<Option<usize>> {
    let folders = folders(manifest);
    let mut before = None;
    let mut found = None;
    for (place, commit) in commits.iter().enumerate() {
        if place > at && found.is_some() {
            break;
        }
        let objects: Vec<Option<Oid>> =
            folders.iter().map(|folder| repository.object_at(commit.oid, folder)).collect::<Outcome<_>>()?;
        if before.as_ref() != Some(&objects) && hash(repository, commit.oid, manifest)? == sha256 {
            found = Some(place);
        }
        before = Some(objects);
    }
    Ok(found)
}

/// The SHA-256 of the definitions in a commit, in hexadecimal: of each of their files, in the order of
/// the paths (by bytes), the path, a NUL, the length in decimal digits, a NUL, the content. Where the
/// register leaves definitions to the tool, the tool's own stand in their places.
///
/// # Errors
///
/// Where git can't read the commit or one of the files.
pub fn hash(repository: &Repository, commit: Oid, manifest: &Manifest) -> Outcome<String> {
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for folder in folders(manifest) {
        let snapshot = Snapshot::take(repository, Origin::Commit(commit), &[&folder])?;
        for file in &snapshot.files {
            // Neither a link nor a submodule is read as a definition.
            if let (Mode::Regular, Some(blob)) = (file.mode, file.blob()) {
                files.insert(file.path.clone(), repository.blob(blob)?);
            }
        }
        let own: &[(&str, &str)] = match folder == SCHEMA_FOLDER {
            true if !files.contains_key(&format!("{SCHEMA_FOLDER}/{MANIFEST}")) => {
                // Without the manifest, nothing else there is read.
                files.clear();
                DEFAULT_SCHEMA
            }
            false if snapshot.files.is_empty() => DEFAULT_INDICATORS,
            _ => &[],
        };
        files.extend(own.iter().map(|(name, text)| (format!("{folder}/{name}"), text.as_bytes().to_vec())));
    }
    let mut hasher = Sha256::new();
    for (path, content) in files {
        hasher.update(format!("{path}\0{}\0", content.len()));
        hasher.update(content);
    }
    Ok(hexadecimal(hasher.finalize()))
}
