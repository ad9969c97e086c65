//! Compiled schemas, and the ways in which a record can break them. The only room that
//! knows the JSON Schema crate.

mod branch;
mod compiled;
mod labels;
mod outline;
mod tree;
mod violation;
mod weight;

pub use compiled::{BadSchema, Schema, SchemaCause, SchemaPlace};
pub(crate) use labels::Labels;
pub use outline::Outline;
pub use violation::{Violation, ViolationKind};
