//! Brings existing registers over, with their history: one commit for one.
//!
//! Values of a source are kept as they were written, as far as the register's own schemas allow it. Only the spelling
//! of identifiers, the shape of values and the vocabulary of the time change; every such change, and everything left
//! out, is counted in a [`Report`].
//!
//! `sources → steps (commits) → records → register (what follows for others) → target (files, commits)`

mod beta;
mod corrections;
mod discretion;
mod eig;
mod fit;
mod front_matter;
mod gather;
mod in_full;
mod kind;
mod merge;
mod note;
mod places;
mod reader;
mod record;
mod register;
mod repair;
mod report;
mod run;
mod shapes;
mod source;
mod sources;
mod stand_in;
mod suspects;
mod target;

pub use kind::RecordKind;
pub use merge::Prefer;
pub use note::Note;
pub use report::{Corrected, Disputed, RecordCount, Report, SourcePlace, SourceReport, Tally, Unread};
pub use run::{Request, import};
pub use source::{SourceKind, SourceRequest};
pub use suspects::{Likeness, RenameSuspect};
pub(crate) use target::remembered;
