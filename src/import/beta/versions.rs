use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use rayon::prelude::*;

use super::page::{PageReading, convert};
use super::path::{kind_of, stem};
use crate::diagnostic::Outcome;
use crate::git::{Change, Mode, Oid, Repository};
use crate::import::RecordKind;
use crate::import::shapes::Shapes;
use crate::import::source::SourceCommit;
use crate::message;

/// The versions, each converted shortly before its step, and let go once no file has it any more: all of them together
/// would take most of the memory of an import.
#[derive(Default)]
pub(super) struct Versions {
    known: HashMap<VersionKey, PageReading>,
    /// The versions that the steps to come bring, step by step.
    planned: VecDeque<Vec<VersionKey>>,
    /// How many of those steps have theirs converted.
    ready: usize,
}

type VersionKey = (Oid, RecordKind, String);

/// How many versions are converted at a time, at least, so that all cores have something to do.
const BATCH: usize = 1024;

/// The largest page that is read, in bytes. Its front matter has a limit of its own.
pub(super) const MAX_PAGE: usize = 1 << 23;

/// The file of a record after a change, if it is one.
pub(super) fn record(change: &Change) -> Option<(RecordKind, Oid)> {
    side(&change.path, change.after)
}

/// The same before the change.
pub(super) fn record_before(change: &Change) -> Option<(RecordKind, Oid)> {
    side(&change.path, change.before)
}

fn side(path: &str, file: Option<(Oid, Mode)>) -> Option<(RecordKind, Oid)> {
    match file {
        Some((oid, Mode::Regular)) if stem(path).is_some() => Some((kind_of(path)?, oid)),
        _ => None,
    }
}

/// The version that a change brings, if it is one of a record.
fn key(change: &Change) -> Option<VersionKey> {
    let (kind, oid) = record(change)?;
    Some((oid, kind, stem(&change.path)?.to_owned()))
}

impl Versions {
    /// Takes in which steps are to come.
    pub(super) fn plan(&mut self, steps: &[SourceCommit]) {
        let keys = |step: &SourceCommit| step.changes.iter().filter_map(key).collect();
        self.planned.extend(steps.iter().map(keys));
    }

    /// Makes the versions of the next step ready, and those of some steps after it; `files` are those that are there.
    ///
    /// # Errors
    ///
    /// Where a version can't be read from the source's repository.
    pub(super) fn step(
        &mut self,
        repository: &Repository,
        files: &BTreeMap<String, (RecordKind, Oid)>,
        shapes: &Shapes,
        names: bool,
    ) -> Outcome<()> {
        if self.ready == 0 {
            let still: HashSet<VersionKey> =
                files.iter().filter_map(|(path, (kind, oid))| Some((*oid, *kind, stem(path)?.to_owned()))).collect();
            self.known.retain(|key, _| still.contains(key));
            let mut wanted = Vec::new();
            while wanted.len() < BATCH
                && let Some(keys) = self.planned.get(self.ready)
            {
                wanted.extend(keys.iter().cloned());
                self.ready += 1;
            }
            self.read(repository, wanted, shapes, names)?;
        }
        self.planned.pop_front();
        self.ready = self.ready.saturating_sub(1);
        Ok(())
    }

    /// Converts the versions that the changes bring.
    ///
    /// # Errors
    ///
    /// Where a version can't be read from the source's repository.
    pub(super) fn convert<'c>(
        &mut self,
        repository: &Repository,
        changes: impl Iterator<Item = &'c Change>,
        shapes: &Shapes,
        names: bool,
    ) -> Outcome<()> {
        self.read(repository, changes.filter_map(key).collect(), shapes, names)
    }

    /// Converts versions on all cores, each once.
    fn read(
        &mut self,
        repository: &Repository,
        mut wanted: Vec<VersionKey>,
        shapes: &Shapes,
        names: bool,
    ) -> Outcome<()> {
        let mut seen = HashSet::new();
        wanted.retain(|key| !self.known.contains_key(key) && seen.insert(key.clone()));
        let git_dir = repository.git_dir();
        let converted: Vec<Outcome<PageReading>> = wanted
            .par_iter()
            .with_min_len(16)
            .map_init(
                || Repository::open(git_dir),
                |opened, (oid, kind, stem)| {
                    let repository = opened.as_ref().map_err(Clone::clone)?;
                    Ok(match repository.blob_within(*oid, MAX_PAGE)? {
                        Some(bytes) => convert(*kind, shapes, stem, names, &bytes),
                        None => PageReading::Unread(message!("D007-message", limit = MAX_PAGE >> 20)),
                    })
                },
            )
            .collect();
        for (key, said) in wanted.into_iter().zip(converted) {
            self.known.insert(key, said?);
        }
        Ok(())
    }

    /// What the file `path` of this kind says at the blob `oid`.
    pub(super) fn get(&self, path: &str, kind: RecordKind, oid: Oid) -> Option<&PageReading> {
        self.known.get(&(oid, kind, stem(path)?.to_owned()))
    }
}
