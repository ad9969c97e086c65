//! What the mainline says, commit after commit: whose file is whose, the facts that each record stated, and
//! when they were known. Pure: it is given what commits did to files, and reads nothing itself.

mod checkpoint;
mod current_phase;
mod diff;
mod fact_pairs;
mod field_changes;
mod file_timeline;
mod history;
mod identity;
mod likeness;
mod numbering;
mod parsed_version;
mod point;
mod preview;
mod record_log;
mod rename_detection;
mod replay;
mod resume;
mod walk_config;

pub use checkpoint::{AliasRow, Checkpoint, FileTimelineRow, FolderRow, MergeRow, OwnerRow, RivalRow};
pub(crate) use checkpoint::{owner_at, record_row};
pub(crate) use current_phase::current_phase;
pub use diff::{FactDiff, FileDiff, FileDiffKind, RecordDiff, diff};
pub use fact_pairs::pair;
pub use field_changes::FieldChange;
pub(crate) use file_timeline::TimelineRows;
pub use history::{
    AttributeRow, CommitRow, FactRow, FileEvent, FileEventRow, GapReason, History, RecordRow, RenameBy, Restated,
    VersionRow,
};
pub(crate) use identity::{Identity, VersionChange};
pub(crate) use numbering::finish;
pub(crate) use parsed_version::ParsedVersion;
pub use point::Point;
pub(crate) use record_log::{LogEntry, record_log, record_logs};
pub(crate) use replay::Replay;
pub(crate) use resume::{Memory, Resumed, Stop, Touched};
pub use walk_config::WalkConfig;
