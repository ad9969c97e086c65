use std::collections::BTreeMap;

use serde::Deserialize;

use super::definition::{OneOrSeveral, values};
use super::{FigureValue, Share};

/// The values that fields must have: of each, one of those listed.
pub(crate) type Filter = BTreeMap<String, Vec<String>>;

/// What a method makes of the units that it finds.
///
/// A new measure is a variant here, with how it is written in a definition (`MeasureText`) and what a unit adds
/// to it; a variant of [`FigureValue`]; and how people read it (`render::measure`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Their number.
    Count,
    /// The share of them, in percent, whose fields have certain values, as known at that time.
    Share(Filter),
}

impl Measure {
    /// The word for it in definitions and data.
    pub const fn word(&self) -> &'static str {
        match self {
            Measure::Count => "count",
            Measure::Share(_) => "share",
        }
    }

    /// Whether the figure is the number of units. Only such a figure has steps and reasons, and is compared with
    /// published ones.
    pub const fn is_count(&self) -> bool {
        matches!(self, Measure::Count)
    }

    /// Of a share, the values that fields of the part must have.
    pub const fn share(&self) -> Option<&Filter> {
        match self {
            Measure::Count => None,
            Measure::Share(filter) => Some(filter),
        }
    }

    /// The fields of a record that it looks at.
    pub fn fields(&self) -> impl Iterator<Item = &String> {
        self.share().into_iter().flat_map(BTreeMap::keys)
    }

    /// The figure where there is no unit.
    pub(super) const fn of_nothing(&self) -> FigureValue {
        match self {
            Measure::Count => FigureValue::Count(0),
            Measure::Share(_) => FigureValue::Share(Share { part: 0, whole: 0 }),
        }
    }

    /// What a unit adds to the figure. `held` gives the values of a field of its record, as known at that time.
    pub(super) fn of_unit<'h>(&self, held: impl Fn(&str) -> Vec<&'h str>) -> FigureValue {
        match self {
            Measure::Count => FigureValue::Count(1),
            Measure::Share(filter) => {
                let has = |(field, values): (&String, &Vec<String>)| {
                    held(field).into_iter().any(|held| values.iter().any(|value| value == held))
                };
                FigureValue::Share(Share { part: usize::from(filter.iter().all(has)), whole: 1 })
            }
        }
    }
}

/// The keys of a method's definition that say what it makes of its units; without any, it counts them.
#[derive(Default, Deserialize)]
pub(super) struct MeasureText {
    share: Option<ShareText>,
}

#[derive(Deserialize)]
struct ShareText {
    of: Of,
    #[serde(rename = "where")]
    filter: BTreeMap<String, OneOrSeveral>,
}

/// Where a measure says itself which units it is made of.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Of {
    /// Those of another method of the indicator, which counts them.
    Method(String),
    /// A `when` of its own.
    When(BTreeMap<String, OneOrSeveral>),
}

impl MeasureText {
    /// Whether it only counts: other measures may be made of its units.
    pub(super) const fn is_count(&self) -> bool {
        self.share.is_none()
    }

    /// The measure, and which units it is made of, where it says so.
    pub(super) fn read(self) -> (Measure, Option<Of>) {
        match self.share {
            None => (Measure::Count, None),
            Some(ShareText { of, filter }) => (Measure::Share(values(filter)), Some(of)),
        }
    }
}
