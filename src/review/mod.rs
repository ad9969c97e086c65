//! What a change does: to records, to the figures, to what was published, and to the findings.

mod record;
mod step;

pub use record::{RecordChange, RecordReview};
pub use step::{Stated, Step, StepKind};

use crate::change::Moved;
use crate::check::{self, CheckedChange};
use crate::diagnostic::Finding;
use crate::lifecycle::Date;
use crate::registry::SCHEMA_FOLDER;
use crate::timeline::WalkConfig;

/// The review of a change.
pub struct Review<'a> {
    /// The change, and the register that it leads to.
    pub checked: &'a CheckedChange,
    /// The records that it touches, by kind, then identifier.
    pub records: Vec<RecordReview<'a>>,
    /// The definitions under `schema/` that it touches, by path.
    pub definitions: Vec<&'a str>,
    /// The figures that it moves, or makes of other units, by indicator, method, then year.
    pub figures: Vec<Moved<'a>>,
    /// The findings that it brings.
    pub new: Vec<Finding>,
    /// The findings that are gone with it.
    pub mended: Vec<Finding>,
}

impl<'a> Review<'a> {
    /// Composes the review of a change. With `planned`, what takes effect later counts in the figures.
    pub fn of(checked: &'a CheckedChange, today: Date, planned: bool) -> Review<'a> {
        let CheckedChange { listing, change, .. } = checked;
        let config = WalkConfig::new(&listing.definitions, listing.manifest.clone(), []);
        let records = change
            .records
            .iter()
            .filter_map(|record| RecordReview::of(record, config.lifecycle(record.kind), today))
            .collect();
        let below = |path: &str| path.strip_prefix(SCHEMA_FOLDER).is_some_and(|rest| rest.starts_with('/'));
        let definitions = change.files.iter().map(|file| file.path.as_str()).filter(|path| below(path)).collect();
        let figures = change.outlook.moved(planned);
        let (new, mended) = findings(checked);
        Review { checked, records, definitions, figures, new, mended }
    }

    /// How many records are touched in each way.
    pub fn count(&self, change: RecordChange) -> usize {
        self.records.iter().filter(|record| record.change == change).count()
    }

    /// The figures of which the number itself moves.
    pub fn moved(&self) -> impl Iterator<Item = &Moved<'a>> {
        self.figures.iter().filter(|moved| moved.series_diff.before != moved.series_diff.after)
    }
}

/// The findings that a change brings, and those that are gone with it.
fn findings(checked: &CheckedChange) -> (Vec<Finding>, Vec<Finding>) {
    let (mut new, mut mended) = (checked.checked.findings.clone(), checked.before.clone());
    check::subtract(&mut mended, &checked.checked.findings);
    check::subtract(&mut new, &checked.before);
    (new, mended)
}
