use std::collections::HashSet;

use rayon::prelude::*;

use super::Source;
use crate::indicator::{Indicator, Method, Series, Step, series, steps};
use crate::timeline::{CommitRow, FactRow, current_phase};

/// What the tables are filled from: the source, unique names for what it holds, and its figures.
pub(super) struct Stock<'a> {
    pub source: &'a Source<'a>,
    /// The name of each record: `kind/id`. Of several that had the same identifier one after the other, that of the
    /// one that is there has no number behind it.
    pub records: Vec<String>,
    /// Whether each record is there.
    pub present: Vec<bool>,
    /// The phase of each record.
    pub phases: Vec<Option<&'a str>>,
    /// The indicators; of several of one identifier, the first.
    pub indicators: Vec<&'a Indicator>,
    /// The figures, by indicator, then method.
    pub counted: Vec<Counted<'a>>,
}

/// The figures of a method.
pub(super) struct Counted<'a> {
    pub indicator: &'a Indicator,
    pub method: &'a Method,
    /// The method's place among those of the indicator, from 1.
    pub place: usize,
    pub series: Series<'a>,
    /// What moved them; nothing where the method does not count units.
    pub steps: Vec<Step<'a>>,
}

impl<'a> Stock<'a> {
    pub(super) fn of(source: &'a Source<'a>) -> Stock<'a> {
        let history = source.history;
        let mut present = vec![false; history.records.len()];
        for file in history.checkpoint.files.iter().filter(|file| file.is_present && file.merged.is_none()) {
            if let Some(slot) = present.get_mut(file.record) {
                *slot = true;
            }
        }
        let keys = (0..history.records.len()).map(|record| history.key(record)).collect();
        let facts = history.facts_by_record();
        let lifecycle = |kind: &str| source.config.lifecycle(source.config.manifest.kind_at(kind)?);
        let phase = |(at, facts): (usize, &&'a [FactRow])| {
            let kind = history.records.get(at).map(|row| row.kind.as_str()).unwrap_or_default();
            current_phase(facts, lifecycle(kind), source.now.today)
        };
        let mut seen = HashSet::new();
        let indicators: Vec<&Indicator> =
            source.catalogue.indicators.iter().filter(|indicator| seen.insert(&indicator.id)).collect();
        let mut seen = HashSet::new();
        let methods: Vec<(&Indicator, &Method, usize)> = indicators
            .iter()
            .flat_map(|indicator| indicator.methods.iter().enumerate().map(|(at, method)| (*indicator, method, at + 1)))
            // A method without an identifier, or with that of another, can't be named in a question.
            .filter(|(indicator, method, _)| !method.id.is_empty() && seen.insert((&indicator.id, &method.id)))
            .collect();
        let counted = methods.into_par_iter().map(|(indicator, method, place)| Counted {
            indicator,
            method,
            place,
            series: series(history, method, source.now, false),
            steps: steps(history, method, false),
        });
        Stock {
            source,
            records: told_apart(keys, |at| present.get(at).copied().unwrap_or_default()),
            present,
            phases: facts.iter().enumerate().map(phase).collect(),
            indicators,
            counted: counted.collect(),
        }
    }

    /// The unique name of a record (see [`Stock::records`]).
    pub(super) fn record(&self, record: usize) -> &str {
        self.records.get(record).map(String::as_str).unwrap_or_default()
    }

    /// A commit of the mainline.
    pub(super) fn commit(&self, at: usize) -> Option<&'a CommitRow> {
        self.source.history.commits.get(at)
    }

    /// The number of a fact: its place in the history, from 1.
    pub(super) fn fact(&self, fact: &FactRow) -> Option<usize> {
        let key = |row: &FactRow| (row.record, row.from, row.file);
        let found = self.source.history.facts.binary_search_by(|row| {
            (row.record, &row.key).cmp(&(fact.record, &fact.key)).then_with(|| key(row).cmp(&key(fact)))
        });
        found.ok().map(|at| at + 1)
    }
}

/// The names, with a number (`~2`, `~3`…) after each that another has already. Those for which `first` holds come
/// first, and so keep theirs.
pub(super) fn told_apart(mut names: Vec<String>, first: impl Fn(usize) -> bool) -> Vec<String> {
    let (mut order, rest): (Vec<usize>, Vec<usize>) = (0..names.len()).partition(|at| first(*at));
    order.extend(rest);
    let mut taken: HashSet<String> = HashSet::with_capacity(names.len());
    for at in order {
        let Some(name) = names.get_mut(at) else { continue };
        let mut told = name.clone();
        let mut times = 1;
        while !taken.insert(told.clone()) {
            times += 1;
            told = format!("{name}~{times}");
        }
        *name = told;
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart_and_what_is_there_has_no_number() {
        let names = ["a", "b", "a", "a~2", "a"].map(str::to_owned).to_vec();
        assert_eq!(told_apart(names.clone(), |_| true), ["a", "b", "a~2", "a~2~2", "a~3"]);
        assert_eq!(told_apart(names, |at| at == 4), ["a~2", "b", "a~3", "a~2~2", "a"]);
    }
}
