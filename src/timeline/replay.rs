use super::file_timeline::{CommitDay, TimelineRows};
use super::identity::{Identity, VersionChange};
use super::walk_config::WalkConfig;
use crate::lifecycle::PartialDate;

/// The walk along the mainline: what it knows of the records' files, and the rows that it wrote.
#[derive(Debug, Default)]
pub(crate) struct Replay {
    pub identity: Identity,
    pub rows: TimelineRows,
    /// The folders in which kinds stood by earlier manifests, each with its kind (by its place in the manifest).
    pub former_folders: Vec<(String, usize)>,
}

impl Replay {
    /// Takes in what the commit at the place `at` of the mainline did to the files of records. It became known
    /// on `day`.
    pub(crate) fn commit(&mut self, at: usize, day: PartialDate, changes: Vec<VersionChange>, config: &WalkConfig) {
        let moment = CommitDay { at, day };
        self.identity.commit(moment, changes, config, &mut self.rows);
    }
}
