use jiff::tz::TimeZone;

use super::date::{Date, instant};

/// The time zone of a register: instants have their day by it. The rules of zones are those of the program, not of the
/// machine, so that everyone gets the same days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone(TimeZone);

impl Default for Zone {
    /// UTC.
    fn default() -> Zone {
        Zone(TimeZone::UTC)
    }
}

impl Zone {
    /// The zone of this name in the time zone database of IANA (`Europe/Paris`, `UTC`); `None` where it has none.
    pub fn named(name: &str) -> Option<Zone> {
        TimeZone::get(name).ok().map(Zone)
    }

    /// Its name.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// The day of an instant, in seconds since 1970-01-01T00:00:00Z; an instant outside the calendar gives its first
    /// or last day.
    pub fn day(&self, seconds: i64) -> Date {
        self.0.to_datetime(instant(seconds)).date()
    }

    /// The first second of a day, since 1970-01-01T00:00:00Z. A day that clocks jump into begins when they have.
    pub fn start(&self, day: Date) -> i64 {
        self.0.to_timestamp(day.at(0, 0, 0, 0)).map_or(i64::MIN, jiff::Timestamp::as_second)
    }

    /// The instant that a text names (RFC 3339), or the first second of the day that it names (`2024-01-31`), in
    /// seconds since 1970-01-01T00:00:00Z; `None` for anything else.
    pub fn moment(&self, text: &str) -> Option<i64> {
        match text.parse::<jiff::Timestamp>() {
            Ok(instant) => Some(instant.as_second()),
            Err(_) => Some(self.start(text.parse::<Date>().ok().filter(|_| text.len() == 10)?)),
        }
    }

    /// The last second of a day, since 1970-01-01T00:00:00Z.
    pub fn end(&self, day: Date) -> i64 {
        day.tomorrow().map_or(i64::MAX, |next| self.start(next) - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_that_of_the_zone() {
        let paris = Zone::named("Europe/Paris").unwrap();
        let new_year = Date::constant(2024, 1, 1);
        // 2023-12-31T23:30:00Z
        assert_eq!(paris.day(1_704_065_400), new_year);
        assert_eq!(Zone::default().day(1_704_065_400), Date::constant(2023, 12, 31));
        assert_eq!(paris.end(Date::constant(2023, 12, 31)), 1_704_063_599);
        assert_eq!(Zone::default().end(Date::constant(2022, 1, 1)), 1_641_081_599);
        assert_eq!(paris.name(), "Europe/Paris");
        assert_eq!(Zone::default().name(), "UTC");
        assert_eq!(Zone::named("Europe/Lutece"), None);
    }

    #[test]
    fn every_second_of_a_day_is_within_it() {
        for name in ["Europe/Paris", "America/Havana", "Pacific/Apia", "UTC"] {
            let zone = Zone::named(name).unwrap();
            let mut day = Date::constant(2011, 12, 1);
            while day < Date::constant(2012, 12, 31) {
                let next = day.tomorrow().unwrap();
                let (start, end) = (zone.start(day), zone.end(day));
                // Apia had no 30 December 2011.
                if start <= end {
                    assert_eq!((zone.day(start), zone.day(end)), (day, day), "{name}");
                }
                assert_eq!(zone.start(next), end + 1, "{name}");
                day = next;
            }
        }
    }
}
