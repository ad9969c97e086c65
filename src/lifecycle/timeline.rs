use super::{Lifecycle, PartialDate};
use crate::yaml::{Node, Value};

/// What a record says of its life: its phases in order, and its events. Read leniently: what
/// can't be read is left out, or left undated, and never guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// The phases, by date; ties by the lifecycle's order; those without a date last.
    pub phases: Vec<Phase>,
    /// The events that have a readable date, by date.
    pub events: Vec<Event>,
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
    /// When it ends, where the record says so.
    pub end: Option<PartialDate>,
    /// Its place in the record's list, from 0.
    pub at: usize,
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
        let mut phases = match lifecycle {
            None => Vec::new(),
            Some(_) => items(root.get("phases")?.as_list()?, phase),
        };
        if let Some(lifecycle) = lifecycle {
            sort(&mut phases, lifecycle);
        }
        let mut events = root.get("events").and_then(Node::as_list).map_or_else(Vec::new, |list| items(list, event));
        events.sort_by(|a, b| (a.date, &a.name, a.at).cmp(&(b.date, &b.name, b.at)));
        Some(Timeline { phases, events })
    }
}

/// Orders phases and reads their names, which may depend on the phases before.
fn sort(phases: &mut [Phase], lifecycle: &Lifecycle) {
    let rank = |phase: &Phase| {
        // A retired name stands where the last of its readings does.
        let readings = lifecycle.retired(&phase.written).map_or(&[][..], |retired| &retired.reads);
        let ranks = readings.iter().map(|reading| lifecycle.rank(&reading.phase));
        ranks.max().unwrap_or_else(|| lifecycle.rank(&phase.written))
    };
    phases.sort_by_key(|phase| (phase.start.is_none(), phase.start, rank(phase), phase.at));
    for at in 0..phases.len() {
        let (before, rest) = phases.split_at_mut(at);
        let Some(phase) = rest.first_mut() else { break };
        let (name, approximate) = lifecycle.reading(&phase.written, before);
        if name != phase.written {
            phase.name = name.to_owned();
        }
        phase.approximate |= approximate;
    }
}

fn items<T>(list: &[Node], read: impl Fn(usize, &Node) -> Option<T>) -> Vec<T> {
    list.iter().enumerate().filter_map(|(at, node)| read(at, node)).collect()
}

fn phase(at: usize, node: &Node) -> Option<Phase> {
    let written = node.get("name")?.as_text()?.to_owned();
    let said = node.get("start").filter(|start| !is_blank(start));
    let start = said.and_then(date);
    Some(Phase {
        name: written.clone(),
        written,
        // A date is there, but it is not one: the phase is dated by its commit, approximately.
        approximate: said.is_some() && start.is_none(),
        start,
        end: node.get("end").and_then(date),
        at,
    })
}

fn event(at: usize, node: &Node) -> Option<Event> {
    let cohort = node.get("cohort").and_then(Node::scalar).and_then(|year| year.parse().ok());
    Some(Event { name: node.get("name")?.as_text()?.to_owned(), date: date(node.get("date")?)?, cohort, at })
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
