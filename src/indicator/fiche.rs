use std::collections::BTreeSet;

use super::{Figure, FigureKind, Indicator, Method, Publication, PublishedValue, YearValue, series};
use crate::timeline::{History, Point};

/// An indicator as a document lays it out, with what the register yields beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Fiche<'h> {
    /// One per column of the document.
    pub cells: Vec<FicheCell<'h>>,
    /// Whether an actual was published that counts by another method: no cell has it.
    pub leaves_out: bool,
}

/// One column of a fiche: what a document says of one year.
#[derive(Clone, Debug, PartialEq)]
pub struct FicheCell<'h> {
    /// The year.
    pub year: i32,
    /// What the document gives for it.
    pub kind: FigureKind,
    /// What it says, if it says anything of this indicator.
    pub published: Option<PublishedValue>,
    /// What happened, as published: in the document itself, else in the latest one that says so and does
    /// not count by another method.
    pub actual: Option<i64>,
    /// What the register yields.
    pub register: YearValue<'h>,
}

impl FicheCell<'_> {
    /// What the register yields minus the published actual; `None` for what is no count, such as a share.
    pub fn gap(&self) -> Option<i64> {
        Some(i64::try_from(self.register.count()?).ok()?.saturating_sub(self.actual?))
    }
}

impl Publication {
    /// The columns of the document: its years, with what it gives for each.
    pub fn columns(&self) -> BTreeSet<(i32, FigureKind)> {
        self.figures.iter().map(|figure| (figure.year, figure.kind)).collect()
    }

    /// The method by which the document counts an indicator: the one that it names, else the default one.
    pub(crate) fn method_of<'i>(&self, indicator: &'i Indicator) -> Option<&'i Method> {
        let named = self.figures_of(indicator).find_map(|figure| indicator.method(Some(figure.method.as_deref()?)));
        named.or_else(|| indicator.method(None))
    }

    fn figures_of(&self, indicator: &Indicator) -> impl Iterator<Item = &Figure> {
        self.figures.iter().filter(|figure| figure.indicator == indicator.id)
    }
}

/// Lays an indicator out as `document`, one of `publications`, does.
pub fn fiche<'h>(
    history: &'h History,
    (indicator, method): (&Indicator, &Method),
    (document, publications): (&Publication, &[Publication]),
    point: &Point,
    planned: bool,
) -> Fiche<'h> {
    let series = series(history, method, point, planned);
    let cells = document.columns().into_iter().map(|(year, kind)| {
        let stated = document.figures_of(indicator).find(|figure| figure.year == year && figure.kind == kind);
        let published = stated.map(|figure| figure.value.clone());
        let actual = match (kind, &published) {
            (FigureKind::Actual, Some(PublishedValue::Number(number))) => Some(*number),
            _ => latest_by(publications, indicator, method, year),
        };
        FicheCell { year, kind, published, actual, register: series.years.get(&year).cloned().unwrap_or_default() }
    });
    let cells: Vec<FicheCell<'h>> = cells.collect();
    let is_otherwise = |cell: &FicheCell<'_>| {
        cell.actual.is_none() && Publication::latest_actual(publications, &indicator.id, cell.year).is_some()
    };
    Fiche { leaves_out: cells.iter().any(is_otherwise), cells }
}

/// What happened in `year` according to the latest publication that says so, and does not say that it counts by
/// another method.
fn latest_by(all: &[Publication], indicator: &Indicator, method: &Method, year: i32) -> Option<i64> {
    let figures = all.iter().rev().flat_map(|publication| publication.figures_of(indicator));
    figures
        .filter(|figure| figure.kind == FigureKind::Actual && figure.year == year)
        .filter(|figure| figure.method.as_ref().is_none_or(|named| *named == method.id))
        .find_map(|figure| match figure.value {
            PublishedValue::Number(number) => Some(number),
            PublishedValue::None(_) => None,
        })
}
