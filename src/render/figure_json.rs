use serde::Serialize;

use crate::indicator::{FigureValue, Number as Figure, YearValue};

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
        let value = figure.and_then(|figure| figure.value);
        let ratio = value.and_then(FigureValue::ratio);
        FigureJson {
            value: value.and_then(FigureValue::number).map(|number| match number {
                Figure::Whole(whole) => Number::Count(whole),
                Figure::Percent(percent) => Number::Percent(percent.number()),
            }),
            numerator: ratio.map(|ratio| ratio.part),
            denominator: ratio.map(|ratio| ratio.whole),
            approximate: figure.is_some_and(|figure| figure.approximate),
        }
    }
}
