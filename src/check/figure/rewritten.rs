use super::{Told, published};
use crate::change::{Change, Part};
use crate::check::transition::{named, place, place_of_gone, place_of_key};
use crate::diagnostic::{Finding, Place, Rule};
use crate::i18n::Message;
use crate::indicator::{Figure, FigureKind, Publication, PublishedValue};
use crate::message;
use crate::registry::{Listing, Record};

/// A publication states another value as an actual than it did at the base.
pub(super) static RULE: Rule = rule!("F002", "published-figure-rewritten", Error);

pub(super) fn check(change: &Change, listing: &Listing) -> Vec<Told> {
    let mut told = Vec::new();
    for record in &change.records {
        let Some(before) = &record.before else { continue };
        let Some(old) = published(listing, before) else { continue };
        let (new, after) = match &record.after {
            None => (None, None),
            Some(after) => match published(listing, after) {
                // What can't be read has findings of its own.
                None => continue,
                Some(new) => (Some(new), Some(after)),
            },
        };
        for (at, figure) in actuals(&old) {
            let Some(finding) = of_figure(figure, before, at, new.as_ref().zip(after)) else { continue };
            let part = Part::Figure(figure.indicator.clone(), figure.year);
            told.push(Told { finding, is_covered: change.covers(record, None, |asked| *asked == part) });
        }
    }
    told
}

/// What became of a figure, if it is not what it was.
fn of_figure(old: &Figure, before: &Record, at: usize, after: Option<(&Publication, &Record)>) -> Option<Finding> {
    let was = stated(&old.value);
    let gone = || {
        let (indicator, year) = (&old.indicator, old.year.to_string());
        message!("F002-removed", indicator = indicator, year = year, before = stated(&old.value))
    };
    let (place_now, pointer, record, message): (Place, String, &Record, Message) = match after {
        None => (place_of_gone(&before.path), String::new(), before, gone()),
        Some((new, after)) => match same_figure(new, old) {
            Some((_, figure)) if figure.value == old.value && figure.method == old.method => return None,
            Some((now, figure)) => {
                let field = if figure.value == old.value { "method" } else { "value" };
                let pointer = match figure.value == old.value && figure.method.is_none() {
                    true => format!("/figures/{now}"),
                    false => format!("/figures/{now}/{field}"),
                };
                let (indicator, year) = (&old.indicator, old.year.to_string());
                let message = match field {
                    "value" => {
                        let now = stated(&figure.value);
                        message!("F002-message", indicator = indicator, year = year, before = was, after = now)
                    }
                    _ => message!("F002-method", indicator = indicator, year = year),
                };
                (place(after, &pointer), pointer, after, message)
            }
            None => (place_of_key(after, "/figures"), "/figures".to_owned(), after, gone()),
        },
    };
    let finding = Finding::new(&RULE, place_now, message, message!("correction-help"));
    let finding = finding.about(named(record).record, pointer);
    Some(finding.see(message!("related-before"), place(before, &format!("/figures/{at}/value"))))
}

/// The actuals of a publication, each with its place in the list.
fn actuals(publication: &Publication) -> impl Iterator<Item = (usize, &Figure)> {
    publication.figures.iter().enumerate().filter(|(_, figure)| figure.kind == FigureKind::Actual)
}

/// The figure of the same indicator and year; of several, the one of the same method, then of the same value.
fn same_figure<'p>(publication: &'p Publication, old: &Figure) -> Option<(usize, &'p Figure)> {
    let is_it = |figure: &Figure| figure.indicator == old.indicator && figure.year == old.year;
    let all: Vec<(usize, &Figure)> = actuals(publication).filter(|(_, figure)| is_it(figure)).collect();
    let by_method = all.iter().find(|(_, figure)| figure.method == old.method);
    by_method.or_else(|| all.iter().find(|(_, figure)| figure.value == old.value)).or(all.first()).copied()
}

pub(super) fn stated(value: &PublishedValue) -> String {
    match value {
        PublishedValue::Number(number) => number.to_string(),
        PublishedValue::None(text) => text.clone(),
    }
}
