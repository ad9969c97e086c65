use std::collections::BTreeSet;

use super::figures_over_time::FiguresOverTime;
use super::places;
use crate::indicator::Every;
use crate::indicator::{
    FigureKind, Indicator, Method, Publication, PublishedComparison, PublishedValue, Series, Step, period_ends, series,
    series_at_each, steps,
};
use crate::timeline::{History, Point};

/// One method of an indicator, with everything that its pages show.
pub(super) struct Counted<'a> {
    pub indicator: &'a Indicator,
    pub method: &'a Method,
    /// Whether it is the indicator's first method.
    pub is_default: bool,
    /// The figures as known now.
    pub now: Series<'a>,
    /// The figures as they became known.
    pub known: FiguresOverTime,
    /// The same at the end of each year of the register's life.
    pub year_ends: Vec<(Point, Series<'static>)>,
    /// What moved them; nothing where the method does not count units.
    pub steps: Vec<Step<'a>>,
    /// The published figures that count by this method.
    pub published: Vec<Stated<'a>>,
    /// The published actuals, beside the register's figures.
    pub beside: Vec<PublishedComparison<'a>>,
}

/// A published figure, with its document.
#[derive(Clone, Copy)]
pub(super) struct Stated<'a> {
    pub publication: &'a Publication,
    pub year: i32,
    pub kind: FigureKind,
    pub value: &'a PublishedValue,
}

impl Stated<'_> {
    pub(super) fn number(&self) -> Option<i64> {
        match self.value {
            PublishedValue::Number(number) => Some(*number),
            PublishedValue::None(_) => None,
        }
    }
}

/// The years that a chart has at most: the last ones.
const YEARS: usize = 40;

impl<'a> Counted<'a> {
    pub(super) fn of(
        history: &'a History,
        indicator: &'a Indicator,
        method: &'a Method,
        publications: &'a [Publication],
        now: &Point,
    ) -> Counted<'a> {
        let is_default = indicator.methods.first().is_some_and(|first| first.id == method.id);
        let ends = period_ends(history, Every::Year, now);
        let at_ends = series_at_each(history, method, &ends, false);
        let published = publications
            .iter()
            .flat_map(|publication| publication.figures.iter().map(move |figure| (publication, figure)));
        let counts_so = |named: Option<&String>| named.map_or(is_default, |named| *named == method.id);
        Counted {
            indicator,
            method,
            is_default,
            now: series(history, method, now, false),
            known: FiguresOverTime::of(history, method, now),
            year_ends: ends.into_iter().zip(at_ends).collect(),
            steps: steps(history, method, false),
            published: published
                .filter(|(_, figure)| figure.indicator == indicator.id && counts_so(figure.method.as_ref()))
                .map(|(publication, figure)| Stated {
                    publication,
                    year: figure.year,
                    kind: figure.kind,
                    value: &figure.value,
                })
                .collect(),
            beside: Vec::new(),
        }
    }

    /// Where its pages stand, without the suffix.
    pub(super) fn place(&self) -> String {
        places::figure(&self.indicator.id, (!self.is_default).then_some(self.method.id.as_str()))
    }

    /// Its own page.
    pub(super) fn page(&self) -> String {
        format!("{}.html", self.place())
    }

    /// The page of one year's figure.
    pub(super) fn year_page(&self, year: i32) -> String {
        format!("{}/{year}.html", self.place())
    }

    /// The years that its charts and tables show, without gaps: those near `today` that something is known
    /// or published of.
    pub(super) fn years(&self, today: i32) -> Vec<i32> {
        let near = (today - 30)..=(today + 5);
        let mut years: BTreeSet<i32> = self.known.years();
        years.extend(self.published.iter().map(|stated| stated.year));
        years.retain(|year| near.contains(year));
        let (Some(first), Some(last)) = (years.first().copied(), years.last().copied()) else { return Vec::new() };
        let all: Vec<i32> = (first..=last).collect();
        all.get(all.len().saturating_sub(YEARS)..).unwrap_or_default().to_vec()
    }

    /// The years that have a page of their own: those with something in them, now or before.
    pub(super) fn paged_years(&self, today: i32) -> BTreeSet<i32> {
        let mut years: BTreeSet<i32> = self.years(today).into_iter().collect();
        years.extend(self.now.years.keys().copied());
        years.extend(self.steps.iter().map(|step| step.year));
        years
    }
}
