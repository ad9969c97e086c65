use crate::diagnostic::{Failure, Outcome};
use crate::git::{Oid, Repository};
use crate::lifecycle::Date;
use crate::message;
use crate::timeline::{History, Point};

/// A moment of the known axis, as a person names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AsOf {
    /// All that is known.
    Latest,
    /// The end of this day, in the register's time zone.
    Day(Date),
    /// This instant, in seconds since 1970-01-01T00:00:00Z.
    Instant(i64),
    /// Just after this revision became known.
    Revision(String),
}

impl AsOf {
    /// Reads a day (`2022-01-01`), an instant (RFC 3339), or else takes the text for a revision.
    pub fn parse(text: &str) -> AsOf {
        if let (true, Ok(day)) = (is_like_day(text), text.parse::<Date>()) {
            return AsOf::Day(day);
        }
        match text.parse::<jiff::Timestamp>() {
            Ok(instant) => AsOf::Instant(instant.as_second()),
            Err(_) => AsOf::Revision(text.to_owned()),
        }
    }

    /// Finds the moment in `history`. A revision that is not on the mainline itself counts from
    /// the first commit of the mainline that contains it.
    ///
    /// Fails for a revision that does not exist, or that the mainline does not contain.
    pub fn find(&self, history: &History, repository: &Repository) -> Outcome<Point> {
        match self {
            AsOf::Latest => {
                let at = history.commits.len().checked_sub(1);
                Ok(Point { at, today: day_of(history, at), instant: None })
            }
            AsOf::Instant(instant) => Ok(Point {
                at: last_known(history, *instant),
                today: history.zone.day(*instant),
                instant: Some(*instant),
            }),
            AsOf::Day(day) => {
                let end = history.zone.end(*day);
                Ok(Point { at: last_known(history, end), today: *day, instant: Some(end) })
            }
            AsOf::Revision(revision) => {
                let oid = repository.resolve(revision).map_err(|failure| match is_like_day(revision) {
                    true => Failure::new(message!("no-such-day", text = revision)).help(message!("no-such-day-help")),
                    false => failure,
                })?;
                let at = first_containing(history, repository, oid)?.ok_or_else(|| {
                    Failure::new(message!("off-mainline", revision = revision)).help(message!("off-mainline-help"))
                })?;
                let instant = history.commits.get(at).map(|commit| commit.known_at);
                Ok(Point { at: Some(at), today: day_of(history, Some(at)), instant })
            }
        }
    }
}

/// Whether a text has the form of a day, whether or not the calendar has it.
fn is_like_day(text: &str) -> bool {
    text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}

fn day_of(history: &History, at: Option<usize>) -> Date {
    let commit = at.and_then(|at| history.commits.get(at));
    commit.map_or_else(|| history.zone.day(0), |commit| commit.day.first_day())
}

fn last_known(history: &History, instant: i64) -> Option<usize> {
    history.commits.partition_point(|commit| commit.known_at <= instant).checked_sub(1)
}

fn first_containing(history: &History, repository: &Repository, oid: Oid) -> Outcome<Option<usize>> {
    if let Some(at) = history.commits.iter().position(|commit| commit.oid == oid) {
        return Ok(Some(at));
    }
    // Once a commit of the mainline contains it, all later ones do.
    let (mut low, mut high) = (0, history.commits.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        let contains = match history.commits.get(middle) {
            Some(commit) => repository.is_ancestor(oid, commit.oid)?,
            None => true,
        };
        if contains {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Ok((low < history.commits.len()).then_some(low))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_a_day_an_instant_or_a_revision() {
        assert_eq!(AsOf::parse("2022-01-01"), AsOf::Day(Date::constant(2022, 1, 1)));
        assert_eq!(AsOf::parse("2022-01-01T00:00:00Z"), AsOf::Instant(1_640_995_200));
        assert_eq!(AsOf::parse("2022-01-01T01:00:00+01:00"), AsOf::Instant(1_640_995_200));
        assert_eq!(AsOf::parse("HEAD~3"), AsOf::Revision("HEAD~3".into()));
        assert_eq!(AsOf::parse("2022"), AsOf::Revision("2022".into()));
    }
}
