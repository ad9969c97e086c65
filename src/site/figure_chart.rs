use std::collections::BTreeMap;

use super::chart::{BarChart, Mark, MoveChart, Scale, Slot};
use super::counted::{Counted, Stated};
use super::figures_over_time::KnownFigure;
use super::page::Page;
use crate::indicator::FigureKind;
use crate::message;

/// The kinds of published figures, in the order in which they are listed.
pub(super) const KINDS: [FigureKind; 4] =
    [FigureKind::Actual, FigureKind::Forecast, FigureKind::Updated, FigureKind::Target];

/// The figures of a method as known now.
pub(super) fn now(counted: &Counted<'_>) -> BTreeMap<i32, KnownFigure> {
    counted.now.years.iter().map(|(year, value)| (*year, KnownFigure::of(value))).collect()
}

/// The figures by year as known now, with the published ones beside them. With `linked`, each bar leads to
/// its year.
pub(super) fn bars(page: &Page<'_>, counted: &Counted<'_>, linked: bool) -> BarChart {
    let years = counted.years(page.index.today());
    let now = now(counted);
    let mut numbers = Vec::new();
    let mut slots = Vec::new();
    for year in &years {
        let figure = now.get(year);
        let text = page.figure(figure);
        let number = figure.and_then(|figure| figure.number());
        let marks = marks(page, counted, *year);
        let said = |figure: &str| {
            let mut said = page.say(&message!("site-bar", year = year.to_string(), figure = figure));
            for mark in &marks {
                said.push_str(&format!(" ; {}", mark.said));
            }
            said
        };
        let (said, sentence) = (said(&text), said("{}"));
        // What a ratio is made of would not fit above its bar.
        let short = match figure.and_then(|figure| figure.value?.ratio()) {
            Some(_) => number.map_or_else(|| "–".to_owned(), |number| page.words.number(&number)),
            None => text,
        };
        let mut slot = Slot::new(*year, short, number.is_none(), said);
        slot.href = linked.then(|| page.to(&counted.year_page(*year)));
        slot.sentence = sentence;
        slot.marks = marks;
        slots.push(slot);
        numbers.push(number);
    }
    let title = page.label(&counted.indicator.label);
    let description = description(page, &years);
    // Every state that may be drawn later fits.
    let states = counted.known.states.iter().flat_map(|(_, figures)| figures.values());
    let most = states.filter_map(|figure| figure.number()).fold(0.0, f64::max);
    let id = counted.place().replace('/', "-");
    BarChart::new(id, title, description, slots, &numbers, most)
}

fn description(page: &Page<'_>, years: &[i32]) -> String {
    match (years.first(), years.last()) {
        (Some(first), Some(last)) => {
            page.say(&message!("site-chart-description", from = first.to_string(), to = last.to_string()))
        }
        _ => page.t("site-chart-empty"),
    }
}

/// The published figures of a year, each number of a kind once.
fn marks(page: &Page<'_>, counted: &Counted<'_>, year: i32) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for kind in KINDS {
        let of_kind = counted.published.iter().filter(|stated| stated.year == year && stated.kind == kind);
        for stated in of_kind {
            let Some(number) = stated.number().and_then(|number| i32::try_from(number).ok()).map(f64::from) else {
                continue;
            };
            if marks.iter().any(|mark| mark.kind == kind && mark.number.total_cmp(&number).is_eq()) {
                continue;
            }
            marks.push(Mark::new(kind, number, said(page, stated)));
        }
    }
    marks
}

/// A published figure in words.
pub(super) fn said(page: &Page<'_>, stated: &Stated<'_>) -> String {
    page.say(&message!(
        "site-stated",
        kind = page.t(kind_word(stated.kind)),
        number = value(page, stated),
        document = super::places::crop(&stated.publication.name)
    ))
}

/// What a document states: a number, or why there is none.
pub(super) fn value(page: &Page<'_>, stated: &Stated<'_>) -> String {
    match stated.value {
        crate::indicator::PublishedValue::Number(number) => page.words.number(number),
        crate::indicator::PublishedValue::None(word) => super::places::crop(word),
    }
}

/// The words for a kind of published figure.
pub(super) fn kind_word(kind: FigureKind) -> &'static str {
    match kind {
        FigureKind::Actual => "site-actual",
        FigureKind::Forecast => "site-forecast",
        FigureKind::Updated => "site-updated",
        FigureKind::Target => "site-target",
    }
}

/// How each year's figure moved as it became known.
pub(super) fn moves(page: &Page<'_>, counted: &Counted<'_>) -> Vec<MoveChart> {
    let states = &counted.known.states;
    let Some((first, _)) = states.first() else { return Vec::new() };
    let last = page.index.source.now.today;
    let figures = states.iter().flat_map(|(_, figures)| figures.values());
    let scale = Scale::up_to(figures.filter_map(|figure| figure.number()).fold(0.0, f64::max));
    let now = now(counted);
    let known = counted.known.years();
    let years = counted.years(page.index.today()).into_iter().filter(|year| known.contains(year));
    let chart = |year: i32| {
        let moves = counted.known.moves(year);
        let text = page.figure(now.get(&year));
        let steps = moves.len().saturating_sub(1);
        MoveChart {
            year,
            title: page.say(&message!("site-moves-title", year = year.to_string(), figure = &text)),
            description: page.say(&message!("site-moves-description", count = steps)),
            text,
            href: page.to(&counted.year_page(year)),
            path: MoveChart::path(&moves, *first, last, scale),
            end: MoveChart::end(&moves, *first, last, scale),
            from: page.words.short_date(*first),
            to: page.words.short_date(last),
        }
    };
    years.map(chart).collect()
}
