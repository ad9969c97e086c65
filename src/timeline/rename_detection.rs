use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::history::{FileEvent, GapReason, RenameBy};
use super::identity::{Identity, Key, VersionChange};
use super::parsed_version::ParsedVersion;
use crate::git::Oid;

/// A file that came or changed, and the strand that it goes on, if that is not the one of its name.
pub(crate) struct Arrival {
    pub change: VersionChange,
    pub blob: Oid,
    pub reading: Result<Arc<ParsedVersion>, GapReason>,
    pub goes_on: Option<(usize, FileEvent)>,
}

impl Arrival {
    fn key(&self) -> Key {
        (self.change.kind, self.change.id.clone())
    }
}

/// The records whose files went: what they held, and their strands.
pub(crate) type Gone = BTreeMap<Key, (Oid, usize)>;

/// A record that seems to have taken the name of another one.
struct Move {
    /// The name that it had.
    from: Key,
    strand: usize,
    by: RenameBy,
}

impl Identity {
    /// Finds, for each file that came, the strand that it goes on, if that is not the one that bears its
    /// name: by its own word, by its identifier, by its very content, and at last by a guess. A strand goes
    /// on once.
    pub(crate) fn recognise(&self, came: &mut [Arrival], gone: &mut Gone) {
        self.shift(came, gone);
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
                    arrival.goes_on = Some((strand, FileEvent::Renamed(RenameBy::PreviousIds)));
                    break;
                }
            }
        }
        for arrival in came.iter_mut().filter(|arrival| unknown(arrival)) {
            let key = (arrival.change.kind, arrival.change.id.clone());
            if let Some(strand) = self.dead(&key).filter(|strand| !taken.contains(strand)) {
                taken.push(strand);
                arrival.goes_on = Some((strand, FileEvent::Returned));
            }
        }
        for arrival in came.iter_mut().filter(|arrival| unknown(arrival)) {
            let same = gone
                .iter()
                .find(|(key, (blob, _))| key.0 == arrival.change.kind && *blob == arrival.blob)
                .map(|(key, _)| key.clone());
            if let Some((_, strand)) = same.and_then(|key| gone.remove(&key)) {
                arrival.goes_on = Some((strand, FileEvent::Renamed(RenameBy::SameFile)));
            }
        }
        self.guess(came, gone, unknown);
    }

    /// One record of a kind went and one came, and both lived the same life.
    fn guess(&self, came: &mut [Arrival], gone: &mut Gone, unknown: impl Fn(&Arrival) -> bool) {
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
                arrival.goes_on = strand.map(|strand| (strand, FileEvent::Renamed(RenameBy::Guess)));
            }
        }
    }

    /// Names that change hands within one commit: swaps, and names that move on by one. A record takes a
    /// name that another one bore, which itself took another name or went.
    fn shift(&self, came: &mut [Arrival], gone: &mut Gone) {
        let at: HashMap<Key, usize> = came.iter().enumerate().map(|(at, arrival)| (arrival.key(), at)).collect();
        let held: HashMap<(usize, Oid), Key> = came
            .iter()
            .filter_map(|arrival| Some(((arrival.change.kind, arrival.change.before?), arrival.key())))
            .chain(gone.iter().map(|(key, (blob, _))| ((key.0, *blob), key.clone())))
            .collect();
        let own: Vec<Option<usize>> = came.iter().map(|arrival| self.alive(&arrival.key())).collect();
        let mut moves: Vec<Option<Move>> = came
            .iter()
            .zip(&own)
            .map(|(arrival, own)| {
                let told = self.newly_told(arrival, *own).map(|from| (from, RenameBy::PreviousIds));
                let same = held.get(&(arrival.change.kind, arrival.blob)).cloned();
                let same = same.map(|from| (from, RenameBy::SameFile));
                let mut named = told.chain(same).filter(|(from, _)| *from != arrival.key());
                named.find_map(|(from, by)| {
                    let strand = self.alive(&from)?;
                    // What merely took a free name from one that went is recognised below.
                    let shifts = own.is_some() || !gone.contains_key(&from);
                    let is_touched = gone.contains_key(&from) || at.contains_key(&from);
                    (shifts && is_touched).then_some(Move { from, strand, by })
                })
            })
            .collect();
        // What does not fit together is no move: a name must be left by the one that bore it, and who is
        // driven from a name must go on under another.
        loop {
            let fits = |place: usize, one: &Move| {
                let is_left = gone.contains_key(&one.from)
                    || at.get(&one.from).is_some_and(|at| moves.get(*at).is_some_and(Option::is_some));
                let goes_on = |strand: usize| moves.iter().flatten().any(|other| other.strand == strand);
                let is_first = moves.iter().take(place).flatten().all(|other| other.strand != one.strand);
                is_left && is_first && own.get(place).copied().flatten().is_none_or(goes_on)
            };
            let unfit =
                moves.iter().enumerate().find(|(place, one)| one.as_ref().is_some_and(|one| !fits(*place, one)));
            let Some(slot) = unfit.map(|(place, _)| place).and_then(|place| moves.get_mut(place)) else { break };
            *slot = None;
        }
        for (arrival, one) in came.iter_mut().zip(moves) {
            if let Some(Move { from, strand, by }) = one {
                gone.remove(&from);
                arrival.goes_on = Some((strand, FileEvent::Renamed(by)));
            }
        }
    }

    /// The names that a version says for the first time to have been the record's before.
    fn newly_told<'a>(&'a self, arrival: &'a Arrival, own: Option<usize>) -> impl Iterator<Item = Key> + 'a {
        let before = own.and_then(|strand| self.strands.get(&strand)?.last.as_ref());
        let told = arrival.reading.as_ref().ok().into_iter().flat_map(|reading| &reading.previous_ids);
        let is_new = move |id: &&String| before.is_none_or(|before| !before.previous_ids.contains(id));
        told.filter(is_new).map(|id| (arrival.change.kind, id.clone()))
    }
}
