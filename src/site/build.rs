use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use super::atlas::Atlas;
use super::page::path_in;
use super::{Source, api, changes, data, feed, former, home, indicator, record, records, year};
use crate::diagnostic::{Failure, Outcome};
use crate::folder::{Folder, Marker};
use crate::message;
use crate::words::{Lang, Words};

/// A file of the site, made when it is its turn.
type Make<'m> = Box<dyn Fn() -> askama::Result<String> + Send + Sync + 'm>;

/// What tells a folder that a site was written into.
const SITE: Marker = Marker { name: ".greffe-site", first_line: "greffe site 1", occupied };

/// The files that are the same in every site.
const ASSETS: [(&str, &str); 3] = [
    ("assets/site.css", include_str!("assets/site.css")),
    ("assets/site.js", include_str!("assets/site.js")),
    ("assets/icon.svg", include_str!("assets/icon.svg")),
];

/// Writes the site of a register into a folder, and gives how many files it has. Files that hold what they
/// should already are left as they are; those of a site before that have no place in this one are removed.
/// `progress` is told how many of how many files are done.
///
/// Fails for a folder that holds something else, and where a file can't be written.
pub fn build(source: &Source<'_>, out: &Path, progress: &(dyn Fn(usize, usize) + Sync)) -> Outcome<usize> {
    let folder = Folder::take(out, SITE)?;
    let atlas = Atlas::of(source);
    let words = Lang::ALL.map(Words::new);
    let mut files: BTreeMap<String, Make<'_>> = BTreeMap::new();
    for (path, text) in ASSETS.iter().chain(&api::FIXED) {
        files.insert((*path).to_owned(), Box::new(|| Ok((*text).to_owned())));
    }
    shared(&atlas, &mut files);
    for words in &words {
        pages(&atlas, words, &mut files);
    }
    let paths = files.keys().cloned().collect();
    folder.announce(&paths)?;
    let (count, done) = (files.len(), std::sync::atomic::AtomicUsize::new(0));
    let all: Vec<(String, Make<'_>)> = files.into_iter().collect();
    all.par_iter().try_for_each(|(path, make)| {
        let text = make().map_err(|error| Failure::new(message!("site-not-made", path = path)).because(error))?;
        folder.write(path, text.as_bytes())?;
        progress(done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1, count);
        Ok(())
    })?;
    folder.finish(&paths)?;
    Ok(count)
}

/// What both languages share: the data.
fn shared<'m>(atlas: &'m Atlas<'m>, files: &mut BTreeMap<String, Make<'m>>) {
    let mut put = |path: String, make: Box<dyn Fn() -> String + Send + Sync + 'm>| {
        files.insert(path, Box::new(move || Ok(make())));
    };
    put(data::SEARCH.to_owned(), Box::new(|| data::search(atlas)));
    put(data::CHANGES.to_owned(), Box::new(|| data::changes(atlas)));
    put(format!("{}/index.json", api::TOP), Box::new(|| api::index(atlas)));
    put(format!("{}/indicators.json", api::TOP), Box::new(|| api::indicators(atlas)));
    put(format!("{}/published.json", api::TOP), Box::new(|| api::published(atlas)));
    put(format!("{}/records.json", api::TOP), Box::new(|| api::records(atlas)));
    for counted in &atlas.counted {
        put(data::known_path(counted), Box::new(move || data::known(counted)));
        if counted.method.share.is_none() {
            put(api::history_path(counted), Box::new(move || api::history(atlas, counted)));
        }
        for year in counted.paged_years(atlas.today()) {
            put(api::why_path(counted, year), Box::new(move || api::why(atlas, counted, year)));
        }
    }
    for at in (0..atlas.history().records.len()).filter(|at| atlas.page_of(*at).is_some()) {
        put(api::log_path(atlas, at), Box::new(move || api::log(atlas, at)));
    }
}

/// The pages of one language.
fn pages<'m>(atlas: &'m Atlas<'m>, words: &'m Words, files: &mut BTreeMap<String, Make<'m>>) {
    let mut put = |place: &str, make: Make<'m>| {
        files.insert(path_in(words.lang(), place), make);
    };
    put("index.html", Box::new(|| home::home(atlas, words)));
    put("feed.xml", Box::new(|| feed::feed(atlas, words)));
    put("fiches.html", Box::new(|| records::records(atlas, words)));
    put("changements.html", Box::new(|| changes::changes(atlas, words)));
    for counted in &atlas.counted {
        put(&counted.page(), Box::new(move || indicator::indicator(atlas, counted, words)));
        for one in counted.paged_years(atlas.today()) {
            put(&counted.year_page(one), Box::new(move || year::year(atlas, counted, one, words)));
        }
    }
    for (kind, of_kind) in records::kinds(atlas) {
        for part in 0..records::parts(of_kind.len()) {
            let (kind, of_kind) = (kind.clone(), of_kind.clone());
            let place = super::places::kind(&kind, part);
            put(&place, Box::new(move || records::kind(atlas, &kind, &of_kind, part, words)));
        }
    }
    for (place, month) in atlas.ledger.pages.iter().enumerate() {
        put(&month.page(), Box::new(move || changes::month(atlas, place, words)));
    }
    for (place, at) in former::addresses(atlas) {
        let path = place.clone();
        put(&place, Box::new(move || former::former(atlas, &path, at, words)));
    }
    for at in 0..atlas.history().records.len() {
        if let Some(place) = atlas.page_of(at) {
            put(place, Box::new(move || record::record(atlas, at, words)));
        }
    }
}

fn occupied(top: &Path) -> Failure {
    Failure::new(message!("site-occupied", path = top.display().to_string())).help(message!("site-occupied-help"))
}
