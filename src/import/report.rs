use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::merge::Prefer;
use super::{Note, RecordKind, RenameSuspect};
use crate::git::{Foxtrot, Oid};
use crate::i18n::Message;

/// What an import did, and how the register differs from its sources.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The register.
    pub into: PathBuf,
    /// Whether nothing was written, only worked out.
    pub is_rehearsal: bool,
    /// Whether an existing register was continued.
    pub resumed: bool,
    /// The last commit of the register that this one takes the place of.
    pub replaced: Option<Oid>,
    /// The last commit written, or that was there.
    pub head: Option<Oid>,
    /// The records there are at the end, by kind.
    pub records: BTreeMap<RecordKind, RecordCount>,
    /// The sources, in the order of the register.
    pub sources: Vec<SourceReport>,
    /// Records that may be one and the same, renamed without a word.
    pub suspects: Vec<RenameSuspect>,
}

/// How many records of a kind there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RecordCount {
    /// How many there are, those that stand in included.
    pub all: usize,
    /// Those that stand in for a page that no source has.
    pub stand_ins: usize,
}

/// What was brought over from one source.
#[derive(Clone, Debug, Default)]
pub struct SourceReport {
    /// What the trailers call it.
    pub name: String,
    /// What it is: `beta-gouv` or `eig`.
    pub kind: &'static str,
    /// The commits of its mainline that were read.
    pub read: usize,
    /// The commits written.
    pub written: usize,
    /// The commits that touch records and leave the register as it was (prose, unreadable versions…): they are not
    /// written.
    pub unchanged: usize,
    /// Those written that come after later ones of other sources.
    pub late: usize,
    /// The versions of records brought over, by kind.
    pub versions: BTreeMap<RecordKind, usize>,
    /// The records deleted, by kind.
    pub deletions: BTreeMap<RecordKind, usize>,
    /// Versions that can't be read: the last good one stands.
    pub unread: Vec<Unread>,
    /// Files that are no records, where they came first.
    pub other_files: BTreeMap<String, Oid>,
    /// Folders, as of the last commit, that were not looked into.
    pub other_folders: Vec<String>,
    /// What was written otherwise or left out.
    pub notes: BTreeMap<Note, Tally>,
    /// Merges behind which the mainline seems to go on.
    pub foxtrots: Vec<Foxtrot>,
    /// What people corrected in the register, and the source did not change: it stands.
    pub corrected: BTreeSet<Corrected>,
    /// What both the register and the source changed.
    pub disputed: Vec<Disputed>,
}

/// Something that the register says otherwise than the source.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Corrected {
    /// The record: its file's path in the register, folders of its own apart.
    pub record: String,
    /// The field, or the fact and its field.
    pub what: String,
}

/// Something that the register and the source each changed in their own way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disputed {
    /// The record: its file's path in the register, folders of its own apart.
    pub record: String,
    /// The field, or the fact and its field; empty for the record as a whole.
    pub what: String,
    /// What the register said; `None` where it had taken it out.
    pub register: Option<String>,
    /// What the source says; `None` where it took it out.
    pub source: Option<String>,
    /// Who was preferred.
    pub kept: Prefer,
    /// The commit of the source.
    pub commit: Oid,
}

/// How many times something happened, with its first places.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// How many times.
    pub count: usize,
    /// The first few places, each another file.
    pub examples: Vec<SourcePlace>,
}

/// A place in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourcePlace {
    /// The file; empty for the commit as a whole.
    pub path: String,
    /// The commit.
    pub commit: Oid,
}

/// A version that can't be read.
#[derive(Clone, Debug)]
pub struct Unread {
    /// The file and the commit.
    pub seen: SourcePlace,
    /// The reason.
    pub why: Message,
}

/// How many examples a report gives of the same thing.
const EXAMPLES: usize = 3;

impl Tally {
    fn add(&mut self, path: &str, commit: Oid) {
        self.count += 1;
        let known = |seen: &SourcePlace| !path.is_empty() && seen.path == path;
        if self.examples.len() < EXAMPLES && !self.examples.iter().any(known) {
            self.examples.push(SourcePlace { path: path.to_owned(), commit });
        }
    }
}

impl SourceReport {
    /// The commits that were read and touch no record.
    pub fn skipped(&self) -> usize {
        self.read.saturating_sub(self.written + self.unchanged)
    }

    /// Takes the names of persons out of the paths of their files.
    pub(super) fn hide(&mut self, discreet: impl Fn(&str) -> String) {
        let tallies = self.notes.values_mut().flat_map(|tally| &mut tally.examples);
        for seen in tallies.chain(self.unread.iter_mut().map(|unread| &mut unread.seen)) {
            seen.path = discreet(&seen.path);
        }
        let others = std::mem::take(&mut self.other_files).into_iter();
        self.other_files = others.map(|(path, commit)| (discreet(&path), commit)).collect();
    }

    pub(super) fn note(&mut self, note: &Note, path: &str, commit: Oid) {
        match self.notes.get_mut(note) {
            Some(tally) => tally.add(path, commit),
            None => {
                let mut tally = Tally::default();
                tally.add(path, commit);
                self.notes.insert(note.clone(), tally);
            }
        }
    }

    pub(super) fn unread(&mut self, path: &str, commit: Oid, why: Message) {
        self.unread.push(Unread { seen: SourcePlace { path: path.to_owned(), commit }, why });
    }

    pub(super) fn version(&mut self, kind: RecordKind) {
        *self.versions.entry(kind).or_default() += 1;
    }

    pub(super) fn deletion(&mut self, kind: RecordKind) {
        *self.deletions.entry(kind).or_default() += 1;
    }
}
