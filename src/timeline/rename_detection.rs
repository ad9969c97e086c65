use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::history::{FileEvent, GapReason, RenameBy};
use super::identity::{Identity, RecordKey, VersionChange};
use super::likeness::likeness;
use super::parsed_version::ParsedVersion;
use super::walk_config::WalkConfig;
use crate::git::Oid;

/// A file that came or changed, and the record that it goes on, if that is not the one of its name.
pub(super) struct Arrival {
    pub change: VersionChange,
    pub blob: Oid,
    pub version: Result<Arc<ParsedVersion>, GapReason>,
    /// The file that it goes on, and what is told of it, if anything is.
    pub goes_on: Option<(usize, Option<FileEvent>)>,
    /// Whether another file owns its identifier.
    pub is_rival: bool,
    /// Whether it bore an identifier whose owner goes now.
    pub is_heir: bool,
    /// Of these two, the file that it was so far, if it was there.
    pub own: Option<usize>,
}

impl Arrival {
    /// What a change left, if it left a file.
    pub(super) fn of(mut change: VersionChange) -> Option<Arrival> {
        let (blob, version) = change.after.take()?;
        Some(Arrival { change, blob, version, goes_on: None, is_rival: false, is_heir: false, own: None })
    }

    pub(super) fn key(&self) -> RecordKey {
        (self.change.kind, self.change.id.clone())
    }
}

/// The files that went, by kind and identifier: what each held, and its number.
pub(super) type Gone = BTreeMap<RecordKey, (Oid, usize)>;

/// A record that seems to have taken the name of another one.
struct Move {
    /// The name that it had.
    from: RecordKey,
    file: usize,
    by: RenameBy,
}

/// How alike what identifies must be for a guess among several records, from 0 to 1, where the lives that are told are
/// equal. Where one went and one came, something in common is enough: an address, a repository.
const ALIKE: f64 = 0.5;
/// With more pairs than this, nothing is guessed: that is another register, not a renaming.
const PAIRS: usize = 4_000_000;

impl Identity {
    /// Finds, for each file that came, the record that it goes on, if that is not the one that bears its
    /// name: by its own word, by its identifier, by its very content, and at last by a guess. A record goes
    /// on once.
    pub(super) fn detect_renames(&self, came: &mut [Arrival], gone: &mut Gone, config: &WalkConfig) {
        self.hand_on(came, gone);
        let is_new = |arrival: &Arrival| {
            arrival.goes_on.is_none()
                && arrival.own.is_none()
                && (arrival.is_rival || self.present(&arrival.key()).is_none())
        };
        // An identifier that is borne after the commit was not left.
        let came_keys: HashSet<RecordKey> = came.iter().map(Arrival::key).collect();
        let is_borne = |key: &RecordKey, gone: &Gone| {
            came_keys.contains(key) || (self.present(key).is_some() && !gone.contains_key(key))
        };
        let mut taken = BTreeSet::new();
        for arrival in came.iter_mut().filter(|arrival| is_new(arrival)) {
            let Ok(version) = &arrival.version else { continue };
            for previous in &version.previous_ids {
                let key = (arrival.change.kind, previous.clone());
                let Some(file) = self.owner(key.0, &key.1).map(|owner| self.root(owner)) else { continue };
                let Some(last) = self.files.get(&file).map(|file| (key.0, file.id().to_owned())) else { continue };
                if !is_borne(&key, gone) && !is_borne(&last, gone) && taken.insert(file) {
                    // It may name an older identifier alone, and be the file that bore the last one, moved.
                    let is_moved = gone.remove(&last).is_some_and(|(blob, _)| blob == arrival.blob);
                    let by = match version.previous_ids.contains(&last.1) || !is_moved {
                        true => RenameBy::PreviousIds,
                        false => RenameBy::SameFile,
                    };
                    arrival.goes_on = Some((file, Some(FileEvent::Renamed(by))));
                    break;
                }
            }
        }
        // By content, each file once, the first in the order of the names.
        let mut held: HashMap<(usize, Oid), Vec<RecordKey>> = HashMap::new();
        for (key, (blob, _)) in gone.iter().rev() {
            held.entry((key.0, *blob)).or_default().push(key.clone());
        }
        for arrival in came.iter_mut().filter(|arrival| is_new(arrival)) {
            let same = held.get_mut(&(arrival.change.kind, arrival.blob)).and_then(Vec::pop);
            if let Some((_, file)) = same.and_then(|key| gone.remove(&key)) {
                taken.insert(file);
                arrival.goes_on = Some((file, Some(FileEvent::Renamed(RenameBy::SameFile))));
            }
        }
        for arrival in came.iter_mut().filter(|arrival| is_new(arrival)) {
            let key = arrival.key();
            let Some(file) = self.owner(key.0, &key.1).map(|owner| self.root(owner)) else { continue };
            let is_its = self.files.get(&file).is_some_and(|file| !file.is_present && file.ids.contains(&key.1));
            if is_its && taken.insert(file) {
                arrival.goes_on = Some((file, Some(FileEvent::Returned)));
            }
        }
        self.guess(came, gone, config, is_new);
    }

    /// Records that went and records that came in one commit, and tell the same lives, are paired by what identifies
    /// them, one for one: each with the one that is most like it, where it is most like that one too. Ties are left
    /// alone.
    fn guess(&self, came: &mut [Arrival], gone: &mut Gone, config: &WalkConfig, is_new: impl Fn(&Arrival) -> bool) {
        let kinds: BTreeSet<usize> = gone.keys().map(|key| key.0).collect();
        for kind in kinds {
            let left: Vec<(&RecordKey, usize)> =
                gone.iter().filter(|(key, _)| key.0 == kind).map(|(key, (_, file))| (key, *file)).collect();
            let new: Vec<usize> = came
                .iter()
                .enumerate()
                .filter(|(_, arrival)| arrival.change.kind == kind && is_new(arrival))
                .map(|(at, _)| at)
                .collect();
            if new.is_empty() || left.len().saturating_mul(new.len()) > PAIRS {
                continue;
            }
            let needed = if left.len() == 1 && new.len() == 1 { 0.0 } else { ALIKE };
            let score = |(key, file): &(&RecordKey, usize), arrival: &Arrival| {
                let old = self.files.get(file).and_then(|file| file.last.as_ref())?;
                let new = arrival.version.as_ref().ok()?;
                let is_denied = new.not_previous.contains(&key.1);
                if is_denied || !old.tells_same_life(new) {
                    return None;
                }
                // Where nothing identifies a record, the files must be alike as they are.
                match likeness(config.identifying(kind), &old.described, &new.described) {
                    Some(score) => (score > 0.0 && score >= needed).then_some(score),
                    None => likeness(
                        old.described
                            .keys()
                            .chain(new.described.keys().filter(|key| !old.described.contains_key(*key))),
                        &old.described,
                        &new.described,
                    )
                    .filter(|score| *score > ALIKE),
                }
            };
            let scores: Vec<Vec<Option<f64>>> = left
                .iter()
                .map(|old| new.iter().map(|at| came.get(*at).and_then(|arrival| score(old, arrival))).collect())
                .collect();
            let column = |at: usize| scores.iter().map(|row| row.get(at).copied().flatten()).collect::<Vec<_>>();
            let mut pairs = Vec::new();
            for (old, row) in left.iter().zip(&scores) {
                let Some(best) = only_best(row) else { continue };
                if only_best(&column(best)).and_then(|at| left.get(at)) == Some(old) {
                    pairs.extend(new.get(best).map(|at| ((*old.0).clone(), old.1, *at)));
                }
            }
            for (key, file, at) in pairs {
                gone.remove(&key);
                if let Some(arrival) = came.get_mut(at) {
                    arrival.goes_on = Some((file, Some(FileEvent::Renamed(RenameBy::Guess))));
                }
            }
        }
    }

    /// Names that change hands within one commit: swaps, and names that move on by one. A record takes a
    /// name that another one bore, which itself took another name or went.
    fn hand_on(&self, came: &mut [Arrival], gone: &mut Gone) {
        let is_own = |arrival: &&mut Arrival| !arrival.is_rival && !arrival.is_heir;
        let mut came: Vec<&mut Arrival> = came.iter_mut().filter(is_own).collect();
        let at: HashMap<RecordKey, usize> = came.iter().enumerate().map(|(at, arrival)| (arrival.key(), at)).collect();
        let held: HashMap<(usize, Oid), RecordKey> = came
            .iter()
            .filter_map(|arrival| Some(((arrival.change.kind, arrival.change.before?), arrival.key())))
            .chain(gone.iter().map(|(key, (blob, _))| ((key.0, *blob), key.clone())))
            .collect();
        let own: Vec<Option<usize>> = came.iter().map(|arrival| self.present(&arrival.key())).collect();
        let mut moves: Vec<Option<Move>> = came
            .iter()
            .zip(&own)
            .map(|(arrival, own)| {
                let told = self.newly_told(arrival, *own).map(|from| (from, RenameBy::PreviousIds));
                let same = held.get(&(arrival.change.kind, arrival.blob)).cloned();
                let same = same.map(|from| (from, RenameBy::SameFile));
                let mut named = told.chain(same).filter(|(from, _)| *from != arrival.key());
                named.find_map(|(from, by)| {
                    let file = self.present(&from)?;
                    // What merely took a free name from one that went is recognised elsewhere.
                    let shifts = own.is_some() || !gone.contains_key(&from);
                    let is_touched = gone.contains_key(&from) || at.contains_key(&from);
                    (shifts && is_touched).then_some(Move { from, file, by })
                })
            })
            .collect();
        // What does not fit together is no move: a name must be left by the one that bore it, and who is
        // driven from a name must go on under another. Each round takes out all that doesn't fit.
        loop {
            let goes_on: HashSet<usize> = moves.iter().flatten().map(|one| one.file).collect();
            let leaves: HashSet<&RecordKey> = moves
                .iter()
                .zip(&came)
                .filter(|(one, _)| one.is_some())
                .filter_map(|(_, arrival)| at.get_key_value(&arrival.key()).map(|(key, _)| key))
                .collect();
            let mut seen = HashSet::new();
            let unfit: Vec<usize> = moves
                .iter()
                .zip(&own)
                .enumerate()
                .filter_map(|(place, (one, own))| {
                    let one = one.as_ref()?;
                    let is_left = gone.contains_key(&one.from) || leaves.contains(&one.from);
                    let fits = is_left && seen.insert(one.file) && own.is_none_or(|own| goes_on.contains(&own));
                    (!fits).then_some(place)
                })
                .collect();
            if unfit.is_empty() {
                break;
            }
            for place in unfit {
                if let Some(slot) = moves.get_mut(place) {
                    *slot = None;
                }
            }
        }
        for (arrival, one) in came.iter_mut().zip(moves) {
            if let Some(Move { from, file, by }) = one {
                gone.remove(&from);
                arrival.goes_on = Some((file, Some(FileEvent::Renamed(by))));
            }
        }
    }

    /// The names that a version says for the first time to have been the record's before.
    fn newly_told<'a>(&'a self, arrival: &'a Arrival, own: Option<usize>) -> impl Iterator<Item = RecordKey> + 'a {
        let before = own.and_then(|file| self.files.get(&file)?.last.as_ref());
        let told = arrival.version.as_ref().ok().into_iter().flat_map(|version| &version.previous_ids);
        let is_new = move |id: &&String| before.is_none_or(|before| !before.previous_ids.contains(id));
        told.filter(is_new).map(|id| (arrival.change.kind, id.clone()))
    }
}

/// The place of the highest score, if no other one is as high.
fn only_best(scores: &[Option<f64>]) -> Option<usize> {
    let mut best: Option<(usize, f64)> = None;
    let mut is_tied = false;
    for (at, score) in scores.iter().enumerate().filter_map(|(at, score)| Some((at, (*score)?))) {
        match best {
            Some((_, known)) if score < known => {}
            Some((_, known)) if score.total_cmp(&known).is_eq() => is_tied = true,
            _ => (best, is_tied) = (Some((at, score)), false),
        }
    }
    best.filter(|_| !is_tied).map(|(at, _)| at)
}
