use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Grouping, Method, Series, Unit, YearValue, series};
use crate::timeline::{AttributeRow, History, MergeRow, Point, owner_at};

/// The figures of a method, whole and by group.
#[derive(Clone, Debug, PartialEq)]
pub struct Groups<'h> {
    /// The figures of all records.
    pub total: Series<'h>,
    /// The figures of each group: its value (`None` for the records that have none, which come last).
    pub groups: Vec<(Option<String>, Series<'h>)>,
    /// By year, the records (by their places among [`History::records`]) that stand in several groups.
    several: BTreeMap<i32, BTreeSet<usize>>,
}

impl Groups<'_> {
    /// How many records that count in one of these years stand in several groups.
    pub(crate) fn in_several(&self, years: &[i32]) -> usize {
        years.iter().filter_map(|year| self.several.get(year)).flatten().collect::<BTreeSet<_>>().len()
    }

    /// The groups that have something in one of these years.
    pub(crate) fn in_years(&self, years: &[i32]) -> impl Iterator<Item = &(Option<String>, Series<'_>)> {
        let has = |series: &Series<'_>, year| series.year(year).is_some_and(|figure| !figure.units.is_empty());
        self.groups.iter().filter(move |(_, series)| years.iter().any(|year| has(series, *year)))
    }
}

/// The figures of a method by the values of a field, as known at `point`. A record that has several
/// values counts in the group of each.
pub fn groups<'h>(
    history: &'h History,
    method: &Method,
    grouping: &Grouping,
    point: &Point,
    planned: bool,
) -> Groups<'h> {
    let total = series(history, method, point, planned);
    let values = Values::of(history, grouping, point.at);
    let mut found: BTreeMap<(bool, Option<String>), Series<'h>> = BTreeMap::new();
    let mut several: BTreeMap<i32, BTreeSet<usize>> = BTreeMap::new();
    for (year, figure) in &total.years {
        for unit in &figure.units {
            let of_record = values.of_unit(unit);
            if of_record.len() > 1 {
                several.entry(*year).or_default().insert(unit.fact.record);
            }
            let none = of_record.is_empty().then_some(None);
            for value in of_record.into_iter().map(Some).chain(none) {
                let group = found.entry((value.is_none(), value.map(str::to_owned)));
                group.or_default().years.entry(*year).or_default().add(*unit);
            }
        }
    }
    // Where the whole is known, so is that a group has nothing of it.
    let known = total.years.iter().filter(|(_, figure)| figure.value.is_some());
    for year in known.map(|(year, _)| *year) {
        for group in found.values_mut() {
            group.years.entry(year).or_insert_with(|| YearValue::nothing(method));
        }
    }
    let groups = found.into_iter().map(|((_, value), series)| (value, series)).collect();
    Groups { total, groups, several }
}

/// The values of the field, record by record, as known just after one commit.
struct Values<'h> {
    attributes: Vec<&'h [AttributeRow]>,
    merges: Vec<&'h [MergeRow]>,
    field: &'h str,
    /// The records referred to, by identifier, and the field of theirs that is looked at.
    through: Option<(HashMap<&'h str, usize>, &'h str)>,
    at: usize,
}

impl<'h> Values<'h> {
    fn of(history: &'h History, grouping: &'h Grouping, at: Option<usize>) -> Values<'h> {
        let through = grouping.through.as_ref().map(|(kind, below)| {
            let of_kind = || history.records.iter().enumerate().filter(|(_, record)| record.kind == *kind);
            let mut ids: HashMap<&str, usize> = HashMap::new();
            for (at, record) in of_kind() {
                ids.extend(record.ids.iter().map(|id| (id.as_str(), at)));
            }
            // A present identifier goes before an alias: the record that has it now is the one referred to.
            ids.extend(of_kind().map(|(at, record)| (record.id.as_str(), at)));
            (ids, below.as_str())
        });
        // Before the first commit, nothing counts: no record is asked for.
        let at = at.unwrap_or(0);
        Values {
            attributes: history.attributes_by_record(),
            merges: history.merges_by_record(),
            field: &grouping.field,
            through,
            at,
        }
    }

    /// The values that a unit's record had. Of two records that were merged
    /// later, each has the values of its own file.
    fn of_unit(&self, unit: &Unit<'h>) -> BTreeSet<&'h str> {
        let (record, file) = (unit.fact.record, unit.fact.file);
        let own = self.of_field(record, Some(file), self.field);
        match &self.through {
            None => own.collect(),
            Some((ids, below)) => {
                own.filter_map(|id| ids.get(id)).flat_map(|record| self.of_field(*record, None, below)).collect()
            }
        }
    }

    fn of_field(&self, record: usize, file: Option<usize>, field: &str) -> impl Iterator<Item = &'h str> {
        let rows = self.attributes.get(record).copied().unwrap_or_default();
        let merges = self.merges.get(record).copied().unwrap_or_default();
        let owner = move |file: usize| owner_at(merges, file, self.at);
        let is_its = move |row: &&AttributeRow| file.is_none_or(|file| owner(row.file) == owner(file));
        let rows = rows.iter().filter(move |row| row.field == field && row.holds(self.at)).filter(is_its);
        rows.map(|row| row.value.as_str())
    }
}
