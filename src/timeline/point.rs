use crate::lifecycle::Date;

/// A moment of the known axis, found on the mainline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The last commit known at that moment, by its place on the mainline; `None` before the first.
    pub at: Option<usize>,
    /// The day up to which what takes effect has taken effect.
    pub today: Date,
    /// The instant that was asked for, in seconds since 1970-01-01T00:00:00Z; `None` for all that
    /// is known.
    pub instant: Option<i64>,
}
