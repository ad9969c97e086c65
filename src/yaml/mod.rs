//! YAML text to values that know their place, strictly; and values back to text.
//!
//! The only room that knows the YAML crates. Records are a strict subset of YAML 1.2: one
//! document, no aliases, no tags, text keys, no key twice, finite numbers of at most 64 bits.
//! A text that leaves the subset is still read as far as its meaning is clear, since history must
//! be read leniently: [`Document::problems`] says what is wrong, and [`Document::root`] is absent
//! where nothing trustworthy could be read.
//!
//! A text is read by a parser of all of YAML (`build`), unless it is written as nearly every record is:
//! then `fast_path` reads the same from it, in a quarter of the time.

mod build;
mod document;
mod fast_path;
mod node;
mod scalar;
mod syntax;
mod write;

pub use document::{Document, MAX_BYTES, MAX_DEPTH, MAX_NODES, Problem, ProblemKind};
pub(crate) use node::pointer_push;
pub use node::{Entry, Node, Value};
pub use write::to_text;
