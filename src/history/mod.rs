//! What the mainline says, commit after commit: versions of records, and the facts that hold from
//! one commit to another. The only room that knows SQLite.

mod ahead;
mod build;
mod difference;
mod identity;
mod index;
mod life;
mod open;
mod point;
mod reading;
mod rows;
mod strand;

pub use ahead::{Next, NextFile, NextStep, ahead};
pub use build::{Guide, Lost, build};
pub use difference::{FactDifference, FileChange, FileDifference, RecordDifference, difference};
pub use life::{Chapter, life};
pub use open::{Opened, kept, open, open_aside};
pub use point::{AsOf, Point};
pub use rows::{
    AttributeRow, CommitRow, Episode, EpisodeRow, FactRow, GapReason, History, RecordRow, RenameBy, VersionRow,
};
