//! The index of the history: kept, brought forward, built again where it must be, and never in the way.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod brought_forward;
mod hindered;
mod kept;
#[path = "../support/mod.rs"]
mod support;
