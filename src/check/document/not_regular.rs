use crate::diagnostic::{Finding, Place, Rule};
use crate::git::Mode;
use crate::message;
use crate::registry::Listing;

/// A link, a submodule, or a pipe or the like where a record or a definition should be.
pub(super) static RULE: Rule = rule!("D008", "not-a-regular-file", Error);

pub(in crate::check) fn check(listing: &Listing) -> Vec<Finding> {
    let definitions = listing
        .definitions
        .files()
        .filter(|(_, file)| file.mode != Mode::Regular)
        .map(|(_, file)| (&file.path, file.mode));
    let strays =
        listing.strays.iter().filter(|stray| stray.mode != Mode::Regular).map(|stray| (&stray.path, stray.mode));
    definitions
        .chain(strays)
        .map(|(path, mode)| {
            let place = Place::new(path, &"".into(), 0..0);
            let message = match mode {
                Mode::Special => message!("D008-special", path = path),
                _ => message!("D008-message", path = path),
            };
            Finding::new(&RULE, place, message, message!("D008-help"))
        })
        .collect()
}
