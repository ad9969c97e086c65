use std::collections::BTreeSet;

use super::chart::{LifeChart, Phase, Row};
use super::page::Page;
use crate::lifecycle::{PartialDate, What};
use crate::message;
use crate::timeline::FactRow;

/// A phase of a chart, by its number.
pub(super) struct PhaseLegend {
    pub number: usize,
    pub class: usize,
    pub name: String,
}

/// How many states of what was known are drawn: the last ones.
const ROWS: usize = 8;
/// How many fills the phases have.
const FILLS: usize = 8;

/// The phases and events of a record as known now, and as known before; with the legend, and how many earlier states
/// are left out.
pub(super) fn chart(page: &Page<'_>, record: usize) -> (Option<LifeChart>, Vec<PhaseLegend>, usize) {
    let index = page.index;
    let facts = index.facts(record);
    let kind = index.history().records.get(record).map(|row| row.kind.as_str()).unwrap_or_default();
    let names = phases(page, kind, facts);
    let moments: BTreeSet<usize> = facts.iter().flat_map(|fact| std::iter::once(fact.from).chain(fact.to)).collect();
    let newest: Vec<usize> = moments.iter().rev().copied().take(ROWS).collect();
    let rows = newest.iter().enumerate().filter_map(|(place, at)| {
        let commit = index.history().commits.get(*at)?;
        let since = commit.day;
        let label = match place {
            0 => message!("site-known-now", day = since),
            _ => message!("site-known-on", day = since),
        };
        let held: Vec<&FactRow> = facts.iter().filter(|fact| fact.holds(*at)).collect();
        Some(row(page, kind, &names, page.say(&label), &held))
    });
    let rows: Vec<Row> = rows.collect();
    let legend = names.iter().enumerate().map(|(place, name)| PhaseLegend {
        number: place + 1,
        class: place % FILLS,
        name: page.phase_name(kind, name),
    });
    let title = page.say(&message!("site-life-title", name = index.name(record)));
    let chart = LifeChart::new(title, page.t("site-life-description"), rows, index.source.now.today);
    (chart, legend.collect(), moments.len().saturating_sub(ROWS))
}

/// The phases that a record was ever known in, in the order of its kind's lifecycle.
fn phases<'f>(page: &Page<'_>, kind: &str, facts: &'f [FactRow]) -> Vec<&'f str> {
    let names: BTreeSet<&str> =
        facts.iter().filter(|fact| fact.key.what == What::Entered).map(|fact| fact.key.name.as_str()).collect();
    let mut names: Vec<&str> = names.into_iter().collect();
    names.sort_by_key(|name| page.index.lifecycle(kind).map_or(0, |lifecycle| lifecycle.rank(name)));
    names
}

/// What was known by the facts that held at a moment.
fn row(page: &Page<'_>, kind: &str, names: &[&str], label: String, held: &[&FactRow]) -> Row {
    let entered = held.iter().filter(|fact| fact.key.what == What::Entered);
    let phases = entered.map(|fact| {
        let left = held.iter().find(|other| {
            other.key.what == What::Left && (&other.key.name, other.key.ordinal) == (&fact.key.name, fact.key.ordinal)
        });
        let to: Option<PartialDate> = left.map(|left| left.value.effective);
        let name = page.phase_name(kind, &fact.key.name);
        let from = fact.value.effective;
        let said = match to {
            Some(to) => message!("site-phase-between", name = name, from = from, to = to),
            None => message!("site-phase-since", name = name, from = from),
        };
        let place = names.iter().position(|known| *known == fact.key.name).unwrap_or(0);
        Phase { number: place + 1, said: page.say(&said), from: fact.value.effective, to }
    });
    let mut phases: Vec<Phase> = phases.collect();
    phases.sort_by_key(|phase| (phase.from, phase.number));
    let events = held.iter().filter(|fact| fact.key.what == What::Event).map(|fact| {
        let said = message!("site-event-on", name = &fact.key.name, day = fact.value.effective);
        (fact.value.effective, page.say(&said))
    });
    Row { label, phases, events: events.collect() }
}
