//! What `greffe validate` promises: every mistake at its place, from wherever the register is
//! read, with an exit status that says what happened.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod definitions;
mod mistakes;
mod origins;
mod paths;
mod publications;
mod sameness;
mod settings;
mod staged;
mod status;
#[path = "../support/mod.rs"]
mod support;
