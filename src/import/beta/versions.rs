use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::page::{PageReading, convert};
use super::path::{kind_of, stem};
use crate::diagnostic::Outcome;
use crate::git::{Change, Mode, Oid, Repository};
use crate::import::RecordKind;
use crate::import::shapes::Shapes;
use crate::message;

/// The versions, each converted once: the same page may come back, and stand under other names.
#[derive(Default)]
pub(super) struct Versions {
    known: HashMap<VersionKey, PageReading>,
}

type VersionKey = (Oid, RecordKind, String);

/// How many pages are held at a time.
const BATCH: usize = 512;

/// The largest page that is read, in bytes. Its front matter has a limit of its own.
const MAX_PAGE: usize = 1 << 23;

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

impl Versions {
    /// Converts all versions that the changes bring, on all cores. `progress` gets how many
    /// versions each batch had.
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
        progress: &mut dyn FnMut(usize),
    ) -> Outcome<()> {
        let mut seen = HashSet::new();
        let mut wanted: Vec<VersionKey> = Vec::new();
        for change in changes {
            if let Some((kind, oid)) = record(change) {
                let key = (oid, kind, stem(&change.path).unwrap_or_default().to_owned());
                if !self.known.contains_key(&key) && seen.insert(key.clone()) {
                    wanted.push(key);
                }
            }
        }
        let git_dir = repository.git_dir();
        for batch in wanted.chunks(BATCH) {
            let converted: Vec<Outcome<PageReading>> = batch
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
            for (key, said) in batch.iter().zip(converted) {
                self.known.insert(key.clone(), said?);
            }
            progress(batch.len());
        }
        Ok(())
    }

    /// What the file `path` of this kind says at the blob `oid`.
    pub(super) fn get(&self, path: &str, kind: RecordKind, oid: Oid) -> Option<&PageReading> {
        self.known.get(&(oid, kind, stem(path)?.to_owned()))
    }
}
