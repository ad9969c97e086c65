use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::file_timeline::{CommitDay, FileTimeline, TimelineRows};
use super::history::{FileEvent, FileEventRow, GapReason};
use super::parsed_version::ParsedVersion;
use super::rename_detection::{Arrival, Gone};
use super::walk_config::WalkConfig;
use crate::git::Oid;

/// A record as its file names it: its kind (by its place in the manifest) and its identifier.
pub(crate) type RecordKey = (usize, String);

/// What one commit did to a record's file.
#[derive(Debug)]
pub(crate) struct VersionChange {
    pub kind: usize,
    pub id: String,
    pub path: String,
    /// The blob before, if the file was there.
    pub before: Option<Oid>,
    /// The blob after, and what it says, if the file is there.
    pub after: Option<(Oid, Result<Arc<ParsedVersion>, GapReason>)>,
}

/// The files of records that are known so far, and which of them are one record.
#[derive(Debug, Default)]
pub(crate) struct Identity {
    /// By number: all of them, or those that the commits at hand are about.
    pub files: BTreeMap<usize, FileTimeline>,
    /// How many there are in all.
    count: usize,
    /// By kind and identifier, the file that owns it, or owned it last.
    owners: HashMap<RecordKey, usize>,
    /// Files that turned out to be one record's: each points to the one that goes on for it, since a
    /// commit.
    merged: HashMap<usize, (usize, usize)>,
    /// The identifiers that present records say to have borne before, but for their own, each with those that say
    /// so. Whoever bore it and is gone is that record from then on.
    pub aliases: BTreeMap<RecordKey, BTreeSet<usize>>,
    /// Files that bear the identifier of another one, which owns it: by kind, identifier and path.
    pub rivals: BTreeMap<(usize, String, String), usize>,
    /// Whether two records turned out to be one since the walk went on from where it was left.
    pub has_merged: bool,
}

impl Identity {
    /// Takes in all that one commit did.
    pub(crate) fn commit(
        &mut self,
        moment: CommitDay,
        changes: Vec<VersionChange>,
        config: &WalkConfig,
        rows: &mut TimelineRows,
    ) {
        let mut gone = Gone::new();
        let mut came = Vec::new();
        let mut by_key: BTreeMap<RecordKey, Vec<VersionChange>> = BTreeMap::new();
        for change in changes {
            by_key.entry((change.kind, change.id.clone())).or_default().push(change);
        }
        for (key, changes) in by_key {
            self.sort_out(key, changes, moment, &mut came, &mut gone, rows);
        }
        self.detect_renames(&mut came, &mut gone, config);
        // Where the owner of an identifier went for good, the record goes on in the file that bears it too.
        for arrival in came.iter_mut().filter(|arrival| arrival.is_heir && arrival.goes_on.is_none()) {
            if let Some((_, owner)) = gone.remove(&arrival.key()) {
                arrival.goes_on = Some((owner, None));
            }
        }
        // Whoever says to have been one of these may mean any name that it ever had.
        let names = |(key, (_, number)): (&RecordKey, &(Oid, usize))| {
            let ids = self.files.get(number).map(|file| file.ids.clone()).unwrap_or_default();
            ids.into_iter().map(|id| (key.0, id)).collect::<Vec<_>>()
        };
        let mut touched: BTreeSet<RecordKey> = gone.iter().flat_map(names).collect();
        for (_, number) in gone.into_values() {
            self.delete(number, moment, rows);
        }
        let mut claimers = BTreeSet::new();
        for arrival in came {
            touched.insert(arrival.key());
            claimers.insert(self.arrive(arrival, moment, rows));
        }
        self.follow_aliases(&claimers, &touched, moment);
    }

    /// Sorts what a commit did to the files of one identifier into what came and what is gone. There is more than one
    /// file where a record moved between folders of its kind, or where an identifier is borne twice: then the file
    /// that bore it first owns it, and the others are records of their own.
    fn sort_out(
        &mut self,
        key: RecordKey,
        mut changes: Vec<VersionChange>,
        moment: CommitDay,
        came: &mut Vec<Arrival>,
        gone: &mut Gone,
        rows: &mut TimelineRows,
    ) {
        let owner = self.present(&key);
        let owned_path = owner.and_then(|owner| self.files.get(&owner)).map(|file| file.path.clone());
        // Files that bear somebody else's identifier live lives of their own.
        let rival_of = |path: &str| (key.0, key.1.clone(), path.to_owned());
        let mut rest = Vec::new();
        for change in changes.drain(..) {
            match self.rivals.get(&rival_of(&change.path)).copied() {
                Some(number) => self.change_rival(number, change, moment, came, gone, rows),
                None => rest.push(change),
            }
        }
        let Some((owner, owned_path)) = owner.zip(owned_path) else {
            // Nobody owns it: the first of those that come does.
            let mut arrivals = rest.into_iter().filter_map(Arrival::of);
            came.extend(arrivals.next());
            came.extend(arrivals.map(|arrival| Arrival { is_rival: true, ..arrival }));
            return;
        };
        let own = rest.iter().position(|change| change.path == owned_path).map(|at| rest.remove(at));
        let goes = own.as_ref().is_some_and(|own| own.after.is_none());
        if !goes {
            came.extend(own.and_then(Arrival::of));
            came.extend(rest.into_iter().filter_map(Arrival::of).map(|arrival| Arrival { is_rival: true, ..arrival }));
            return;
        }
        let before = own.and_then(|own| own.before);
        // It moved between folders: into the file that says the same, else into the first.
        let same = rest.iter().position(|change| change.after.as_ref().is_some_and(|(blob, _)| Some(*blob) == before));
        let mut others = rest;
        let at = same.or_else(|| others.iter().position(|change| change.after.is_some()));
        if let Some(at) = at {
            let moved = others.remove(at);
            came.extend(Arrival::of(VersionChange { before, ..moved }));
        } else {
            let heir = self.rivals_of(key.0, &key.1).into_iter().next();
            let heir = heir.and_then(|number| Some((self.files.get(&number)?.path.clone(), number)));
            if let Some((path, number)) = heir {
                self.rivals.remove(&rival_of(&path));
                match came.iter_mut().find(|arrival| arrival.own == Some(number)) {
                    // It changes in this very commit: what it says now counts, and once.
                    Some(changed) => (changed.is_rival, changed.is_heir) = (false, true),
                    None => came.extend(self.succeed(number, path)),
                }
            }
            if let Some(before) = before {
                gone.insert(key.clone(), (before, owner));
            }
        }
        came.extend(others.into_iter().filter_map(Arrival::of).map(|arrival| Arrival { is_rival: true, ..arrival }));
    }

    /// What becomes of the file that bears an identifier too when its owner goes: it arrives, as itself.
    fn succeed(&mut self, number: usize, path: String) -> Option<Arrival> {
        let file = self.files.get(&number)?;
        let last = file.last.clone().filter(|_| !file.is_unreadable);
        Some(Arrival {
            change: VersionChange { kind: file.kind, id: file.id().to_owned(), path, before: None, after: None },
            blob: file.blob.unwrap_or(Oid::ZERO_SHA1),
            version: last.ok_or(GapReason::Document),
            goes_on: None,
            is_rival: false,
            is_heir: true,
            own: Some(number),
        })
    }

    /// A file that bears somebody else's identifier changes, or goes.
    fn change_rival(
        &mut self,
        number: usize,
        change: VersionChange,
        moment: CommitDay,
        came: &mut Vec<Arrival>,
        gone: &mut Gone,
        rows: &mut TimelineRows,
    ) {
        if change.after.is_some() {
            came.extend(Arrival::of(change).map(|arrival| Arrival { is_rival: true, own: Some(number), ..arrival }));
            return;
        }
        let key = (change.kind, change.id.clone());
        self.rivals.remove(&(key.0, key.1.clone(), change.path.clone()));
        if let Some(owner) = self.present(&key) {
            let event = FileEvent::IdAlone;
            rows.file_events.push(FileEventRow {
                record: owner,
                file: owner,
                at: moment.at,
                path: change.path.clone(),
                event,
            });
        }
        if let Some(before) = change.before {
            // Not by its identifier, which is another's: by its path.
            gone.insert((key.0, format!("{}\n{}", key.1, change.path)), (before, number));
        }
    }

    /// The file that owns an identifier, or owned it last.
    pub(crate) fn owner(&self, kind: usize, id: &str) -> Option<usize> {
        self.owners.get(&(kind, id.to_owned())).copied()
    }

    /// The file that bears an identifier and stands at `path`: its owner, or another.
    pub(crate) fn bearer(&self, kind: usize, id: &str, path: &str) -> Option<usize> {
        let rival = self.rivals.get(&(kind, id.to_owned(), path.to_owned())).copied();
        rival.or_else(|| self.owner(kind, id))
    }

    /// The files that bear an identifier which another one owns.
    pub(crate) fn rivals_of(&self, kind: usize, id: &str) -> Vec<usize> {
        let from = (kind, id.to_owned(), String::new());
        let found = self.rivals.range(from..).take_while(|((of, other, _), _)| *of == kind && other == id);
        found.map(|(_, number)| *number).collect()
    }

    /// The identifiers that are known, each with the file that owns it, or owned it last.
    pub(crate) fn owners(&self) -> impl Iterator<Item = (&RecordKey, &usize)> {
        self.owners.iter()
    }

    /// The file that goes on for this one, which turned out to be the same record's, and the commit that
    /// said so.
    pub(crate) fn merged(&self, file: usize) -> Option<(usize, usize)> {
        self.merged.get(&file).copied()
    }

    /// Goes on after `count` files, of which those are told with [`Identity::recall`] that matter.
    pub(crate) fn after(count: usize) -> Identity {
        Identity { count, ..Identity::default() }
    }

    /// Takes in a file of before, and the one that goes on for it, if there is one.
    pub(crate) fn recall(&mut self, number: usize, file: FileTimeline, merged: Option<(usize, usize)>) {
        self.files.insert(number, file);
        self.merged.extend(merged.map(|other| (number, other)));
    }

    /// Takes in which file owns an identifier, or owned it last.
    pub(crate) fn recall_owner(&mut self, key: RecordKey, file: usize) {
        self.owners.insert(key, file);
    }

    /// The file that owns `key` and is there.
    pub(super) fn present(&self, key: &RecordKey) -> Option<usize> {
        let at = *self.owners.get(key)?;
        self.files.get(&at).filter(|file| file.is_present && file.id() == key.1).map(|_| at)
    }

    fn delete(&mut self, number: usize, moment: CommitDay, rows: &mut TimelineRows) {
        if let Some(gone) = self.files.get_mut(&number) {
            gone.delete(number, moment, rows);
        }
        self.withdraw_aliases(number);
    }

    /// Takes in a file that came or changed. Gives its number.
    fn arrive(&mut self, arrival: Arrival, moment: CommitDay, rows: &mut TimelineRows) -> usize {
        let key = arrival.key();
        let Arrival { change, blob, version, goes_on, is_rival, is_heir, own } = arrival;
        let known = match goes_on {
            Some((number, event)) => Some((number, event)),
            None if is_rival || is_heir => own.map(|number| (number, None)),
            None => self.present(&key).map(|number| (number, None)),
        };
        let (mut number, mut event) = known.unwrap_or_else(|| (self.create(&key), Some(FileEvent::Created)));
        if let (Some(heir), true) = (own, is_heir)
            && heir != number
        {
            // The record goes on here: what the file said on its own account is the record's.
            self.delete(heir, moment, rows);
            self.merge(heir, number, moment);
        }
        if let (Ok(version), Some(file)) = (&version, self.files.get(&number))
            && let Some((previous, since)) = file.guess.clone()
            && version.not_previous.contains(&previous)
        {
            // The register denies the guess: the record that it was taken for is gone, this one is new, and shows
            // what it shows since it bears its name.
            let shown = file.shown.iter().map(|(key, day)| (key.clone(), (*day).max(since))).collect();
            self.delete(number, moment, rows);
            if let Some(old) = self.files.get_mut(&number) {
                old.guess = None;
                old.rename(&previous);
            }
            number = self.create(&key);
            event = Some(FileEvent::Created);
            if let Some(new) = self.files.get_mut(&number) {
                new.shown = shown;
            }
        }
        if is_rival {
            let rival = (key.0, key.1.clone(), change.path.clone());
            if self.rivals.insert(rival, number).is_none()
                && let Some(owner) = self.present(&key)
            {
                let event = FileEvent::IdTaken;
                rows.file_events.push(FileEventRow {
                    record: owner,
                    file: owner,
                    at: moment.at,
                    path: change.path.clone(),
                    event,
                });
            }
        } else {
            self.owners.insert(key, number);
        }
        if let Some(file) = self.files.get_mut(&number) {
            let guessed = matches!(event, Some(FileEvent::Renamed(super::RenameBy::Guess)));
            match guessed {
                true => file.guess = Some((file.id().to_owned(), moment.day)),
                false if event.is_some() => file.guess = None,
                false => {}
            }
            file.rename(&change.id);
            file.version(number, moment, &change.path, (blob, &version), event, rows);
        }
        self.withdraw_aliases(number);
        if let Ok(version) = &version {
            self.claim_aliases(change.kind, number, &version.previous_ids);
        }
        number
    }

    fn create(&mut self, key: &RecordKey) -> usize {
        let number = self.count;
        self.files.insert(number, FileTimeline::new(key.0, key.1.clone()));
        self.count += 1;
        number
    }

    /// Takes in which identifiers a record says to have borne before. It may say so long after, and even while
    /// another record still bears one of them.
    fn claim_aliases(&mut self, kind: usize, number: usize, previous_ids: &[String]) {
        let Some(file) = self.files.get(&number) else { return };
        for previous in previous_ids.iter().filter(|previous| !file.ids.contains(previous)) {
            self.aliases.entry((kind, previous.clone())).or_default().insert(number);
        }
    }

    fn withdraw_aliases(&mut self, number: usize) {
        self.aliases.retain(|_, claimers| {
            claimers.remove(&number);
            !claimers.is_empty()
        });
    }

    /// A record that is gone is the one that says to have borne its identifier.
    fn follow_aliases(&mut self, claimers: &BTreeSet<usize>, touched: &BTreeSet<RecordKey>, moment: CommitDay) {
        let mut found = Vec::new();
        for (key, claiming) in &self.aliases {
            let is_asked = touched.contains(key) || claiming.iter().any(|claimer| claimers.contains(claimer));
            let Some(gone) = self.owners.get(key).copied().filter(|_| is_asked) else { continue };
            found.extend(claiming.iter().map(|claimer| (gone, *claimer)));
        }
        for (gone, claimer) in found {
            let is_gone = self.files.get(&gone).is_some_and(|file| !file.is_present);
            let is_free = is_gone && gone != claimer && self.merged(gone).is_none() && self.merged(claimer).is_none();
            if is_free {
                self.merge(gone, claimer, moment);
            }
        }
    }

    fn merge(&mut self, old: usize, new: usize, moment: CommitDay) {
        let (old, new) = (self.root(old), self.root(new));
        if old != new {
            self.merged.insert(old, (new, moment.at));
            self.has_merged = true;
        }
    }

    /// The file that stands for the record that this one belongs to.
    pub(crate) fn root(&self, mut file: usize) -> usize {
        while let Some((next, _)) = self.merged(file) {
            file = next;
        }
        file
    }
}
