use std::collections::BTreeMap;

use super::counted::Counted;
use super::places;
use crate::timeline::{History, LogEntry};

/// Which page each commit that changed something is on, in the order of the months.
pub(super) struct ChangePages {
    /// The pages.
    pub pages: Vec<MonthPage>,
    /// The page of each commit, by its place on the mainline.
    of_commit: BTreeMap<usize, usize>,
    /// By commit: the records that it changed.
    pub records: BTreeMap<usize, Vec<usize>>,
    /// By commit: the steps that it made, by method and place among its steps.
    pub steps: BTreeMap<usize, Vec<(usize, usize)>>,
}

/// What a month changed, or a part of it.
pub(super) struct MonthPage {
    /// The month: `2019-03`.
    pub month: String,
    /// Which part of it, from 0.
    pub part: usize,
    /// Its commits, by their places on the mainline.
    pub commits: Vec<usize>,
}

impl MonthPage {
    pub(super) fn page(&self) -> String {
        places::month(&self.month, self.part)
    }
}

/// About how many lines a page has.
const LINES: usize = 250;
/// How many lines of one commit a page lists at most.
pub(super) const LINES_OF_COMMIT: usize = 120;

impl ChangePages {
    /// Spreads the commits over pages. `logs` are those of the records, in their order: by commit, what it said.
    pub(super) fn of(
        history: &History,
        logs: &[BTreeMap<usize, LogEntry<'_>>],
        counted: &[Counted<'_>],
    ) -> ChangePages {
        let mut records: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut lines: BTreeMap<usize, usize> = BTreeMap::new();
        for (record, log) in logs.iter().enumerate() {
            for (at, entry) in log {
                records.entry(*at).or_default().push(record);
                *lines.entry(*at).or_insert(0) += 1 + entry.facts.len();
            }
        }
        let mut steps: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
        for (method, counted) in counted.iter().enumerate().filter(|(_, counted)| counted.is_default) {
            for (place, step) in counted.steps.iter().enumerate() {
                steps.entry(step.at).or_default().push((method, place));
                *lines.entry(step.at).or_insert(0) += 1;
            }
        }
        let mut pages: Vec<MonthPage> = Vec::new();
        let mut of_commit = BTreeMap::new();
        let mut on_page = 0;
        for (at, lines) in lines {
            let Some(commit) = history.commits.get(at) else { continue };
            let month: String = commit.day.to_string().chars().take(7).collect();
            let lines = lines.min(LINES_OF_COMMIT);
            let part = match pages.last() {
                Some(page) if page.month == month && on_page + lines <= LINES => None,
                Some(page) if page.month == month => Some(page.part + 1),
                _ => Some(0),
            };
            if let Some(part) = part {
                pages.push(MonthPage { month, part, commits: Vec::new() });
                on_page = 0;
            }
            on_page += lines;
            of_commit.insert(at, pages.len() - 1);
            if let Some(page) = pages.last_mut() {
                page.commits.push(at);
            }
        }
        ChangePages { pages, of_commit, records, steps }
    }

    /// The page that lists a commit.
    pub(super) fn page_of(&self, commit: usize) -> Option<String> {
        self.of_commit.get(&commit).and_then(|page| self.pages.get(*page)).map(MonthPage::page)
    }
}
