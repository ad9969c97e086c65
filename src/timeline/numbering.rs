use std::collections::HashMap;

use super::checkpoint::{FileTimelineRow, MergeRow, record_row};
use super::history::{CommitRow, History};
use super::replay::Replay;
use super::walk_config::WalkConfig;
use super::{Checkpoint, TimelineRows};

/// The history that a whole walk gives.
pub(crate) fn finish(replay: Replay, commits: Vec<CommitRow>, config: &WalkConfig) -> History {
    let manifest = &config.manifest;
    let beside = Checkpoint::of(&replay, manifest);
    let Replay { identity, rows, .. } = replay;
    let files = identity.files.iter();
    let files = files.map(|(at, file)| FileTimelineRow::of(file, *at, identity.merged(*at), manifest)).collect();
    let TimelineRows { facts, attributes, file_events, versions } = rows;
    let checkpoint = Checkpoint { files, ..beside };
    let mut history = History {
        zone: config.zone().clone(),
        commits,
        facts,
        attributes,
        file_events,
        versions,
        checkpoint,
        ..History::default()
    };
    history.number_records();
    history
}

impl History {
    /// Numbers the records anew: files that are one record's get one number, in the order of their first files. So
    /// far, each row bears a number that all files of its record have in common.
    pub(super) fn number_records(&mut self) {
        let files = &mut self.checkpoint.files;
        let root = |mut at: usize| {
            while let Some((next, _)) = files.get(at).and_then(|file| file.merged) {
                at = next;
            }
            at
        };
        let roots: Vec<usize> = (0..files.len()).map(root).collect();
        let mut numbers = HashMap::new();
        let mut renumbered: HashMap<usize, usize> = HashMap::new();
        for (file, root) in files.iter_mut().zip(roots) {
            let next = numbers.len();
            let record = *numbers.entry(root).or_insert(next);
            renumbered.insert(file.record, record);
            file.record = record;
        }
        let mut groups: Vec<Vec<&FileTimelineRow>> = vec![Vec::new(); numbers.len()];
        for file in &self.checkpoint.files {
            if let Some(group) = groups.get_mut(file.record) {
                group.push(file);
            }
        }
        self.records = groups.iter().map(|group| record_row(group)).collect();
        let number = |record: usize| renumbered.get(&record).copied().unwrap_or(record);
        self.facts.iter_mut().for_each(|row| row.record = number(row.record));
        self.attributes.iter_mut().for_each(|row| row.record = number(row.record));
        self.file_events.iter_mut().for_each(|row| row.record = number(row.record));
        self.versions.iter_mut().for_each(|row| row.record = number(row.record));
        let merges = self.checkpoint.files.iter().enumerate().filter_map(|(file, row)| {
            let (into, at) = row.merged?;
            Some(MergeRow { record: row.record, file, into, at })
        });
        self.merges = merges.collect();
        self.merges.sort_by_key(|merge| (merge.record, merge.file));
        self.sort();
    }

    /// Puts the rows in their order.
    pub(super) fn sort(&mut self) {
        self.facts.sort_by(|a, b| (a.record, &a.key, a.from, a.file).cmp(&(b.record, &b.key, b.from, b.file)));
        self.attributes.sort_by(|a, b| {
            (a.record, &a.field, &a.value, a.from, a.file).cmp(&(b.record, &b.field, &b.value, b.from, b.file))
        });
        self.file_events.sort_by_key(|row| (row.at, row.record, row.file));
    }
}
