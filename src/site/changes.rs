use std::collections::BTreeMap;

use askama::Template;

use super::change_pages::{LINES_OF_COMMIT, MonthPage};
use super::page::{Commit, Link, Page};
use super::record::lines;
use super::site_index::SiteIndex;
use crate::i18n::Words;
use crate::lifecycle::PartialDate;
use crate::message;

#[derive(Template)]
#[template(path = "changes.html")]
struct ChangesPage<'a> {
    page: Page<'a>,
    data: String,
    first_day: String,
    last_day: String,
    years: Vec<(String, Vec<(String, String)>)>,
}

#[derive(Template)]
#[template(path = "month.html")]
struct MonthView<'a> {
    page: Page<'a>,
    before: Option<Link>,
    after: Option<Link>,
    entries: Vec<CommitEntry>,
}

/// What a commit changed.
struct CommitEntry {
    commit: Commit,
    abroad: Option<String>,
    figures: Vec<Link>,
    records: Vec<(Link, Vec<String>)>,
    more: usize,
}

/// The page that asks for two dates, and lists the months.
pub(super) fn changes(index: &SiteIndex<'_>, words: &Words) -> askama::Result<String> {
    let page = Page { index, words, place: "changements.html".to_owned(), title: words.text("site-changes") };
    let mut years: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for month in index.change_pages.pages.iter().filter(|month| month.part == 0) {
        let year: String = month.month.chars().take(4).collect();
        years.entry(year).or_default().push((name(month, words), page.to(&month.page())));
    }
    let commits = &index.history().commits;
    let day = |at: Option<&crate::timeline::CommitRow>| at.map(|commit| commit.day.to_string());
    ChangesPage {
        data: page.shared("data/changements.js"),
        first_day: day(commits.first()).unwrap_or_default(),
        last_day: index.source.now.today.to_string(),
        years: years.into_iter().rev().collect(),
        page,
    }
    .render()
}

/// The page of what a month, or a part of it, changed: commit by commit.
pub(super) fn month(index: &SiteIndex<'_>, place: usize, words: &Words) -> askama::Result<String> {
    let pages = &index.change_pages.pages;
    let Some(month) = pages.get(place) else { return Ok(String::new()) };
    let title = message!("site-changes-of", name = name(month, words));
    let page = Page { index, words, place: month.page(), title: words.say(&title) };
    let link = |place: Option<usize>| {
        let other = pages.get(place?)?;
        Some(Link { text: name(other, words), href: Some(page.to(&other.page())) })
    };
    let entries = month.commits.iter().filter_map(|at| entry(&page, *at)).collect();
    MonthView { before: link(place.checked_sub(1)), after: link(Some(place + 1)), entries, page }.render()
}

/// The month, in words, and which part of it.
fn name(month: &MonthPage, words: &Words) -> String {
    let said = PartialDate::parse(&month.month).map_or_else(|| month.month.clone(), |date| words.date(date));
    match month.part {
        0 => said,
        part => format!("{said} ({})", part + 1),
    }
}

fn entry(page: &Page<'_>, at: usize) -> Option<CommitEntry> {
    let index = page.index;
    let steps = index.change_pages.steps.get(&at).map(Vec::as_slice).unwrap_or_default();
    let figures = steps.iter().filter_map(|(method, place)| {
        let counted = index.counted.get(*method)?;
        let step = counted.steps.get(*place)?;
        let said = message!(
            "site-figure-moved",
            code = &counted.indicator.code,
            label = page.label(&counted.indicator.label),
            year = step.year.to_string(),
            from = step.from,
            to = step.to
        );
        Some(Link { text: page.say(&said), href: Some(page.to(&counted.year_page(step.year))) })
    });
    let figures: Vec<Link> = figures.collect();
    let changed = index.change_pages.records.get(&at).map(Vec::as_slice).unwrap_or_default();
    let (mut records, mut told) = (Vec::new(), figures.len());
    for record in changed {
        if told >= LINES_OF_COMMIT {
            break;
        }
        let entry = index.logs.get(*record).and_then(|log| log.get(&at))?;
        let lines = lines(page, entry);
        told += 1 + lines.len();
        records.push((page.record(*record), lines));
    }
    let commit = page.commit(at)?;
    let abroad = index.source.forge.is_some().then(|| commit.href.clone()).flatten();
    Some(CommitEntry { more: changed.len() - records.len(), commit, abroad, figures, records })
}

impl MonthView<'_> {
    fn more(&self, count: &usize) -> String {
        self.page.say(&message!("site-more-records", count = *count))
    }
}

/// The script's sentences; it fills their gaps.
impl ChangesPage<'_> {
    fn entered(&self) -> String {
        self.page.say(&message!("fact-entered", name = "{}"))
    }

    fn left(&self) -> String {
        self.page.say(&message!("fact-left", name = "{}"))
    }

    fn event(&self) -> String {
        self.page.say(&message!("fact-event", name = "{}"))
    }
}
