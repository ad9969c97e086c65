use std::collections::BTreeMap;

use serde::Deserialize;

use super::measure::{Measure, MeasureText, Of};
use super::{Coverage, Filter};
use crate::lifecycle::{PartialDate, What};
use crate::registry::Label;
use crate::yaml::Node;

/// An indicator: `registry/indicators/*.yml`.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// Its identifier: the file's name without `.yml`.
    pub id: String,
    /// Its official code (`1.1`).
    pub code: String,
    /// Its official name.
    pub label: Label,
    /// The unit of its figures (`nombre`).
    pub unit: String,
    /// The ways to count it; the first one is the default.
    pub methods: Vec<Method>,
}

/// One way to count an indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Method {
    /// Its identifier.
    pub id: String,
    /// What people call it.
    pub label: Option<Label>,
    /// What there is to know to read its figures.
    pub note: Option<Label>,
    /// The kind of record that it counts.
    pub counts: String,
    /// What must have happened.
    pub what: What,
    /// The phases or events that it must have happened with.
    pub names: Vec<String>,
    /// Which of several such facts of a record count.
    pub take: Take,
    /// Which year a fact counts in.
    pub year_by: YearBy,
    /// The last day of the year up to which a fact counts in the year before, unless its cohort says the year.
    pub cutoff: Option<Cutoff>,
    /// The values that fields must have, as known at that time: one of those listed.
    pub filter: Filter,
    /// What it makes of the units that it finds.
    pub measure: Measure,
    /// The years on which the register is complete, where the indicator declares them.
    pub covers: Option<Coverage>,
}

/// Which of several facts of one record count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Take {
    /// The first one.
    First,
    /// The last one.
    Last,
    /// All of them.
    Every,
}

/// Which year a fact counts in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum YearBy {
    /// Its cohort where the register says so, else the year of its date.
    #[default]
    Cohort,
    /// The year of its date.
    Date,
}

/// A day of the year up to which what happens counts in the year before: a jury meets in spring, and judges the year
/// that ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cutoff {
    month: i8,
    day: i8,
}

impl Cutoff {
    /// The day that a text such as `06-30` names; `None` for anything else.
    pub fn parse(text: &str) -> Option<Cutoff> {
        let (month, day) = text.split_once('-')?;
        let is_number = |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        let number = |digits: &str| digits.parse::<i8>().ok().filter(|_| is_number(digits));
        let cutoff = Cutoff { month: number(month)?, day: number(day)? };
        ((1..=12).contains(&cutoff.month) && (1..=31).contains(&cutoff.day)).then_some(cutoff)
    }

    /// Whether a date is up to that day, as a whole: one that is known to the year only is not.
    pub fn holds(self, date: PartialDate) -> bool {
        let last = date.last_day();
        (last.month(), last.day()) <= (self.month, self.day)
    }

    /// The year that a date counts in.
    pub fn year(self, date: PartialDate) -> i32 {
        date.year() - i32::from(self.holds(date))
    }
}

/// As definitions write it: `06-30`.
impl std::fmt::Display for Cutoff {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

#[derive(Deserialize)]
struct IndicatorText {
    code: String,
    label: Label,
    unit: String,
    covers: Option<Coverage>,
    methods: Vec<MethodText>,
}

#[derive(Deserialize)]
struct MethodText {
    id: String,
    label: Option<Label>,
    note: Option<Label>,
    counts: Option<String>,
    when: Option<BTreeMap<String, OneOrSeveral>>,
    take: Option<Take>,
    #[serde(default)]
    year_by: YearBy,
    cutoff: Option<String>,
    #[serde(default, rename = "where")]
    filter: BTreeMap<String, OneOrSeveral>,
    #[serde(flatten)]
    measure: MeasureText,
}

/// A value, or a list of them.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum OneOrSeveral {
    Several(Vec<serde_json::Value>),
    One(serde_json::Value),
}

impl OneOrSeveral {
    fn texts(self) -> Vec<String> {
        let values = match self {
            OneOrSeveral::One(value) => vec![value],
            OneOrSeveral::Several(values) => values,
        };
        let text = |value: serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        values.into_iter().map(text).collect()
    }
}

impl Indicator {
    /// Reads the indicator `id` from the root of its document; `None` where the document does not define one.
    pub fn read(id: &str, root: &Node) -> Option<Indicator> {
        let text: IndicatorText = serde_json::from_value(root.to_json()).ok()?;
        let covers = text.covers;
        let (counts, others): (Vec<_>, Vec<_>) =
            text.methods.into_iter().enumerate().partition(|(_, method)| method.measure.is_count());
        let placed = |(at, method)| Some((at, Method::read(method, &[], covers)?));
        let mut methods = counts.into_iter().map(placed).collect::<Option<Vec<_>>>()?;
        let bases: Vec<Method> = methods.iter().map(|(_, method)| method.clone()).collect();
        for (at, method) in others {
            methods.push((at, Method::read(method, &bases, covers)?));
        }
        methods.sort_by_key(|(at, _)| *at);
        let methods: Vec<Method> = methods.into_iter().map(|(_, method)| method).collect();
        let whole = Indicator { id: id.to_owned(), code: text.code, label: text.label, unit: text.unit, methods };
        (!whole.methods.is_empty()).then_some(whole)
    }

    /// The method of this identifier, or the default one.
    pub fn method(&self, id: Option<&str>) -> Option<&Method> {
        match id {
            None => self.methods.first(),
            Some(id) => self.methods.iter().find(|method| method.id == id),
        }
    }
}

impl Method {
    /// Reads a method from its text; `None` where it is incomplete, or refers to a method that is not among `bases`.
    fn read(mut text: MethodText, bases: &[Method], covers: Option<Coverage>) -> Option<Method> {
        let (measure, of) = std::mem::take(&mut text.measure).read();
        let method = match of {
            None => Method::of(text, covers)?,
            Some(Of::Method(id)) => {
                let base = bases.iter().find(|method| method.id == id)?;
                Method { id: text.id, label: text.label, note: text.note, ..base.clone() }
            }
            Some(Of::When(when)) => {
                text.when = Some(when);
                text.take = text.take.or(Some(Take::First));
                Method::of(text, covers)?
            }
        };
        Some(Method { measure, ..method })
    }

    fn of(text: MethodText, covers: Option<Coverage>) -> Option<Method> {
        let (what, names) = fact(text.when?)?;
        // A cutoff that can't be read must not be passed over: other years would be counted.
        let cutoff = match text.cutoff {
            Some(day) => Some(Cutoff::parse(&day)?),
            None => None,
        };
        Some(Method {
            id: text.id,
            label: text.label,
            note: text.note,
            counts: text.counts?,
            what,
            names,
            take: text.take?,
            year_by: text.year_by,
            cutoff,
            filter: values(text.filter),
            measure: Measure::Count,
            covers,
        })
    }

    /// Whether a figure by this method may move when a field of a record does.
    pub(crate) fn looks_at(&self, field: &str) -> bool {
        self.fields().any(|known| known == field)
    }

    /// The fields that it looks at.
    pub fn fields(&self) -> impl Iterator<Item = &String> {
        self.filter.keys().chain(self.measure.fields())
    }
}

/// The fact that a `when` names.
fn fact(when: BTreeMap<String, OneOrSeveral>) -> Option<(What, Vec<String>)> {
    let (when, names) = when.into_iter().next()?;
    let what = match when.as_str() {
        "enters" => What::Entered,
        "leaves" => What::Left,
        "event" => What::Event,
        _ => return None,
    };
    Some((what, names.texts()))
}

/// The values that a filter lets through, as texts.
pub(super) fn values(filter: BTreeMap<String, OneOrSeveral>) -> Filter {
    filter.into_iter().map(|(field, values)| (field, values.texts())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cutoff_moves_what_is_dated_up_to_it_and_nothing_that_may_be_later() {
        let cutoff = Cutoff::parse("06-30").unwrap();
        for (date, year) in [
            ("2022-01-01", 2021),
            ("2022-06-30", 2021),
            ("2022-06", 2021),
            ("2022-07-01", 2022),
            ("2022-12-31", 2022),
            ("2022", 2022),
        ] {
            assert_eq!(cutoff.year(PartialDate::parse(date).unwrap()), year, "{date}");
        }
        assert_eq!(cutoff.to_string(), "06-30");
        for text in ["", "6-30", "13-01", "06-32", "06", "2022-06-30", "+6-30", "06-00"] {
            assert_eq!(Cutoff::parse(text), None, "{text}");
        }
    }
}
