use super::{Catalogue, FigureKind, Publication};

/// Published actuals that are put beside nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Uncompared<'a> {
    /// The publication's identifier.
    pub publication: &'a str,
    /// What people call the publication.
    pub name: &'a str,
    /// The indicator, by identifier.
    pub indicator: &'a str,
    /// The method that the publication names, else the indicator's first one; `None` where there is neither.
    pub method: Option<&'a str>,
    /// Why.
    pub obstacle: Obstacle,
}

/// Why published actuals are put beside nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The register does not define the indicator.
    UnknownIndicator,
    /// The indicator does not have the method.
    UnknownMethod,
    /// The method does not count units: there is no number of them to put beside the published one. It holds
    /// the word for what it measures ([`Measure::word`](super::Measure::word)).
    Measure(&'static str),
}

impl Obstacle {
    /// The word for it in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Obstacle::UnknownIndicator => "unknown-indicator",
            Obstacle::UnknownMethod => "unknown-method",
            Obstacle::Measure(measure) => measure,
        }
    }
}

/// The actuals of `publications` that [`beside`](super::beside) leaves out: once for each publication,
/// indicator and method, in the order of the publications.
pub fn uncompared<'a>(catalogue: &'a Catalogue, publications: &'a [Publication]) -> Vec<Uncompared<'a>> {
    let mut found = Vec::new();
    for publication in publications {
        for figure in publication.figures.iter().filter(|figure| figure.kind == FigureKind::Actual) {
            let named = figure.method.as_deref();
            let indicator = catalogue.indicators.iter().find(|indicator| indicator.id == figure.indicator);
            let method = indicator.and_then(|indicator| indicator.method(named));
            let obstacle = match (indicator, method) {
                (None, _) => Obstacle::UnknownIndicator,
                (Some(_), None) => Obstacle::UnknownMethod,
                (Some(_), Some(method)) if !method.measure.is_count() => Obstacle::Measure(method.measure.word()),
                _ => continue,
            };
            let left_out = Uncompared {
                publication: &publication.id,
                name: &publication.name,
                indicator: &figure.indicator,
                method: method.map(|method| method.id.as_str()).or(named),
                obstacle,
            };
            if !found.contains(&left_out) {
                found.push(left_out);
            }
        }
    }
    found
}
