//! What an editor asks of a register while it is being written: the Language Server Protocol, one file per
//! capability. The only room that knows the crates of that protocol.
//!
//! A thread listens, one answers, and one judges: what is typed meanwhile is judged once it has come to rest.

mod actions;
mod address;
mod completion;
mod completion_values;
mod cursor;
mod definition;
mod desk;
mod diagnostics;
mod encoding;
mod flow;
mod greeting;
mod hover;
mod ink;
mod judge;
mod lines;
mod meaning;
mod portrait;
mod references;
mod rename;
mod session;
mod spot;
mod symbols;
mod texts;
mod transport;
mod way;
mod workspace;

pub use session::{End, serve};
