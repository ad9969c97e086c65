//! `greffe lsp`, driven through its own standard input and output, as an editor does.

mod client;
mod completion;
mod findings;
mod fixes;
mod protocol;
mod reading;
mod renaming;
mod trust;
