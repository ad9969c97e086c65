//! Family L: the phases and events that a record can have.

mod end_before_start;
mod implausible_date;
mod overlap;
mod planned_date;
mod retired_name;
mod same_phase_twice;
mod transition;
mod unclear_year;

pub(super) use unclear_year::{CutoffEvent, cutoff_events};

use super::Context;
use super::context::Named;
use crate::diagnostic::{Finding, Place, Rule};
use crate::i18n::Message;
use crate::lifecycle::{Date, Lifecycle, PartialDate, Phase, Timeline};
use crate::message;
use crate::registry::Record;
use crate::yaml::Node;

pub(super) static RULES: [&Rule; 10] = [
    &end_before_start::RULE,
    &transition::ILLEGAL,
    &transition::UNUSUAL,
    &transition::AFTER_TERMINAL,
    &implausible_date::RULE,
    &overlap::RULE,
    &same_phase_twice::RULE,
    &retired_name::RULE,
    &planned_date::RULE,
    &unclear_year::RULE,
];

/// A record's phases and events, as the rules look at it.
struct DatedRecord<'a> {
    document: Named<'a>,
    root: &'a Node,
    timeline: &'a Timeline,
    lifecycle: Option<&'a Lifecycle>,
    today: Option<Date>,
    /// The last day that a plan can be for.
    horizon: Option<Date>,
    /// The events of its kind that count in the year before where they are dated early in a year.
    cutoff_events: Vec<&'a CutoffEvent>,
}

impl DatedRecord<'_> {
    /// The place of the node at `pointer`.
    fn place(&self, pointer: &str) -> Place {
        self.document.place(self.root.span_at(pointer))
    }

    fn finding(&self, rule: &'static Rule, pointer: &str, message: Message, help: Message) -> Finding {
        Finding::new(rule, self.place(pointer), message, help).about(self.document.record, pointer)
    }

    /// Every date of the record, and where it stands.
    fn dates(&self) -> impl Iterator<Item = (DateAt, PartialDate)> {
        let phases = self.timeline.phases.iter().flat_map(|phase| {
            let of = |field, date: Option<PartialDate>| Some((DateAt { list: "phases", at: phase.at, field }, date?));
            [of("start", phase.start), of("end", phase.end)].into_iter().flatten()
        });
        let events = self.timeline.events.iter();
        phases.chain(events.map(|event| (DateAt { list: "events", at: event.at, field: "date" }, event.date)))
    }

    /// Each phase with the one that follows it.
    fn steps(&self) -> impl Iterator<Item = (&Phase, &Phase)> {
        self.timeline.phases.iter().zip(self.timeline.phases.iter().skip(1))
    }
}

/// Where a date stands in a record.
struct DateAt {
    list: &'static str,
    at: usize,
    field: &'static str,
}

impl DateAt {
    fn pointer(&self) -> String {
        format!("/{}/{}/{}", self.list, self.at, self.field)
    }
}

pub(super) fn of_record(context: &Context<'_>, record: &Record, root: &Node) -> Vec<Finding> {
    let lifecycle = context.lifecycle(record.kind);
    let Some(timeline) = Timeline::read(root, lifecycle) else { return Vec::new() };
    let document = context.document(record);
    let today = context.today;
    let horizon = implausible_date::horizon(lifecycle, today);
    let cutoff_events = context.cutoff_events(record.kind).collect();
    let record = DatedRecord { document, root, timeline: &timeline, lifecycle, today, horizon, cutoff_events };
    let mut findings = end_before_start::check(&record);
    findings.extend(transition::check(&record));
    findings.extend(implausible_date::check(&record));
    findings.extend(overlap::check(&record));
    findings.extend(same_phase_twice::check(&record));
    findings.extend(retired_name::check(&record));
    findings.extend(planned_date::check(&record));
    findings.extend(unclear_year::check(&record));
    findings
}

/// The related place that names the phase before.
fn before(record: &DatedRecord<'_>, phase: &Phase, finding: Finding) -> Finding {
    let place = record.place(&format!("/phases/{}/name", phase.at));
    finding.see(message!("related-phase-before", phase = &phase.written), place)
}
