use std::collections::HashMap;

use super::{Date, DatedBy, Lifecycle, PartialDate};
use crate::yaml::{Node, Value};

/// The phases of a record in order, and its events. Read leniently: an item that can't be read is left out, a date
/// that can't be read is left undated, and nothing is guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// The phases as the record alone orders them: by first day, ties by the lifecycle's order; one without a
    /// date after the one that is listed before it.
    pub phases: Vec<Phase>,
    /// The events that have a readable date, by first day, then as they are listed.
    pub events: Vec<Event>,
    listed: Vec<ListedPhase>,
}

/// A phase of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phase {
    /// Its name as the record writes it.
    pub written: String,
    /// What the name reads as.
    pub name: String,
    /// Whether the reading, or the absence of a readable date, makes it approximate.
    pub approximate: bool,
    /// When it starts.
    pub start: Option<PartialDate>,
    /// What dates its start, where there is one: the record itself, or, where it says so (`dated_by: commit`), the
    /// commit that first showed the phase, in this register or in the one that it was brought over from.
    pub dated_by: DatedBy,
    /// When it ends, where the record says so.
    pub end: Option<PartialDate>,
    /// Its place in the record's list, from 0.
    pub at: usize,
}

/// A phase with the date that it has once the commits are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedPhase {
    /// The phase, its name read after the phases that come before it by these dates.
    pub phase: Phase,
    /// Which one of that name it is, from 1, as the record lists them.
    pub nth: usize,
    /// When it took effect.
    pub effective: PartialDate,
    /// What dates it.
    pub dated_by: DatedBy,
}

/// A phase as it is listed, and all that its name may read as.
#[derive(Clone, Debug, PartialEq, Eq)]
struct ListedPhase {
    phase: Phase,
    /// The readings, each with the phases one of which must have been reached before (none: it always holds).
    readings: Vec<(Vec<String>, String)>,
    /// Its rank in the lifecycle, which orders phases of one day: the last among its readings, where it has several.
    rank: usize,
}

/// An event of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its name.
    pub name: String,
    /// When it happened.
    pub date: PartialDate,
    /// The budget year that it counts in, where the record says so.
    pub cohort: Option<i32>,
    /// Its place in the record's list, from 0.
    pub at: usize,
}

impl Timeline {
    /// Reads the `phases` (if the kind has a lifecycle) and `events` of a record.
    ///
    /// `None` where there is no lifecycle to be read: the kind has one, and the record has no list
    /// of phases.
    pub fn read(root: &Node, lifecycle: Option<&Lifecycle>) -> Option<Timeline> {
        root.as_map()?;
        let listed = match lifecycle {
            None => Vec::new(),
            Some(lifecycle) => items(root.get("phases")?.as_list()?, |at, node| listed(at, node, lifecycle)),
        };
        let mut events = root.get("events").and_then(Node::as_list).map_or_else(Vec::new, |list| items(list, event));
        events.sort_by_key(|event| (event.date.first_day(), event.at));
        Some(Timeline { phases: in_own_order(&listed), events, listed })
    }

    /// The phases in the order of their dates, ties by the lifecycle's order, those without a date taking their
    /// places by the day on which the mainline first showed them: `shown` gives it, by the name and by which one of
    /// that name (from 1, as listed).
    ///
    /// A name that may read as several phases is read last, after those that were reached by then.
    pub fn dated(&self, mut shown: impl FnMut(&str, usize) -> PartialDate) -> Vec<DatedPhase> {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        let mut found: Vec<(Date, usize, DatedPhase)> = Vec::new();
        let (settled, conditional): (Vec<_>, Vec<_>) = self.listed.iter().partition(|item| item.readings.len() == 1);
        for item in settled.into_iter().chain(conditional) {
            for (after, name) in &item.readings {
                let nth = counts.get(name.as_str()).copied().unwrap_or(0) + 1;
                let (effective, dated_by) = match item.phase.start {
                    Some(start) => (start, item.phase.dated_by),
                    None => (shown(name, nth), DatedBy::Commit),
                };
                let order = (effective.first_day(), item.rank);
                let is_reached = |(day, rank, known): &(Date, usize, DatedPhase)| {
                    (*day, *rank) < order && after.contains(&known.phase.name)
                };
                if after.is_empty() || found.iter().any(is_reached) {
                    counts.insert(name, nth);
                    let phase = Phase { name: name.clone(), ..item.phase.clone() };
                    found.push((order.0, order.1, DatedPhase { phase, nth, effective, dated_by }));
                    break;
                }
            }
        }
        found.sort_by_key(|(day, rank, _)| (*day, *rank));
        found.into_iter().map(|(.., phase)| phase).collect()
    }
}

/// Orders phases by what the record alone says, and reads their names, which may depend on the phases before.
/// One without a date comes after the one that is listed before it: people add to the end of the list.
fn in_own_order(listed: &[ListedPhase]) -> Vec<Phase> {
    let mut order: Vec<usize> = (0..listed.len()).collect();
    let key = |at: usize| listed.get(at).map(|item| (item.phase.start.map(PartialDate::first_day), item.rank));
    let is_dated = |at: &usize| listed.get(*at).is_some_and(|item| item.phase.start.is_some());
    order.retain(is_dated);
    order.sort_by_key(|at| key(*at));
    for at in (0..listed.len()).filter(|at| !is_dated(at)) {
        let before = at.checked_sub(1).and_then(|before| order.iter().position(|known| *known == before));
        order.insert(before.map_or(0, |before| before + 1), at);
    }
    let mut phases: Vec<Phase> = Vec::with_capacity(order.len());
    for item in order.into_iter().filter_map(|at| listed.get(at)) {
        let was = |name: &String| phases.iter().any(|phase| phase.name == *name);
        let holds = |(after, _): &&(Vec<String>, String)| after.is_empty() || after.iter().any(was);
        let name = item.readings.iter().find(holds).map_or(&item.phase.written, |(_, name)| name);
        phases.push(Phase { name: name.clone(), ..item.phase.clone() });
    }
    phases
}

fn items<T>(list: &[Node], read: impl Fn(usize, &Node) -> Option<T>) -> Vec<T> {
    list.iter().enumerate().filter_map(|(at, node)| read(at, node)).collect()
}

fn listed(at: usize, node: &Node, lifecycle: &Lifecycle) -> Option<ListedPhase> {
    let written = node.get("name")?.as_text()?.to_owned();
    let said = node.get("start").filter(|start| !is_blank(start));
    let start = said.and_then(date);
    // Where no reading applies, the name is read as it is written.
    let itself = || (Vec::new(), written.clone());
    let retired = lifecycle.retired(&written);
    let mut readings = retired.map_or_else(Vec::new, |retired| {
        retired.reads.iter().map(|reading| (reading.after.clone(), reading.phase.clone())).collect()
    });
    if readings.last().is_none_or(|(after, _)| !after.is_empty()) {
        readings.push(itself());
    }
    let rank = readings.iter().filter(|(_, name)| *name != written).map(|(_, name)| lifecycle.rank(name)).max();
    let phase = Phase {
        name: written.clone(),
        // A date is there, but it is not one: the phase is dated by its commit, approximately.
        approximate: (said.is_some() && start.is_none())
            || retired.is_some_and(|retired| retired.approximate)
            || says(node, "approximate", "true"),
        start,
        dated_by: if says(node, "dated_by", DatedBy::Commit.word()) { DatedBy::Commit } else { DatedBy::Record },
        end: node.get("end").and_then(date),
        at,
        written,
    };
    let rank = rank.unwrap_or_else(|| lifecycle.rank(&phase.written));
    Some(ListedPhase { phase, readings, rank })
}

fn event(at: usize, node: &Node) -> Option<Event> {
    let cohort = node.get("cohort").and_then(Node::scalar).and_then(|year| year.parse().ok());
    Some(Event { name: node.get("name")?.as_text()?.to_owned(), date: date(node.get("date")?)?, cohort, at })
}

/// Whether a field of an item has this value.
fn says(node: &Node, field: &str, value: &str) -> bool {
    node.get(field).and_then(Node::scalar).is_some_and(|said| said == value)
}

fn date(node: &Node) -> Option<PartialDate> {
    PartialDate::parse(&node.scalar()?)
}

fn is_blank(node: &Node) -> bool {
    match &node.value {
        Value::Null => true,
        Value::Text(text) => text.is_empty(),
        _ => false,
    }
}
