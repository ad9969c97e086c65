//! Charts, as SVG made of plain shapes: where each shape stands is worked out here, and drawn by a template.

mod bars;
mod life;
mod moves;
mod scale;

pub(super) use bars::{BarChart, Mark, Slot, shape};
pub(super) use life::{LifeChart, Phase, Row};
pub(super) use moves::MoveChart;
pub(super) use scale::Scale;

/// A length in the units of a chart, as it is written: to a tenth.
fn length(length: f64) -> String {
    let text = format!("{length:.1}");
    text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
}
