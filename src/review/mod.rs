//! What a change does: to records, to the figures, to what was published, and to the findings.

mod record;
mod step;

pub use record::{RecordChange, RecordReview};
pub use step::{Stated, Step, StepKind};

use crate::change::Moved;
use crate::check::{self, Judged};
use crate::diagnostic::Finding;
use crate::history::Guide;
use crate::lifecycle::Date;
use crate::registry::SCHEMA_FOLDER;

/// The review of a change.
pub struct Review<'a> {
    /// The change, and the register that it leads to.
    pub judged: &'a Judged,
    /// The records that it touches, by kind, then identifier.
    pub records: Vec<RecordReview<'a>>,
    /// The definitions under `schema/` that it touches, by path.
    pub definitions: Vec<&'a str>,
    /// The figures that it moves, or makes of other units, by indicator, method, then year.
    pub figures: Vec<Moved<'a>>,
    /// The findings that it brings.
    pub new: Vec<Finding>,
    /// The findings that it mends.
    pub mended: Vec<Finding>,
}

impl<'a> Review<'a> {
    /// Composes the review of a change. With `planned`, what takes effect later counts in the figures.
    pub fn of(judged: &'a Judged, today: Date, planned: bool) -> Review<'a> {
        let Judged { listing, change, outlook, .. } = judged;
        let guide = Guide::new(&listing.definitions, listing.manifest.clone(), []);
        let history = outlook.as_ref().map(crate::change::Outlook::history);
        let records = change
            .records
            .iter()
            .filter_map(|record| RecordReview::of(record, guide.lifecycle(record.kind), history, today))
            .collect();
        let below = |path: &str| path.strip_prefix(SCHEMA_FOLDER).is_some_and(|rest| rest.starts_with('/'));
        let definitions = change.files.iter().map(|file| file.path.as_str()).filter(|path| below(path)).collect();
        let figures = outlook.as_ref().map(|outlook| outlook.moved(planned)).unwrap_or_default();
        let (new, mended) = findings(judged);
        Review { judged, records, definitions, figures, new, mended }
    }

    /// How many records are touched in each way.
    pub fn count(&self, change: RecordChange) -> usize {
        self.records.iter().filter(|record| record.change == change).count()
    }

    /// The figures of which the number itself moves.
    pub fn moved(&self) -> impl Iterator<Item = &Moved<'a>> {
        self.figures.iter().filter(|moved| moved.apart.before != moved.apart.after)
    }
}

/// The findings that a change brings, and those that it mends.
fn findings(judged: &Judged) -> (Vec<Finding>, Vec<Finding>) {
    let (mut new, mut mended) = (judged.checked.findings.clone(), judged.before.clone());
    check::subtract(&mut mended, &judged.checked.findings);
    check::subtract(&mut new, &judged.before);
    (new, mended)
}
