use std::collections::BTreeMap;
use std::path::PathBuf;

use super::Note;
use crate::git::Oid;
use crate::words::Message;

/// What an import did, and everything that is not in the register as it was in the source.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What the trailers call the source.
    pub name: String,
    /// The register.
    pub into: PathBuf,
    /// Whether the register was there already.
    pub resumed: bool,
    /// The commits written, the one that lays the register out not counted.
    pub commits: usize,
    /// The commits written that leave the register as it was (prose, other files…).
    pub unchanged: usize,
    /// The versions of records brought over.
    pub versions: usize,
    /// The records deleted.
    pub deletions: usize,
    /// The last commit written.
    pub head: Option<Oid>,
    /// Commits of the `status` epoch, which wait.
    pub status_commits: Tally,
    /// The versions of startups of the `status` epoch, which wait.
    pub status_versions: Tally,
    /// Versions that can't be read: the last good one stands.
    pub unread: Vec<Unread>,
    /// Files that are no records, where they came first.
    pub other_files: BTreeMap<String, Oid>,
    /// What was written otherwise or left out.
    pub notes: BTreeMap<Note, Tally>,
}

/// How often something happened, and where first.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// How often.
    pub count: usize,
    /// The first few places, each another file.
    pub examples: Vec<Seen>,
}

/// A place in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The file; empty for the commit as a whole.
    pub path: String,
    /// The commit.
    pub commit: Oid,
}

/// A version that can't be read.
#[derive(Clone, Debug)]
pub struct Unread {
    /// Where.
    pub seen: Seen,
    /// Why.
    pub why: Message,
}

/// How many examples a report gives of the same thing.
const EXAMPLES: usize = 3;

impl Tally {
    pub(super) fn add(&mut self, path: &str, commit: Oid) {
        self.count += 1;
        let known = |seen: &Seen| !path.is_empty() && seen.path == path;
        if self.examples.len() < EXAMPLES && !self.examples.iter().any(known) {
            self.examples.push(Seen { path: path.to_owned(), commit });
        }
    }
}

impl Report {
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
}
