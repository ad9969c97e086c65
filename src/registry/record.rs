use super::{Definitions, MANIFEST, Manifest, Placement, REGISTRY_FOLDER, SCHEMA_FOLDER};
use crate::diagnostic::Outcome;
use crate::git::{Mode, Origin, Repository, Snapshot};
use crate::yaml::{Document, MAX_BYTES};

/// One record: one file.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its kind, by its place in the manifest.
    pub kind: usize,
    /// Its identifier.
    pub id: String,
    /// `kind/id`.
    pub key: String,
    /// Its file, from the top of the repository.
    pub path: String,
    /// What the file says.
    pub document: Document,
}

/// A file under `registry/` that is no record.
#[derive(Clone, Debug)]
pub struct Stray {
    /// Its path from the top of the repository.
    pub path: String,
    /// What git says it is.
    pub mode: Mode,
    /// What its path says it is.
    pub placement: Placement,
}

/// A record that is there and was not read: what its path alone says.
#[derive(Clone, Debug)]
pub struct Unread {
    /// Its kind, by its place in the manifest.
    pub kind: usize,
    /// Its identifier.
    pub id: String,
    /// Its file, from the top of the repository.
    pub path: String,
}

/// A register, read from one snapshot.
pub struct Register {
    /// The files under `schema/`.
    pub definitions: Definitions,
    /// The manifest; empty where its file can't be read.
    pub manifest: Manifest,
    /// The records, in the order of their paths.
    pub records: Vec<Record>,
    /// The records that were left unread, in the order of their paths; none where all was read.
    pub unread: Vec<Unread>,
    /// Files that are no records, in the order of their paths.
    pub strays: Vec<Stray>,
}

impl Register {
    /// Reads the register of a snapshot. What is wrong within it does not fail the reading: it is
    /// left for the checks to find.
    pub fn load(repository: &Repository, origin: Origin) -> Outcome<Register> {
        Register::load_part(repository, origin, |_, _| true)
    }

    /// Reads the definitions, and only the records of the kinds that `wanted` names.
    pub fn load_kinds(repository: &Repository, origin: Origin, wanted: impl Fn(&str) -> bool) -> Outcome<Register> {
        Register::load_part(repository, origin, |kind, _| wanted(kind))
    }

    /// Reads the definitions, and only the records that `wanted` (their kind's name, their path) asks
    /// for; the others are left in [`Register::unread`].
    pub fn load_part(
        repository: &Repository,
        origin: Origin,
        wanted: impl Fn(&str, &str) -> bool,
    ) -> Outcome<Register> {
        let snapshot = Snapshot::take(repository, origin, &[SCHEMA_FOLDER, REGISTRY_FOLDER])?;
        let definitions = Definitions::load(repository, &snapshot)?;
        let manifest = definitions
            .document(MANIFEST)
            .and_then(|document| Manifest::read(document.root.as_ref()?).ok())
            .unwrap_or_default();
        let mut places = Vec::new();
        let mut unread = Vec::new();
        let mut strays = Vec::new();
        for file in &snapshot.files {
            match (manifest.place(&file.path), file.mode) {
                (Placement::Other, _) => {}
                (Placement::Record { kind, id }, Mode::Regular) => {
                    if manifest.kinds.get(kind).is_some_and(|kind| wanted(&kind.name, &file.path)) {
                        places.push((file, kind, id));
                    } else {
                        unread.push(Unread { kind, id, path: file.path.clone() });
                    }
                }
                (placement, mode) => strays.push(Stray { path: file.path.clone(), mode, placement }),
            }
        }
        let files: Vec<_> = places.iter().map(|(file, ..)| *file).collect();
        let documents = snapshot
            .read(repository, &files, MAX_BYTES, |_, bytes| bytes.map_or_else(Document::too_large, Document::read))?;
        let records = places.into_iter().zip(documents).map(|((file, kind, id), document)| Record {
            kind,
            key: manifest.kinds.get(kind).map_or_else(|| id.clone(), |kind| format!("{}/{id}", kind.name)),
            id,
            path: file.path.clone(),
            document,
        });
        Ok(Register { records: records.collect(), unread, definitions, manifest, strays })
    }

    /// The kind, identifier and path of every record that is there, read or not.
    pub fn names(&self) -> impl Iterator<Item = (usize, &str, &str)> {
        let read = self.records.iter().map(|record| (record.kind, &*record.id, &*record.path));
        read.chain(self.unread.iter().map(|unread| (unread.kind, &*unread.id, &*unread.path)))
    }
}
