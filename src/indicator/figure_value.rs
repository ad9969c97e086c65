use std::fmt;

use super::{Percent, Share};

/// A figure: what a method yields of a year, or what one unit adds to it. Figures of one method are added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureValue {
    /// A number of units.
    Count(usize),
    /// How many units of how many: the figure is in percent.
    Share(Share),
}

/// The number that a figure comes down to, with its unit: what programs read, and charts draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// A whole number, in the unit of its indicator.
    Whole(usize),
    /// Percents, to a tenth.
    Percent(Percent),
}

impl FigureValue {
    /// The number; `None` for a share of nothing, which has none.
    pub fn number(self) -> Option<Number> {
        match self {
            FigureValue::Count(count) => Some(Number::Whole(count)),
            FigureValue::Share(share) => share.percent().map(Number::Percent),
        }
    }

    /// What the number is the ratio of, where it is one: its numerator and its denominator.
    pub const fn ratio(self) -> Option<Share> {
        match self {
            FigureValue::Count(_) => None,
            FigureValue::Share(share) => Some(share),
        }
    }

    /// The number of units, where the figure counts them and does nothing else.
    pub const fn count(self) -> Option<usize> {
        match self {
            FigureValue::Count(count) => Some(count),
            FigureValue::Share(_) => None,
        }
    }

    /// This and `other`, a figure of the same method, together.
    pub(super) const fn plus(self, other: FigureValue) -> FigureValue {
        match (self, other) {
            (FigureValue::Count(one), FigureValue::Count(other)) => FigureValue::Count(one + other),
            (FigureValue::Share(one), FigureValue::Share(other)) => {
                FigureValue::Share(Share { part: one.part + other.part, whole: one.whole + other.whole })
            }
            // No method yields both.
            (one, _) => one,
        }
    }

    /// This without `other`, which is in it.
    pub(super) const fn minus(self, other: FigureValue) -> FigureValue {
        match (self, other) {
            (FigureValue::Count(one), FigureValue::Count(other)) => FigureValue::Count(one.saturating_sub(other)),
            (FigureValue::Share(one), FigureValue::Share(other)) => FigureValue::Share(Share {
                part: one.part.saturating_sub(other.part),
                whole: one.whole.saturating_sub(other.whole),
            }),
            (one, _) => one,
        }
    }
}

impl Number {
    /// The number, where it is one in the unit of its indicator.
    pub const fn whole(self) -> Option<usize> {
        match self {
            Number::Whole(whole) => Some(whole),
            Number::Percent(_) => None,
        }
    }

    /// The number, where it is one of percents.
    pub const fn percent(self) -> Option<Percent> {
        match self {
            Number::Whole(_) => None,
            Number::Percent(percent) => Some(percent),
        }
    }

    /// The number, for JSON and for charts.
    pub(crate) fn float(self) -> f64 {
        match self {
            // A float holds every whole number up to 2^53, far more than a register has records.
            Number::Whole(whole) => f64::from(u32::try_from(whole).unwrap_or(u32::MAX)),
            Number::Percent(percent) => percent.number(),
        }
    }
}

/// As programs write it: `42`, `33.3`.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Number::Whole(whole) => whole.fmt(f),
            Number::Percent(percent) => percent.fmt(f),
        }
    }
}

/// The figure, not rounded, as programs write it: `42`, `1/3`.
impl fmt::Display for FigureValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FigureValue::Count(count) => count.fmt(f),
            FigureValue::Share(Share { part, whole }) => write!(f, "{part}/{whole}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(part: usize, whole: usize) -> FigureValue {
        FigureValue::Share(Share { part, whole })
    }

    #[test]
    fn figures_of_one_method_are_added_up_and_taken_away_again() {
        for (one, other, sum) in [
            (FigureValue::Count(40), FigureValue::Count(2), FigureValue::Count(42)),
            (share(1, 1), share(0, 1), share(1, 2)),
            (share(0, 0), share(1, 3), share(1, 3)),
        ] {
            assert_eq!(one.plus(other), sum);
            assert_eq!(sum.minus(other), one);
        }
    }

    #[test]
    fn a_figure_is_written_rounded_as_a_number_and_whole_by_itself() {
        let written = |figure: FigureValue| (figure.number().map(|number| number.to_string()), figure.to_string());
        assert_eq!(written(FigureValue::Count(1234)), (Some("1234".to_owned()), "1234".to_owned()));
        assert_eq!(written(share(1, 3)), (Some("33.3".to_owned()), "1/3".to_owned()));
        assert_eq!(written(share(0, 0)), (None, "0/0".to_owned()));
        assert_eq!(share(1, 3).number().unwrap().float(), 33.3);
        assert_eq!(FigureValue::Count(7).number().unwrap().float(), 7.0);
    }
}
