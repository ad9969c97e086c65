use std::collections::{BTreeMap, BTreeSet};

use super::{
    Catalogue, Figure, FigureKind, Indicator, Method, Publication, PublishedValue, Reason, YearValue, between, series,
};
use crate::timeline::{History, Point};

/// A published actual beside what the register yields.
#[derive(Clone, Debug)]
pub struct PublishedComparison<'a> {
    /// The indicator.
    pub indicator: &'a Indicator,
    /// The method by which it is counted: the one that the publication names, else the default one.
    pub method: &'a Method,
    /// The publication.
    pub publication: &'a Publication,
    /// Its figure.
    pub figure: &'a Figure,
    /// What the register knew when it was published; `None` where the publication has no date.
    pub then: Option<Reckoned>,
    /// What the register knows now.
    pub now: Option<usize>,
    /// What came to that year's figure or left it since the publication.
    pub since: Vec<Reason<'a>>,
}

/// A figure as the register yielded it at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reckoned {
    /// The moment.
    pub point: Point,
    /// The figure; `None` where the register could not know it.
    pub value: Option<usize>,
}

impl PublishedComparison<'_> {
    /// The published number; `None` for `nd` and `na`.
    pub fn published(&self) -> Option<i64> {
        match self.figure.value {
            PublishedValue::Number(number) => Some(number),
            PublishedValue::None(_) => None,
        }
    }

    /// How much more (or, below 0, less) the register yields now than was published.
    pub fn gap(&self) -> Option<i64> {
        gap(self.now, self.published())
    }

    /// How much more (or, below 0, less) the register yielded when it was published.
    pub fn gap_then(&self) -> Option<i64> {
        gap(self.then.as_ref()?.value, self.published())
    }
}

fn gap(value: Option<usize>, published: Option<i64>) -> Option<i64> {
    i64::try_from(value?).ok()?.checked_sub(published?)
}

/// Every actual of `publications` beside what the register yields by `now`, by indicator, method, year,
/// then publication. `moments` gives, for each publication, the moment of its date, if it has one.
///
/// Figures are left out whose indicator or method the catalogue does not have, or whose method does not count units:
/// [`uncompared`](super::uncompared()) lists them.
pub fn beside<'a>(
    history: &'a History,
    catalogue: &'a Catalogue,
    publications: &'a [Publication],
    moments: &[Option<Point>],
    now: &Point,
    planned: bool,
) -> Vec<PublishedComparison<'a>> {
    let mut all = Vec::new();
    for indicator in &catalogue.indicators {
        // What does not count units has no number of them to put beside the published one.
        for (place, method) in indicator.methods.iter().enumerate().filter(|(_, method)| method.measure.is_count()) {
            let is_asked = |figure: &&Figure| {
                let named = figure.method.as_ref().map_or(place == 0, |named| *named == method.id);
                named && figure.kind == FigureKind::Actual && figure.indicator == indicator.id
            };
            let chosen: Vec<(usize, &Publication, Vec<&Figure>)> = publications
                .iter()
                .enumerate()
                .map(|(at, publication)| (at, publication, publication.figures.iter().filter(is_asked).collect()))
                .filter(|(.., figures): &(_, _, Vec<_>)| !figures.is_empty())
                .collect();
            if chosen.is_empty() {
                continue;
            }
            let today = series(history, method, now, planned);
            let mut of_method = Vec::new();
            for (at, publication, figures) in chosen {
                let point = moments.get(at).and_then(Option::as_ref);
                let years: BTreeSet<i32> = figures.iter().map(|figure| figure.year).collect();
                let mut since: BTreeMap<i32, Vec<Reason<'a>>> = BTreeMap::new();
                if let Some(point) = point {
                    for shift in between(history, method, point, now, planned) {
                        if years.contains(&shift.year) {
                            since.insert(shift.year, shift.reasons);
                        }
                    }
                }
                let known = point.map(|point| (point, series(history, method, point, planned)));
                of_method.extend(figures.into_iter().map(|figure| PublishedComparison {
                    indicator,
                    method,
                    publication,
                    figure,
                    then: known.as_ref().map(|(point, known)| Reckoned {
                        point: (*point).clone(),
                        value: known.year(figure.year).and_then(YearValue::count),
                    }),
                    now: today.year(figure.year).and_then(YearValue::count),
                    since: since.get(&figure.year).cloned().unwrap_or_default(),
                }));
            }
            // The publications are in order already.
            of_method.sort_by_key(|beside: &PublishedComparison<'_>| beside.figure.year);
            all.append(&mut of_method);
        }
    }
    all
}
