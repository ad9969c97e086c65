use askama::Template;
use sha2::{Digest, Sha256};

use super::page::Page;
use super::site_index::SiteIndex;
use super::step::{StepView, step};
use crate::i18n::Words;
use crate::lifecycle::rfc3339;
use crate::message;

#[derive(Template)]
#[template(path = "feed.xml")]
struct Feed<'a> {
    page: Page<'a>,
    id: String,
    updated: String,
    base: Option<String>,
    entries: Vec<FeedEntry>,
}

/// A move of a figure.
struct FeedEntry {
    id: String,
    title: String,
    updated: String,
    href: String,
    step: StepView,
}

/// How many moves the feed holds: the last ones.
const ENTRIES: usize = 60;

/// The figures' changes as an Atom feed.
pub(super) fn feed(index: &SiteIndex<'_>, words: &Words) -> askama::Result<String> {
    let history = index.history();
    let page = Page { index, words, place: "feed.xml".to_owned(), title: words.text("site-feed") };
    let defaults = index.counted.iter().filter(|counted| counted.is_default);
    let mut all: Vec<_> = defaults.flat_map(|counted| counted.steps.iter().map(move |step| (counted, step))).collect();
    // The newest first; of one commit, in the order of the indicators.
    all.sort_by_key(|(_, step)| std::cmp::Reverse(step.at));
    let entry = |(counted, one): &(&super::counted::Counted<'_>, &crate::indicator::Step<'_>)| {
        let commit = history.commits.get(one.at)?;
        let title = message!(
            "site-figure-moved",
            code = &counted.indicator.code,
            label = page.label(&counted.indicator.label),
            year = one.year.to_string(),
            from = one.from,
            to = one.to
        );
        Some(FeedEntry {
            id: urn(&format!("{}\0{}\0{}", commit.oid, counted.indicator.id, one.year)),
            title: page.say(&title),
            updated: rfc3339(commit.known_at),
            href: page.to(&counted.year_page(one.year)),
            step: step(&page, one)?,
        })
    };
    let entries: Vec<FeedEntry> = all.iter().take(ENTRIES).filter_map(entry).collect();
    let first = history.commits.first().map(|commit| commit.oid.to_string()).unwrap_or_default();
    let last = index.source.now.at.and_then(|at| history.commits.get(at)).map_or(0, |commit| commit.known_at);
    Feed {
        id: urn(&format!("{first}\0{}", page.lang())),
        updated: rfc3339(last),
        base: page.canonical(),
        entries,
        page,
    }
    .render()
}

/// A permanent name: a UUID (version 8, RFC 9562) made of the SHA-256 of what is named.
fn urn(of: &str) -> String {
    let mut bytes = [0_u8; 16];
    for (slot, byte) in bytes.iter_mut().zip(Sha256::digest(of.as_bytes())) {
        *slot = byte;
    }
    let number = u128::from_be_bytes(bytes);
    let number = (number & !(0xf << 76) & !(0x3 << 62)) | (0x8 << 76) | (0x2 << 62);
    let digits = format!("{number:032x}");
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
    format!("urn:uuid:{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_uuid_of_version_8_and_always_the_same() {
        let name = urn("a");
        assert_eq!(name, "urn:uuid:ca978112-ca1b-8dca-bac2-31b39a23dc4d");
        assert_ne!(name, urn("b"));
    }
}
