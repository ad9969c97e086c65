use super::FactRow;
use crate::lifecycle::{Date, Lifecycle, What};

/// The phase that a record is in on the day `today`, or was in last, by those of its facts that still hold:
/// the one entered last, and of one day the one that comes last in the lifecycle. `None` before the first.
pub(crate) fn current_phase<'h>(facts: &'h [FactRow], lifecycle: Option<&Lifecycle>, today: Date) -> Option<&'h str> {
    let has_come = |fact: &&FactRow| {
        fact.to.is_none() && fact.key.what == What::Entered && fact.value.effective.first_day() <= today
    };
    let rank = |name: &str| lifecycle.map_or(0, |lifecycle| lifecycle.rank(name));
    let last = facts
        .iter()
        .filter(has_come)
        .max_by_key(|fact| (fact.value.effective.first_day(), rank(&fact.key.name), fact.line));
    last.map(|fact| fact.key.name.as_str())
}
