use super::file_timeline::{CommitDay, Rows};
use super::identity::{Identity, VersionChange};
use crate::lifecycle::PartialDate;

/// The walk along the mainline: what it knows of the files' lives, and the rows that it wrote.
#[derive(Debug, Default)]
pub(crate) struct Replay {
    pub identity: Identity,
    pub rows: Rows,
}

impl Replay {
    /// Takes in what the commit at the place `at` of the mainline did to the files of records. It became known
    /// at `known_at` (seconds since 1970-01-01T00:00:00Z).
    pub(crate) fn commit(&mut self, at: usize, known_at: i64, changes: Vec<VersionChange>) {
        let moment = CommitDay { at, day: PartialDate::of_epoch(known_at) };
        self.identity.commit(moment, changes, &mut self.rows);
    }
}
