use std::collections::BTreeMap;

use super::place_of_manifest;
use crate::change::Change;
use crate::diagnostic::{Finding, Rule};
use crate::lifecycle::FactKey;
use crate::message;
use crate::registry::Listing;
use crate::timeline::{FactRow, History};

/// The definitions of the head read the past otherwise: what was known up to the base is no longer the same.
pub(super) static RULE: Rule = rule!("K004", "past-reread", Error);

pub(super) fn check(change: &Change, listing: &Listing) -> Option<Finding> {
    let outlook = &change.outlook;
    // Where nothing was registered, nothing was known.
    if !outlook.is_reread() || change.covers_definitions() || outlook.history_before().records.is_empty() {
        return None;
    }
    let (before, after) = (outlook.history_before(), outlook.history());
    let length = outlook.base().at.map_or(0, |at| at + 1);
    let same_commits = before.commits.len() == length
        && before.zone == after.zone
        && before
            .commits
            .iter()
            .zip(&after.commits)
            .all(|(old, new)| (old.oid, old.known_at) == (new.oid, new.known_at));
    let (old, new) = (known(before, length), known(after, length));
    let moved = old.iter().chain(&new).filter(|(fact, _)| old.get(*fact) != new.get(*fact));
    let mut records: Vec<&str> = moved.map(|(fact, _)| fact.path).collect();
    records.sort_unstable();
    records.dedup();
    let message = match (records.first(), same_commits) {
        (None, true) => return None,
        (None, false) => message!("K004-dates"),
        (Some(first), _) => message!("K004-message", count = records.len(), first = *first),
    };
    Some(Finding::new(&RULE, place_of_manifest(listing), message, message!("K004-help")).about(None, "past"))
}

/// A fact as it was known, by what does not change when records are joined or renamed later.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct KnownFact<'h> {
    path: &'h str,
    key: &'h FactKey,
    effective: String,
    dated_by: &'static str,
    cohort: Option<i32>,
    approximate: bool,
    from: usize,
    to: Option<usize>,
}

/// What was known at the commits before the place `end`, each with how often.
fn known(history: &History, end: usize) -> BTreeMap<KnownFact<'_>, usize> {
    let mut found = BTreeMap::new();
    for fact in history.facts.iter().filter(|fact| fact.from < end) {
        let FactRow { path, key, value, from, to, .. } = fact;
        let known = KnownFact {
            path,
            key,
            effective: value.effective.to_string(),
            dated_by: value.dated_by.word(),
            cohort: value.cohort,
            approximate: value.approximate,
            from: *from,
            to: to.filter(|to| *to < end),
        };
        *found.entry(known).or_insert(0) += 1;
    }
    found
}
