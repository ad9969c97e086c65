//! Compiled schemas, and words for the ways in which a record leaves them. The only room that
//! knows the JSON Schema crate.

mod branch;
mod compiled;
mod outline;
mod tree;
mod violation;

pub use compiled::{BadSchema, Schema, SchemaPlace};
pub use outline::Outline;
pub use violation::{Violation, ViolationKind};
