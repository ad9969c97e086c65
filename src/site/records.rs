use std::collections::BTreeMap;

use askama::Template;

use super::page::{Link, Page};
use super::places;
use super::site_index::SiteIndex;
use crate::i18n::Words;

#[derive(Template)]
#[template(path = "records.html")]
struct RecordsPage<'a> {
    page: Page<'a>,
    data: String,
    kinds: Vec<(Link, usize)>,
}

#[derive(Template)]
#[template(path = "kind.html")]
struct KindPage<'a> {
    page: Page<'a>,
    letters: Vec<(String, Vec<RecordEntry>)>,
    parts: Vec<(usize, String, bool)>,
    count: usize,
}

/// A record of the list.
struct RecordEntry {
    link: Link,
    key: String,
    phase: String,
}

/// How many records a page lists.
const LISTED: usize = 400;

/// The records that have pages, by kind, each kind in the order of the names.
pub(super) fn kinds(index: &SiteIndex<'_>) -> BTreeMap<String, Vec<usize>> {
    let mut kinds: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, row) in index.history().records.iter().enumerate() {
        if index.page_of(at).is_some() {
            kinds.entry(row.kind.clone()).or_default().push(at);
        }
    }
    for records in kinds.values_mut() {
        records.sort_by_cached_key(|at| (sorted(&index.name(*at)), *at));
    }
    kinds
}

/// How many pages list a kind of so many records.
pub(super) fn parts(records: usize) -> usize {
    records.div_ceil(LISTED).max(1)
}

/// A name as lists sort it: without capitals, marks and accents.
fn sorted(name: &str) -> String {
    let plain = name.trim_start_matches(|first: char| !first.is_alphanumeric());
    plain.chars().flat_map(char::to_lowercase).map(unaccented).collect()
}

/// The letter without the accent that French puts on it.
fn unaccented(letter: char) -> char {
    match letter {
        'à' | 'â' | 'ä' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        'ÿ' => 'y',
        other => other,
    }
}

/// The page to search in, and the kinds.
pub(super) fn records(index: &SiteIndex<'_>, words: &Words) -> askama::Result<String> {
    let page = Page { index, words, place: "fiches.html".to_owned(), title: words.text("site-records") };
    let kinds = kinds(index).into_iter().map(|(kind, records)| {
        let href = page.to(&places::kind(&kind, 0));
        (Link { text: page.kind_name(&kind), href: Some(href) }, records.len())
    });
    let kinds = kinds.collect();
    RecordsPage { data: page.shared("data/fiches.js"), kinds, page }.render()
}

/// A page that lists the records of a kind: its part of them.
pub(super) fn kind(
    index: &SiteIndex<'_>,
    kind: &str,
    records: &[usize],
    part: usize,
    words: &Words,
) -> askama::Result<String> {
    let mut page = Page { index, words, place: places::kind(kind, part), title: String::new() };
    page.title = page.kind_name(kind);
    let mut letters: Vec<(String, Vec<RecordEntry>)> = Vec::new();
    for at in records.iter().skip(part * LISTED).take(LISTED) {
        let first = sorted(&index.name(*at)).chars().next();
        let letter = match first {
            Some(letter) if letter.is_alphabetic() => letter.to_uppercase().to_string(),
            _ => "0–9".to_owned(),
        };
        let entry = RecordEntry {
            link: page.record(*at),
            key: index.history().key(*at),
            phase: index.phase(*at).map(|phase| page.phase_name(kind, phase)).unwrap_or_default(),
        };
        match letters.last_mut() {
            Some((last, entries)) if *last == letter => entries.push(entry),
            _ => letters.push((letter, vec![entry])),
        }
    }
    let count = parts(records.len());
    let parts = (0..count).map(|other| (other + 1, page.to(&places::kind(kind, other)), other == part));
    let parts = parts.collect();
    KindPage { letters, parts, count: records.len(), page }.render()
}
