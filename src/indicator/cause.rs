use super::{Method, Subject, Unit};
use crate::timeline::FactRow;

/// A unit that came to a year's figure, or left it.
#[derive(Clone, Debug, PartialEq)]
pub struct Cause<'h> {
    /// The record, by its place among [`History::records`](crate::timeline::History::records).
    pub record: usize,
    /// What happened.
    pub change: ChangeKind,
    /// The unit before, if there was one: its fact, and the year that it counted in.
    pub before: Option<Unit<'h>>,
    /// The unit after, if there is one.
    pub after: Option<Unit<'h>>,
    /// Whether no commit changed anything: a planned fact took effect (or, where the later moment comes first, had not
    /// yet).
    pub came_true: bool,
}

/// How a unit came or went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It was taken back.
    Withdrawn,
    /// It was given another date or year.
    Revised,
    /// The fact is the same, but its phase was renamed, or a filter let it in or out.
    Reclassified,
}

impl ChangeKind {
    /// The word for it in JSON (`added`, `withdrawn`, `revised`, `reclassified`).
    pub const fn word(self) -> &'static str {
        match self {
            ChangeKind::Added => "added",
            ChangeKind::Withdrawn => "withdrawn",
            ChangeKind::Revised => "revised",
            ChangeKind::Reclassified => "reclassified",
        }
    }
}

/// Two moments of the known axis, each by the last commit known (by its place on the mainline; `None`:
/// before the first).
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub before: Option<usize>,
    pub after: Option<usize>,
}

impl Span {
    fn was_known(self, fact: &FactRow) -> bool {
        self.before.is_some_and(|at| fact.holds(at))
    }

    fn is_known(self, fact: &FactRow) -> bool {
        self.after.is_some_and(|at| fact.holds(at))
    }

    /// Whether the filter let the record through at the first moment.
    fn was_let_in(self, subject: &Subject<'_>, method: &Method) -> bool {
        self.before.is_some_and(|at| subject.passes(method, at))
    }

    /// Whether it does at the second one.
    fn is_let_in(self, subject: &Subject<'_>, method: &Method) -> bool {
        self.after.is_some_and(|at| subject.passes(method, at))
    }
}

/// What makes the units of a record differ between two moments: `before` at the first, `after` at the
/// second.
pub(super) fn compare<'h>(
    subject: &Subject<'h>,
    method: &Method,
    span: Span,
    before: &[Unit<'h>],
    after: &[Unit<'h>],
) -> Vec<Cause<'h>> {
    let (mut went, came) = unmatched(before, after);
    let cause = |change, before: Option<Unit<'h>>, after: Option<Unit<'h>>| {
        let is_only_time = |fact: &FactRow| {
            let filters = span.was_let_in(subject, method) && span.is_let_in(subject, method);
            filters && span.was_known(fact) && span.is_known(fact)
        };
        let came_true = match (before, after) {
            (None, Some(unit)) | (Some(unit), None) => is_only_time(unit.fact),
            _ => false,
        };
        Cause { record: subject.record, change, before, after, came_true }
    };
    let mut causes = Vec::new();
    for new in came {
        // The same fact with another year, else (where one of several counts) the one in its place.
        let place = went.iter().position(|old| old.fact.key == new.fact.key).or((!went.is_empty()).then_some(0));
        if let Some(old) = place.map(|place| went.remove(place)) {
            let renamed = old.fact.key.name != new.fact.key.name && old.fact.written == new.fact.written;
            let change = if renamed { ChangeKind::Reclassified } else { ChangeKind::Revised };
            causes.push(cause(change, Some(old), Some(new)));
        } else {
            causes.push(cause(arrival(subject, method, span, new.fact), None, Some(new)));
        }
    }
    for old in went {
        causes.push(cause(departure(subject, method, span, old.fact), Some(old), None));
    }
    causes
}

/// The units of each moment that have no equal at the other one.
fn unmatched<'h>(before: &[Unit<'h>], after: &[Unit<'h>]) -> (Vec<Unit<'h>>, Vec<Unit<'h>>) {
    let mut went = before.to_vec();
    let mut came = Vec::new();
    for new in after {
        // A record that was two before a merge may have two equal units.
        let equals = |old: &Unit<'_>| same(old, new);
        let own = went.iter().position(|old| equals(old) && old.fact.file == new.fact.file);
        match own.or_else(|| went.iter().position(equals)) {
            Some(place) => drop(went.remove(place)),
            None => came.push(*new),
        }
    }
    (went, came)
}

/// Whether two units are one: the same fact, counted in the same year.
pub(super) fn same(a: &Unit<'_>, b: &Unit<'_>) -> bool {
    a.fact.key == b.fact.key && a.year == b.year
}

fn arrival(subject: &Subject<'_>, method: &Method, span: Span, fact: &FactRow) -> ChangeKind {
    let was_known = span.was_known(fact);
    if (was_known && !span.was_let_in(subject, method)) || (!was_known && was_reread(subject, fact, span)) {
        ChangeKind::Reclassified
    } else {
        ChangeKind::Added
    }
}

fn departure(subject: &Subject<'_>, method: &Method, span: Span, fact: &FactRow) -> ChangeKind {
    let is_known = span.is_known(fact);
    if (is_known && !span.is_let_in(subject, method)) || (!is_known && is_reread(subject, fact, span)) {
        ChangeKind::Reclassified
    } else {
        ChangeKind::Withdrawn
    }
}

/// Whether another reading of the same written statement held at the first moment only.
fn was_reread(subject: &Subject<'_>, fact: &FactRow, span: Span) -> bool {
    let only_before = |other: &FactRow| span.was_known(other) && !span.is_known(other);
    subject.facts.iter().any(|other| only_before(other) && is_same_statement(other, fact))
}

/// Whether another reading of the same written statement holds at the second moment only.
fn is_reread(subject: &Subject<'_>, fact: &FactRow, span: Span) -> bool {
    let only_after = |other: &FactRow| !span.was_known(other) && span.is_known(other);
    subject.facts.iter().any(|other| only_after(other) && is_same_statement(other, fact))
}

/// Whether two facts are readings of one statement: same date, same kind of fact, another name. Either the text is the
/// same and is read otherwise, or a retired name was replaced.
fn is_same_statement(a: &FactRow, b: &FactRow) -> bool {
    a.key.what == b.key.what
        && a.key.name != b.key.name
        && a.value.effective == b.value.effective
        && (a.written == b.written || a.written != a.key.name || b.written != b.key.name)
}
