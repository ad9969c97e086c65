use serde::Serialize;

use crate::indicator::{Share, YearValue};

/// A figure as every JSON answer gives it.
#[derive(Serialize)]
pub(super) struct FigureJson {
    value: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    numerator: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    denominator: Option<usize>,
    approximate: bool,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Number {
    Count(usize),
    Percent(f64),
}

impl FigureJson {
    /// A figure; none is one that the register can't know.
    pub(super) fn of(figure: Option<&YearValue<'_>>) -> FigureJson {
        let share = figure.and_then(YearValue::share);
        let value = match share {
            Some(share) => share.percent().map(|percent| Number::Percent(percent.number())),
            None => figure.and_then(|figure| figure.value).map(Number::Count),
        };
        FigureJson {
            value,
            numerator: share.map(|Share { part, .. }| part),
            denominator: share.map(|Share { whole, .. }| whole),
            approximate: figure.is_some_and(|figure| figure.approximate),
        }
    }
}
