use std::ops::RangeInclusive;

use serde::Deserialize;

use crate::timeline::Point;

/// How far before and after today years are listed even where nothing counts in them; further
/// away, only years with something in them are.
const PAST_YEARS: i32 = 30;
const COMING_YEARS: i32 = 3;
/// The years that a coverage may reach.
const SENSIBLE: RangeInclusive<i32> = 1900..=2199;

/// The years on which the register is complete, as an indicator declares them: nothing there is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Coverage {
    /// The first year.
    pub from: i32,
    /// The last year; without it, coverage goes on.
    pub to: Option<i32>,
}

/// The years in which nothing is 0 and not unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct KnownYears(Option<RangeInclusive<i32>>);

impl KnownYears {
    /// The years declared, as far as they have begun at `point`; where none are, those between the
    /// first and the last with something in them (`filled`).
    pub(super) fn of(declared: Option<Coverage>, point: &Point, filled: impl IntoIterator<Item = i32>) -> KnownYears {
        let today = i32::from(point.today.year());
        if let Some(declared) = declared {
            let to = declared.to.unwrap_or(today).min(today).min(*SENSIBLE.end());
            let from = declared.from.max(*SENSIBLE.start());
            // Before its first commit, a register covers nothing.
            return KnownYears(point.at.map(|_| from..=to));
        }
        let listed = listed(today);
        let mut inside = filled.into_iter().filter(|year| listed.contains(year));
        let Some(first) = inside.next() else { return KnownYears(None) };
        let (first, last) = inside.fold((first, first), |(first, last), year| (first.min(year), last.max(year)));
        KnownYears(Some(first..=last))
    }

    /// The years, in order.
    pub(super) fn years(&self) -> impl Iterator<Item = i32> {
        self.0.clone().into_iter().flatten()
    }
}

/// The years that are listed even where nothing counts in them.
pub(super) fn listed(today: i32) -> RangeInclusive<i32> {
    (today - PAST_YEARS)..=(today + COMING_YEARS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lifecycle::Date;

    fn point(at: Option<usize>) -> Point {
        Point { at, today: Date::constant(2020, 6, 1), instant: None }
    }

    fn years(declared: Option<Coverage>, at: Option<usize>, filled: &[i32]) -> Vec<i32> {
        KnownYears::of(declared, &point(at), filled.iter().copied()).years().collect()
    }

    #[test]
    fn without_a_declaration_the_first_and_the_last_year_with_something_bound_what_is_known() {
        assert_eq!(years(None, Some(0), &[2016, 2018]), [2016, 2017, 2018]);
        assert_eq!(years(None, Some(0), &[]), Vec::<i32>::new());
        assert_eq!(years(None, Some(0), &[1800, 2017, 9000]), [2017], "a date that is surely wrong bounds nothing");
    }

    #[test]
    fn a_declaration_rules_as_far_as_its_years_have_begun() {
        let declared = |from, to| Some(Coverage { from, to });
        assert_eq!(years(declared(2018, Some(2019)), Some(0), &[2015]), [2018, 2019]);
        assert_eq!(years(declared(2019, None), Some(0), &[]), [2019, 2020]);
        assert_eq!(years(declared(2019, Some(2100)), Some(0), &[]), [2019, 2020]);
        assert_eq!(years(declared(2030, Some(2010)), Some(0), &[]), Vec::<i32>::new());
        assert_eq!(years(declared(2018, None), None, &[]), Vec::<i32>::new());
        assert_eq!(years(declared(i32::MIN, Some(i32::MAX)), Some(0), &[]).len(), 121);
    }
}
