use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::file_timeline::{CommitDay, FileTimeline, Rows};
use super::history::{FileEvent, GapReason};
use super::parsed_version::ParsedVersion;
use super::rename_detection::{Arrival, Gone};
use crate::git::Oid;

/// A record as its file names it: its kind (by its place in the manifest) and its identifier.
pub(crate) type Key = (usize, String);

/// What one commit did to a record's file.
#[derive(Debug)]
pub(crate) struct VersionChange {
    pub kind: usize,
    pub id: String,
    pub path: String,
    /// The blob before, if the record was there.
    pub before: Option<Oid>,
    /// The blob after, and what it says, if the record is there.
    pub after: Option<(Oid, Result<Arc<ParsedVersion>, GapReason>)>,
}

/// The strands known so far, and which of them are one record.
#[derive(Debug, Default)]
pub(crate) struct Identity {
    /// By number: all of them, or those that the commits at hand are about.
    pub strands: BTreeMap<usize, FileTimeline>,
    /// How many strands there are in all.
    count: usize,
    /// By kind and identifier, the strand that bears it, or bore it last.
    by_key: HashMap<Key, usize>,
    /// Strands that turned out to be one record: each points to the one that goes on for it, since a
    /// commit.
    joined: HashMap<usize, (usize, usize)>,
    /// The names that a record says to have borne before, and another one bears still.
    pub claims: BTreeMap<Key, usize>,
    /// Whether two records turned out to be one since the walk went on from where it was left.
    pub has_joined: bool,
}

impl Identity {
    /// Takes in all that one commit did.
    pub(crate) fn commit(&mut self, moment: CommitDay, changes: Vec<VersionChange>, rows: &mut Rows) {
        let mut gone = Gone::new();
        let mut came = Vec::new();
        for mut change in merge_moves(changes) {
            let key = (change.kind, change.id.clone());
            match (change.after.take(), change.before) {
                (Some((blob, reading)), _) => came.push(Arrival { change, blob, reading, goes_on: None }),
                (None, Some(before)) => {
                    if let Some(strand) = self.alive(&key) {
                        gone.insert(key, (before, strand));
                    }
                }
                (None, None) => {}
            }
        }
        self.recognise(&mut came, &mut gone);
        for (key, (_, strand)) in gone {
            self.delete(&key, strand, moment, rows);
        }
        for arrival in came {
            self.arrive(arrival, moment, rows);
        }
    }

    /// The strand that bears an identifier, or bore it last.
    pub(crate) fn bearer(&self, kind: usize, id: &str) -> Option<usize> {
        self.by_key.get(&(kind, id.to_owned())).copied()
    }

    /// The identifiers that are known, each with the strand that bears it, or bore it last.
    pub(crate) fn bearers(&self) -> impl Iterator<Item = (&Key, &usize)> {
        self.by_key.iter()
    }

    /// The strand that goes on for this one, which turned out to be the same record, and the commit that
    /// said so.
    pub(crate) fn joined(&self, strand: usize) -> Option<(usize, usize)> {
        self.joined.get(&strand).copied()
    }

    /// Goes on after `count` strands, of which those are told with [`Identity::recall`] that matter.
    pub(crate) fn after(count: usize) -> Identity {
        Identity { count, ..Identity::default() }
    }

    /// Takes in a strand of before, and the one that goes on for it, if there is one.
    pub(crate) fn recall(&mut self, number: usize, strand: FileTimeline, joined: Option<(usize, usize)>) {
        self.strands.insert(number, strand);
        self.joined.extend(joined.map(|other| (number, other)));
    }

    /// Takes in which strand bears an identifier, or bore it last.
    pub(crate) fn recall_bearer(&mut self, key: Key, strand: usize) {
        self.by_key.insert(key, strand);
    }

    /// The strand that bears `key` and is there.
    pub(crate) fn alive(&self, key: &Key) -> Option<usize> {
        let at = *self.by_key.get(key)?;
        self.strands.get(&at).filter(|strand| strand.alive && strand.id() == key.1).map(|_| at)
    }

    /// The strand that bore `key` last, and is gone.
    pub(crate) fn dead(&self, key: &Key) -> Option<usize> {
        let at = *self.by_key.get(key)?;
        self.strands.get(&at).filter(|strand| !strand.alive).map(|_| at)
    }

    fn delete(&mut self, key: &Key, number: usize, moment: CommitDay, rows: &mut Rows) {
        if let Some(gone) = self.strands.get_mut(&number) {
            gone.delete(number, moment, rows);
        }
        // Another record had said already that it bore this name before.
        if let Some(other) = self.claims.remove(key)
            && self.strands.get(&other).is_some_and(|other| other.alive)
        {
            self.join(number, other, moment);
        }
    }

    fn arrive(&mut self, arrival: Arrival, moment: CommitDay, rows: &mut Rows) {
        let Arrival { change, blob, reading, goes_on } = arrival;
        let key = (change.kind, change.id.clone());
        let (number, episode) = match (goes_on, self.alive(&key)) {
            (Some((number, episode)), _) => (number, Some(episode)),
            (None, Some(number)) => (number, None),
            (None, None) => {
                let number = self.count;
                self.strands.insert(number, FileTimeline::new(change.kind, change.id.clone()));
                self.count += 1;
                (number, Some(FileEvent::Created))
            }
        };
        self.by_key.insert(key, number);
        if let Some(strand) = self.strands.get_mut(&number) {
            strand.rename(&change.id);
            strand.version(number, moment, &change.path, (blob, &reading), episode, rows);
        }
        if let Ok(reading) = &reading {
            self.hear(change.kind, number, &reading.previous_ids, moment);
        }
    }

    /// Takes in which names a record says to have borne before. It may say so long after, and even while
    /// another record still bears one of them.
    fn hear(&mut self, kind: usize, number: usize, previous_ids: &[String], moment: CommitDay) {
        self.claims.retain(|key, claims| *claims != number || previous_ids.contains(&key.1));
        for previous in previous_ids {
            let is_its_own = self.strands.get(&number).is_some_and(|strand| strand.ids.contains(previous));
            let key = (kind, previous.clone());
            if is_its_own {
                continue;
            }
            if let Some(other) = self.dead(&key) {
                self.join(other, number, moment);
            } else if self.alive(&key).is_some() {
                self.claims.insert(key, number);
            }
        }
    }

    fn join(&mut self, old: usize, new: usize, moment: CommitDay) {
        let (old, new) = (self.root(old), self.root(new));
        if old != new {
            self.joined.insert(old, (new, moment.at));
            self.has_joined = true;
        }
    }

    /// The strand that stands for the record that this one belongs to.
    pub(crate) fn root(&self, mut strand: usize) -> usize {
        while let Some((next, _)) = self.joined(strand) {
            strand = next;
        }
        strand
    }
}

/// A file that moved between folders of its kind keeps its identifier: one change, not two.
fn merge_moves(changes: Vec<VersionChange>) -> Vec<VersionChange> {
    let mut merged: BTreeMap<Key, VersionChange> = BTreeMap::new();
    for change in changes {
        match merged.entry((change.kind, change.id.clone())) {
            std::collections::btree_map::Entry::Vacant(slot) => {
                slot.insert(change);
            }
            std::collections::btree_map::Entry::Occupied(mut slot) => {
                let known = slot.get_mut();
                known.before = known.before.or(change.before);
                if change.after.is_some() {
                    known.after = change.after;
                    known.path = change.path;
                }
            }
        }
    }
    merged.into_values().collect()
}
