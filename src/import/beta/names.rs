use std::collections::{BTreeMap, BTreeSet};

use super::path::{id, stem};
use crate::import::RecordKind;
use crate::import::record::Name;
use crate::registry::ID_MAX;

/// Which file of the source gives which record. It depends on the files alone, not on how they
/// came to be, so that an import taken up again names them as the one before did.
#[derive(Default)]
pub(super) struct Names {
    files: BTreeMap<String, Name>,
    given: BTreeMap<String, Name>,
    is_stale: bool,
}

impl Names {
    /// Takes a file in, unless its name gives no identifier at all.
    pub(super) fn add(&mut self, kind: RecordKind, path: &str) {
        if let Some(id) = stem(path).and_then(|stem| id(kind, stem)) {
            self.files.insert(path.to_owned(), (kind, id));
            self.is_stale = true;
        }
    }

    /// Lets a file go.
    pub(super) fn remove(&mut self, path: &str) {
        self.files.remove(path);
        self.is_stale = true;
    }

    /// The record of the file `path`, as of the last call of [`Names::settle`].
    pub(super) fn get(&self, path: &str) -> Option<&Name> {
        self.given.get(path)
    }

    /// Names the files anew, and gives those whose record is another than before: the record
    /// before, and now.
    pub(super) fn settle(&mut self) -> BTreeMap<String, (Option<Name>, Option<Name>)> {
        let mut moved = BTreeMap::new();
        if !std::mem::take(&mut self.is_stale) {
            return moved;
        }
        let new = self.allot();
        for path in self.given.keys().chain(new.keys()) {
            let (before, after) = (self.given.get(path), new.get(path));
            if before != after {
                moved.insert(path.clone(), (before.cloned(), after.cloned()));
            }
        }
        self.given = new;
        moved
    }

    /// Of several files that give the same identifier, one that is spelled so has it, else the
    /// first; the others get a number.
    fn allot(&self) -> BTreeMap<String, Name> {
        let mut groups: BTreeMap<&Name, Vec<&str>> = BTreeMap::new();
        for (path, name) in &self.files {
            groups.entry(name).or_default().push(path);
        }
        let mut taken: BTreeSet<Name> = groups.keys().map(|name| (*name).clone()).collect();
        let mut given = BTreeMap::new();
        for ((kind, id), mut paths) in groups {
            paths.sort_by_key(|path| stem(path) != Some(id));
            for (at, path) in paths.into_iter().enumerate() {
                let name = if at == 0 { (*kind, id.clone()) } else { numbered(*kind, id, &mut taken) };
                given.insert(path.to_owned(), name);
            }
        }
        given
    }
}

/// The first of `id-2`, `id-3`… that no record has.
fn numbered(kind: RecordKind, id: &str, taken: &mut BTreeSet<Name>) -> Name {
    let mut number = 2;
    loop {
        let end = format!("-{number}");
        let start: String = id.chars().take(ID_MAX - end.len()).collect();
        let name = (kind, format!("{start}{end}"));
        if taken.insert(name.clone()) {
            return name;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_give_the_same_identifier_stay_apart() {
        let mut names = Names::default();
        for path in ["_s/A.md", "_s/a.md", "_s/a-2.md", "_s/à.md"] {
            names.add(RecordKind::Startup, path);
        }
        names.add(RecordKind::Startup, "_s/...md");
        names.settle();
        assert_eq!(names.get("_s/...md"), None);
        let id = |names: &Names, path: &str| names.get(path).unwrap().1.clone();
        assert_eq!(id(&names, "_s/a.md"), "a");
        assert_eq!(id(&names, "_s/a-2.md"), "a-2");
        assert_eq!(id(&names, "_s/A.md"), "a-3");
        assert_eq!(id(&names, "_s/à.md"), "a-4");
        names.remove("_s/a.md");
        let moved = names.settle();
        assert_eq!(id(&names, "_s/A.md"), "a");
        assert_eq!(moved.len(), 3);
    }
}
