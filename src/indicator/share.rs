use std::fmt;

/// A share: how many of how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// The numerator.
    pub part: usize,
    /// The denominator.
    pub whole: usize,
}

impl Share {
    /// The share in percent, rounded to a tenth, half a tenth up; `None` of nothing.
    pub fn percent(self) -> Option<Percent> {
        let (part, whole) = (self.part as u128, self.whole as u128);
        let tenths = (part * 2_000 + whole).checked_div(whole * 2)?;
        usize::try_from(tenths).ok().map(Percent)
    }
}

/// A number of percents, as far as a tenth: `33.3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Percent(usize);

impl Percent {
    /// The number of tenths of a percent.
    pub const fn tenths(self) -> usize {
        self.0
    }

    /// The number of percents, for JSON: `33.3`.
    pub fn number(self) -> f64 {
        // At most 1000 tenths, which a float holds exactly: a part is no more than its whole.
        f64::from(u32::try_from(self.0).unwrap_or(u32::MAX)) / 10.0
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0 / 10, self.0 % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_to_a_tenth_of_a_percent() {
        let percent = |part, whole| Share { part, whole }.percent().map(|percent| percent.to_string());
        assert_eq!(percent(1, 3).as_deref(), Some("33.3"));
        assert_eq!(percent(2, 3).as_deref(), Some("66.7"));
        assert_eq!(percent(1, 8).as_deref(), Some("12.5"));
        assert_eq!(percent(1, 16).as_deref(), Some("6.3"));
        assert_eq!(percent(3, 3).as_deref(), Some("100.0"));
        assert_eq!(percent(0, 3).as_deref(), Some("0.0"));
        assert_eq!(percent(0, 0), None);
        assert_eq!(Share { part: 1, whole: 3 }.percent().unwrap().number(), 33.3);
    }
}
