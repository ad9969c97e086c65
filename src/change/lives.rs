use super::Changed;
use crate::lifecycle::{Date, Lifecycle, PartialDate, Timeline};
use crate::registry::Record;

/// The lives that a record tells before and after a change, both read by the lifecycle of the head: a phase
/// that only its word tells series_diff is the same.
#[derive(Clone, Debug, Default)]
pub struct Lives {
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
pub struct Pair {
    /// What it told.
    pub before: Moment,
    /// What it tells of it now, if it does.
    pub after: Option<Moment>,
}

/// A phase or an event of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
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

    /// The pointer of its date.
    pub fn date_pointer(&self) -> String {
        format!("{}/{}", self.pointer(), if self.is_phase { "start" } else { "date" })
    }
}

impl Lives {
    /// The two lives of a record, as looked at on `today`. `None` where one of them can't be read; a record
    /// that was not there, or is no longer, told or tells nothing.
    pub fn of(record: &Changed, lifecycle: Option<&Lifecycle>, today: Option<Date>) -> Option<Lives> {
        let life = |record: Option<&Record>| match record {
            None => Some(Vec::new()),
            Some(record) => Some(moments(&Timeline::read(record.document.root.as_ref()?, lifecycle)?)),
        };
        let (old, now) = (life(record.before.as_ref())?, life(record.after.as_ref())?);
        let mut left: Vec<Option<&Moment>> = now.iter().map(Some).collect();
        let pairs = pairs(old, &mut left);
        let added = left.into_iter().flatten().cloned().collect();
        Some(Lives { pairs, added, now, today })
    }

    /// Whether something has taken effect: by its date, or (without one) since the register shows it.
    pub fn has_come(&self, date: Option<PartialDate>) -> bool {
        match (date, self.today) {
            (Some(date), Some(today)) => date.first_day() <= today,
            _ => true,
        }
    }
}

fn moments(timeline: &Timeline) -> Vec<Moment> {
    let next = timeline.phases.iter().skip(1).map(|phase| phase.start).chain([None]);
    let phases = timeline.phases.iter().zip(next).map(|(phase, next)| Moment {
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

/// Pairs what was told with what is told now: of one name, first those of one date, then in their order.
fn pairs(before: Vec<Moment>, left: &mut [Option<&Moment>]) -> Vec<Pair> {
    let mut take = |old: &Moment, fits: &dyn Fn(&Moment) -> bool| {
        let is_one = |new: &&Moment| new.is_phase == old.is_phase && new.name == old.name && fits(new);
        let slot = left.iter_mut().find(|slot| slot.as_ref().is_some_and(is_one))?;
        slot.take().cloned()
    };
    let mut found: Vec<Pair> = Vec::new();
    for old in before {
        let after = take(&old, &|new| is_same_date(old.date, new.date));
        found.push(Pair { before: old, after });
    }
    for pair in found.iter_mut().filter(|pair| pair.after.is_none()) {
        pair.after = take(&pair.before, &|_| true);
    }
    found
}

/// Whether a date says nothing else than another: it may be more precise.
pub fn is_same_date(before: Option<PartialDate>, after: Option<PartialDate>) -> bool {
    match (before, after) {
        (None, None) => true,
        (Some(before), Some(after)) => before.may_equal(after),
        _ => false,
    }
}
