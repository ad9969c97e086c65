use std::collections::BTreeMap;

use super::coverage::{KnownYears, listed};
use super::{FigureValue, Method, Unit, units};
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
    /// The figure; `None` where the register can't know it: nothing in that year, which is outside
    /// those that the register covers.
    pub value: Option<FigureValue>,
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
        years.entry(unit.year).or_default().add(unit);
    }
    let known = KnownYears::of(method.covers, point, years.keys().copied());
    for year in known.years() {
        years.entry(year).or_insert_with(|| YearValue::nothing(method));
    }
    Series { years }
}

impl<'h> YearValue<'h> {
    /// The figure of a year that is known to have nothing in it.
    pub(super) fn nothing(method: &Method) -> YearValue<'h> {
        YearValue { value: Some(method.measure.of_nothing()), ..YearValue::default() }
    }

    /// Adds one unit more.
    pub(super) fn add(&mut self, unit: Unit<'h>) {
        self.value = Some(self.value.map_or(unit.adds, |value| value.plus(unit.adds)));
        self.approximate |= unit.fact.value.approximate;
        self.units.push(unit);
    }

    /// The number of units, where the figure counts them and is known.
    pub fn count(&self) -> Option<usize> {
        self.value?.count()
    }
}

impl Series<'_> {
    /// The figure of a year; unknown for years that the series does not reach.
    pub fn year(&self, year: i32) -> Option<&YearValue<'_>> {
        self.years.get(&year)
    }

    /// The years to list for several series side by side: without gaps near today.
    pub(crate) fn common_years<'a>(all: impl IntoIterator<Item = &'a Series<'a>>, today: i32) -> Vec<i32> {
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
