//! Registers of any size, made up: the same numbers give the same commits.
//!
//! The mainline adds products all along, and edits, renames and deletes them; some come back. In every twenty
//! commits there are two on a branch, which is merged; in every tenth such group two branches, in an octopus.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod draw;
mod life;
mod stream;

use std::collections::BTreeSet;
use std::path::Path;

use draw::Draw;
use life::{INCUBATORS, Life, ORGANISATIONS, Renaming};
use stream::{Change, Stream};

/// 2013-01-01 and 2025-01-01, between which the commits are spread.
const FIRST: i64 = 1_356_998_400;
const LAST: i64 = 1_735_689_600;

/// How large a register is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// How many products are added in all.
    pub records: usize,
    /// How many commits there are, those of branches and merges among them.
    pub commits: usize,
}

/// What was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// The products that are there at the end.
    pub records: usize,
    /// The commits.
    pub commits: usize,
    /// The versions of files that the mainline brought, and the deletions.
    pub versions: usize,
    pub deletions: usize,
    /// The renamings, and the merges.
    pub renamings: usize,
    pub merges: usize,
}

/// Makes a register of this size in `directory`, which is new or empty: a repository without a working tree.
pub fn generate(size: Size, directory: &Path) -> Made {
    let mut stream = Stream::open(directory);
    let mut register = Register::new(size);
    stream.commit(("main", None), &[], (FIRST, "Poser le registre"), &definitions());
    while stream.last() < size.commits {
        match size.commits - stream.last() >= 20 {
            true => register.group(&mut stream),
            false => register.plain(&mut stream),
        }
    }
    let made = Made { records: register.there.len(), commits: stream.last(), ..register.made };
    stream.close(directory, &["one", "two"]);
    made
}

/// The definitions that this crate ships, and the records that products refer to.
fn definitions() -> Vec<Change> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut changes = Vec::new();
    for folder in ["schema", "schema/lifecycles", "registry/indicators"] {
        let files = std::fs::read_dir(top.join(folder)).unwrap().map(|entry| entry.unwrap());
        for file in files.filter(|file| file.file_type().unwrap().is_file()) {
            let path = format!("{folder}/{}", file.file_name().to_str().unwrap());
            changes.push(Change { path, text: Some(std::fs::read_to_string(file.path()).unwrap()) });
        }
    }
    // A folder lists its files in any order.
    changes.sort_by(|one, next| one.path.cmp(&next.path));
    for number in 0..ORGANISATIONS {
        let sort = ["administration-centrale", "operateur", "collectivite-territoriale"][number % 3];
        let path = format!("registry/organisations/organisation-{number}.yml");
        changes.push(Change { path, text: Some(format!("name: Organisation {number}\ntype: {sort}\n")) });
    }
    for number in 0..INCUBATORS {
        let path = format!("registry/incubators/incubateur-{number}.yml");
        let text = format!("name: Incubateur {number}\nowner: organisation-{number}\n");
        changes.push(Change { path, text: Some(text) });
    }
    changes
}

/// The products, and the commits so far.
struct Register {
    size: Size,
    draw: Draw,
    lives: Vec<Life>,
    /// Those that are there, and those that were deleted.
    there: Vec<usize>,
    gone: Vec<usize>,
    /// Those that a branch changed, until it is merged.
    busy: BTreeSet<usize>,
    groups: usize,
    made: Made,
}

impl Register {
    fn new(size: Size) -> Register {
        Register {
            size,
            draw: Draw::new(352),
            lives: Vec::new(),
            there: Vec::new(),
            gone: Vec::new(),
            busy: BTreeSet::new(),
            groups: 0,
            made: Made::default(),
        }
    }

    /// Twenty commits: fourteen on the mainline, two on branches, three more, and the merge before the last of them.
    fn group(&mut self, stream: &mut Stream) {
        self.groups += 1;
        let at = self.groups;
        for place in 0..14 {
            match place {
                3 if at % 5 == 1 => self.special(stream, Register::rename),
                7 if at % 8 == 2 => self.special(stream, Register::delete),
                11 if at % 16 == 3 => self.special(stream, Register::bring_back),
                _ => self.plain(stream),
            }
        }
        let fork = stream.last();
        let is_octopus = at.is_multiple_of(10);
        let mut brought = Vec::new();
        let mut tips = Vec::new();
        for (branch, from) in
            [("one", Some(fork)), (if is_octopus { "two" } else { "one" }, is_octopus.then_some(fork))]
        {
            let (epoch, changes) = self.changes(stream, true);
            stream.commit((branch, from), &[], (epoch, "Compléter sur une branche"), &changes);
            if from.is_none() {
                tips.pop();
            }
            tips.push(stream.last());
            brought.extend(changes);
        }
        self.plain(stream);
        self.plain(stream);
        self.busy.clear();
        self.made.merges += 1;
        self.count(&brought);
        let epoch = self.epoch(stream);
        stream.commit(("main", None), &tips, (epoch, "Fusionner la branche"), &brought);
        self.plain(stream);
    }

    /// A commit on the mainline that adds and edits.
    fn plain(&mut self, stream: &mut Stream) {
        let (epoch, changes) = self.changes(stream, false);
        self.count(&changes);
        stream.commit(("main", None), &[], (epoch, "Mettre les fiches à jour"), &changes);
    }

    /// A commit on the mainline that does one other thing, where it can be done.
    fn special(&mut self, stream: &mut Stream, change: impl Fn(&mut Register) -> Vec<Change>) {
        let changes = change(self);
        self.count(&changes);
        let epoch = self.epoch(stream);
        stream.commit(("main", None), &[], (epoch, "Ranger les fiches"), &changes);
    }

    /// What the next commit adds and edits, and when.
    fn changes(&mut self, stream: &Stream, on_branch: bool) -> (i64, Vec<Change>) {
        let epoch = self.epoch(stream);
        let day = epoch / 86_400;
        let mut touched = Vec::new();
        let due = (stream.last() + 1) * self.size.records / self.size.commits.max(1);
        while self.lives.len() < due.min(self.size.records) {
            touched.push(self.lives.len());
            self.there.push(self.lives.len());
            self.lives.push(Life::new(self.lives.len(), day, &mut self.draw));
        }
        let edits = 1 + usize::from(self.draw.chance(25));
        for _ in 0..edits {
            if let Some(at) = self.any().filter(|at| !touched.contains(at)) {
                let before = self.lives[at].text();
                self.lives[at].edit(day, &mut self.draw);
                if self.lives[at].text() != before {
                    touched.push(at);
                }
            }
        }
        if on_branch {
            self.busy.extend(&touched);
        }
        let written = touched.iter().map(|at| &self.lives[*at]);
        (epoch, written.map(|life| Change { path: life.path(), text: Some(life.text()) }).collect())
    }

    fn rename(&mut self) -> Vec<Change> {
        let Some(at) = self.any() else { return Vec::new() };
        let old = self.lives[at].path();
        let how = [Renaming::Said, Renaming::Moved, Renaming::Reworded, Renaming::Said];
        self.lives[at].rename(how.into_iter().nth(self.made.renamings % 4).unwrap());
        self.made.renamings += 1;
        let life = &self.lives[at];
        vec![Change { path: old, text: None }, Change { path: life.path(), text: Some(life.text()) }]
    }

    fn delete(&mut self) -> Vec<Change> {
        let Some(at) = self.any() else { return Vec::new() };
        self.there.retain(|there| *there != at);
        self.gone.push(at);
        vec![Change { path: self.lives[at].path(), text: None }]
    }

    fn bring_back(&mut self) -> Vec<Change> {
        let Some(at) = self.gone.pop() else { return Vec::new() };
        self.there.push(at);
        vec![Change { path: self.lives[at].path(), text: Some(self.lives[at].text()) }]
    }

    /// One that is there and that no branch is about.
    fn any(&mut self) -> Option<usize> {
        if self.there.is_empty() {
            return None;
        }
        let at = *self.draw.one(&self.there);
        Some(at).filter(|at| !self.busy.contains(at))
    }

    /// When the next commit is made.
    fn epoch(&self, stream: &Stream) -> i64 {
        let (at, of) = (i64::try_from(stream.last()).unwrap(), i64::try_from(self.size.commits.max(1)).unwrap());
        FIRST + (LAST - FIRST) / of * at + (LAST - FIRST) % of * at / of
    }

    fn count(&mut self, changes: &[Change]) {
        let deletions = changes.iter().filter(|change| change.text.is_none()).count();
        self.made.deletions += deletions;
        self.made.versions += changes.len() - deletions;
    }
}
