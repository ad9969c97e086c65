use clap::Args;
use clap::builder::RangedI64ValueParser;

use crate::diagnostic::{Failure, Outcome};
use crate::message;

/// The most years that a range may have: what an indicator may declare as covered. A wider one is a slip of the
/// hand, and would print for a long time.
const MOST_YEARS: usize = 300;

/// The years that a question is about.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct YearsArgs {
    #[arg(long, value_name = "YEAR", conflicts_with_all = ["from", "to"])]
    year: Option<i32>,
    #[arg(long, value_name = "YEAR", value_parser = years())]
    from: Option<i32>,
    #[arg(long, value_name = "YEAR", value_parser = years())]
    to: Option<i32>,
}

/// The years that a date may have.
fn years() -> RangedI64ValueParser<i32> {
    RangedI64ValueParser::new().range(1000..=9999)
}

impl YearsArgs {
    /// Whether years are named.
    pub(super) fn are_named(self) -> bool {
        self.year.or(self.from).or(self.to).is_some()
    }

    /// The years to list, where `known` (in order) are those that the register has something on.
    ///
    /// # Errors
    ///
    /// Where the range ends before it begins, or is wider than [`MOST_YEARS`].
    pub(super) fn listed(self, known: Vec<i32>, today: i32) -> Outcome<Vec<i32>> {
        match (self.year, self.from, self.to) {
            (Some(year), ..) => Ok(vec![year]),
            (None, None, None) => Ok(known),
            (None, Some(from), Some(to)) if from > to => {
                let backwards = message!("years-backwards", from = from.to_string(), to = to.to_string());
                Err(Failure::new(backwards).help(message!("years-backwards-help")))
            }
            (None, from, to) => {
                let from = from.unwrap_or_else(|| known.first().copied().unwrap_or(today).min(to.unwrap_or(today)));
                let to = to.unwrap_or_else(|| known.last().copied().unwrap_or(today).max(from));
                let years: Vec<i32> = (from..=to).collect();
                if years.len() > MOST_YEARS {
                    let (from, to) = (from.to_string(), to.to_string());
                    let too_many = message!("years-too-many", from = from, to = to, count = years.len());
                    return Err(Failure::new(too_many).help(message!("years-too-many-help", limit = MOST_YEARS)));
                }
                Ok(years)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_that_is_too_wide_is_refused() {
        let listed = |from, to| YearsArgs { year: None, from, to }.listed(vec![2015, 2017], 2020);
        assert_eq!(listed(Some(1900), Some(2199)).unwrap().len(), 300);
        assert!(listed(Some(1900), Some(2200)).is_err());
        assert!(listed(Some(1000), None).is_err());
        assert!(listed(None, Some(9999)).is_err());
    }

    #[test]
    fn a_side_that_is_not_given_is_where_the_register_begins_or_ends() {
        let listed = |year, from, to| YearsArgs { year, from, to }.listed(vec![2015, 2017], 2020).unwrap();
        assert_eq!(listed(None, None, None), [2015, 2017]);
        assert_eq!(listed(Some(2030), None, None), [2030]);
        assert_eq!(listed(None, Some(2016), None), [2016, 2017]);
        assert_eq!(listed(None, None, Some(2016)), [2015, 2016]);
        assert_eq!(listed(None, Some(2019), None), [2019]);
        assert_eq!(listed(None, None, Some(2012)), [2012]);
        assert_eq!(listed(None, Some(2014), Some(2015)), [2014, 2015]);
        assert!(YearsArgs { year: None, from: Some(2016), to: Some(2015) }.listed(Vec::new(), 2020).is_err());
    }
}
