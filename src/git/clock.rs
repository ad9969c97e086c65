/// What a commit's date is worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clock {
    /// It is taken as it is; where it goes back a little, the known date does not.
    #[default]
    Right,
    /// It lies so far after the dates of the commits that follow that the clock was wrong: it is bounded by theirs.
    Ahead,
    /// It lies so far before the date of a commit that it follows that one of the two clocks was wrong, and no other
    /// commit says which: it is known when that one is.
    Behind,
    /// The manifest says another one.
    Corrected,
}

/// When a commit says that it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SaidTime {
    /// The committer's time, in seconds since 1970-01-01T00:00:00Z.
    pub committed_at: i64,
    /// What the manifest says instead (same unit).
    pub corrected: Option<i64>,
    /// Whether the commit says itself that it comes late: its date is no evidence against others.
    pub is_late: bool,
}

/// From how many seconds on a date before that of an earlier commit is a clock's fault, and no longer work that was
/// rebased with its dates kept: forty-five days. Clocks set wrong are off by months or years.
pub(super) const FAULT: i64 = 45 * 86_400;

impl Clock {
    /// The word for it in the index, in JSON and in exports.
    pub const fn word(self) -> &'static str {
        match self {
            Clock::Right => "right",
            Clock::Ahead => "ahead",
            Clock::Behind => "behind",
            Clock::Corrected => "corrected",
        }
    }

    /// The reverse of [`Clock::word`].
    pub fn from_word(word: &str) -> Option<Clock> {
        [Clock::Right, Clock::Ahead, Clock::Behind, Clock::Corrected].into_iter().find(|clock| clock.word() == word)
    }
}

impl SaidTime {
    /// The time that counts, as long as no other commit speaks against it.
    pub fn time(self) -> i64 {
        self.corrected.unwrap_or(self.committed_at)
    }
}

/// When the commits of a mainline became known (seconds since 1970-01-01T00:00:00Z), oldest first, and what their
/// clocks are worth. Known dates never go back.
///
/// Where dates contradict each other by more than [`FAULT`], those are wrong that fewest others bear out: the longest
/// run of commits whose dates never go back is kept, the earlier one of two that are equally long. A commit beside it
/// that lies after a later one of it is known when the next one of the run is.
pub fn known_dates(said: &[SaidTime]) -> Vec<(i64, Clock)> {
    let mut ahead = vec![false; said.len()];
    let mut bound: Vec<i64> = said.iter().map(|said| said.time()).collect();
    if is_contradictory(said) {
        let run = longest_run(said);
        let mut next = None;
        // From the last commit back: the next one of the run is the bound.
        for (((said, ahead), bound), kept) in said.iter().zip(&mut ahead).zip(&mut bound).zip(run).rev() {
            match (kept, next) {
                (true, _) => next = Some(said.time()),
                (false, Some(next)) if !said.is_late && said.corrected.is_none() && said.time() > next + FAULT => {
                    *ahead = true;
                    *bound = next;
                }
                (false, _) => {}
            }
        }
    }
    let mut latest = i64::MIN;
    let known = said.iter().zip(ahead).zip(bound).map(|((said, is_ahead), bound)| {
        // Who comes late is known when the commit before is, or later.
        latest = latest.max(bound);
        let is_behind = !said.is_late && bound < latest.saturating_sub(FAULT);
        let clock = match (said.corrected, is_ahead, is_behind) {
            (Some(_), ..) => Clock::Corrected,
            (None, true, _) => Clock::Ahead,
            (None, false, true) => Clock::Behind,
            (None, false, false) => Clock::Right,
        };
        (latest, clock)
    });
    known.collect()
}

/// Whether a date lies more than [`FAULT`] before an earlier one.
fn is_contradictory(said: &[SaidTime]) -> bool {
    let mut latest = i64::MIN;
    said.iter().filter(|said| !said.is_late).any(|said| {
        latest = latest.max(said.time());
        said.time() < latest.saturating_sub(FAULT)
    })
}

/// Which commits are of the longest run whose dates never go back; of two equally long ones, the earlier commits.
fn longest_run(said: &[SaidTime]) -> Vec<bool> {
    // Taken from the last commit back, where dates never go forward: `ends[n]` is the place of the commit with the
    // latest date at which such a run of n + 1 commits ends.
    let mut ends: Vec<usize> = Vec::new();
    let mut after: Vec<Option<usize>> = vec![None; said.len()];
    let time = |at: usize| said.get(at).map_or(i64::MIN, |said| said.time());
    for (at, one) in said.iter().enumerate().rev() {
        if one.is_late {
            continue;
        }
        let length = ends.partition_point(|end| time(*end) >= one.time());
        if let Some(slot) = after.get_mut(at) {
            *slot = length.checked_sub(1).and_then(|before| ends.get(before)).copied();
        }
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut run = vec![false; said.len()];
    let mut next = ends.last().copied();
    while let Some(at) = next {
        if let Some(slot) = run.get_mut(at) {
            *slot = true;
        }
        next = after.get(at).copied().flatten();
    }
    run
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400;

    fn days(days: &[i64]) -> Vec<SaidTime> {
        let said = |day: &i64| SaidTime { committed_at: day * DAY, corrected: None, is_late: false };
        days.iter().map(said).collect()
    }

    fn known(said: &[SaidTime]) -> Vec<i64> {
        known_dates(said).into_iter().map(|(known, _)| known / DAY).collect()
    }

    fn with_clock(said: &[SaidTime], wanted: Clock) -> Vec<usize> {
        let clocks = known_dates(said).into_iter().enumerate();
        clocks.filter(|(_, (_, clock))| *clock == wanted).map(|(at, _)| at).collect()
    }

    fn ahead(said: &[SaidTime]) -> Vec<usize> {
        with_clock(said, Clock::Ahead)
    }

    fn behind(said: &[SaidTime]) -> Vec<usize> {
        with_clock(said, Clock::Behind)
    }

    #[test]
    fn a_date_that_goes_back_a_little_is_known_with_the_one_before() {
        let said = days(&[100, 90, 110, 109, 120]);
        assert_eq!(known(&said), [100, 100, 110, 110, 120]);
        assert_eq!(ahead(&said), [0_usize; 0]);
    }

    #[test]
    fn a_commit_from_the_future_stops_nobody_elses_time() {
        let said = days(&[100, 9000, 9001, 200, 201, 202, 300]);
        assert_eq!(known(&said), [100, 200, 200, 200, 201, 202, 300]);
        assert_eq!(ahead(&said), [1, 2]);
        // Its time has come.
        assert_eq!(known(&days(&[100, 9000, 200, 300, 9500])), [100, 200, 200, 300, 9500]);
    }

    #[test]
    fn one_commit_from_the_past_moves_no_other() {
        let said = days(&[100, 200, 300, 10, 301]);
        assert_eq!(known(&said), [100, 200, 300, 300, 301]);
        assert_eq!(ahead(&said), [0_usize; 0]);
        assert_eq!(behind(&said), [3]);
        // One word against one: the earlier one stands, and the other is named.
        assert_eq!(known(&days(&[300, 100])), [300, 300]);
        assert_eq!(behind(&days(&[50, 300, 100])), [2]);
        assert_eq!(behind(&days(&[50, 300, 100, 110])), [0_usize; 0]);
    }

    #[test]
    fn who_says_to_come_late_is_no_witness() {
        let mut said = days(&[300, 100, 101, 102, 400]);
        said[1..4].iter_mut().for_each(|said| said.is_late = true);
        assert_eq!(known(&said), [300, 300, 300, 300, 400]);
        assert_eq!(ahead(&said), [0_usize; 0]);
    }

    #[test]
    fn the_manifest_has_the_last_word() {
        let mut said = days(&[100, 9000, 200]);
        said[1].corrected = Some(150 * DAY);
        assert_eq!(known(&said), [100, 150, 200]);
        assert_eq!(known_dates(&said)[1].1, Clock::Corrected);
    }

    #[test]
    fn known_dates_never_go_back_and_whoever_goes_on_changes_nothing() {
        // Every row of six dates out of four.
        for number in 0..4_i64.pow(6) {
            let all: Vec<i64> = (0..6).map(|at| [100, 130, 200, 400][(number / 4_i64.pow(at) % 4) as usize]).collect();
            let said = days(&all);
            let before = known(&said);
            assert!(before.is_sorted(), "{all:?}");
            for next in [before[5], 1000] {
                let more = days(&[all.as_slice(), &[next]].concat());
                assert_eq!(known(&more)[..6], before, "{all:?} {next}");
            }
        }
    }
}
