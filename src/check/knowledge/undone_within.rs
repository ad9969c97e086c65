use std::collections::BTreeMap;

use crate::change::Change;
use crate::check::transition::place_of_gone;
use crate::diagnostic::{Finding, Rule};
use crate::message;
use crate::timeline::FactRow;

/// Commits of one push take back what was known and restore it: in between, the mainline does not know it.
pub(super) static RULE: Rule = rule!("K007", "undone-within", Error);

/// How many records are named, each in a finding; a push may take back a whole register.
const SHOWN: usize = 20;

pub(super) fn check(change: &Change) -> Vec<Finding> {
    let outlook = &change.outlook;
    let history = outlook.history();
    let Some(base) = outlook.base().at else { return Vec::new() };
    let Some(head) = outlook.head().at else { return Vec::new() };
    let is_corrected = |at: usize| {
        let commit = history.commits.get(at).map(|commit| commit.oid);
        change.corrections.iter().any(|correction| Some(correction.commit) == commit)
    };
    let mut gaps: BTreeMap<usize, (&FactRow, &FactRow)> = BTreeMap::new();
    for facts in history.facts_by_record() {
        for gone in facts.iter().filter(|fact| fact.from <= base && fact.to.is_some_and(|to| to > base)) {
            let Some(to) = gone.to.filter(|to| !is_corrected(*to)) else { continue };
            let same = |back: &&FactRow| back.key == gone.key && back.value == gone.value;
            let back = facts.iter().filter(same).find(|back| back.from > to && back.holds(head));
            if let Some(back) = back {
                gaps.entry(gone.record).or_insert((gone, back));
            }
        }
    }
    let finding = gaps.into_iter().take(SHOWN).map(|(record, (gone, back))| {
        let commit = |at: Option<usize>| {
            at.and_then(|at| history.commits.get(at)).map(|commit| commit.oid.to_string()).unwrap_or_default()
        };
        let key = history.key(record);
        let (went, came) = (commit(gone.to), commit(Some(back.from)));
        let message = message!("K007-message", record = &key, went = went, came = came);
        Finding::new(&RULE, place_of_gone(&back.path), message, message!("K007-help")).about(Some(&key), "")
    });
    finding.collect()
}
