use crate::check::Context;
use crate::diagnostic::{Finding, Place, Rule};
use crate::git::Mode;
use crate::message;
use crate::registry::Placement;

/// A file under `registry/` stands in the folder of no kind.
pub(super) static RULE: Rule = rule!("R003", "misplaced-file", Error);

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let listing = context.listing;
    let folders: Vec<_> = listing.manifest.kinds.iter().filter_map(|kind| kind.folder.as_deref()).collect();
    let strays = listing.strays.iter();
    strays
        .filter(|stray| stray.placement == Placement::Misplaced && stray.mode == Mode::Regular)
        .map(|stray| {
            let place = Place::new(&stray.path, &"".into(), 0..0);
            let help = message!("R003-help", folders = folders.join(", "));
            Finding::new(&RULE, place, message!("R003-message", path = &stray.path), help)
        })
        .collect()
}
