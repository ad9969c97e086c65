use std::collections::{BTreeMap, BTreeSet};

use askama::Template;

use super::page::{Link, Page};
use super::places;
use super::site_index::SiteIndex;
use crate::i18n::Words;

#[derive(Template)]
#[template(path = "former.html")]
struct Former<'a> {
    page: Page<'a>,
    now: Link,
}

/// The addresses that records had under former identifiers, each with its record: an old link keeps working, unless
/// another record has the identifier now.
pub(super) fn addresses(index: &SiteIndex<'_>) -> BTreeMap<String, usize> {
    let history = index.history();
    let taken: BTreeSet<&str> = (0..history.records.len()).filter_map(|at| index.page_of(at)).collect();
    let mut found = BTreeMap::new();
    for (at, row) in history.records.iter().enumerate().filter(|(at, _)| index.page_of(*at).is_some()) {
        for id in &row.ids {
            let place = places::record(&row.kind, id);
            if !taken.contains(place.as_str()) {
                found.insert(place, at);
            }
        }
    }
    found
}

/// The page at a former address, which redirects to the present one.
pub(super) fn former(index: &SiteIndex<'_>, place: &str, record: usize, words: &Words) -> askama::Result<String> {
    let page = Page { index, words, place: place.to_owned(), title: index.name(record) };
    let now = page.record(record);
    Former { page, now }.render()
}
