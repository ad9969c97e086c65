use crate::diagnostic::{Finding, Place, Rule};
use crate::git::Mode;
use crate::message;
use crate::registry::Listing;

/// A link or a submodule where a record or a definition should be.
pub(super) static RULE: Rule = rule!("D008", "not-a-regular-file", Error);

pub(in crate::check) fn check(listing: &Listing) -> Vec<Finding> {
    let definitions =
        listing.definitions.files().filter(|(_, file)| file.mode != Mode::Regular).map(|(_, file)| &file.path);
    let strays = listing.strays.iter().filter(|stray| stray.mode != Mode::Regular).map(|stray| &stray.path);
    definitions
        .chain(strays)
        .map(|path| {
            let place = Place::new(path, &"".into(), 0..0);
            Finding::new(&RULE, place, message!("D008-message", path = path), message!("D008-help"))
        })
        .collect()
}
