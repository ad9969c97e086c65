//! What an editor asks of a register while it is being written: the Language Server Protocol, one file per
//! capability. The only room that knows the crates of that protocol.
//!
//! One thread reads messages, one answers, and one checks registers: it waits for a pause in the typing.

mod actions;
mod address;
mod completion;
mod completion_values;
mod cursor;
mod definition;
mod diagnostics;
mod diagnostics_worker;
mod encoding;
mod flow;
mod hover;
mod initialize;
mod lines;
mod markup;
mod meaning;
mod node_at;
mod node_path;
mod record_summary;
mod references;
mod rename;
mod session;
mod symbols;
mod texts;
mod transport;
mod workspace;
mod workspace_state;

pub use session::{End, serve};
