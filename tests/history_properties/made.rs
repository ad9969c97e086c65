//! Histories made by chance: records that are stated, broken, renamed, swapped, deleted and brought back,
//! under clocks that go astray, with merges and pushes that take commits back.

use std::collections::BTreeMap;

use git2::{Oid, Repository, Signature, Time};
use proptest::prelude::*;

/// 2020-01-01T00:00:00Z.
const START: i64 = 1_577_836_800;
const DAY: i64 = 86_400;

/// What one commit does.
#[derive(Clone, Debug)]
pub struct Commit {
    pub deeds: Vec<Deed>,
    /// Seconds since the commit before; a clock may go back.
    pub delay: i64,
    /// Whether it merges a side branch, which alone says the same.
    pub merges: bool,
}

#[derive(Clone, Debug)]
pub enum Deed {
    State {
        id: u8,
        says: Says,
    },
    Break {
        id: u8,
    },
    Delete {
        id: u8,
    },
    /// To another identifier: the same bytes, or saying so.
    Rename {
        from: u8,
        to: u8,
        says_so: bool,
    },
    Swap {
        a: u8,
        b: u8,
    },
    /// To another folder of the kind.
    Shelve {
        id: u8,
    },
    /// Another file of the kind has the identifier too.
    BearTwice {
        id: u8,
        says: Says,
    },
    /// A record is merged into another one.
    Merge {
        gone: u8,
        into: u8,
    },
    /// Two records take new names at once, each with a word changed.
    RenameBoth {
        from: [u8; 2],
        to: [u8; 2],
    },
}

/// What a record says: which of four phases it has, and from when, if that is written.
#[derive(Clone, Debug)]
pub struct Says {
    phases: [Option<Option<u8>>; 4],
    event: Option<u8>,
    incubator: u8,
    previous: Option<u8>,
}

impl Says {
    fn text(&self) -> String {
        let mut text = format!("name: Made\nincubator: i{}\n", self.incubator);
        if let Some(previous) = self.previous {
            text += &format!("previous_ids: [s{previous}]\n");
        }
        text += "phases:\n";
        for (name, phase) in ["investigation", "construction", "acceleration", "alumni"].iter().zip(&self.phases) {
            match phase {
                Some(Some(month)) => text += &format!("  - name: {name}\n    start: 20{:02}-06-15\n", 15 + month % 8),
                Some(None) => text += &format!("  - name: {name}\n"),
                None => {}
            }
        }
        if self.phases.iter().all(Option::is_none) {
            text += "  []\n";
        }
        if let Some(year) = self.event {
            let year = 18 + year % 5;
            text += &format!("events:\n  - name: national_impact\n    date: 20{year}-12-31\n    cohort: 20{year}\n");
        }
        text
    }
}

fn says(previous: BoxedStrategy<Option<u8>>) -> impl Strategy<Value = Says> {
    let phase = prop::option::of(prop::option::weighted(0.8, 0_u8..8));
    (prop::array::uniform4(phase), prop::option::of(0_u8..5), 0_u8..3, previous)
        .prop_map(|(phases, event, incubator, previous)| Says { phases, event, incubator, previous })
}

/// Where `late`, a record may say long after that it had another identifier before.
pub fn deed(late: bool) -> impl Strategy<Value = Deed> {
    let id = || 0_u8..6;
    let previous = match late {
        true => prop::option::weighted(0.15, id()).boxed(),
        false => Just(None).boxed(),
    };
    prop_oneof![
        8 => (id(), says(previous)).prop_map(|(id, says)| Deed::State { id, says }),
        1 => id().prop_map(|id| Deed::Break { id }),
        2 => id().prop_map(|id| Deed::Delete { id }),
        2 => (id(), id(), any::<bool>()).prop_map(|(from, to, says_so)| Deed::Rename { from, to, says_so }),
        1 => (id(), id()).prop_map(|(a, b)| Deed::Swap { a, b }),
        1 => id().prop_map(|id| Deed::Shelve { id }),
        1 => (id(), says(Just(None).boxed())).prop_map(|(id, says)| Deed::BearTwice { id, says }),
        1 => (id(), id()).prop_map(|(gone, into)| Deed::Merge { gone, into }),
        1 => (prop::array::uniform2(id()), prop::array::uniform2(id())).prop_map(|(from, to)| Deed::RenameBoth { from, to }),
    ]
}

/// Commits, one after the other.
pub fn commits(late: bool) -> impl Strategy<Value = Vec<Commit>> {
    let commit = (prop::collection::vec(deed(late), 0..4), -40..200_i64, prop::bool::weighted(0.15))
        .prop_map(|(deeds, days, merges)| Commit { deeds, delay: days * DAY / 4, merges });
    prop::collection::vec(commit, 1..25)
}

/// A repository in the making: its mainline, with the files as each commit has them.
pub struct Made {
    pub repository: Repository,
    pub mainline: Vec<(Oid, i64, BTreeMap<String, String>)>,
    _folder: tempfile::TempDir,
}

fn folder(id: u8) -> String {
    format!("registry/startups/s{id}.yml")
}

fn shelf(id: u8) -> String {
    format!("registry/startups/shelf/s{id}.yml")
}

impl Made {
    pub fn new() -> Made {
        let folder = tempfile::tempdir().unwrap();
        let repository = Repository::init_bare(folder.path()).unwrap();
        Made { repository, mainline: Vec::new(), _folder: folder }
    }

    /// The commits of the mainline, oldest first.
    pub fn oids(&self) -> Vec<Oid> {
        self.mainline.iter().map(|(oid, ..)| *oid).collect()
    }

    /// The last commit.
    pub fn tip(&self) -> Option<Oid> {
        self.mainline.last().map(|(oid, ..)| *oid)
    }

    /// Takes back the last commits, as a push by force does; the first one stays.
    pub fn take_back(&mut self, count: usize) {
        self.mainline.truncate(self.mainline.len().saturating_sub(count).max(1));
    }

    pub fn commit(&mut self, commit: &Commit) {
        let last = self.mainline.last();
        let at = last.map_or(START, |(_, at, _)| at + commit.delay);
        // Without the message, two commits could be equal, and have the same hash.
        let message = format!("commit {}", self.mainline.len());
        self.commit_at(&commit.deeds, &[], at, &message, commit.merges);
    }

    /// What a file of the last commit says.
    pub fn read(&self, path: &str) -> Option<&String> {
        self.mainline.last()?.2.get(path)
    }

    /// Commits at an instant, with other files besides.
    pub fn commit_at(&mut self, deeds: &[Deed], files_too: &[(&str, String)], at: i64, message: &str, merges: bool) {
        let mut files = self.mainline.last().map(|(_, _, files)| files.clone()).unwrap_or_default();
        for deed in deeds {
            do_to(&mut files, deed);
        }
        files.extend(files_too.iter().map(|(path, text)| ((*path).to_owned(), text.clone())));
        let tree = self.tree(&files);
        let tree = self.repository.find_tree(tree).unwrap();
        let signature = Signature::new("a", "a@example.org", &Time::new(at, 0)).unwrap();
        let first = self.tip().map(|oid| self.repository.find_commit(oid).unwrap());
        let mut parents: Vec<_> = first.iter().collect();
        let side = (merges && first.is_some()).then(|| {
            let side = self.repository.commit(None, &signature, &signature, "side", &tree, &parents).unwrap();
            self.repository.find_commit(side).unwrap()
        });
        parents.extend(&side);
        let oid = self.repository.commit(None, &signature, &signature, message, &tree, &parents).unwrap();
        self.mainline.push((oid, at, files));
    }

    /// Puts the mainline behind the second parent of a merge: somebody merges it into a commit of theirs, made on top
    /// of an earlier one, and pushes the result.
    pub fn foxtrot(&mut self, from: usize, at: i64, message: &str) {
        let (tip, _, files) = self.mainline.last().cloned().unwrap();
        let signature = Signature::new("b", "b@example.org", &Time::new(at, 0)).unwrap();
        let own = {
            let start = self.repository.find_commit(self.mainline[from % self.mainline.len()].0).unwrap();
            let tree = start.tree().unwrap();
            self.repository.commit(None, &signature, &signature, "own work", &tree, &[&start]).unwrap()
        };
        let tree = self.repository.find_tree(self.tree(&files)).unwrap();
        let parents = [self.repository.find_commit(own).unwrap(), self.repository.find_commit(tip).unwrap()];
        let oid =
            self.repository.commit(None, &signature, &signature, message, &tree, &[&parents[0], &parents[1]]).unwrap();
        self.mainline.push((oid, at, files));
    }

    fn tree(&self, files: &BTreeMap<String, String>) -> Oid {
        let mut index = git2::Index::new().unwrap();
        for (path, text) in files {
            let id = self.repository.blob(text.as_bytes()).unwrap();
            let zero = git2::IndexTime::new(0, 0);
            let entry = git2::IndexEntry {
                ctime: zero,
                mtime: zero,
                dev: 0,
                ino: 0,
                mode: 0o100_644,
                uid: 0,
                gid: 0,
                file_size: 0,
                id,
                flags: 0,
                flags_extended: 0,
                path: path.clone().into_bytes(),
            };
            index.add(&entry).unwrap();
        }
        index.write_tree_to(&self.repository).unwrap()
    }
}

fn do_to(files: &mut BTreeMap<String, String>, deed: &Deed) {
    let mut take = |id: u8| files.remove(&folder(id)).or_else(|| files.remove(&shelf(id)));
    match deed {
        Deed::State { id, says } => {
            take(*id);
            files.insert(folder(*id), says.text());
        }
        Deed::Break { id } => {
            take(*id);
            files.insert(folder(*id), "phases: [<<<<<<<\n".to_owned());
        }
        Deed::Delete { id } => drop(take(*id)),
        Deed::Rename { from, to, says_so } => {
            if let Some(mut text) = take(*from) {
                take(*to);
                if *says_so {
                    text = format!("previous_ids: [s{from}]\n{}", text.replace("previous_ids", "had_been"));
                }
                files.insert(folder(*to), text);
            }
        }
        Deed::Swap { a, b } => {
            let (was_a, was_b) = (take(*a), take(*b));
            files.extend(was_a.map(|text| (folder(*b), text)));
            files.extend(was_b.map(|text| (folder(*a), text)));
        }
        Deed::Shelve { id } => {
            if let Some(text) = take(*id) {
                files.insert(shelf(*id), text);
            }
        }
        Deed::BearTwice { id, says } => drop(files.insert(shelf(*id), says.text())),
        Deed::Merge { gone, into } if gone != into => {
            if let (Some(_), Some(text)) = (take(*gone), take(*into)) {
                let text = format!("previous_ids: [s{gone}]\n{}", text.replace("previous_ids", "had_been"));
                files.insert(folder(*into), text);
            }
        }
        Deed::Merge { .. } => {}
        Deed::RenameBoth { from, to } => {
            let texts = from.map(&mut take);
            for (text, to) in texts.into_iter().zip(to) {
                files.extend(text.map(|text| (folder(*to), text.replace("name: Made", "name: Made anew"))));
            }
        }
    }
}
