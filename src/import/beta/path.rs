use sha2::{Digest, Sha256};

use super::fast::holds_rounds;
use crate::diagnostic::{Outcome, hexadecimal};
use crate::git::{Oid, Repository};
use crate::import::RecordKind;
use crate::registry::nearest_valid_id;

/// The kind of record that a folder of this name holds. Folders were renamed over the years
/// (`_startups`, `_startup`, then `content/_startups`): the underscore and the plural don't count.
fn kind_named(folder: &str) -> Option<RecordKind> {
    let name = folder.trim_start_matches('_').to_lowercase();
    Some(match name.trim_end_matches('s') {
        "startup" => RecordKind::Startup,
        "incubator" | "incubateur" => RecordKind::Incubator,
        "organisation" | "organization" => RecordKind::Organisation,
        "author" | "member" | "membre" => RecordKind::Intrapreneur,
        _ => return None,
    })
}

/// Whether the files in a folder of this name are read.
fn is_read(folder: &str) -> bool {
    kind_named(folder).is_some() || holds_rounds(folder)
}

/// The folders of a tree that hold records: at the top, where their names begin with an underscore
/// as the site's generator wants it, and below `content`.
pub(in crate::import) fn folders(repository: &Repository, tree: Oid) -> Outcome<Vec<String>> {
    let top = repository.subfolders(tree, "")?;
    let has_content = top.iter().any(|name| name == "content");
    let mut found: Vec<String> = top.into_iter().filter(|name| name.starts_with('_') && is_read(name)).collect();
    if has_content {
        let below = repository.subfolders(tree, "content")?.into_iter();
        found.extend(below.filter(|name| is_read(name)).map(|name| format!("content/{name}")));
    }
    Ok(found)
}

/// The kind whose folder holds the source's file `path`.
pub(super) fn kind_of(path: &str) -> Option<RecordKind> {
    let (top, rest) = path.split_once('/')?;
    match rest.split_once('/') {
        Some((folder, _)) if top == "content" => kind_named(folder),
        _ if top.starts_with('_') => kind_named(top),
        _ => None,
    }
}

/// Whether the source's file `path` is about one person.
pub(in crate::import) fn is_of_person(path: &str) -> bool {
    kind_of(path) == Some(RecordKind::Intrapreneur)
}

/// The name of the record in the source's file `path`, if the file is named as a record is: a page,
/// or a page whose author forgot the suffix.
pub(super) fn stem(path: &str) -> Option<&str> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let suffix = [".md", ".markdown", ".MD"].into_iter().find_map(|suffix| name.strip_suffix(suffix));
    suffix.or_else(|| (!name.contains('.')).then_some(name)).filter(|stem| !stem.is_empty())
}

/// The identifier that a file's name gives. That of a person is a pseudonym.
pub(super) fn id(kind: RecordKind, stem: &str) -> Option<String> {
    match kind {
        RecordKind::Intrapreneur => Some(format!("intrapreneur-{}", pseudonym(stem))),
        _ => nearest_valid_id(stem),
    }
}

/// The pseudonym of a name: the same for all its spellings, and not readable. Someone who has a list of names can
/// still find out whose it is, so it does not make the person anonymous.
pub(in crate::import) fn pseudonym(name: &str) -> String {
    let plain = nearest_valid_id(name).unwrap_or_else(|| name.to_owned());
    let words: Vec<&str> = plain.split(['-', '.']).filter(|word| !word.is_empty()).collect();
    let digest = Sha256::digest(words.join("-").as_bytes());
    hexadecimal(digest.get(..6).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_tells_the_kind_and_the_name() {
        for (path, kind, name) in [
            ("_startups/a.md", Some(RecordKind::Startup), Some("a")),
            ("_startup/api.gouv.md", Some(RecordKind::Startup), Some("api.gouv")),
            ("content/_startups/sub/x.md", Some(RecordKind::Startup), Some("x")),
            ("content/startups/x", Some(RecordKind::Startup), Some("x")),
            ("content/_authors/a.b.md", Some(RecordKind::Intrapreneur), Some("a.b")),
            ("_incubator/x.png", Some(RecordKind::Incubator), None),
            ("startups/x.md", None, Some("x")),
            ("content/x.md", None, Some("x")),
            ("_layouts/startup.md", None, Some("startup")),
        ] {
            assert_eq!((kind_of(path), stem(path)), (kind, name), "{path}");
        }
    }

    #[test]
    fn a_pseudonym_is_the_same_for_all_spellings_of_a_name() {
        assert_eq!(pseudonym("Zoé d’Été"), pseudonym("zoe.d-ete"));
        assert_ne!(pseudonym("zoe"), pseudonym("zoé b"));
        assert_eq!(pseudonym("zoe").len(), 12);
    }
}
