//! The register: its manifest, kinds, identifiers and records, read from a snapshot.

mod defaults;
mod definitions;
mod id;
mod layout;
mod listing;
mod manifest;
mod placement;
mod presence;
mod record;
mod reference;
mod shelf;
mod waived;

pub use defaults::DEFAULT_SCHEMA;
pub(crate) use defaults::{DEFAULT_INDICATORS, DEFAULT_PUBLICATIONS};
pub(crate) use definitions::MANIFEST;
pub use definitions::{DefinitionFile, Definitions};
pub(crate) use id::{ID_MAX, is_valid_id, nearest_valid_id};
pub(crate) use layout::new_register;
pub use listing::{Listing, Name, Stray};
pub use manifest::{Kind, Label, Manifest};
pub use placement::Placement;
pub use presence::{holds_register, refuse_no_register};
pub use record::{Record, Register, TITLES, previous_ids, previous_ids_in};
pub(crate) use reference::each_reference;
pub use waived::{WAIVERS, waived};

/// The folder of the repository that holds the definitions.
pub(crate) const SCHEMA_FOLDER: &str = "schema";
/// The folder of the repository that holds the records.
pub(crate) const REGISTRY_FOLDER: &str = "registry";
