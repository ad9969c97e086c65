use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::reading::Reading;
use super::rows::{Episode, GapReason, RenameBy};
use super::strand::{Moment, Rows, Strand};
use crate::git::Oid;

/// A record as its file names it: its kind (by its place in the manifest) and its identifier.
pub(super) type Key = (usize, String);

/// What one commit did to a record's file.
#[derive(Debug)]
pub(super) struct FileChange {
    pub kind: usize,
    pub id: String,
    pub path: String,
    /// The blob before, if the record was there.
    pub before: Option<Oid>,
    /// The blob after, and what it says, if the record is there.
    pub after: Option<(Oid, Result<Arc<Reading>, GapReason>)>,
}

/// The strands known so far, and which of them are one record.
#[derive(Debug, Default)]
pub(super) struct Identity {
    /// By number: all of them, or those that the commits at hand are about.
    pub strands: BTreeMap<usize, Strand>,
    /// How many strands there are in all.
    count: usize,
    /// By kind and identifier, the strand that bears it, or bore it last.
    by_key: HashMap<Key, usize>,
    /// Strands that turned out to be one record: each points to the one that goes on for it, since a
    /// commit.
    joined: HashMap<usize, (usize, usize)>,
    /// Whether two records turned out to be one since the walk went on from where it was left.
    pub has_joined: bool,
}

/// A file that came or changed, and the strand that it goes on, if that is known.
struct Arrival {
    change: FileChange,
    blob: Oid,
    reading: Result<Arc<Reading>, GapReason>,
    goes_on: Option<(usize, Episode)>,
}

impl Identity {
    /// Takes in all that one commit did.
    pub(super) fn commit(&mut self, moment: Moment, changes: Vec<FileChange>, rows: &mut Rows) {
        let mut gone: BTreeMap<Key, (Oid, usize)> = BTreeMap::new();
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
        for (_, strand) in gone.into_values() {
            if let Some(gone) = self.strands.get_mut(&strand) {
                gone.delete(strand, moment, rows);
            }
        }
        for arrival in came {
            self.arrive(arrival, moment, rows);
        }
    }

    /// The strand that bears an identifier, or bore it last.
    pub(super) fn bearer(&self, kind: usize, id: &str) -> Option<usize> {
        self.by_key.get(&(kind, id.to_owned())).copied()
    }

    /// The identifiers that are known, each with the strand that bears it, or bore it last.
    pub(super) fn bearers(&self) -> impl Iterator<Item = (&Key, &usize)> {
        self.by_key.iter()
    }

    /// The strand that goes on for this one, which turned out to be the same record, and the commit that
    /// said so.
    pub(super) fn joined(&self, strand: usize) -> Option<(usize, usize)> {
        self.joined.get(&strand).copied()
    }

    /// Goes on after `count` strands, of which those are told with [`Identity::recall`] that matter.
    pub(super) fn after(count: usize) -> Identity {
        Identity { count, ..Identity::default() }
    }

    /// Takes in a strand of before, and the one that goes on for it, if there is one.
    pub(super) fn recall(&mut self, number: usize, strand: Strand, joined: Option<(usize, usize)>) {
        self.strands.insert(number, strand);
        self.joined.extend(joined.map(|other| (number, other)));
    }

    /// Takes in which strand bears an identifier, or bore it last.
    pub(super) fn recall_bearer(&mut self, key: Key, strand: usize) {
        self.by_key.insert(key, strand);
    }

    /// The strand that bears `key` and is there.
    fn alive(&self, key: &Key) -> Option<usize> {
        let at = *self.by_key.get(key)?;
        self.strands.get(&at).filter(|strand| strand.alive && strand.id() == key.1).map(|_| at)
    }

    /// The strand that bore `key` last, and is gone.
    fn dead(&self, key: &Key) -> Option<usize> {
        let at = *self.by_key.get(key)?;
        self.strands.get(&at).filter(|strand| !strand.alive).map(|_| at)
    }

    /// Finds, for each file that came, the strand that it goes on: by its own word, by its
    /// identifier, by its very content, and at last by a guess. A strand goes on once.
    fn recognise(&self, came: &mut [Arrival], gone: &mut BTreeMap<Key, (Oid, usize)>) {
        let unknown = |arrival: &Arrival| {
            arrival.goes_on.is_none() && self.alive(&(arrival.change.kind, arrival.change.id.clone())).is_none()
        };
        let mut taken = Vec::new();
        for arrival in came.iter_mut().filter(|arrival| unknown(arrival)) {
            let Ok(reading) = &arrival.reading else { continue };
            for previous in &reading.previous_ids {
                let key = (arrival.change.kind, previous.clone());
                let strand = gone.remove(&key).map(|(_, strand)| strand).or_else(|| self.dead(&key));
                if let Some(strand) = strand.filter(|strand| !taken.contains(strand)) {
                    taken.push(strand);
                    arrival.goes_on = Some((strand, Episode::Renamed(RenameBy::PreviousIds)));
                    break;
                }
            }
        }
        for arrival in came.iter_mut().filter(|arrival| unknown(arrival)) {
            let key = (arrival.change.kind, arrival.change.id.clone());
            if let Some(strand) = self.dead(&key).filter(|strand| !taken.contains(strand)) {
                taken.push(strand);
                arrival.goes_on = Some((strand, Episode::Returned));
            }
        }
        for arrival in came.iter_mut().filter(|arrival| unknown(arrival)) {
            let same = gone
                .iter()
                .find(|(key, (blob, _))| key.0 == arrival.change.kind && *blob == arrival.blob)
                .map(|(key, _)| key.clone());
            if let Some((_, strand)) = same.and_then(|key| gone.remove(&key)) {
                arrival.goes_on = Some((strand, Episode::Renamed(RenameBy::SameFile)));
            }
        }
        self.guess(came, gone, unknown);
    }

    /// One record of a kind went and one came, and both lived the same life.
    fn guess(&self, came: &mut [Arrival], gone: &mut BTreeMap<Key, (Oid, usize)>, unknown: impl Fn(&Arrival) -> bool) {
        let kinds: Vec<usize> = gone.keys().map(|key| key.0).collect();
        for kind in kinds {
            let mut left: Vec<&Key> = gone.keys().filter(|key| key.0 == kind).collect();
            let mut new = came.iter_mut().filter(|arrival| arrival.change.kind == kind && unknown(arrival));
            let (Some(key), true, Some(arrival), None) = (left.pop(), left.is_empty(), new.next(), new.next()) else {
                continue;
            };
            let key = key.clone();
            let strand = gone.get(&key).map(|(_, strand)| *strand);
            let old = strand.and_then(|strand| self.strands.get(&strand)?.last.as_ref());
            let (Some(old), Ok(new)) = (old, &arrival.reading) else { continue };
            let lived = !old.timeline.phases.is_empty() || !old.timeline.events.is_empty();
            if lived && old.timeline == new.timeline {
                gone.remove(&key);
                arrival.goes_on = strand.map(|strand| (strand, Episode::Renamed(RenameBy::Guess)));
            }
        }
    }

    fn arrive(&mut self, arrival: Arrival, moment: Moment, rows: &mut Rows) {
        let Arrival { change, blob, reading, goes_on } = arrival;
        let key = (change.kind, change.id.clone());
        let (number, episode) = match (self.alive(&key), goes_on) {
            (Some(number), _) => (number, None),
            (None, Some((number, episode))) => (number, Some(episode)),
            (None, None) => {
                let number = self.count;
                self.strands.insert(number, Strand::new(change.kind, change.id.clone()));
                self.count += 1;
                (number, Some(Episode::Created))
            }
        };
        self.by_key.insert(key, number);
        if let Some(strand) = self.strands.get_mut(&number) {
            strand.rename(&change.id);
            strand.version(number, moment, &change.path, (blob, &reading), episode, rows);
        }
        // A record may say only later that it bore another name before.
        if let Ok(reading) = &reading {
            for previous in &reading.previous_ids {
                if let Some(other) = self.dead(&(change.kind, previous.clone())) {
                    self.join(other, number, moment);
                }
            }
        }
    }

    fn join(&mut self, old: usize, new: usize, moment: Moment) {
        let (old, new) = (self.root(old), self.root(new));
        if old != new {
            self.joined.insert(old, (new, moment.at));
            self.has_joined = true;
        }
    }

    /// The strand that stands for the record that this one belongs to.
    pub(super) fn root(&self, mut strand: usize) -> usize {
        while let Some((next, _)) = self.joined(strand) {
            strand = next;
        }
        strand
    }
}

/// A file that moved between folders of its kind keeps its identifier: one change, not two.
fn merge_moves(changes: Vec<FileChange>) -> Vec<FileChange> {
    let mut merged: BTreeMap<Key, FileChange> = BTreeMap::new();
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
