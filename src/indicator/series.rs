use std::collections::BTreeMap;

use super::coverage::{Known, listed};
use super::{Method, Share, Unit, units};
use crate::timeline::{History, Point};

/// A figure by year.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series<'h> {
    /// The years, in order.
    pub years: BTreeMap<i32, YearValue<'h>>,
}

/// A figure of one year.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct YearValue<'h> {
    /// The number; `None` where the register can't know it: nothing in that year, which is outside
    /// those that the register covers.
    ///
    /// Of a share, it is the whole; [`YearValue::share`] is the figure.
    pub value: Option<usize>,
    /// Of a share, how many of them are in its part.
    pub part: Option<usize>,
    /// Whether some of it rests on a conditional reading or an unreadable date.
    pub approximate: bool,
    /// What makes it.
    pub units: Vec<Unit<'h>>,
}

/// The figures of a method by year, as known at `point`. Without `planned`, only what had taken
/// effect by then counts.
pub fn series<'h>(history: &'h History, method: &Method, point: &Point, planned: bool) -> Series<'h> {
    let until = (!planned).then_some(point.today);
    let mut years: BTreeMap<i32, YearValue<'h>> = BTreeMap::new();
    for unit in units(history, method, point.at, until) {
        years.entry(unit.year).or_default().add(unit, method);
    }
    let known = Known::of(method.covers, point, years.keys().copied());
    for year in known.years() {
        years.entry(year).or_insert_with(|| YearValue::nothing(method));
    }
    Series { years }
}

impl<'h> YearValue<'h> {
    /// The figure of a year that is known to have nothing in it.
    pub(super) fn nothing(method: &Method) -> YearValue<'h> {
        YearValue { value: Some(0), part: method.share.is_some().then_some(0), ..YearValue::default() }
    }

    /// Counts one unit more.
    pub(super) fn add(&mut self, unit: Unit<'h>, method: &Method) {
        self.value = Some(self.value.unwrap_or(0) + 1);
        if method.share.is_some() {
            self.part = Some(self.part.unwrap_or(0) + usize::from(unit.in_part));
        }
        self.approximate |= unit.fact.value.approximate;
        self.units.push(unit);
    }

    /// The share that it is, if it is one and is known.
    pub fn share(&self) -> Option<Share> {
        Some(Share { part: self.part?, whole: self.value? })
    }
}

impl Series<'_> {
    /// The figure of a year; unknown for years that the series does not reach.
    pub fn year(&self, year: i32) -> Option<&YearValue<'_>> {
        self.years.get(&year)
    }

    /// The years to list for several series side by side: without gaps near today.
    pub fn common_years<'a>(all: impl IntoIterator<Item = &'a Series<'a>>, today: i32) -> Vec<i32> {
        let mut years: std::collections::BTreeSet<i32> =
            all.into_iter().flat_map(|series| series.years.keys().copied()).collect();
        let listed = listed(today);
        let inside: Vec<i32> = years.iter().copied().filter(|year| listed.contains(year)).collect();
        if let (Some(first), Some(last)) = (inside.first(), inside.last()) {
            years.extend(*first..=*last);
        }
        years.into_iter().collect()
    }
}
