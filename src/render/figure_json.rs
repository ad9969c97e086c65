use schemars::JsonSchema;
use serde::Serialize;

use crate::indicator::{FigureValue, Number as Figure, YearValue};

/// A figure as every JSON answer gives it.
#[derive(Serialize, JsonSchema)]
pub(super) struct FigureJson {
    /// The figure, of a share in percent, rounded to a tenth; `null` where the register can't know it, and for a share
    /// of nothing: nothing counts in that year, and the register does not cover it. It covers the years that the
    /// indicator declares (`covers`), as far as they have begun; without a declaration, those between the first and the
    /// last with something in them.
    #[schemars(with = "Option<f64>", range(min = 0))]
    value: Option<Number>,
    /// Of a share only: how many.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "usize")]
    numerator: Option<usize>,
    /// Of a share only: of how many.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "usize")]
    denominator: Option<usize>,
    /// Whether some of it rests on a phase name of the past, on a date that can't be read, or is said to be so.
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
