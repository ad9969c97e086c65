//! Compiled schemas, and words for the ways in which a record leaves them. The only room that
//! knows the JSON Schema crate.

mod schema;
mod tree;
mod violation;

pub use schema::Schema;
pub use violation::{Violation, ViolationKind};
