use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use super::compiled::Compiled;
use super::lifecycle::{CutoffEvent, cutoff_events};
use super::{Checked, CheckedRecord, Context, figure, indicator, together, transition};
use crate::change::{Change, Range};
use crate::diagnostic::{Failure, Finding, Outcome};
use crate::git::{NewTexts, Oid, Origin, Repository};
use crate::lifecycle::Date;
use crate::registry::{Listing, Manifest, Record};

/// A register as its editor sees it: the working tree, with the unsaved texts.
#[derive(Clone)]
pub(crate) struct EditedRegister {
    /// Its definitions and the names of its records.
    pub listing: Arc<Listing>,
    /// Its records, by their paths.
    pub records: Arc<BTreeMap<String, Arc<Record>>>,
    /// What is not saved yet, by the paths of its files.
    pub unsaved: NewTexts,
}

/// Checks a register repeatedly while it is edited. The findings of a record are kept as long as the record, the
/// definitions and the names in the register stay the same.
#[derive(Default)]
pub(crate) struct IncrementalChecker {
    compiled: Option<(Arc<Listing>, Compiled)>,
    /// The register and the day that `seen` was computed for.
    listing: Option<(Arc<Listing>, Option<Date>)>,
    /// What its indicators said of events.
    cutoff_events: Vec<CutoffEvent>,
    seen: HashMap<String, (Arc<Record>, CheckedRecord)>,
}

impl IncrementalChecker {
    /// The findings of the register that is shown, and of what it changes since the last commit that it has in common
    /// with the revision `base`. Today is the day of the commit at `HEAD`. Where the change can't be checked, the
    /// failure is given beside the findings of the register, which are still right.
    ///
    /// # Errors
    ///
    /// Where the day of `HEAD` can't be read. A failure to check the change is given beside the findings instead.
    pub fn check(
        &mut self,
        repository: &Repository,
        shown: &EditedRegister,
        base: &str,
    ) -> Outcome<(Checked, Option<Failure>)> {
        let today = day_of_head(repository)?;
        let (besides, failure) = match today {
            None => (Vec::new(), None),
            Some(day) => match of_change(repository, shown, base, day) {
                Ok(findings) => (findings, None),
                Err(failure) => (Vec::new(), Some(failure)),
            },
        };
        Ok((self.all(shown, today, besides), failure))
    }

    fn all(&mut self, shown: &EditedRegister, today: Option<Date>, besides: Vec<Finding>) -> Checked {
        let compiled = self.compiled(&shown.listing);
        let (context, mut findings) = Context::new(&shown.listing, compiled, today);
        let Some(context) = context else {
            self.seen.clear();
            findings.sort_by(|a, b| a.order().cmp(&b.order()));
            return Checked { findings, ..Checked::default() };
        };
        let is_indicator = |record: &&Arc<Record>| indicator::is_one(&context, record);
        let events: Vec<CutoffEvent> =
            shown.records.values().filter(is_indicator).flat_map(|record| cutoff_events(record)).collect();
        let context = context.with(events.clone());
        let is_alike = self.cutoff_events == events
            && self.listing.as_ref().is_some_and(|(known, day)| {
                *day == today
                    && have_same_names(known, &shown.listing)
                    && known.definitions.say_the_same(&shown.listing.definitions)
            });
        if !is_alike {
            self.seen.clear();
        }
        self.listing = Some((Arc::clone(&shown.listing), today));
        self.cutoff_events = events;
        self.seen.retain(|path, _| shown.records.contains_key(path));
        let is_new = |(path, record): &(&String, &Arc<Record>)| {
            self.seen.get(*path).is_none_or(|(known, _)| !Arc::ptr_eq(known, record))
        };
        let new: Vec<(&String, &Arc<Record>)> = shown.records.iter().filter(is_new).collect();
        let look = |(path, record): (&String, &Arc<Record>)| {
            (path.clone(), (Arc::clone(record), CheckedRecord::of(&context, Record::clone(record))))
        };
        let looked: Vec<_> = new.into_par_iter().with_min_len(16).map(look).collect();
        self.seen.extend(looked);
        let seen = shown.records.keys().filter_map(|path| self.seen.get(path)).map(|(_, seen)| seen.clone()).collect();
        together(&context, seen, findings, besides).0
    }

    fn compiled(&mut self, listing: &Arc<Listing>) -> Compiled {
        if let Some((known, compiled)) = &self.compiled
            && known.definitions.say_the_same(&listing.definitions)
        {
            return compiled.clone();
        }
        let compiled = Compiled::of(&listing.definitions, &listing.manifest, |_| true);
        self.compiled = Some((Arc::clone(listing), compiled.clone()));
        compiled
    }
}

/// The day of the commit at `HEAD`, if there is one: what "today" is by default.
///
/// # Errors
///
/// Where `HEAD` or its commit can't be read.
pub(crate) fn day_of_head(repository: &Repository) -> Outcome<Option<Date>> {
    day_of(repository, repository.head()?)
}

/// The day of a commit, in the time zone of the register as it has it.
///
/// # Errors
///
/// Where there is no such commit, or it can't be read.
pub fn day_of(repository: &Repository, commit: Option<Oid>) -> Outcome<Option<Date>> {
    let Some(commit) = commit else { return Ok(None) };
    let zone = Manifest::at(repository, commit)?.zone();
    Ok(Some(zone.day(repository.commit(commit)?.committed_at)))
}

/// What is wrong with the change that leads to what is shown.
fn of_change(repository: &Repository, shown: &EditedRegister, base: &str, today: Date) -> Outcome<Vec<Finding>> {
    let range = Range { base, head: repository.head()?, today };
    let progress = &mut |_, _| ();
    let change = Change::open(repository, range, Origin::Worktree, &shown.listing, &shown.unsaved, progress)?;
    let mut findings = transition::findings(&change, &shown.listing, Some(today));
    findings.extend(figure::findings(&change, &shown.listing).uncovered);
    Ok(findings)
}

fn have_same_names(one: &Listing, other: &Listing) -> bool {
    let names = |listing: &Listing| listing.names.len();
    names(one) == names(other)
        && one.names.iter().zip(&other.names).all(|(one, other)| one.path() == other.path() && one.kind == other.kind)
        && one.strays.len() == other.strays.len()
        && one.strays.iter().zip(&other.strays).all(|(one, other)| one.path == other.path)
}
