//! What a change does: to records, to the figures, to what was published, and to the findings.

mod record;
mod step;

pub use record::{RecordChange, RecordReview};
pub use step::{Stated, Step, StepKind};

use crate::change::{Change, Changed, Correction, Moved};
use crate::check::{self, CheckedChange};
use crate::diagnostic::Finding;
use crate::lifecycle::Date;
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
    /// The reasons that its commits give, in their order, each with what it covers.
    pub corrections: Vec<CorrectionReview<'a>>,
    /// The findings that it brings and that a reason would excuse: what it changes of the past, or of what was
    /// published, and no reason covers.
    pub uncovered: Vec<&'a Finding>,
}

/// A reason that a commit of a change gives.
#[derive(Clone, Debug)]
pub struct CorrectionReview<'a> {
    /// The commit and its reason.
    pub correction: &'a Correction,
    /// What that commit touches and the change leads to: records (`kind/id`), then definitions (by their paths).
    pub covers: Vec<&'a str>,
}

impl<'a> CorrectionReview<'a> {
    fn of(change: &'a Change, correction: &'a Correction) -> CorrectionReview<'a> {
        let records = change.records.iter().filter(|record| change.touches(correction.commit, record));
        let keys = records.filter_map(Changed::latest).map(|record| record.key.as_str());
        CorrectionReview { correction, covers: keys.chain(change.definitions_touched_by(correction.commit)).collect() }
    }
}

impl<'a> Review<'a> {
    /// Composes the review of a change. With `planned`, what takes effect later counts in the figures.
    pub fn of(checked: &'a CheckedChange, today: Date, planned: bool) -> Review<'a> {
        let CheckedChange { listing, change, .. } = checked;
        let config = WalkConfig::new(&listing.definitions, listing.manifest.clone());
        let records = change
            .records
            .iter()
            .filter_map(|record| RecordReview::of(record, config.lifecycle(record.kind), today))
            .collect();
        let definitions = change.definitions().collect();
        let figures = change.outlook.moved(planned);
        let (new, mended) = findings(checked);
        let corrections = change.corrections.iter().map(|one| CorrectionReview::of(change, one)).collect();
        let uncovered =
            checked.checked.findings.iter().filter(|finding| check::takes_correction(finding.rule)).collect();
        Review { checked, records, definitions, figures, new, mended, corrections, uncovered }
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
