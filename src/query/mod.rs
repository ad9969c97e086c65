//! A register opened for questions: its repository, its definitions, its history. What is worth a note is given
//! back, never printed: every asker (command line, site, exports, editors) has its own way of saying it.

mod as_of;
mod selection;
mod session;

pub use as_of::AsOf;
pub use selection::{chosen, indicator, method, named};
pub(crate) use selection::{counted_by, moved_by, refuse_uncounted};
pub(crate) use session::{Session, clock_notes, lost_notes, walk_config};
pub use session::{definitions, head, publications};
