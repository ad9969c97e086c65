//! What the mainline says, commit after commit: versions of records, and the facts that hold from
//! one commit to another. The only room that knows SQLite.

mod advance;
mod ahead;
mod build;
mod difference;
mod guide;
mod identity;
mod index;
mod keeper;
mod life;
mod open;
mod pen;
mod phase;
mod point;
mod reading;
mod recognise;
mod resume;
mod rows;
mod sites;
mod standing;
mod state;
mod steps;
mod strand;
mod walk;

pub use ahead::{Next, NextFile, NextStep, ahead};
pub use build::{Lost, build};
pub use difference::{FactDifference, FileChange, FileDifference, RecordDifference, difference};
pub use guide::Guide;
pub use index::{Counts, Wanted};
pub use life::{Chapter, life, lives};
pub use open::{Built, Opened, build_index, kept, open, open_aside, open_base};
pub use pen::{Cell, Pen};
pub use phase::phase;
pub use point::{AsOf, Point};
pub use rows::{
    AttributeRow, CommitRow, Episode, EpisodeRow, FactRow, GapReason, History, RecordRow, RenameBy, VersionRow,
};
pub use standing::{Kept, Standing, standing};
pub use state::{BearerRow, ClaimRow, JoinRow, StrandRow, life_at};
