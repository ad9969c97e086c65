//! Compiled schemas, and words for the ways in which a record leaves them. The only room that
//! knows the JSON Schema crate.

mod branch;
mod outline;
mod schema;
mod tree;
mod violation;

pub use outline::Outline;
pub use schema::{BadSchema, Schema, SchemaPlace};
pub use violation::{Violation, ViolationKind};
