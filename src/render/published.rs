use super::Sheet;
use super::history::reason_line;
use crate::i18n::Words;
use crate::indicator::{PublishedComparison, PublishedValue};
use crate::message;
use crate::timeline::History;

/// The column from which on a table of published figures holds numbers.
const NUMBERS_FROM: usize = 2;

/// Published figures of one indicator and method, to be read: the table, then what has changed since.
pub fn published(history: &History, figures: &[PublishedComparison<'_>], title: String, words: &Words) -> Sheet {
    let head = [
        "published-year",
        "published-document",
        "published-stated",
        "published-then",
        "published-gap-then",
        "published-now",
        "published-gap",
    ];
    let head: Vec<String> = head.iter().map(|column| words.text(column)).collect();
    let rows: Vec<Vec<String>> = figures.iter().map(|beside| row(beside, words)).collect();
    let mut notes = Vec::new();
    for beside in figures {
        // Where there was no register yet, every record would be listed as new: `why` lists them.
        let Some(then) = beside.then.as_ref().filter(|then| then.point.at.is_some()) else { continue };
        if beside.since.is_empty() {
            continue;
        }
        let moved = message!(
            "published-since",
            year = beside.figure.year.to_string(),
            document = &beside.publication.name,
            from = number(then.value, words),
            to = number(beside.now, words)
        );
        notes.push(words.say(&moved));
        let reasons = beside.since.iter().map(|reason| words.say(&reason_line(history, reason, beside.figure.year)));
        notes.extend(reasons.map(|reason| format!("  {reason}")));
    }
    Sheet { title: Some(title), head, rows, numbers_from: NUMBERS_FROM, notes }
}

/// What the tables of published figures leave unsaid, a sentence each.
pub(crate) fn published_legend(figures: &[PublishedComparison<'_>], words: &Words) -> Vec<String> {
    let is_unknown = |beside: &PublishedComparison<'_>| {
        let then = beside.then.as_ref();
        beside.now.is_none() || then.is_some_and(|then| then.point.at.is_some() && then.value.is_none())
    };
    let is_imprecise = |beside: &PublishedComparison<'_>| {
        beside.publication.published.is_some_and(|date| date.first_day() != date.last_day())
    };
    let was_absent =
        |beside: &PublishedComparison<'_>| beside.then.as_ref().is_some_and(|then| then.point.at.is_none());
    let lines = [
        (true, "published-gap-legend"),
        (figures.iter().any(is_imprecise), "published-imprecise-legend"),
        (figures.iter().any(|beside| beside.then.is_none()), "published-undated-legend"),
        (figures.iter().any(was_absent), "published-absent-legend"),
        (figures.iter().any(is_unknown), "figures-unknown-legend"),
    ];
    lines.iter().filter(|(holds, _)| *holds).map(|(_, line)| words.text(line)).collect()
}

fn row(beside: &PublishedComparison<'_>, words: &Words) -> Vec<String> {
    let name = &beside.publication.name;
    let document = match beside.publication.published {
        Some(date) => message!("published-document-dated", name = name, date = date.in_short()),
        None => message!("published-document-undated", name = name),
    };
    let then = match &beside.then {
        None => String::new(),
        Some(then) if then.point.at.is_none() => words.text("published-absent"),
        Some(then) => number(then.value, words),
    };
    vec![
        beside.figure.year.to_string(),
        words.say(&document),
        figure(&beside.figure.value, words),
        then,
        gap(beside.gap_then(), words),
        number(beside.now, words),
        gap(beside.gap(), words),
    ]
}

/// What a document states: a number, or the word that stands for it there.
pub(super) fn figure(value: &PublishedValue, words: &Words) -> String {
    match value {
        PublishedValue::Number(number) => words.number(number),
        PublishedValue::None(word) => word.clone(),
    }
}

/// A figure of the register, or that it can't be known.
pub(super) fn number(value: Option<usize>, words: &Words) -> String {
    value.map_or_else(|| words.text("figures-unknown"), |value| words.number(&value))
}

/// A gap, with its sign; nothing where there is none to give.
pub(super) fn gap(gap: Option<i64>, words: &Words) -> String {
    match gap {
        None => String::new(),
        Some(0) => "0".to_owned(),
        Some(gap) => words.number(&format!("{gap:+}")),
    }
}
