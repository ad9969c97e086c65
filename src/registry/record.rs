use super::{Definitions, Listing, Manifest};
use crate::diagnostic::Outcome;
use crate::git::{Origin, Repository};
use crate::yaml::Document;

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

/// A register, or some kinds of it, read from one snapshot.
pub struct Register {
    /// The files under `schema/`, but for the schemas.
    pub definitions: Definitions,
    /// The manifest; empty where its file can't be read.
    pub manifest: Manifest,
    /// The records, in the order of their paths.
    pub records: Vec<Record>,
}

impl Register {
    /// Reads the definitions without the schemas, and the records of the kinds that `wanted` names.
    pub fn load_kinds(repository: &Repository, origin: Origin, wanted: impl Fn(&str) -> bool) -> Outcome<Register> {
        let listing = Listing::read_kinds(repository, origin, wanted)?;
        let records = listing.read_each(repository, |_| true, |record| record)?;
        Ok(Register { records, definitions: listing.definitions, manifest: listing.manifest })
    }
}

/// The identifiers that a record says it had before, with their places in its list.
pub fn previous_ids(record: &Record) -> impl Iterator<Item = (usize, &str)> {
    let list = record.document.root.as_ref().and_then(|root| root.get("previous_ids")?.as_list());
    list.unwrap_or_default().iter().enumerate().filter_map(|(at, id)| Some((at, id.as_text()?)))
}
