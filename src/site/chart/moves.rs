use super::scale::Days;
use super::{Scale, length};
use crate::lifecycle::Date;

/// How one year's figure moved as it became known: a line in steps.
pub(in super::super) struct MoveChart {
    pub year: i32,
    pub title: String,
    pub description: String,
    /// The figure now.
    pub text: String,
    pub href: String,
    /// The line; empty where nothing was ever known.
    pub path: String,
    /// Where the line ends.
    pub end: Option<(String, String)>,
    /// The first and the last day of the axis.
    pub from: String,
    pub to: String,
}

const WIDTH: f64 = 240.0;
const TOP: f64 = 8.0;
const BASE: f64 = 62.0;

impl MoveChart {
    /// Draws `moves` (the days, each with the figure from then on) between two days, on a scale that
    /// several charts share.
    pub(in super::super) fn path(moves: &[(Date, Option<f64>)], first: Date, last: Date, scale: Scale) -> String {
        let days = Days::new(first, last, 2.0, WIDTH - 10.0);
        let mut path = String::new();
        let mut before: Option<f64> = None;
        for (day, number) in moves {
            let x = length(days.x(*day));
            match (before, number) {
                (None, Some(number)) => path.push_str(&format!("M{x} {}", length(height(*number, scale)))),
                (Some(_), Some(number)) => path.push_str(&format!("H{x}V{}", length(height(*number, scale)))),
                (Some(_), None) => path.push_str(&format!("H{x}")),
                (None, None) => {}
            }
            before = *number;
        }
        if before.is_some() {
            path.push_str(&format!("H{}", length(days.x(last))));
        }
        path
    }

    /// Where the line of such moves ends.
    pub(in super::super) fn end(
        moves: &[(Date, Option<f64>)],
        first: Date,
        last: Date,
        scale: Scale,
    ) -> Option<(String, String)> {
        let number = moves.last()?.1?;
        let days = Days::new(first, last, 2.0, WIDTH - 10.0);
        Some((length(days.x(last)), length(height(number, scale))))
    }
}

fn height(number: f64, scale: Scale) -> f64 {
    BASE - (number / scale.top).clamp(0.0, 1.0) * (BASE - TOP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_goes_in_steps_and_breaks_where_nothing_is_known() {
        let day = |day| Date::constant(2020, 1, day);
        let scale = Scale::up_to(2.0);
        let moves = [(day(1), Some(1.0)), (day(6), Some(2.0)), (day(8), None), (day(9), Some(0.0))];
        assert_eq!(MoveChart::path(&moves, day(1), day(11), scale), "M2 35H117V8H163M186 62H232");
        assert_eq!(MoveChart::path(&[], day(1), day(11), scale), "");
    }
}
