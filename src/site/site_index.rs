use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use super::change_pages::ChangePages;
use super::counted::Counted;
use super::{Source, places};
use crate::indicator::beside;
use crate::lifecycle::Lifecycle;
use crate::registry::{Kind, Record, each_reference};
use crate::schema::Labels;
use crate::timeline::{FactRow, History, LogEntry, RecordRow, current_phase, record_logs};

/// The kinds whose records have pages of another sort.
const INDICATOR: &str = "indicator";

/// The register and its history, as the pages look them up.
pub(super) struct SiteIndex<'a> {
    pub source: &'a Source<'a>,
    /// The methods of the indicators, in their order.
    pub counted: Vec<Counted<'a>>,
    /// The log of each record: what each commit, by its place on the mainline, said of it.
    pub logs: Vec<BTreeMap<usize, LogEntry<'a>>>,
    /// What each commit changed, by page.
    pub change_pages: ChangePages,
    /// The page of each record; none for those that have pages of another sort.
    places: Vec<Option<String>>,
    /// The present document of each record; none for those that are gone.
    documents: Vec<Option<&'a Record>>,
    facts: Vec<&'a [FactRow]>,
    /// The commits that brought versions of each record's file, with the paths.
    versions: Vec<Vec<(usize, String)>>,
    /// The figures that each record counts in, by method and year.
    counts_in: Vec<Vec<(usize, i32)>>,
    by_key: HashMap<String, usize>,
    /// The records that refer to each, with the field that does.
    referrers: Vec<BTreeSet<(usize, String)>>,
    lifecycles: BTreeMap<String, Lifecycle>,
    /// What people call the fields.
    pub labels: Labels,
}

impl<'a> SiteIndex<'a> {
    pub(super) fn of(source: &'a Source<'a>) -> SiteIndex<'a> {
        let history = source.history;
        let methods = source
            .catalogue
            .indicators
            .iter()
            .flat_map(|indicator| indicator.methods.iter().map(move |method| (indicator, method)));
        let methods: Vec<_> = methods.collect();
        let mut counted: Vec<Counted<'a>> = methods
            .into_par_iter()
            .map(|(indicator, method)| Counted::of(history, indicator, method, source.publications, source.now))
            .collect();
        let compared = beside(history, source.catalogue, source.publications, source.moments, source.now, false);
        for one in compared {
            let is_its = |counted: &&mut Counted<'a>| {
                counted.indicator.id == one.indicator.id && counted.method.id == one.method.id
            };
            if let Some(counted) = counted.iter_mut().find(is_its) {
                counted.beside.push(one);
            }
        }
        let logs = record_logs(history);
        let by_path: HashMap<&str, &Record> =
            source.register.records.iter().map(|record| (record.path.as_str(), record)).collect();
        let key_of = |record: usize| history.key(record);
        // A present record is the one whose file stands there now.
        let documents: Vec<Option<&Record>> = history
            .records
            .iter()
            .enumerate()
            .map(|(at, row)| by_path.get(row.path.as_str()).copied().filter(|record| record.key == key_of(at)))
            .collect();
        let mut by_key: HashMap<String, usize> = HashMap::new();
        for (at, document) in documents.iter().enumerate() {
            let key = key_of(at);
            if document.is_some() || !by_key.contains_key(&key) {
                by_key.insert(key, at);
            }
        }
        let mut referrers = vec![BTreeSet::new(); history.records.len()];
        for (at, document) in documents.iter().enumerate() {
            let Some(root) = document.and_then(|record| record.document.root.as_ref()) else { continue };
            let Some(kind) = history.records.get(at).and_then(|row| source.register.manifest.kind(&row.kind)) else {
                continue;
            };
            for (path, target) in &kind.references {
                each_reference(root, path, |_, node| {
                    let found = node.as_text().and_then(|id| by_key.get(&format!("{target}/{id}")));
                    if let Some(slot) = found.and_then(|found| referrers.get_mut(*found)) {
                        slot.insert((at, path.clone()));
                    }
                });
            }
        }
        let definitions = &source.register.definitions;
        let lifecycles = source.register.manifest.kinds.iter().filter_map(|kind| {
            let document = definitions.document(&format!("lifecycles/{}.yml", kind.lifecycle.as_ref()?))?;
            Some((kind.name.clone(), Lifecycle::read(document.root.as_ref()?).ok()?))
        });
        let lifecycles = lifecycles.collect();
        let mut counts_in = vec![Vec::new(); history.records.len()];
        for (method, counted) in counted.iter().enumerate() {
            let units =
                counted.now.years.iter().flat_map(|(year, value)| value.units.iter().map(move |unit| (year, unit)));
            for (year, unit) in units {
                if let Some(slot) = counts_in.get_mut(unit.fact.record) {
                    slot.push((method, *year));
                }
            }
        }
        let mut versions = vec![Vec::new(); history.records.len()];
        for version in &history.versions {
            if let Some(slot) = versions.get_mut(version.record) {
                slot.push((version.at, version.path.clone()));
            }
        }
        let change_pages = ChangePages::of(history, &logs, &counted);
        SiteIndex {
            source,
            counted,
            change_pages,
            places: record_places(history),
            documents,
            versions,
            counts_in,
            facts: history.facts_by_record(),
            by_key,
            referrers,
            lifecycles,
            labels: Labels::of(&source.register.definitions, &source.register.manifest),
            logs,
        }
    }

    pub(super) fn history(&self) -> &'a History {
        self.source.history
    }

    /// The year of now.
    pub(super) fn today(&self) -> i32 {
        i32::from(self.source.now.today.year())
    }

    /// The page of a record.
    pub(super) fn page_of(&self, record: usize) -> Option<&str> {
        self.places.get(record)?.as_deref()
    }

    /// What a record says now.
    pub(super) fn document(&self, record: usize) -> Option<&'a Record> {
        self.documents.get(record).copied().flatten()
    }

    /// The record of this kind that has this identifier now, or had it last.
    pub(super) fn find(&self, kind: &str, id: &str) -> Option<usize> {
        self.by_key.get(&format!("{kind}/{id}")).copied()
    }

    /// The facts of a record, whenever they were known.
    pub(super) fn facts(&self, record: usize) -> &'a [FactRow] {
        self.facts.get(record).copied().unwrap_or_default()
    }

    /// The commits that brought versions of a record's file, each with the path, in order.
    pub(super) fn versions(&self, record: usize) -> impl DoubleEndedIterator<Item = &(usize, String)> {
        self.versions.get(record).into_iter().flatten()
    }

    /// The figures that a record counts in, by method and year.
    pub(super) fn counts_in(&self, record: usize) -> &[(usize, i32)] {
        self.counts_in.get(record).map(Vec::as_slice).unwrap_or_default()
    }

    /// The records that refer to a record, each with the field that does.
    pub(super) fn referrers(&self, record: usize) -> impl Iterator<Item = &(usize, String)> {
        self.referrers.get(record).into_iter().flatten()
    }

    pub(super) fn kind(&self, name: &str) -> Option<&'a Kind> {
        self.source.register.manifest.kind(name)
    }

    pub(super) fn lifecycle(&self, kind: &str) -> Option<&Lifecycle> {
        self.lifecycles.get(kind)
    }

    /// What people call a record, cut where it is too long for a list.
    pub(super) fn name(&self, record: usize) -> String {
        let Some(row) = self.history().records.get(record) else { return String::new() };
        places::crop(row.name.as_deref().filter(|name| !name.trim().is_empty()).unwrap_or(&row.id))
    }

    /// The present or last phase of a record, as known now.
    pub(super) fn phase(&self, record: usize) -> Option<&'a str> {
        let kind = self.history().records.get(record).map(|row| row.kind.as_str()).unwrap_or_default();
        current_phase(self.facts(record), self.lifecycle(kind), self.source.now.today)
    }
}

/// The pages of the records. Two that had the same identifier one after the other are told apart by a
/// number.
fn record_places(history: &History) -> Vec<Option<String>> {
    let mut taken: HashMap<String, usize> = HashMap::new();
    let place = |row: &RecordRow| {
        if row.kind == INDICATOR {
            return None;
        }
        let place = places::record(&row.kind, &row.id);
        let times = taken.entry(place.clone()).or_insert(0);
        *times += 1;
        Some(match *times {
            1 => place,
            times => places::record(&row.kind, &format!("{}~{times}", row.id)),
        })
    };
    history.records.iter().map(place).collect()
}
