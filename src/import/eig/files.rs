use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::diagnostic::Outcome;
use crate::git::{Change, Mode, Oid, Repository};
use crate::i18n::Message;
use crate::import::{Note, front_matter};
use crate::message;
use crate::yaml::{Document, Node};

/// What a file of the site holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Holds {
    /// Promotions.
    Promotions,
    /// Challenges.
    Challenges,
    /// Persons.
    Persons,
}

/// The largest file that is read, in bytes.
const MAX: usize = 1 << 23;

impl Holds {
    fn named(name: &str) -> Option<Holds> {
        let plain = crate::registry::nearest_valid_id(name)?;
        Some(match plain.trim_end_matches('s') {
            "promo" | "promotion" => Holds::Promotions,
            "defi" | "challenge" => Holds::Challenges,
            "personne" | "person" | "people" | "eig" => Holds::Persons,
            _ => return None,
        })
    }
}

/// What a file of the site holds, and whether it is a page (one thing) or a list of many.
pub(super) fn holds(path: &str) -> Option<(Holds, bool)> {
    let (folder, name) = path.rsplit_once('/')?;
    match name.rsplit_once('.') {
        Some((stem, "yml" | "yaml")) if folder == "_data" => Some((Holds::named(stem)?, false)),
        // A page that begins with an underscore speaks of its folder.
        Some((stem, "md")) if !stem.starts_with('_') => {
            let named = folder.split('/').skip_while(|part| *part != "content").nth(1)?;
            Some((Holds::named(named)?, true))
        }
        _ => None,
    }
}

/// Whether the file `path` is about one person.
pub(in crate::import) fn is_of_person(path: &str) -> bool {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let named = folder.split('/').skip_while(|part| *part != "content").nth(1);
    named.and_then(Holds::named) == Some(Holds::Persons)
}

/// The folders of a tree that hold records: `_data`, and those below a folder `content`.
pub(in crate::import) fn folders(repository: &Repository, tree: Oid) -> Outcome<Vec<String>> {
    let top = repository.subfolders(tree, "")?;
    let mut found: Vec<String> = top.iter().filter(|name| *name == "_data").cloned().collect();
    let mut contents = Vec::new();
    for folder in &top {
        if folder == "content" {
            contents.push(folder.clone());
        } else if !folder.starts_with(['.', '_']) {
            let below = repository.subfolders(tree, folder)?;
            contents.extend(below.iter().filter(|name| *name == "content").map(|name| format!("{folder}/{name}")));
        }
    }
    for content in contents {
        let below = repository.subfolders(tree, &content)?.into_iter();
        found.extend(below.filter(|name| Holds::named(name).is_some()).map(|name| format!("{content}/{name}")));
    }
    Ok(found)
}

/// The files of a site, each with the last of its versions that can be read.
#[derive(Default)]
pub(super) struct Files {
    known: HashMap<Oid, Parsed>,
    /// Each version in the order in which it came.
    order: Vec<(String, Oid)>,
    roots: BTreeMap<String, Arc<Node>>,
}

enum Parsed {
    Root(Arc<Node>, Vec<Note>),
    Unread(Message),
}

/// What there is to tell of a file.
pub(super) enum Read {
    /// It can't be read.
    Unread(String, Message),
    /// It is no record.
    Other(String),
    /// It is read otherwise than it is written.
    Noted(String, Note),
}

impl Files {
    /// Reads what changes bring, without taking it in.
    ///
    /// # Errors
    ///
    /// Where a version can't be read from the source's repository.
    pub(super) fn read(&mut self, repository: &Repository, changes: &[Change]) -> Outcome<()> {
        for change in changes {
            let (Some((oid, Mode::Regular)), Some((_, is_page))) = (change.after, holds(&change.path)) else {
                continue;
            };
            self.order.push((change.path.clone(), oid));
            if let Entry::Vacant(unknown) = self.known.entry(oid) {
                unknown.insert(match repository.blob_within(oid, MAX)? {
                    Some(bytes) => parse(&bytes, is_page),
                    None => Parsed::Unread(message!("D007-message", limit = MAX >> 20)),
                });
            }
        }
        Ok(())
    }

    /// Applies changes that were read, and gives what a report says of them.
    pub(super) fn put(&mut self, changes: &[Change]) -> Vec<Read> {
        let mut told = Vec::new();
        for change in changes {
            let path = &change.path;
            let Some((oid, mode)) = change.after else {
                self.roots.remove(path);
                continue;
            };
            let is_one = mode == Mode::Regular && holds(path).is_some();
            match self.known.get(&oid).filter(|_| is_one) {
                None => told.push(Read::Other(path.clone())),
                Some(Parsed::Unread(why)) => told.push(Read::Unread(path.clone(), why.clone())),
                Some(Parsed::Root(root, notes)) => {
                    told.extend(notes.iter().map(|note| Read::Noted(path.clone(), note.clone())));
                    self.roots.insert(path.clone(), Arc::clone(root));
                }
            }
        }
        told
    }

    /// The files that hold something, and whether they are pages.
    pub(super) fn of(&self, wanted: Holds) -> impl Iterator<Item = (&str, &Node, bool)> {
        self.roots.iter().filter_map(move |(path, root)| {
            let (holds, is_page) = holds(path)?;
            (holds == wanted).then_some((path.as_str(), root.as_ref(), is_page))
        })
    }

    /// All versions that were read, in the order in which they came.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, &Node)> {
        self.order.iter().filter_map(|(path, oid)| match self.known.get(oid) {
            Some(Parsed::Root(root, _)) => Some((path.as_str(), root.as_ref())),
            _ => None,
        })
    }
}

fn parse(bytes: &[u8], is_page: bool) -> Parsed {
    let (document, has_prose) = match is_page {
        true => match front_matter::read(bytes) {
            Some(page) => (page.head, page.has_prose),
            None => return Parsed::Unread(message!("import-no-front-matter")),
        },
        false => (Document::read(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)), false),
    };
    if let Some(why) = front_matter::fatal(&document) {
        return Parsed::Unread(why);
    }
    let mut notes = vec![Note::DuplicateKey; document.problems.len()];
    notes.extend(has_prose.then_some(Note::Prose));
    match document.root {
        Some(root) if root.as_map().is_some() || (!is_page && root.as_list().is_some()) => {
            Parsed::Root(Arc::new(root), notes)
        }
        _ => Parsed::Unread(message!("import-not-a-mapping")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_tells_what_a_file_holds() {
        for (path, expected) in [
            ("_data/defis.yml", Some((Holds::Challenges, false))),
            ("_data/personnes.yaml", Some((Holds::Persons, false))),
            ("_data/menu.yml", None),
            ("site/content/promos/promotion-1.md", Some((Holds::Promotions, true))),
            ("content/défis/x.md", Some((Holds::Challenges, true))),
            ("site/content/personnes/_index.md", None),
            ("site/content/blog/x.md", None),
        ] {
            assert_eq!(holds(path), expected, "{path}");
        }
    }
}
