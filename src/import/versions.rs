use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::kind::stem;
use super::record::{Converted, convert};
use super::source::{Source, Step};
use super::{Note, RecordKind};
use crate::diagnostic::Outcome;
use crate::git::{Change, Mode, Oid, Repository};
use crate::message;
use crate::words::Message;

/// What one version of a file of the source became.
pub(super) enum Version {
    /// A record of the register (its blob), and how it differs from the source.
    Record(Oid, Vec<Note>),
    /// A startup without `phases`.
    Status,
    /// Nothing that can be read.
    Unread(Message),
}

/// The versions, each converted once: the same page may come back, and stand under other names.
pub(super) struct Versions {
    known: HashMap<Key, Version>,
}

type Key = (Oid, RecordKind, String);

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
        Some((oid, Mode::Regular)) if stem(path).is_some() => Some((RecordKind::of(path)?, oid)),
        _ => None,
    }
}

impl Versions {
    /// Converts all versions that the steps bring, on all cores, and writes them into `target`.
    pub(super) fn convert(
        source: &Source,
        steps: &[Step],
        target: &Repository,
        progress: &mut dyn FnMut(usize),
    ) -> Outcome<Versions> {
        let mut seen = HashSet::new();
        let mut wanted: Vec<Key> = Vec::new();
        for change in steps.iter().flat_map(|step| &step.changes) {
            if let Some((kind, oid)) = record(change) {
                let key = (oid, kind, stem(&change.path).unwrap_or_default().to_owned());
                if seen.insert(key.clone()) {
                    wanted.push(key);
                }
            }
        }
        let mut known = HashMap::with_capacity(wanted.len());
        let schemas = RecordKind::ALL.map(|kind| (kind, kind.schema()));
        let git_dir = source.repository.git_dir();
        for batch in wanted.chunks(BATCH) {
            let converted: Vec<Outcome<Converted>> = batch
                .par_iter()
                .with_min_len(16)
                .map_init(
                    || Repository::open(git_dir),
                    |opened, (oid, kind, stem)| {
                        let repository = opened.as_ref().map_err(Clone::clone)?;
                        let Some(bytes) = repository.blob_within(*oid, MAX_PAGE)? else {
                            return Ok(Converted::Unread(message!("D007-message", limit = MAX_PAGE >> 20)));
                        };
                        let schema = schemas.iter().find(|(of, _)| of == kind).map(|(_, schema)| schema);
                        convert(*kind, schema.unwrap_or(&serde_json::Value::Null), stem, &bytes)
                    },
                )
                .collect();
            for (key, converted) in batch.iter().zip(converted) {
                let version = match converted? {
                    Converted::Record(text, notes) => Version::Record(target.write_blob(text.as_bytes())?, notes),
                    Converted::Status => Version::Status,
                    Converted::Unread(why) => Version::Unread(why),
                };
                known.insert(key.clone(), version);
            }
            progress(known.len());
        }
        Ok(Versions { known })
    }

    /// What the file `path` of this kind became at the blob `oid`.
    pub(super) fn get(&self, path: &str, kind: RecordKind, oid: Oid) -> Option<&Version> {
        self.known.get(&(oid, kind, stem(path)?.to_owned()))
    }
}
