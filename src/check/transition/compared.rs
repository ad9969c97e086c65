use crate::change::Changed;
use crate::lifecycle::{Date, Lifecycle, PartialDate, Timeline};
use crate::registry::Record;

/// The lives that a record tells before and after a change.
pub(super) struct Compared<'a> {
    pub before: &'a Record,
    pub after: &'a Record,
    pub lifecycle: Option<&'a Lifecycle>,
    today: Option<Date>,
    /// What the record told before, each with what it tells of it now.
    pub pairs: Vec<Pair>,
    /// What it tells now.
    pub now: Vec<Item>,
}

/// What a record told, and what became of it.
pub(super) struct Pair {
    pub before: Item,
    pub after: Option<Item>,
}

/// A phase or an event of a record.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    pub list: &'static str,
    /// Its place in the list.
    pub at: usize,
    /// What its name reads as.
    pub name: String,
    /// When it began or happened.
    pub date: Option<PartialDate>,
    /// When a phase ended, as the record says it of the phase itself.
    pub end: Option<PartialDate>,
    /// When a phase ended: by its own word, or by where the next one began.
    pub left: Option<PartialDate>,
    pub cohort: Option<i32>,
}

impl Item {
    pub(super) fn pointer(&self) -> String {
        format!("/{}/{}", self.list, self.at)
    }

    /// The pointer of its date.
    pub(super) fn date_pointer(&self) -> String {
        let field = if self.list == "events" { "date" } else { "start" };
        format!("{}/{field}", self.pointer())
    }

    pub(super) fn is_phase(&self) -> bool {
        self.list == "phases"
    }
}

impl<'a> Compared<'a> {
    /// The two lives, both read by the lifecycle of the head: a phase that only its word tells apart is the
    /// same. `None` where one of them can't be read.
    pub(super) fn of(record: &'a Changed, lifecycle: Option<&'a Lifecycle>, today: Option<Date>) -> Option<Self> {
        let (old, new) = record.roots()?;
        let (old, now) = (items(&Timeline::read(old, lifecycle)?), items(&Timeline::read(new, lifecycle)?));
        let pairs = pairs(old, &now);
        let (before, after) = (record.before.as_ref()?, record.after.as_ref()?);
        Some(Compared { before, after, lifecycle, today, pairs, now })
    }

    /// Whether something has taken effect: by its date, or (without one) since the register shows it.
    pub(super) fn is_past(&self, item: &Item) -> bool {
        self.has_come(item.date)
    }

    pub(super) fn has_come(&self, date: Option<PartialDate>) -> bool {
        match (date, self.today) {
            (Some(date), Some(today)) => date.first_day() <= today,
            _ => true,
        }
    }
}

fn items(timeline: &Timeline) -> Vec<Item> {
    let next = timeline.phases.iter().skip(1).map(|phase| phase.start).chain([None]);
    let phases = timeline.phases.iter().zip(next).map(|(phase, next)| Item {
        list: "phases",
        at: phase.at,
        name: phase.name.clone(),
        date: phase.start,
        end: phase.end,
        left: phase.end.or(next),
        cohort: None,
    });
    let events = timeline.events.iter().map(|event| Item {
        list: "events",
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
fn pairs(before: Vec<Item>, now: &[Item]) -> Vec<Pair> {
    let mut left: Vec<Option<&Item>> = now.iter().map(Some).collect();
    let mut take = |old: &Item, fits: &dyn Fn(&Item) -> bool| {
        let is_one = |new: &&Item| new.list == old.list && new.name == old.name && fits(new);
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

/// Whether a date says nothing else than another: it may be more precise, or be given where none was.
pub(super) fn is_same_date(before: Option<PartialDate>, after: Option<PartialDate>) -> bool {
    match (before, after) {
        (None, None) => true,
        (Some(before), Some(after)) => before.may_equal(after),
        _ => false,
    }
}
