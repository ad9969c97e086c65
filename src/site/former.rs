use std::collections::{BTreeMap, BTreeSet};

use askama::Template;

use super::atlas::Atlas;
use super::page::{Link, Page};
use super::places;
use crate::words::Words;

#[derive(Template)]
#[template(path = "former.html")]
struct Former<'a> {
    page: Page<'a>,
    now: Link,
}

/// The addresses that records had under identifiers of before, each with the record that is meant: an address
/// once given goes on leading there, unless another record bears the identifier now.
pub(super) fn addresses(atlas: &Atlas<'_>) -> BTreeMap<String, usize> {
    let history = atlas.history();
    let taken: BTreeSet<&str> = (0..history.records.len()).filter_map(|at| atlas.page_of(at)).collect();
    let mut found = BTreeMap::new();
    for (at, row) in history.records.iter().enumerate().filter(|(at, _)| atlas.page_of(*at).is_some()) {
        for id in &row.ids {
            let place = places::record(&row.kind, id);
            if !taken.contains(place.as_str()) {
                found.insert(place, at);
            }
        }
    }
    found
}

/// The page at an address of before, which leads on.
pub(super) fn former(atlas: &Atlas<'_>, place: &str, record: usize, words: &Words) -> askama::Result<String> {
    let page = Page { atlas, words, place: place.to_owned(), title: atlas.name(record) };
    let now = page.record(record);
    Former { page, now }.render()
}
