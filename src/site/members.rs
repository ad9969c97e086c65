use std::collections::{BTreeMap, BTreeSet};

use super::page::{Link, Page};

/// The records of a kind that refer to a record by a field.
pub(super) struct Group {
    pub title: String,
    pub records: Vec<(Link, String)>,
    pub more: usize,
}

/// The figures by year, of some records only.
pub(super) struct Figures {
    pub years: Vec<i32>,
    pub rows: Vec<(Link, Vec<String>)>,
}

/// How many records of a group are listed.
const LISTED: usize = 400;

/// The records that refer to a record, by kind and field.
pub(super) fn groups(page: &Page<'_>, record: usize) -> Vec<Group> {
    let index = page.index;
    let mut groups: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (at, field) in index.referrers(record) {
        if let Some(row) = index.history().records.get(*at) {
            // A path of the manifest has `*` for the items of a list.
            let field = page.field_name(&row.kind, &field.replace("/*", ""));
            groups.entry((page.kind_name(&row.kind), field)).or_default().push(*at);
        }
    }
    let group = |((kind, field), mut records): ((String, String), Vec<usize>)| {
        records.sort_by_key(|at| (index.name(*at).to_lowercase(), *at));
        let with_phase = |at: &usize| {
            let kind = index.history().records.get(*at).map(|row| row.kind.as_str()).unwrap_or_default();
            let phase = index.phase(*at).map(|phase| page.phase_name(kind, phase));
            (page.record(*at), phase.unwrap_or_default())
        };
        Group {
            title: format!("{kind} — {field} ({})", records.len()),
            more: records.len().saturating_sub(LISTED),
            records: records.iter().take(LISTED).map(with_phase).collect(),
        }
    };
    groups.into_iter().map(group).collect()
}

/// The figures that these records make, by the indicators' first methods; none where they make none.
pub(super) fn figures(page: &Page<'_>, records: &[usize]) -> Option<Figures> {
    if records.is_empty() {
        return None;
    }
    let members: BTreeSet<usize> = records.iter().copied().collect();
    let mut tables = Vec::new();
    let mut years: BTreeSet<i32> = BTreeSet::new();
    for counted in page.index.counted.iter().filter(|counted| counted.is_default && counted.method.measure.is_count()) {
        let of_year = |value: &crate::indicator::YearValue<'_>| {
            value.units.iter().filter(|unit| members.contains(&unit.fact.record)).count()
        };
        let counts: BTreeMap<i32, usize> = counted
            .now
            .years
            .iter()
            .map(|(year, value)| (*year, of_year(value)))
            .filter(|(_, count)| *count > 0)
            .collect();
        if counts.is_empty() {
            continue;
        }
        years.extend(counts.keys());
        let text = format!("{} {}", counted.indicator.code, page.label(&counted.indicator.label));
        tables.push((Link { text, href: Some(page.to(&counted.page())) }, counts));
    }
    let (first, last) = (*years.first()?, *years.last()?);
    let near = page.index.today() - 30..=page.index.today() + 5;
    let years: Vec<i32> = (first.max(*near.start())..=last.min(*near.end())).collect();
    let row = |(link, counts): (Link, BTreeMap<i32, usize>)| {
        let cells = years.iter().map(|year| counts.get(year).map(ToString::to_string).unwrap_or_default());
        (link, cells.collect())
    };
    let rows = tables.into_iter().map(row).collect();
    Some(Figures { years, rows })
}
