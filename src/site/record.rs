use askama::Template;

use super::chart::LifeChart;
use super::page::{Commit, Link, Page};
use super::site_index::SiteIndex;
use super::{fields, life_chart, members};
use crate::i18n::Words;
use crate::message;
use crate::render::{fact_line, file_event_line};
use crate::timeline::{FileEvent, LogEntry};

#[derive(Template)]
#[template(path = "record.html")]
struct RecordPage<'a> {
    page: Page<'a>,
    key: String,
    kind: Link,
    is_gone: bool,
    phase: Option<String>,
    former: Vec<String>,
    chart: Option<LifeChart>,
    legend: Vec<life_chart::PhaseLegend>,
    left_out: usize,
    entries: Vec<LogEntryView>,
    more_entries: usize,
    fields: Vec<fields::RecordField>,
    groups: Vec<members::Group>,
    figures: Option<members::Figures>,
    counted: Vec<Link>,
    files: Vec<(Commit, String)>,
    more_files: usize,
    path: String,
    path_href: Option<String>,
    api: String,
}

/// What one commit said of a record.
pub(super) struct LogEntryView {
    pub commit: Commit,
    pub lines: Vec<String>,
}

/// How many commits the page lists: the last ones.
const ENTRIES: usize = 60;
const FILES: usize = 60;

/// A record's page: its life, what was known of it when, what it refers to and what refers to it.
pub(super) fn record(index: &SiteIndex<'_>, record: usize, words: &Words) -> askama::Result<String> {
    let place = index.page_of(record).unwrap_or_default().to_owned();
    let history = index.history();
    let Some(row) = history.records.get(record) else { return Ok(String::new()) };
    let page = Page { index, words, place, title: index.name(record) };
    let document = index.document(record);
    let empty = std::collections::BTreeMap::new();
    let log = index.logs.get(record).unwrap_or(&empty);
    let entries = log.iter().rev().take(ENTRIES).filter_map(|(at, entry)| log_entry_view(&page, *at, entry));
    let entries = entries.collect();
    let (chart, legend, left_out) = life_chart::chart(&page, record);
    let tip = index.source.now.at.and_then(|at| history.commits.get(at)).map(|commit| commit.oid);
    let forge = index.source.forge.as_ref().filter(|_| document.is_some());
    let all_files: Vec<_> = index.versions(record).collect();
    let files = all_files.iter().rev().take(FILES).filter_map(|(at, path)| Some((page.commit(*at)?, path.clone())));
    let files = files.collect();
    let members: Vec<usize> = index.referrers(record).map(|(at, _)| *at).collect();
    let view = RecordPage {
        key: history.key(record),
        kind: Link { text: page.kind_name(&row.kind), href: Some(page.to(&super::places::kind(&row.kind, 0))) },
        is_gone: document.is_none(),
        phase: index.phase(record).map(|phase| page.phase_name(&row.kind, phase)),
        former: row.ids.iter().filter(|id| **id != row.id).map(|id| super::places::crop(id)).collect(),
        chart,
        legend,
        left_out,
        entries,
        more_entries: log.len().saturating_sub(ENTRIES),
        fields: document.map(|document| fields::all(&page, document)).unwrap_or_default(),
        groups: members::groups(&page, record),
        figures: members::figures(&page, &members),
        counted: counted_in(&page, record),
        more_files: all_files.len().saturating_sub(FILES),
        files,
        path_href: forge.and_then(|forge| forge.line(tip?, &row.path, 1)),
        path: row.path.clone(),
        api: page.shared(&super::api::log_path(index, record)),
        page,
    };
    view.render()
}

/// What one commit said of a record; `None` where the commit is not known.
pub(super) fn log_entry_view(page: &Page<'_>, at: usize, entry: &LogEntry<'_>) -> Option<LogEntryView> {
    Some(LogEntryView { commit: page.commit(at)?, lines: lines(page, entry) })
}

/// An entry of a record's log in words, a line for each thing that it says.
pub(super) fn lines(page: &Page<'_>, entry: &LogEntry<'_>) -> Vec<String> {
    let episodes = entry.file_events.iter().filter(|row| row.event != FileEvent::Changed);
    let episodes = episodes.filter_map(|row| file_event_line(row.event, &row.path));
    let facts = entry.facts.iter().filter_map(|(before, after)| fact_line(*before, *after));
    episodes.chain(facts).map(|line| page.say(&line)).collect()
}

/// The figures that the record counts in, as known now.
fn counted_in(page: &Page<'_>, record: usize) -> Vec<Link> {
    let link = |(method, year): &(usize, i32)| {
        let counted = page.index.counted.get(*method)?;
        let text = message!(
            "site-counts-in",
            code = &counted.indicator.code,
            label = page.label(&counted.indicator.label),
            method = page.method_name(counted.method),
            year = year.to_string()
        );
        Some(Link { text: page.say(&text), href: Some(page.to(&counted.year_page(*year))) })
    };
    page.index.counts_in(record).iter().filter_map(link).collect()
}

impl RecordPage<'_> {
    fn more(&self, count: &usize) -> String {
        self.page.say(&message!("site-earlier-commits", count = *count))
    }

    fn rows_left_out(&self) -> String {
        self.page.say(&message!("site-states-left-out", count = self.left_out))
    }
}
