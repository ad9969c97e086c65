use std::collections::{BTreeMap, BTreeSet};

use super::history::AttributeRow;

/// A field whose values changed, in a record that was there before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange<'h> {
    /// The field.
    pub field: &'h str,
    /// Its values before: one, several of a list, or none; in order.
    pub before: BTreeSet<&'h str>,
    /// Its values after, likewise.
    pub after: BTreeSet<&'h str>,
    /// The last commit (by its place on the mainline) that changed it between the two.
    pub at: Option<usize>,
}

/// The fields of a record that differ between two moments, each just after a commit (by its place on the mainline;
/// `None`: before the first). `rows` are the record's. Where it says nothing at one of the two, it was not there: that
/// is not a field's news.
pub(super) fn field_changes<'h>(
    rows: &'h [AttributeRow],
    before: Option<usize>,
    after: Option<usize>,
) -> Vec<FieldChange<'h>> {
    let holds = |row: &AttributeRow, at: Option<usize>| at.is_some_and(|at| row.holds(at));
    let is_there = |at| rows.iter().any(|row| holds(row, at));
    if !is_there(before) || !is_there(after) {
        return Vec::new();
    }
    // What happened, happened forwards, whichever way it is told.
    let (early, late) = (before.min(after), before.max(after));
    let is_between = |at: &usize| Some(*at) > early && Some(*at) <= late;
    let mut fields: BTreeMap<&str, FieldChange<'h>> = BTreeMap::new();
    for row in rows {
        let change = fields.entry(&row.field).or_insert_with(|| FieldChange {
            field: &row.field,
            before: BTreeSet::new(),
            after: BTreeSet::new(),
            at: None,
        });
        if holds(row, before) {
            change.before.insert(&row.value);
        }
        if holds(row, after) {
            change.after.insert(&row.value);
        }
        // What comes and goes between the two is no part of the difference.
        if holds(row, before) != holds(row, after) {
            change.at = change.at.max([Some(row.from), row.to].into_iter().flatten().filter(is_between).max());
        }
    }
    fields.into_values().filter(|change| change.before != change.after).collect()
}

/// The changes of a record's fields, by the commit that made them (by its place on the mainline).
pub(super) fn field_changes_by_commit(rows: &[AttributeRow]) -> BTreeMap<usize, Vec<FieldChange<'_>>> {
    let commits: BTreeSet<usize> = rows.iter().flat_map(|row| [Some(row.from), row.to]).flatten().collect();
    let told = commits.into_iter().map(|at| (at, field_changes(rows, at.checked_sub(1), Some(at))));
    told.filter(|(_, changes)| !changes.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(field: &str, value: &str, from: usize, to: Option<usize>) -> AttributeRow {
        AttributeRow { record: 0, file: 0, field: field.to_owned(), value: value.to_owned(), from, to }
    }

    type Told<'h> = (&'h str, Vec<&'h str>, Vec<&'h str>, Option<usize>);

    fn told<'h>(changes: &[FieldChange<'h>]) -> Vec<Told<'h>> {
        let list = |values: &BTreeSet<&'h str>| values.iter().copied().collect();
        changes.iter().map(|change| (change.field, list(&change.before), list(&change.after), change.at)).collect()
    }

    #[test]
    fn a_field_changes_where_its_values_do() {
        let rows = [
            row("incubator", "dinum", 1, Some(4)),
            row("incubator", "menj", 4, None),
            row("name", "Pix", 1, None),
            row("sponsors", "a", 1, None),
            row("sponsors", "b", 3, None),
        ];
        // It comes at 1: that is no news of its fields.
        let by_commit = field_changes_by_commit(&rows);
        assert_eq!(by_commit.keys().copied().collect::<Vec<_>>(), [3, 4]);
        assert_eq!(told(&by_commit[&3]), [("sponsors", vec!["a"], vec!["a", "b"], Some(3))]);
        let all =
            [("incubator", vec!["dinum"], vec!["menj"], Some(4)), ("sponsors", vec!["a"], vec!["a", "b"], Some(3))];
        assert_eq!(told(&field_changes(&rows, Some(1), Some(9))), all);
        let back = field_changes(&rows, Some(9), Some(1));
        assert_eq!(told(&back)[0], ("incubator", vec!["menj"], vec!["dinum"], Some(4)));
        assert!(field_changes(&rows, Some(0), Some(9)).is_empty() && field_changes(&rows, None, Some(9)).is_empty());
    }

    #[test]
    fn what_came_back_is_no_difference() {
        let rows = [row("gender", "f", 0, Some(2)), row("gender", "x", 2, Some(3)), row("gender", "f", 3, None)];
        assert!(field_changes(&rows, Some(1), Some(3)).is_empty());
        assert_eq!(field_changes_by_commit(&rows).len(), 2);
    }
}
