//! `greffe lsp`, driven through its own standard input and output, as an editor does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "../support/mod.rs"]
mod support;

mod client;
mod completion;
mod findings;
mod fixes;
mod protocol;
mod reading;
mod renaming;
mod trust;
