//! What the mainline says, commit after commit: whose file is whose, the facts that each record stated, and
//! when they were known. Pure: it is given what commits did to files, and reads nothing itself.

mod ahead;
mod checkpoint;
mod current_phase;
mod diff;
mod file_timeline;
mod history;
mod identity;
mod parsed_version;
mod point;
mod record_log;
mod rename_detection;
mod replay;
mod walk_config;

pub use ahead::{Next, NextFile, NextStep, ahead};
pub(crate) use checkpoint::record_row;
pub use checkpoint::{AliasClaimRow, FileTimelineRow, MergeRow, OwnerRow, owner_at};
pub use current_phase::current_phase;
pub use diff::{FactDiff, FileDiff, FileDiffKind, RecordDiff, diff};
pub(crate) use file_timeline::Rows;
pub use history::{
    AttributeRow, CommitRow, FactRow, FileEvent, FileEventRow, GapReason, History, RecordRow, RenameBy, VersionRow,
};
pub(crate) use identity::{Identity, Key, VersionChange};
pub(crate) use parsed_version::ParsedVersion;
pub use point::Point;
pub use record_log::{LogEntry, record_log, record_logs};
pub(crate) use replay::Replay;
pub use walk_config::WalkConfig;
