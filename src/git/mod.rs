//! Opening repositories, reading trees, the index and the working tree, walking the mainline,
//! writing commits. The only room that knows libgit2.

mod advance;
mod against;
mod change;
mod clock;
mod environment;
mod files;
mod hooks;
mod index;
mod journal;
mod lock;
mod mainline;
mod new_history;
mod pack;
mod patch;
mod program;
mod rehearse;
mod repository;
mod signatures;
mod snapshot;
mod trailer;

pub use change::{Change, Comparison, changes};
pub use clock::{Clock, SaidTime};
pub use files::{EditLock, Finished, NewTexts};
pub use git2::Oid;
pub(crate) use journal::refuse_links;
pub(crate) use lock::Lock;
pub use mainline::{
    FORGES, Foxtrot, KnownMainline, LATE, Mainline, MainlineCommit, MainlineConfig, Voucher, mainline, mainline_since,
};
pub use new_history::{Hidden, NewCommit, NewHistory, Signed};
pub use patch::patch;
pub use program::{GitProgram, OLDEST_GIT};
pub use repository::{CommitInfo, Repository, blob_of};
pub use signatures::{Signatures, Verdict};
pub use snapshot::{File, Mode, Origin, Snapshot};
pub use trailer::{NoReason, Trailer, trailers};
