use super::identity::Identity;
use super::steps::{Readings, Step};
use super::strand::{Moment, Rows};
use crate::git::MainlineCommit;
use crate::lifecycle::PartialDate;

/// The walk along the mainline: what it knows of the files' lives, and the rows that it wrote.
#[derive(Debug, Default)]
pub(super) struct Walk {
    pub identity: Identity,
    pub rows: Rows,
}

impl Walk {
    /// Takes in the steps of whole commits, in their order. `commits` are those that the steps are
    /// of, the first of which has the place `first`.
    pub(super) fn take(&mut self, batch: &[Step], readings: &Readings, commits: &[MainlineCommit], first: usize) {
        for commit in batch.chunk_by(|a, b| a.at == b.at) {
            let Some(at) = commit.first().map(|step| step.at) else { continue };
            let known_at = at.checked_sub(first).and_then(|at| commits.get(at)).map_or(0, |commit| commit.known_at);
            let moment = Moment { at, day: PartialDate::of_epoch(known_at) };
            let changes = commit.iter().map(|step| step.file_change(readings)).collect();
            self.identity.commit(moment, changes, &mut self.rows);
            self.rows.versions.extend(commit.iter().filter_map(|step| step.version(&self.identity)));
        }
    }
}
