//! Compiled schemas, and words for the ways in which a record leaves them. The only room that
//! knows the JSON Schema crate.

mod branch;
mod schema;
mod tree;
mod violation;

pub use schema::{BadSchema, Schema, SchemaPlace};
pub use violation::{Violation, ViolationKind};
