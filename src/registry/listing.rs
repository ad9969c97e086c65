use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Definitions, MANIFEST, Manifest, Placement, REGISTRY_FOLDER, Record, SCHEMA_FOLDER};
use crate::diagnostic::Outcome;
use crate::git::{File, Mode, NewTexts, Oid, Origin, Repository, Snapshot};
use crate::yaml::{Document, MAX_BYTES};

/// The definitions of a register, and the names of its records as the paths of a snapshot give them. The records
/// themselves are not read.
#[derive(Clone)]
pub struct Listing {
    /// The files under `schema/`.
    pub definitions: Definitions,
    /// The manifest; empty where its file can't be read.
    pub manifest: Manifest,
    /// The records, in the order of their paths.
    pub names: Vec<Name>,
    /// Files that are no records, in the order of their paths.
    pub strays: Vec<Stray>,
    /// Whether there is any file under `registry/`, be it of no concern to the register (a picture).
    pub has_files: bool,
}

/// A record, as far as its path tells: its kind and its identifier.
#[derive(Clone, Debug)]
pub struct Name {
    /// Its kind, by its place in the manifest.
    pub kind: usize,
    /// Its identifier.
    pub id: String,
    file: File,
}

impl Name {
    /// The name of a record that is about to be made: its kind (by its place in the manifest), its identifier, and the
    /// path of its file. It has no text to read.
    pub fn new(kind: usize, id: &str, path: &str) -> Name {
        Name { kind, id: id.to_owned(), file: File::saying(path, Arc::from("")) }
    }

    /// Its file, from the top of the repository.
    pub fn path(&self) -> &str {
        &self.file.path
    }

    /// The blob that holds its content; none for a file of the working tree.
    pub fn blob(&self) -> Option<Oid> {
        self.file.blob()
    }
}

/// A file under `registry/` that is no record.
#[derive(Clone, Debug)]
pub struct Stray {
    /// Its path from the top of the repository.
    pub path: String,
    /// Whether it is a regular file, or something else.
    pub mode: Mode,
    /// What its path says it is.
    pub placement: Placement,
}

impl Listing {
    /// Lists the register at `origin`, and reads its definitions. A mistake in them is no failure: the checks report
    /// it.
    ///
    /// # Errors
    ///
    /// Where `origin`, or a definition in it, can't be read.
    pub fn read(repository: &Repository, origin: Origin) -> Outcome<Listing> {
        Listing::read_while(repository, origin, |_, _| ()).map(|(listing, ())| listing)
    }

    /// Lists the register as [`Listing::read`] does, and gives what `meanwhile` makes of its definitions
    /// while the names are being read.
    ///
    /// # Errors
    ///
    /// As for [`Listing::read`].
    pub(crate) fn read_while<T: Send>(
        repository: &Repository,
        origin: Origin,
        meanwhile: impl FnOnce(&Definitions, &Manifest) -> T + Send,
    ) -> Outcome<(Listing, T)> {
        let (definitions, manifest) = Listing::definitions(repository, origin.clone(), true)?;
        let (snapshot, made) = std::thread::scope(|scope| {
            let making = scope.spawn(|| meanwhile(&definitions, &manifest));
            let snapshot = Snapshot::take(repository, origin, &[REGISTRY_FOLDER]);
            (snapshot, making.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        });
        Ok((Listing::of(definitions, manifest, snapshot?), made))
    }

    /// Lists the register at `origin` as definitions of another moment take it.
    ///
    /// # Errors
    ///
    /// Where `origin` can't be read.
    pub(crate) fn read_by(
        repository: &Repository,
        origin: Origin,
        definitions: Definitions,
        manifest: Manifest,
    ) -> Outcome<Listing> {
        let snapshot = Snapshot::take(repository, origin, &[REGISTRY_FOLDER])?;
        Ok(Listing::of(definitions, manifest, snapshot))
    }

    /// Lists the register of the working tree as it would be with these texts of records and definitions, by path.
    ///
    /// # Errors
    ///
    /// Where the working tree, or a definition in it, can't be read.
    pub(crate) fn read_unsaved(repository: &Repository, unsaved: &NewTexts) -> Outcome<Listing> {
        let (definitions, _) = Listing::definitions(repository, Origin::Worktree, true)?;
        let definitions = definitions.with(unsaved);
        let manifest = Listing::manifest(&definitions);
        let snapshot = Snapshot::take(repository, Origin::Worktree, &[REGISTRY_FOLDER])?;
        Ok(Listing::of(definitions, manifest, snapshot).with(unsaved))
    }

    /// Lists the records of the kinds that `wanted` names, and nothing else. Its definitions are without
    /// the schemas.
    ///
    /// # Errors
    ///
    /// As for [`Listing::read`].
    pub(crate) fn read_kinds(
        repository: &Repository,
        origin: Origin,
        wanted: impl Fn(&str) -> bool,
    ) -> Outcome<Listing> {
        let (definitions, manifest) = Listing::definitions(repository, origin.clone(), false)?;
        let kinds = manifest.kinds.iter().filter(|kind| wanted(&kind.name));
        let paths = kinds.filter_map(|kind| kind.folder.as_ref().or(kind.file.as_ref()));
        let paths: Vec<String> = paths.map(|path| format!("{REGISTRY_FOLDER}/{path}")).collect();
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        let snapshot = Snapshot::take(repository, origin, &paths)?;
        Ok(Listing::of(definitions, manifest, snapshot))
    }

    fn definitions(repository: &Repository, origin: Origin, schemas: bool) -> Outcome<(Definitions, Manifest)> {
        let snapshot = Snapshot::take_few(repository, origin, SCHEMA_FOLDER)?;
        let definitions = Definitions::load(repository, &snapshot, schemas)?;
        let manifest = Listing::manifest(&definitions);
        Ok((definitions, manifest))
    }

    fn manifest(definitions: &Definitions) -> Manifest {
        let document = definitions.document(MANIFEST);
        let read = document.and_then(|document| Manifest::read(document.root.as_ref()?).ok()).unwrap_or_default();
        match definitions.are_embedded() {
            // The kinds hold for any register, the time zone for those that say so.
            true => Manifest { timezone: None, ..read },
            false => read,
        }
    }

    fn of(definitions: Definitions, manifest: Manifest, snapshot: Snapshot) -> Listing {
        let has_files = !snapshot.files.is_empty();
        let mut names = Vec::with_capacity(snapshot.files.len());
        let mut strays = Vec::new();
        for file in snapshot.files {
            match (manifest.place(&file.path), file.mode) {
                (Placement::Other, mode) if mode != Mode::Special => {}
                (Placement::Record { kind, id }, Mode::Regular) => names.push(Name { kind, id, file }),
                (placement, mode) => strays.push(Stray { path: file.path, mode, placement }),
            }
        }
        Listing { definitions, manifest, names, strays, has_files }
    }

    /// The register as it would be with these texts, by path (`None`: without the file). The definitions stay as they
    /// are.
    #[must_use]
    pub fn with(&self, files: &BTreeMap<String, Option<Arc<str>>>) -> Listing {
        let mut listing = self.clone();
        listing.names.retain(|name| !files.contains_key(name.path()));
        listing.strays.retain(|stray| !files.contains_key(&stray.path));
        for (path, text) in files {
            let Some(text) = text else { continue };
            match listing.manifest.place(path) {
                Placement::Other => {}
                Placement::Record { kind, id } => {
                    listing.names.push(Name { kind, id, file: File::saying(path, Arc::clone(text)) });
                }
                placement => listing.strays.push(Stray { path: path.clone(), mode: Mode::Regular, placement }),
            }
        }
        listing.names.sort_by(|a, b| a.path().cmp(b.path()));
        listing.strays.sort_by(|a, b| a.path.cmp(&b.path));
        listing
    }

    /// The record whose file is at `path`.
    pub fn at(&self, path: &str) -> Option<&Name> {
        self.names.iter().find(|name| name.path() == path)
    }

    /// Reads the records that `wanted` asks for, on all cores, and gives what `read` makes of each, in
    /// the order of their paths.
    ///
    /// # Errors
    ///
    /// Where the file of a record can't be read. What is wrong with its text is a problem of the document instead.
    pub fn read_each<T: Send>(
        &self,
        repository: &Repository,
        wanted: impl Fn(&Name) -> bool,
        read: impl Fn(Record) -> T + Sync,
    ) -> Outcome<Vec<T>> {
        let names: Vec<&Name> = self.names.iter().filter(|name| wanted(name)).collect();
        let files = names.iter().map(|name| (&name.file, *name)).collect::<Vec<_>>();
        Snapshot::read(repository, &files, MAX_BYTES, |name, bytes| {
            let document = bytes.map_or_else(Document::too_large, Document::read);
            read(Record {
                kind: name.kind,
                key: self.key(name),
                id: name.id.clone(),
                path: name.path().to_owned(),
                document,
            })
        })
    }

    /// A record's name as `kind/id`.
    pub fn key(&self, name: &Name) -> String {
        let kind = self.manifest.kinds.get(name.kind);
        kind.map_or_else(|| name.id.clone(), |kind| format!("{}/{}", kind.name, name.id))
    }
}
