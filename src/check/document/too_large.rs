use super::{Said, findings};
use crate::diagnostic::{Finding, Rule};
use crate::git::Mode;
use crate::message;
use crate::registry::Listing;
use crate::yaml::{Document, MAX_BYTES, MAX_NODES};

/// A file is larger than [`MAX_BYTES`], or holds more than [`MAX_NODES`] keys and values.
pub(super) static RULE: Rule = rule!("D007", "too-large", Error);

pub(super) fn said() -> Said {
    (&RULE, message!("D007-message", limit = MAX_BYTES >> 20), message!("D007-help"))
}

pub(super) fn too_many() -> Said {
    (&RULE, message!("D007-nodes", limit = MAX_NODES), message!("D007-help"))
}

/// Definitions that are too large to be read.
pub(in crate::check) fn definitions(listing: &Listing) -> Vec<Finding> {
    let unread = listing.definitions.files().filter(|(_, file)| file.mode == Mode::Regular && file.text.is_none());
    unread.flat_map(|(_, file)| findings(&file.path, None, &Document::too_large())).collect()
}
