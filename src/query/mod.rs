//! A register opened for questions: its repository, its definitions, its history. What is worth a note is given
//! back, never printed: every asker (command line, site, exports, editors) has its own way of saying it.

mod as_of;
mod selection;
mod session;

pub use as_of::AsOf;
pub use selection::{chosen, counted_by, indicator, method, moved_by, named, refuse_uncounted};
pub use session::{Progress, Session, clock_notes, definitions, head, lost_notes, publications, walk_config};
