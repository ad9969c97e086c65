use std::collections::BTreeSet;

use super::compiled::Compiled;
use super::staged::{is_reworded, stands_alone};
use super::{Checked, Loosening, Part, Push, check, check_part, figure, knowledge, policy, transition};
use crate::change::{Change, Range};
use crate::diagnostic::{Finding, Outcome};
use crate::git::{NewTexts, Oid, Origin, Repository};
use crate::lifecycle::Date;
use crate::registry::Listing;

/// What a register is checked against.
#[derive(Clone, Copy, Debug)]
pub struct ChangeCheck<'a> {
    /// The revision that the change is for: the base is what it has in common with the head.
    pub base: &'a str,
    /// The commit that is read, or that the index or the working tree stands on.
    pub head: Option<Oid>,
    /// The day up to which things have taken effect, for the figures.
    pub today: Date,
    /// Whether this is for a review, and not a verdict on the whole register: the findings of the base are wanted, and
    /// the figures even where nothing was published.
    pub for_review: bool,
    /// What the server knows, where the change is a push to the branch that is known.
    pub push: Option<Push>,
}

/// A register, checked, with the change that led to it.
pub struct CheckedChange {
    /// Its definitions and the names of its records.
    pub listing: Listing,
    /// What is wrong with it, and with the change. For a review, findings that the change can't touch may be
    /// left out, here as in what was wrong before.
    pub checked: Checked,
    /// For a review: the findings of the base, checked with the same `today`.
    pub before: Vec<Finding>,
    /// The change.
    pub change: Change,
    /// What the change does to the published figures: findings too, but for what corrections of its commits cover.
    pub published: Vec<Finding>,
    /// The rules that the change loosens, with what those from before it find and its own would let pass: findings too,
    /// but where [`CheckedChange::is_loosening_covered`]. Of those that it covers, only a review is told.
    pub loosened: Vec<Loosening>,
    /// Whether the commits of the change say why they touch what judges it.
    pub is_loosening_covered: bool,
}

/// Everything that is wrong with the register at `origin`, and with the change that leads to it.
///
/// `today` is the day from which dates are in the future; without one, no date is. `progress` gets how many
/// changed files are read, and of how many, if the history of the base must be built.
///
/// # Errors
///
/// Where `origin` or the base can't be read, the two have no commit in common, or the history of the base can't be
/// built.
pub fn change_check(
    repository: &Repository,
    origin: Origin,
    today: Option<Date>,
    against: ChangeCheck<'_>,
    progress: &mut dyn FnMut(usize, usize),
) -> Outcome<CheckedChange> {
    let compile = |definitions: &_, manifest: &_| Compiled::of(definitions, manifest, |_| true);
    let (listing, compiled) = Listing::read_while(repository, origin.clone(), compile)?;
    let range = Range { base: against.base, head: against.head, today: against.today };
    let change = Change::open(repository, range, origin.clone(), &listing, &NewTexts::new(), progress)?;
    let mut besides = transition::findings(&change, &listing, today);
    let figure::Touched { all: published, uncovered } = figure::findings(&change, &listing);
    besides.extend(uncovered);
    let known = knowledge::findings(repository, &change, &listing, against.push)?;
    besides.extend(known.into_iter().filter(|finding| !says_the_same(finding, &published)));
    let part = match against.for_review {
        true => of_part(repository, &listing, &change, today, &besides)?,
        false => None,
    };
    let (checked, before) = match part {
        Some(of_part) => of_part,
        None => {
            let (checked, _) = check_part(repository, &listing, compiled, Part::All, today, besides.clone())?;
            let before = match against.for_review {
                true => check(repository, Origin::Commit(change.base), today)?.1.findings,
                false => Vec::new(),
            };
            (checked, before)
        }
    };
    let (mut checked, mut loosened) = (checked, Vec::new());
    let is_loosening_covered = policy::is_corrected(&change, &listing);
    if !is_loosening_covered || against.for_review {
        let judged = (origin, &listing);
        loosened = policy::loosened(repository, &change, judged, &checked, &besides, today)?;
    }
    if !is_loosening_covered {
        checked.findings.extend(loosened.iter().flat_map(|one| one.silences.iter().cloned()));
        checked.findings.sort_by(|a, b| a.order().cmp(&b.order()));
    }
    Ok(CheckedChange { listing, checked, before, change, published, loosened, is_loosening_covered })
}

/// Whether a finding about a definition is said already by that of a published figure that it moves.
fn says_the_same(finding: &Finding, published: &[Finding]) -> bool {
    finding.record.is_some()
        && published.iter().any(|other| other.place.path == finding.place.path && other.pointer == finding.pointer)
}

/// The findings of the changed records, after and before the change. `None` where other records must be read as well:
/// a name or a definition changes, or a record of either side can't be checked without them.
fn of_part(
    repository: &Repository,
    listing: &Listing,
    change: &Change,
    today: Option<Date>,
    besides: &[Finding],
) -> Outcome<Option<(Checked, Vec<Finding>)>> {
    if !change.files.iter().all(is_reworded) {
        return Ok(None);
    }
    let paths: BTreeSet<&str> = change.files.iter().map(|file| file.path.as_str()).collect();
    let side = |listing: &Listing, besides: Vec<Finding>| -> Outcome<Option<Checked>> {
        let compiled = Compiled::of(&listing.definitions, &listing.manifest, |_| true);
        let (checked, kept) = check_part(repository, listing, compiled, Part::At(&paths), today, besides)?;
        Ok(stands_alone(listing, &checked, &kept, &paths).then_some(checked))
    };
    let Some(mut before) = side(&change.before, Vec::new())? else { return Ok(None) };
    let after = side(listing, besides.to_vec())?;
    Ok(after.map(|after| (after, std::mem::take(&mut before.findings))))
}
