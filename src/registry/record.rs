use super::{Definitions, Listing, Manifest, Name};
use crate::diagnostic::Outcome;
use crate::git::{Origin, Repository};
use crate::yaml::Document;

/// The fields that may hold the title of a record, in order of preference.
pub const TITLES: [&str; 4] = ["name", "acronym", "fullname", "label"];

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
    /// The text of the file and what was read of it.
    pub document: Document,
}

/// A register, or some kinds of it, read from one snapshot.
pub struct Register {
    /// The files under `schema/`; where only some kinds were loaded, without the schemas.
    pub definitions: Definitions,
    /// The manifest; empty where its file can't be read.
    pub manifest: Manifest,
    /// The records, in the order of their paths.
    pub records: Vec<Record>,
}

impl Register {
    /// Reads the definitions without the schemas, and the records of the kinds that `wanted` names.
    ///
    /// # Errors
    ///
    /// Where `origin`, or a file in it, can't be read.
    pub fn load_kinds(repository: &Repository, origin: Origin, wanted: impl Fn(&str) -> bool) -> Outcome<Register> {
        let listing = Listing::read_kinds(repository, origin, wanted)?;
        let records = listing.read_each(repository, |_| true, |record| record)?;
        Ok(Register { records, definitions: listing.definitions, manifest: listing.manifest })
    }

    /// Reads, of a register that is listed already, the records of the kinds that `wanted` names.
    ///
    /// # Errors
    ///
    /// Where the file of a record can't be read.
    pub fn of(repository: &Repository, listing: &Listing, wanted: impl Fn(&str) -> bool) -> Outcome<Register> {
        let is_wanted: Vec<bool> = listing.manifest.kinds.iter().map(|kind| wanted(&kind.name)).collect();
        let is_wanted = |name: &Name| is_wanted.get(name.kind).copied().unwrap_or(false);
        let records = listing.read_each(repository, is_wanted, |record| record)?;
        let (definitions, manifest) = (listing.definitions.clone(), listing.manifest.clone());
        Ok(Register { definitions, manifest, records })
    }
}

/// The claimed aliases of a record (`previous_ids`), with their places in its list, from 0.
pub fn previous_ids(record: &Record) -> impl Iterator<Item = (usize, &str)> {
    previous_ids_in(&record.document)
}

/// The same of a record's document.
pub fn previous_ids_in(document: &Document) -> impl Iterator<Item = (usize, &str)> {
    let list = document.root.as_ref().and_then(|root| root.get("previous_ids")?.as_list());
    list.unwrap_or_default().iter().enumerate().filter_map(|(at, id)| Some((at, id.as_text()?)))
}
