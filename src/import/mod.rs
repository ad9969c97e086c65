//! Brings an existing register over, with its history: one commit for one.
//!
//! What the source says goes over as it was written. Only the spelling of identifiers and the
//! shape of values change, and every such change, and everything left out, is counted in a
//! [`Report`].

mod fit;
mod front_matter;
mod kind;
mod names;
mod note;
mod record;
mod replay;
mod report;
mod source;
mod target;
mod versions;

pub use kind::RecordKind;
pub use note::Note;
pub use replay::{Request, beta_gouv};
pub use report::{Report, Seen, Tally, Unread};
