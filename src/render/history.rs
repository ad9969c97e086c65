use std::collections::BTreeMap;

use super::answers::{HistoryAnswer, WhyAnswer};
use super::field_change::field_line;
use super::table::table_wrapping;
use super::{unit_cell, unit_head, visible};
use crate::git::Voucher;
use crate::i18n::{Arg, Message, Words};
use crate::indicator::{Cause, ChangeKind, Reason, Step, Unit};
use crate::lifecycle::{DatedBy, What};
use crate::message;
use crate::schema::Labels;
use crate::timeline::{CommitRow, FactRow, FileEvent, GapReason, History, LogEntry, RenameBy, Restated};

/// How many digits of a commit's hash are shown to people.
pub(super) const SHORT: usize = 10;

/// The steps of a figure for a terminal. Where several commits of one day moved it, the day's sum
/// comes first.
pub fn history(answer: &HistoryAnswer<'_>, words: &Words) -> String {
    let day = |step: &Step<'_>| answer.history.commits.get(step.at).map(|commit| commit.day);
    let mut out = String::new();
    for of_day in answer.steps.chunk_by(|a, b| day(a) == day(b)) {
        let commits: Vec<&[Step<'_>]> = of_day.chunk_by(|a, b| a.at == b.at).collect();
        if let (Some(first), true) = (of_day.first(), commits.len() > 1) {
            let count = message!("count-commits", count = commits.len());
            let day = day(first).map(|day| words.short_date(day)).unwrap_or_default();
            out.push_str(&format!("{day}  {}\n", words.say(&count)));
            for (year, (from, to)) in net(of_day) {
                out.push_str(&format!("  {}\n", words.say(&step_line(year, from, to))));
            }
        }
        for group in commits {
            let Some(commit) = group.first().and_then(|step| answer.history.commits.get(step.at)) else { continue };
            out.push_str(&commit_line(commit, words));
            let place = group.first().map(|step| step.at);
            for correction in place.and_then(|at| answer.corrections.get(&at)).into_iter().flatten() {
                let line = words.say(&message!("history-correction", reason = &correction.reason));
                out.push_str(&format!("  {}\n", visible(&line)));
            }
            out.push_str(&late_line(commit, words));
            for step in group {
                out.push_str(&format!("  {}\n", words.say(&step_line(step.year, step.from, step.to))));
                for cause in &step.causes {
                    let line = words.say(&signed(answer.history, cause, step.year));
                    out.push_str(&format!("    {}\n", visible(&line)));
                }
            }
        }
    }
    out
}

/// By year, the figure before the first and after the last of these steps.
fn net(steps: &[Step<'_>]) -> BTreeMap<i32, (usize, usize)> {
    let mut years = BTreeMap::new();
    for step in steps {
        years.entry(step.year).or_insert((step.from, step.to)).1 = step.to;
    }
    years
}

fn step_line(year: i32, from: usize, to: usize) -> Message {
    message!("history-step", year = year.to_string(), from = from, to = to)
}

/// What made a figure move.
pub(crate) fn cause_line(history: &History, cause: &Cause<'_>) -> Message {
    let record = history.key(cause.record);
    let date = |fact: Option<&FactRow>| fact.map_or_else(|| Arg::from(""), |fact| dated(fact).into());
    let (fact, later) = (cause.before.map(|unit| unit.fact), cause.after.map(|unit| unit.fact));
    let (before, after) = (date(fact), date(later));
    match (cause.change, cause.before.is_some(), cause.after.is_some()) {
        (ChangeKind::Added, ..) if cause.came_true => message!("cause-came-true", record = record, after = after),
        (ChangeKind::Added, ..) => message!("cause-added", record = record, after = after),
        (ChangeKind::Withdrawn, ..) if cause.came_true => message!("cause-not-yet", record = record, before = before),
        (ChangeKind::Withdrawn, ..) => message!("cause-withdrawn", record = record, before = before),
        (ChangeKind::Revised, ..) => match (fact, later) {
            // The date is the same: it is the budget year that is another one.
            (Some(old), Some(new)) if old.value.effective == new.value.effective => {
                let year = |fact: &FactRow| fact.value.cohort.map_or_else(String::new, |year| year.to_string());
                let (from, to) = (year(old), year(new));
                match (old.value.cohort == new.value.cohort, from.is_empty(), to.is_empty()) {
                    (true, ..) => message!("cause-reworded", record = record, after = after),
                    (false, true, _) => message!("cause-cohort-set", record = record, after = after, to = to),
                    (false, false, true) => {
                        message!("cause-cohort-dropped", record = record, after = after, from = from)
                    }
                    (false, false, false) => {
                        message!("cause-cohort", record = record, after = after, from = from, to = to)
                    }
                }
            }
            _ => message!("cause-revised", record = record, before = before, after = after),
        },
        (ChangeKind::Reclassified, false, _) => message!("cause-reclassified-in", record = record, after = after),
        (ChangeKind::Reclassified, true, false) => message!("cause-reclassified-out", record = record, before = before),
        (ChangeKind::Reclassified, true, true) => {
            message!("cause-reclassified", record = record, before = before, after = after)
        }
    }
}

/// What made a year's figure move, with whether it adds to that year or takes from it.
fn signed(history: &History, cause: &Cause<'_>, year: i32) -> Message {
    let counts = |unit: Option<Unit<'_>>| unit.is_some_and(|unit| unit.year == year);
    let said = cause_line(history, cause);
    match (counts(cause.before), counts(cause.after)) {
        (false, _) => message!("reason-more", cause = said),
        (true, false) => message!("reason-less", cause = said),
        (true, true) => message!("reason-same", cause = said),
    }
}

/// What made a year's figure differ between two moments: whether it adds to it or takes from it, and
/// the commit.
pub(super) fn reason_line(history: &History, reason: &Reason<'_>, year: i32) -> Message {
    let cause = signed(history, &reason.cause, year);
    match reason.at.and_then(|at| history.commits.get(at)) {
        None => cause,
        Some(commit) => with_commit(cause, commit),
    }
}

/// A line, and the commit that it is about.
pub(super) fn with_commit(line: Message, commit: &CommitRow) -> Message {
    message!("line-of-commit", line = line, day = commit.day, commit = short(commit))
}

/// The records behind a figure, for a terminal.
pub fn why(answer: &WhyAnswer<'_>, words: &Words) -> String {
    let head = ["why-record", "why-name", "why-date", "why-known", "why-commit", "why-place"];
    let mut head: Vec<String> = head.iter().map(|id| words.text(id)).collect();
    if let Some(adds) = unit_head(&answer.method.measure, words) {
        head.insert(1, adds);
    }
    let rows: Vec<Vec<String>> = answer
        .figure
        .units
        .iter()
        .map(|unit| {
            let fact = unit.fact;
            let commit = answer.history.commits.get(fact.from);
            let name = answer.history.records.get(fact.record).and_then(|record| record.name.clone());
            let dated = match (fact.value.dated_by, fact.value.cohort) {
                (DatedBy::Record, None) => words.short_date(fact.value.effective),
                (DatedBy::Record, Some(cohort)) => words.say(&message!(
                    "why-cohort",
                    date = fact.value.effective.in_short(),
                    cohort = cohort.to_string()
                )),
                (DatedBy::Commit, _) => words.say(&message!("why-by-commit", date = fact.value.effective.in_short())),
            };
            let mut cells = vec![
                answer.history.key(fact.record),
                name.unwrap_or_default(),
                dated,
                commit.map(|commit| words.short_date(commit.day)).unwrap_or_default(),
                commit.map(short).unwrap_or_default(),
                format!("{}:{}", fact.path, fact.line),
            ];
            if let Some(adds) = unit_cell(unit.adds, words) {
                cells.insert(1, adds);
            }
            cells
        })
        .collect();
    let mut text = table_wrapping(&head, &rows, head.len(), Some(1));
    for (unit, restated) in restated(answer) {
        let Some(commit) = answer.history.commits.get(restated.at) else { continue };
        let line = message!(
            "why-restated",
            record = answer.history.key(unit.fact.record),
            before = &unit.fact.written,
            now = &restated.written,
            day = commit.day,
            commit = short(commit),
            place = format!("{}:{}", restated.path, restated.line)
        );
        text.push_str(&format!("{}\n", visible(&words.say(&line))));
    }
    text.push_str(&vouchers(answer, words));
    if has_moved(answer) {
        text.push_str(&format!("{}\n", words.text("why-moved")));
    }
    text
}

/// How many of the units rest on a commit that somebody signed; nothing where there are no units.
fn vouchers(answer: &WhyAnswer<'_>, words: &Words) -> String {
    let commits = answer.figure.units.iter().filter_map(|unit| answer.history.commits.get(unit.fact.from));
    let vouchers: Vec<Voucher> = commits.map(|commit| commit.voucher).collect();
    let count = |wanted: Voucher| vouchers.iter().filter(|voucher| **voucher == wanted).count();
    let (forge, person) = (count(Voucher::Forge), count(Voucher::Person));
    if vouchers.is_empty() {
        return String::new();
    }
    let line = message!("why-vouched", units = vouchers.len(), signed = forge + person, forge = forge, person = person);
    format!("{}\n", words.say(&line))
}

/// The units that the record says in other words than at first, as known at the moment that is asked about.
fn restated<'a>(answer: &'a WhyAnswer<'_>) -> impl Iterator<Item = (&'a Unit<'a>, &'a Restated)> {
    let at = answer.point.at;
    answer.figure.units.iter().filter_map(move |unit| Some((unit, unit.fact.restated_at(at?)?)))
}

/// Whether a file that stated one of the facts has another path now.
fn has_moved(answer: &WhyAnswer<'_>) -> bool {
    let now = |record: usize| answer.history.records.get(record).map(|record| &record.path);
    answer.figure.units.iter().any(|unit| now(unit.fact.record).is_some_and(|path| *path != unit.fact.path))
}

/// An entry of a record's log, for a terminal: the commit, what happened to the file, what was said of its
/// facts, and how its fields changed.
pub(crate) fn log_entry(
    kind: &str,
    commit: &CommitRow,
    entry: &LogEntry<'_>,
    labels: &Labels,
    words: &Words,
) -> String {
    let mut out = commit_line(commit, words);
    out.push_str(&late_line(commit, words));
    for row in &entry.file_events {
        if let Some(line) = file_event_line(row.event, &row.path) {
            out.push_str(&format!("  {}\n", visible(&words.say(&line))));
        }
    }
    for (before, after) in &entry.facts {
        if let Some(line) = fact_line(*before, *after) {
            out.push_str(&format!("  {}\n", visible(&words.say(&line))));
        }
    }
    for change in &entry.fields {
        out.push_str(&format!("  {}\n", visible(&words.say(&field_line(kind, change, labels, words)))));
    }
    out
}

/// What happened to a record's file at `path`; `None` where only its text changed.
pub(crate) fn file_event_line(episode: FileEvent, path: &str) -> Option<Message> {
    Some(match episode {
        FileEvent::Changed => return None,
        FileEvent::Created => message!("log-created", path = path),
        FileEvent::Renamed(RenameBy::PreviousIds) => message!("log-renamed", path = path),
        FileEvent::Renamed(RenameBy::SameFile) => message!("log-renamed-same-file", path = path),
        FileEvent::Renamed(RenameBy::Guess) => message!("log-renamed-guess", path = path),
        FileEvent::Deleted => message!("log-deleted", path = path),
        FileEvent::Returned => message!("log-returned", path = path),
        FileEvent::Unreadable(GapReason::Document) => message!("log-unreadable", path = path),
        FileEvent::Unreadable(GapReason::NoLifecycle) => message!("log-no-lifecycle", path = path),
        FileEvent::Unreadable(GapReason::NotRegular) => message!("log-not-regular", path = path),
        FileEvent::ReadableAgain => message!("log-readable", path = path),
        FileEvent::IdTaken => message!("log-id-taken", path = path),
        FileEvent::IdAlone => message!("log-id-alone", path = path),
    })
}

/// The date of a fact, with what it rests on where that is not a date in the record.
fn dated(fact: &FactRow) -> Message {
    let date = fact.value.effective;
    match (fact.value.dated_by, fact.value.approximate) {
        (DatedBy::Commit, true) => message!("fact-date-by-commit-approximate", date = date),
        (DatedBy::Commit, false) => message!("fact-date-by-commit", date = date),
        (DatedBy::Record, true) => message!("fact-date-approximate", date = date),
        (DatedBy::Record, false) => message!("fact-date", date = date),
    }
}

/// What became of a fact, known as `before` and then as `after`; `None` where it was known neither before nor after.
pub(crate) fn fact_line(before: Option<&FactRow>, after: Option<&FactRow>) -> Option<Message> {
    let fact = after.or(before)?;
    let what = match fact.key.what {
        What::Entered => message!("fact-entered", name = &fact.key.name),
        What::Left => message!("fact-left", name = &fact.key.name),
        What::Event => message!("fact-event", name = &fact.key.name),
    };
    let date = |fact: &FactRow| -> Message {
        let date = dated(fact);
        match fact.value.cohort {
            Some(cohort) => message!("why-cohort", date = date, cohort = cohort.to_string()),
            None => date,
        }
    };
    Some(match (before, after) {
        (None, Some(after)) => message!("fact-added", what = what, date = date(after)),
        (Some(before), Some(after)) if date(before) == date(after) => {
            message!("fact-reworded", what = what, date = date(after))
        }
        (Some(before), Some(after)) => {
            message!("fact-revised", what = what, before = date(before), after = date(after))
        }
        (Some(before), None) => message!("fact-withdrawn", what = what, date = date(before)),
        (None, None) => return None,
    })
}

fn commit_line(commit: &CommitRow, words: &Words) -> String {
    format!("{}  {}  {}\n", words.short_date(commit.day), short(commit), visible(&commit.subject))
}

/// Why a commit comes long after its date, if it says so.
fn late_line(commit: &CommitRow, words: &Words) -> String {
    let line = |reason: &String| visible(&words.say(&message!("known-late", reason = reason))).to_string();
    commit.late.as_ref().map(|reason| format!("  {}\n", line(reason))).unwrap_or_default()
}

/// The first ten digits of a commit's hash.
pub fn short(commit: &CommitRow) -> String {
    commit.oid.to_string().chars().take(SHORT).collect()
}
