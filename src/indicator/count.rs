use std::collections::BTreeMap;

use super::{FigureValue, Filter, Method, Take, YearBy};
use crate::lifecycle::Date;
use crate::timeline::{AttributeRow, FactRow, History, MergeRow, owner_at};

/// A record, with what history knows of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Subject<'h> {
    /// The record, by its place among [`History::records`].
    pub record: usize,
    /// Its facts.
    pub facts: &'h [FactRow],
    /// Its fields.
    pub attributes: &'h [AttributeRow],
    /// The file timelines that were merged into it.
    pub merges: &'h [MergeRow],
}

/// One unit of a figure: a fact of a record that counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit<'h> {
    /// The fact.
    pub fact: &'h FactRow,
    /// The year that it counts in.
    pub year: i32,
    /// What it adds to the figure.
    pub adds: FigureValue,
}

impl<'h> Subject<'h> {
    /// The records that a method counts, in their order.
    pub fn all(history: &'h History, method: &Method) -> Vec<Subject<'h>> {
        let facts = history.facts_by_record();
        let attributes = history.attributes_by_record();
        let merges = history.merges_by_record();
        let records = history.records.iter().enumerate().filter(|(_, row)| row.kind == method.counts);
        records
            .map(|(record, _)| Subject {
                record,
                facts: facts.get(record).copied().unwrap_or_default(),
                attributes: attributes.get(record).copied().unwrap_or_default(),
                merges: merges.get(record).copied().unwrap_or_default(),
            })
            .collect()
    }

    /// The facts of the kind that a method looks at, whenever they were known.
    pub fn candidates<'m>(&self, method: &'m Method) -> impl Iterator<Item = &'h FactRow> + use<'h, 'm> {
        let facts = self.facts;
        facts.iter().filter(|fact| fact.key.what == method.what && method.names.contains(&fact.key.name))
    }

    /// Whether the record had the values that a method asks for, as known just after the commit
    /// `at`.
    pub fn passes(&self, method: &Method, at: usize) -> bool {
        self.has(&method.filter, at, |_| true)
    }

    /// Whether one of the file timelines that `is_wanted` lets through had such values.
    fn has(&self, filter: &Filter, at: usize, is_wanted: impl Fn(usize) -> bool) -> bool {
        filter.iter().all(|(field, values)| {
            let has_it = |row: &&AttributeRow| row.field == *field && row.holds(at) && values.contains(&row.value);
            self.attributes.iter().filter(has_it).any(|row| is_wanted(row.file))
        })
    }

    /// The values that a field had in the file timelines that `is_wanted` lets through.
    fn held(&self, field: &str, at: usize, is_wanted: impl Fn(usize) -> bool) -> Vec<&'h str> {
        let attributes = self.attributes;
        let rows = attributes.iter().filter(|row| row.field == field && row.holds(at) && is_wanted(row.file));
        rows.map(|row| row.value.as_str()).collect()
    }

    /// The units that the record gives, as known just after the commit `at`. With `until`, only facts that had taken
    /// effect by that day count. Two records that were merged later count as two.
    pub fn units(&self, method: &Method, at: usize, until: Option<Date>) -> Vec<Unit<'h>> {
        let owner = |file: usize| owner_at(self.merges, file, at);
        let mut by_owner: BTreeMap<usize, Vec<&FactRow>> = BTreeMap::new();
        for fact in self.candidates(method) {
            if fact.holds(at) && until.is_none_or(|until| fact.value.effective.first_day() <= until) {
                by_owner.entry(owner(fact.file)).or_default().push(fact);
            }
        }
        let mut units = Vec::new();
        for (one, mut facts) in by_owner {
            let is_its = |file: usize| owner(file) == one;
            if !self.has(&method.filter, at, is_its) {
                continue;
            }
            facts.sort_by(|a, b| (a.value.effective, &a.key, a.from).cmp(&(b.value.effective, &b.key, b.from)));
            match method.take {
                Take::First => facts.truncate(1),
                Take::Last => drop(facts.drain(..facts.len().saturating_sub(1))),
                Take::Every => {}
            }
            let adds = method.measure.of_unit(|field| self.held(field, at, is_its));
            units.extend(facts.into_iter().map(|fact| Unit { fact, year: year(method, fact), adds }));
        }
        units
    }
}

fn year(method: &Method, fact: &FactRow) -> i32 {
    match (method.year_by, fact.value.cohort) {
        (YearBy::Cohort, Some(cohort)) => cohort,
        (YearBy::Cohort, None) | (YearBy::Date, _) => {
            let date = fact.value.effective;
            method.cutoff.map_or_else(|| date.year(), |cutoff| cutoff.year(date))
        }
    }
}

/// The units of a figure, as known just after the commit `at` (`None`: before the first commit),
/// by year, then record.
pub fn units<'h>(history: &'h History, method: &Method, at: Option<usize>, until: Option<Date>) -> Vec<Unit<'h>> {
    let Some(at) = at else { return Vec::new() };
    let subjects = Subject::all(history, method);
    let mut units: Vec<Unit<'h>> = subjects.iter().flat_map(|subject| subject.units(method, at, until)).collect();
    units.sort_by(|a, b| {
        (a.year, a.fact.record, &a.fact.key, a.fact.file).cmp(&(b.year, b.fact.record, &b.fact.key, b.fact.file))
    });
    units
}
