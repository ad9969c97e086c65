use super::field_change::field_line;
use super::history::{fact_line, reason_line, with_commit};
use super::published::number;
use super::{label, visible};
use crate::i18n::{Message, Words};
use crate::indicator::{Indicator, Method, Shift};
use crate::message;
use crate::schema::Labels;
use crate::timeline::{FileDiff, FileDiffKind, History, Point, RecordDiff, RenameBy};

/// What `diff` answers.
pub(crate) struct DiffAnswer<'a> {
    /// The history.
    pub history: &'a History,
    /// What people call fields.
    pub labels: &'a Labels,
    /// The two moments as they were asked for.
    pub asked: (&'a str, &'a str),
    /// The first moment.
    pub from: &'a Point,
    /// The second one.
    pub to: &'a Point,
    /// Whether planned facts count in the figures.
    pub include_planned: bool,
    /// What differs in records and facts.
    pub records: &'a [RecordDiff<'a>],
    /// What is left aside of them.
    pub unmarked: Unmarked,
    /// What differs in the figures.
    pub figures: &'a [(&'a Indicator, &'a Method, Vec<Shift<'a>>)],
    /// The methods that are not compared because they do not count units.
    pub uncounted: &'a [(&'a Indicator, &'a Method)],
}

/// What is left aside since all that differs is that it is no longer approximate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unmarked {
    /// The facts.
    pub facts: usize,
    /// The records of which nothing else differs.
    pub records: usize,
}

/// What differs between two moments, for a terminal: the figures, then the records.
pub(crate) fn diff(answer: &DiffAnswer<'_>, words: &Words) -> String {
    let mut out = String::new();
    let mut line = |indent: usize, line: &Message| {
        out.push_str(&format!("{:indent$}{}\n", "", visible(&words.say(line))));
    };
    let planned = if answer.include_planned { message!("planned-included") } else { message!("planned-excluded") };
    line(0, &message!("diff-from", moment = moment(answer.history, answer.from)));
    line(0, &message!("diff-to", moment = moment(answer.history, answer.to)));
    let years: usize = answer.figures.iter().map(|(.., shifts)| shifts.len()).sum();
    line(0, &message!("diff-figures", count = years, planned = planned));
    for (indicator, method, shifts) in answer.figures.iter().filter(|(.., shifts)| !shifts.is_empty()) {
        let in_lang = |name| label(name, words);
        let method = method.label.as_ref().map_or_else(|| method.id.clone(), in_lang);
        let code = &indicator.code;
        line(2, &message!("indicator-title", code = code, label = in_lang(&indicator.label), method = method));
        for shift in shifts {
            let (from, to) = (number(shift.before, words), number(shift.after, words));
            line(4, &message!("history-step", year = shift.year.to_string(), from = from, to = to));
            for reason in &shift.reasons {
                line(6, &reason_line(answer.history, reason, shift.year));
            }
        }
    }
    line(0, &message!("diff-records", count = answer.records.len()));
    for difference in answer.records {
        let key = answer.history.key(difference.record);
        let name = answer.history.records.get(difference.record).and_then(|row| row.name.as_ref());
        line(
            2,
            &match name {
                Some(name) => message!("log-title", record = key, name = name),
                None => message!("log-title-unnamed", record = key),
            },
        );
        let with = |line: Message, at: Option<usize>| match at.and_then(|at| answer.history.commits.get(at)) {
            Some(commit) => with_commit(line, commit),
            None => line,
        };
        if let Some(file) = &difference.file {
            line(4, &with(file_line(file), file.at));
        }
        for fact in &difference.facts {
            if let Some(said) = fact_line(fact.before, fact.after) {
                line(4, &with(said, fact.at));
            }
        }
        let kind = answer.history.records.get(difference.record).map(|row| row.kind.as_str()).unwrap_or_default();
        for change in &difference.fields {
            line(4, &with(field_line(kind, change, answer.labels, words), change.at));
        }
    }
    if answer.unmarked.facts > 0 {
        let Unmarked { facts, records } = answer.unmarked;
        line(0, &message!("diff-unmarked", facts = facts, records = records));
    }
    out
}

fn moment(history: &History, point: &Point) -> Message {
    let day = point.today;
    match point.at.and_then(|at| history.commits.get(at)) {
        Some(commit) => message!(
            "diff-moment",
            day = day,
            commit = commit.oid.to_string().chars().take(super::history::SHORT).collect::<String>()
        ),
        None => message!("diff-moment-before-all", day = day),
    }
}

fn file_line(file: &FileDiff<'_>) -> Message {
    let (before, after) = (file.before.unwrap_or_default(), file.after.unwrap_or_default());
    match file.change {
        FileDiffKind::Created => message!("log-created", path = after),
        FileDiffKind::Returned => message!("log-returned", path = after),
        FileDiffKind::Deleted => message!("log-deleted", path = before),
        FileDiffKind::NotYet => message!("diff-not-yet", path = before),
        FileDiffKind::Renamed(Some(RenameBy::Guess)) => {
            message!("diff-renamed-guess", before = before, after = after)
        }
        FileDiffKind::Renamed(_) => message!("diff-renamed", before = before, after = after),
    }
}
