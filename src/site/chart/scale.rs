use crate::lifecycle::Date;

/// Numbers from 0 to a round top, drawn upwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in super::super) struct Scale {
    /// The top number.
    pub top: f64,
    step: f64,
}

impl Scale {
    /// The scale that holds every number up to `most`.
    pub(in super::super) fn up_to(most: f64) -> Scale {
        let mut step = 1.0;
        // 1, 2, 5, 10, 20, 50…: at most five steps.
        for factor in [2.0, 2.5, 2.0].iter().cycle().take(60) {
            if step * 5.0 >= most {
                break;
            }
            step *= factor;
        }
        let steps = (most / step).ceil().max(1.0);
        Scale { top: step * steps, step }
    }

    /// The numbers that are written beside it.
    pub(in super::super) fn ticks(self) -> impl Iterator<Item = f64> {
        (0..=5).map(move |at| f64::from(at) * self.step).filter(move |tick| *tick <= self.top)
    }
}

/// Days from left to right.
#[derive(Clone, Copy, Debug)]
pub(super) struct Days {
    first: Date,
    span: f64,
    left: f64,
    width: f64,
}

impl Days {
    pub(super) fn new(first: Date, last: Date, left: f64, width: f64) -> Days {
        Days { first, span: days(first, last).max(1.0), left, width }
    }

    /// Where a day stands, within the chart.
    pub(super) fn x(&self, day: Date) -> f64 {
        self.left + (days(self.first, day) / self.span).clamp(0.0, 1.0) * self.width
    }
}

/// How many days lie between two days.
fn days(first: Date, last: Date) -> f64 {
    f64::from(first.until(last).map_or(0, |span| span.get_days()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_ends_on_a_round_number_that_holds_all() {
        let ticks = |most| Scale::up_to(most).ticks().map(|tick| tick as i64).collect::<Vec<_>>();
        assert_eq!(ticks(0.0), [0, 1]);
        assert_eq!(ticks(3.0), [0, 1, 2, 3]);
        assert_eq!(ticks(7.0), [0, 2, 4, 6, 8]);
        assert_eq!(ticks(42.0), [0, 10, 20, 30, 40, 50]);
        assert_eq!(ticks(101.0), [0, 50, 100, 150]);
        assert!(Scale::up_to(1e9).top >= 1e9);
    }

    #[test]
    fn days_keep_within_the_chart() {
        let days = Days::new(Date::constant(2020, 1, 1), Date::constant(2020, 1, 11), 10.0, 100.0);
        assert_eq!(days.x(Date::constant(2020, 1, 6)), 60.0);
        assert_eq!(days.x(Date::constant(2030, 1, 1)), 110.0);
        assert_eq!(days.x(Date::constant(2010, 1, 1)), 10.0);
        assert_eq!(Days::new(Date::MAX, Date::MAX, 0.0, 1.0).x(Date::MAX), 0.0);
    }
}
