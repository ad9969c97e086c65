use super::Changed;
use super::coverage::{Aspect, Part};
use super::records::FirstShown;
use crate::lifecycle::{Date, Lifecycle, PartialDate, Timeline};
use crate::registry::Record;
use crate::timeline::pair;
use crate::yaml::Node;

/// The facts that a record tells before and after a change, both read by the lifecycle of the head: a phase
/// that only its word tells apart is the same.
#[derive(Clone, Debug, Default)]
pub(crate) struct FactChanges {
    /// What the record told before, each with what it tells of it now.
    pub pairs: Vec<Pair>,
    /// What it tells now.
    pub now: Vec<Moment>,
    /// What it tells now and did not before.
    pub added: Vec<Moment>,
    today: Option<Date>,
}

/// What a record told, and what became of it.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    /// What it told.
    pub before: Moment,
    /// What it tells of it now, if it does.
    pub after: Option<Moment>,
}

/// A phase or an event of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    /// Whether it is a phase, and not an event.
    pub is_phase: bool,
    /// Its place in the record's list, from 0.
    pub at: usize,
    /// What its name reads as.
    pub name: String,
    /// When it began or happened; `None` for a phase that is dated by its commit.
    pub date: Option<PartialDate>,
    /// When a phase ended, as the record says it of the phase itself.
    pub end: Option<PartialDate>,
    /// When a phase ended: by its own word, or by where the next one began.
    pub left: Option<PartialDate>,
    /// The budget year that an event counts in, where the record says so.
    pub cohort: Option<i32>,
}

impl Moment {
    /// The name of the list that it stands in.
    pub const fn list(&self) -> &'static str {
        if self.is_phase { "phases" } else { "events" }
    }

    /// Its JSON pointer.
    pub fn pointer(&self) -> String {
        format!("/{}/{}", self.list(), self.at)
    }

    /// What of it, as corrections tell it.
    pub fn part(&self, aspect: Aspect) -> Part {
        Part::Moment { is_phase: self.is_phase, name: self.name.clone(), aspect }
    }

    /// The pointer of its date.
    pub(crate) fn date_pointer(&self) -> String {
        format!("{}/{}", self.pointer(), if self.is_phase { "start" } else { "date" })
    }
}

impl FactChanges {
    /// What a record states before and after, as looked at on `today`. `None` where one of them can't be read; a record
    /// that was not there, or is no longer, told or tells nothing.
    pub fn of(record: &Changed, lifecycle: Option<&Lifecycle>, today: Option<Date>) -> Option<FactChanges> {
        let life = |record: Option<&Record>, shown: &FirstShown| match record {
            None => Some(Vec::new()),
            Some(record) => moments_of(record.document.root.as_ref()?, shown, lifecycle, today),
        };
        let [shown_before, shown_after] = &record.shown;
        let old = life(record.before.as_ref(), shown_before)?;
        let now = life(record.after.as_ref(), shown_after)?;
        Some(FactChanges::between(old, now, today))
    }

    /// The same of two versions of a record, wherever they are from, whether or not the mainline ever showed them.
    /// What can't be read, or is not there (`None`), tells nothing.
    pub(super) fn of_versions(
        before: Option<&Node>,
        after: Option<&Node>,
        lifecycle: Option<&Lifecycle>,
    ) -> FactChanges {
        let life = |root: Option<&Node>| {
            root.and_then(|root| moments_of(root, &FirstShown::new(), lifecycle, None)).unwrap_or_default()
        };
        FactChanges::between(life(before), life(after), None)
    }

    fn between(old: Vec<Moment>, now: Vec<Moment>, today: Option<Date>) -> FactChanges {
        let (mut pairs, mut added) = (Vec::new(), Vec::new());
        for pair in pair(old, now.clone(), |moment| ((moment.is_phase, moment.name.clone()), moment.date)) {
            match pair {
                (Some(before), after) => pairs.push(Pair { before, after }),
                (None, after) => added.extend(after),
            }
        }
        FactChanges { pairs, added, now, today }
    }

    /// Whether something has taken effect: by its date, or (without one) since the register shows it.
    pub(crate) fn has_come(&self, date: Option<PartialDate>) -> bool {
        match (date, self.today) {
            (Some(date), Some(today)) => date.first_day() <= today,
            _ => true,
        }
    }
}

fn moments_of(
    root: &Node,
    shown: &FirstShown,
    lifecycle: Option<&Lifecycle>,
    today: Option<Date>,
) -> Option<Vec<Moment>> {
    Some(moments(&Timeline::read(root, lifecycle)?, shown, today))
}

/// The phases in the order that the walk gives them, and the events.
fn moments(timeline: &Timeline, shown: &FirstShown, today: Option<Date>) -> Vec<Moment> {
    let today = today.map_or_else(|| PartialDate::of_epoch(0), PartialDate::day);
    let first_shown = |name: &str, nth: usize| {
        let known = shown.iter().find(|(known, which, _)| known == name && *which == nth);
        known.map_or(today, |(.., day)| *day)
    };
    let phases: Vec<_> = timeline.dated(first_shown).into_iter().map(|dated| dated.phase).collect();
    let next = phases.iter().skip(1).map(|phase| phase.start).chain([None]);
    let phases = phases.iter().zip(next).map(|(phase, next)| Moment {
        is_phase: true,
        at: phase.at,
        name: phase.name.clone(),
        date: phase.start,
        end: phase.end,
        left: phase.end.or(next),
        cohort: None,
    });
    let events = timeline.events.iter().map(|event| Moment {
        is_phase: false,
        at: event.at,
        name: event.name.clone(),
        date: Some(event.date),
        end: None,
        left: None,
        cohort: event.cohort,
    });
    phases.chain(events).collect()
}

/// Whether a date says nothing else than another: it may be more precise.
pub(crate) fn is_same_date(before: Option<PartialDate>, after: Option<PartialDate>) -> bool {
    match (before, after) {
        (None, None) => true,
        (Some(before), Some(after)) => before.may_equal(after),
        _ => false,
    }
}
