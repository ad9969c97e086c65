//! The forms, as regular expressions, of what answers are made of: what their schemas promise.

/// A full hash.
pub(crate) const COMMIT: &str = "^[0-9a-f]{40}$";

/// An instant, RFC 3339 in UTC, to the second.
pub(crate) const INSTANT: &str = r"^-?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\dZ$";

/// A day.
pub(crate) const DAY: &str = r"^\d{4}-\d\d-\d\d$";

/// A date as precise as it is known.
pub(crate) const DATE: &str = r"^\d{4}(-\d\d(-\d\d)?)?$";

/// A record: its kind, then its identifier.
pub(crate) const RECORD: &str = "^[a-z][a-z0-9-]*/.+$";

/// The identity of a fact within its record.
pub(crate) const FACT: &str = r"^(entered|left|event):.+:[1-9]\d*$";
