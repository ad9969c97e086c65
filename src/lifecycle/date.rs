use std::fmt;

/// A day of the calendar.
pub type Date = jiff::civil::Date;

/// A date known to the day, the month, or only the year, and kept as imprecise as it is.
///
/// Its order is that of its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartialDate {
    first: Date,
    pub(super) precision: Precision,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Precision {
    Year,
    Month,
    Day,
}

impl PartialDate {
    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD` with a year of four digits from 1000 on; `None`
    /// for anything else, and for days that the calendar does not have.
    pub fn parse(text: &str) -> Option<PartialDate> {
        let number = |digits: &[u8]| {
            digits
                .iter()
                .try_fold(0_i16, |number, digit| digit.is_ascii_digit().then(|| number * 10 + i16::from(digit - b'0')))
        };
        let (year, month, day, precision) = match text.as_bytes() {
            year @ [_, _, _, _] => (year, &b"1"[..], &b"1"[..], Precision::Year),
            [year @ .., b'-', m1, m2] if year.len() == 4 => (year, &[*m1, *m2][..], &b"1"[..], Precision::Month),
            [year @ .., b'-', m1, m2, b'-', d1, d2] if year.len() == 4 => {
                (year, &[*m1, *m2][..], &[*d1, *d2][..], Precision::Day)
            }
            _ => return None,
        };
        let year = number(year).filter(|year| *year >= 1000)?;
        let (month, day) = (i8::try_from(number(month)?).ok()?, i8::try_from(number(day)?).ok()?);
        Some(PartialDate { first: Date::new(year, month, day).ok()?, precision })
    }

    /// This very day.
    pub const fn day(date: Date) -> PartialDate {
        PartialDate { first: date, precision: Precision::Day }
    }

    /// The day (UTC) of an instant, in seconds since 1970-01-01T00:00:00Z; an instant
    /// outside the calendar gives its first or last day.
    pub fn of_epoch(seconds: i64) -> PartialDate {
        PartialDate::day(jiff::tz::TimeZone::UTC.to_datetime(instant(seconds)).date())
    }

    /// The first day that it may mean.
    pub const fn first_day(self) -> Date {
        self.first
    }

    /// The last day that it may mean.
    pub(crate) fn last_day(self) -> Date {
        match self.precision {
            Precision::Day => self.first,
            Precision::Month => self.first.last_of_month(),
            Precision::Year => self.first.last_of_year(),
        }
    }

    /// Its year.
    pub fn year(self) -> i32 {
        i32::from(self.first.year())
    }

    /// Whether it is surely after `other`: every day that it may mean comes after every day that
    /// `other` may mean.
    pub(crate) fn is_surely_after(self, other: PartialDate) -> bool {
        self.first > other.last_day()
    }

    /// How many days lie between the first days of the two; never negative.
    pub(crate) fn days_to(self, other: PartialDate) -> i64 {
        // No two days of the calendar are further apart than it is long.
        let span = self.first.until(other.first).map(|span| i64::from(span.get_days()));
        span.map_or(i64::MAX, i64::abs)
    }

    /// Whether both may mean the same day.
    pub(crate) fn may_equal(self, other: PartialDate) -> bool {
        !self.is_surely_after(other) && !other.is_surely_after(self)
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &PartialDate) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PartialDate {
    fn cmp(&self, other: &PartialDate) -> std::cmp::Ordering {
        (self.first, self.last_day()).cmp(&(other.first, other.last_day()))
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.first;
        match self.precision {
            Precision::Year => write!(f, "{:04}", first.year()),
            Precision::Month => write!(f, "{:04}-{:02}", first.year(), first.month()),
            Precision::Day => write!(f, "{first}"),
        }
    }
}

/// An instant, in seconds since 1970-01-01T00:00:00Z, as RFC 3339 writes it in UTC, to the second.
pub fn rfc3339(seconds: i64) -> String {
    instant(seconds).to_string()
}

pub(super) fn instant(seconds: i64) -> jiff::Timestamp {
    let nearest = if seconds < 0 { jiff::Timestamp::MIN } else { jiff::Timestamp::MAX };
    // The nearest one there is may hold fractions of a second.
    let whole = |at: jiff::Timestamp| jiff::Timestamp::from_second(at.as_second());
    jiff::Timestamp::from_second(seconds).or_else(|_| whole(nearest)).unwrap_or(nearest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_to_the_precision_that_it_has() {
        for good in ["2018", "2018-02", "2018-02-28", "2020-02-29"] {
            assert_eq!(PartialDate::parse(good).unwrap().to_string(), good);
        }
        for bad in [
            "",
            "18",
            "2018-2",
            "2021-06-9",
            "2018-02-30",
            "2018-13",
            "2018-01-01-01",
            "2018-",
            "0000",
            "+018",
            "2018-01-01T00:00",
        ] {
            assert_eq!(PartialDate::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn imprecision_explains_what_it_may() {
        let date = |text: &str| PartialDate::parse(text).unwrap();
        assert!(date("2018").may_equal(date("2018-12-31")));
        assert!(!date("2018-06").is_surely_after(date("2018")));
        assert!(date("2019-01-01").is_surely_after(date("2018")));
        assert_eq!(date("2018-02").last_day(), Date::new(2018, 2, 28).unwrap());
    }

    #[test]
    fn the_day_of_an_instant_is_that_of_utc() {
        assert_eq!(PartialDate::of_epoch(1_643_151_600).to_string(), "2022-01-25");
        assert_eq!(PartialDate::of_epoch(i64::MAX).year(), 9999);
    }

    #[test]
    fn an_instant_is_written_to_the_second_however_far_away() {
        assert_eq!(rfc3339(0), "1970-01-01T00:00:00Z");
        assert_eq!(rfc3339(i64::MAX), "9999-12-30T22:00:00Z");
        assert_eq!(rfc3339(i64::MIN).len(), "-009999-01-02T01:59:59Z".len());
    }
}
