use super::length;
use super::scale::Days;
use crate::lifecycle::{Date, PartialDate};

/// The phases and events of a record: a row for each time at which something else was known of it.
pub(in super::super) struct LifeChart {
    pub title: String,
    pub description: String,
    pub rows: Vec<PlacedRow>,
    /// The years of the axis: where each begins, and where it is written.
    pub years: Vec<(String, String, i32)>,
    pub height: String,
    pub base: String,
}

/// What was known at a moment.
pub(in super::super) struct Row {
    /// The moment, in words.
    pub label: String,
    /// Phases: place among the phases of the kind, number in the legend, first day, end (none: it goes on).
    pub phases: Vec<Phase>,
    /// Events: their days.
    pub events: Vec<(PartialDate, String)>,
}

/// A phase as known at a moment.
pub(in super::super) struct Phase {
    /// Its number in the legend, from 1.
    pub number: usize,
    pub said: String,
    pub from: PartialDate,
    pub to: Option<PartialDate>,
}

/// A row in its place.
pub(in super::super) struct PlacedRow {
    pub label: String,
    pub label_y: String,
    pub y: String,
    pub text_y: String,
    pub segments: Vec<Segment>,
    pub events: Vec<EventMark>,
}

/// A phase in its place.
pub(in super::super) struct Segment {
    pub class: usize,
    pub number: usize,
    pub said: String,
    pub x: String,
    pub width: String,
    /// Where its number stands, if it fits.
    pub text_x: Option<String>,
}

/// An event in its place.
pub(in super::super) struct EventMark {
    pub path: String,
    pub said: String,
}

const WIDTH: f64 = 480.0;
const EDGE: f64 = 6.0;
const ROW: f64 = 46.0;
const BAR: f64 = 20.0;
const LABEL: f64 = 16.0;
/// Half the width of a year's digits, at most.
const HALF_YEAR: f64 = 16.0;
/// How many fills there are.
const FILLS: usize = 8;

impl LifeChart {
    /// Places the rows between the first day of what they say and `today`, or later where they say more.
    /// `None` where they say nothing.
    pub(in super::super) fn new(title: String, description: String, rows: Vec<Row>, today: Date) -> Option<LifeChart> {
        let told = || {
            rows.iter().flat_map(|row| {
                let phases = row.phases.iter().flat_map(|phase| [Some(phase.from), phase.to]);
                phases.flatten().chain(row.events.iter().map(|(day, _)| *day)).map(PartialDate::first_day)
            })
        };
        let first = told().min()?;
        let last = told().max()?.max(today);
        let days = Days::new(first, last, EDGE, WIDTH - 2.0 * EDGE);
        let mut placed = Vec::new();
        let mut top = 4.0;
        for row in rows {
            let y = top + LABEL;
            let segment = |phase: &Phase| {
                let x = days.x(phase.from.first_day());
                let width = (days.x(phase.to.map_or(last, PartialDate::first_day)) - x).max(3.0);
                Segment {
                    class: phase.number.saturating_sub(1) % FILLS,
                    number: phase.number,
                    said: phase.said.clone(),
                    x: length(x),
                    width: length(width),
                    text_x: (width >= 14.0).then(|| length(x + width / 2.0)),
                }
            };
            let event = |(day, said): &(PartialDate, String)| {
                let x = days.x(day.first_day());
                let middle = y + BAR / 2.0;
                let (left, right) = (length(x - 6.0), length(x + 6.0));
                let (up, down) = (length(middle - 9.0), length(middle + 9.0));
                let (x, middle) = (length(x), length(middle));
                EventMark {
                    path: format!("M{x} {up} L{right} {middle} L{x} {down} L{left} {middle}Z"),
                    said: said.clone(),
                }
            };
            placed.push(PlacedRow {
                label_y: length(top + LABEL - 4.0),
                y: length(y),
                text_y: length(y + BAR - 5.5),
                segments: row.phases.iter().map(segment).collect(),
                events: row.events.iter().map(event).collect(),
                label: row.label,
            });
            top += ROW;
        }
        Some(LifeChart {
            title,
            description,
            rows: placed,
            years: years(first, last, days),
            height: length(top + 20.0),
            base: length(top),
        })
    }
}

/// The first days of years that are written on the axis: ten at most.
fn years(first: Date, last: Date, days: Days) -> Vec<(String, String, i32)> {
    let (from, to) = (i32::from(first.year()), i32::from(last.year()));
    let step = ((to - from) / 10 + 1).max(1);
    let step = usize::try_from(step).unwrap_or(1);
    let begun = (from..=to).step_by(step).filter_map(|year| {
        let begins = Date::new(i16::try_from(year).ok()?, 1, 1).ok()?;
        let x = days.x(begins);
        // Its middle stands there, and half of it fits within the chart.
        (begins >= first).then(|| (length(x), length(x.clamp(HALF_YEAR, WIDTH - HALF_YEAR)), year))
    });
    begun.collect()
}
