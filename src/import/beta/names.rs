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
    /// The files that give each name.
    groups: BTreeMap<Name, BTreeSet<String>>,
    given: BTreeMap<String, Name>,
    /// The names whose files changed since they were last given.
    touched: BTreeSet<Name>,
    gone: BTreeSet<String>,
}

impl Names {
    /// Takes a file in, unless its name gives no identifier at all.
    pub(super) fn add(&mut self, kind: RecordKind, path: &str) {
        if let Some(id) = stem(path).and_then(|stem| id(kind, stem)) {
            let name = (kind, id);
            self.groups.entry(name.clone()).or_default().insert(path.to_owned());
            self.touched.insert(name.clone());
            self.gone.remove(path);
            self.files.insert(path.to_owned(), name);
        }
    }

    /// Lets a file go.
    pub(super) fn remove(&mut self, path: &str) {
        let Some(name) = self.files.remove(path) else { return };
        if let Some(group) = self.groups.get_mut(&name) {
            group.remove(path);
            if group.is_empty() {
                self.groups.remove(&name);
            }
        }
        self.touched.insert(name);
        self.gone.insert(path.to_owned());
    }

    /// The record of the file `path`, as of the last call of [`Names::settle`].
    pub(super) fn get(&self, path: &str) -> Option<&Name> {
        self.given.get(path)
    }

    /// Assigns records to the files again, and gives the files whose record changes: the record before, and the new
    /// one.
    pub(super) fn settle(&mut self) -> BTreeMap<String, (Option<Name>, Option<Name>)> {
        let mut moved = BTreeMap::new();
        let touched = std::mem::take(&mut self.touched);
        if touched.is_empty() {
            return moved;
        }
        let mut new: BTreeMap<String, Option<Name>> =
            std::mem::take(&mut self.gone).into_iter().map(|path| (path, None)).collect();
        for name in touched {
            for path in self.groups.get(&name).into_iter().flatten() {
                new.insert(path.clone(), Some(name.clone()));
            }
        }
        self.number(&mut new);
        for (path, after) in new {
            let before = self.given.get(&path).cloned();
            if before != after {
                match &after {
                    Some(name) => self.given.insert(path.clone(), name.clone()),
                    None => self.given.remove(&path),
                };
                moved.insert(path, (before, after));
            }
        }
        moved
    }

    /// Of several files that give the same identifier, one that is spelled so has it, else the
    /// first; the others get a number.
    fn number(&self, new: &mut BTreeMap<String, Option<Name>>) {
        let mut taken = BTreeSet::new();
        for (name, group) in self.groups.iter().filter(|(_, group)| group.len() > 1) {
            let mut paths: Vec<&String> = group.iter().collect();
            paths.sort_by_key(|path| stem(path) != Some(name.1.as_str()));
            for (at, path) in paths.into_iter().enumerate() {
                let given = match at {
                    0 => name.clone(),
                    _ => numbered(name.0, &name.1, |other| {
                        !self.groups.contains_key(other) && taken.insert(other.clone())
                    }),
                };
                new.insert(path.clone(), Some(given));
            }
        }
    }
}

/// The first of `id-2`, `id-3`… that is free.
fn numbered(kind: RecordKind, id: &str, mut is_free: impl FnMut(&Name) -> bool) -> Name {
    let mut number = 2;
    loop {
        let end = format!("-{number}");
        let start: String = id.chars().take(ID_MAX - end.len()).collect();
        let name = (kind, format!("{start}{end}"));
        if is_free(&name) {
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
