use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use super::page::path_in;
use super::site_index::SiteIndex;
use super::{Source, api, changes, data, feed, former, home, indicator, record, records, year};
use crate::diagnostic::{Failure, Outcome};
use crate::folder::{Folder, Marker};
use crate::i18n::{Lang, Words};
use crate::message;

/// A file of the site, made when it is its turn.
type Make<'m> = Box<dyn Fn() -> askama::Result<String> + Send + Sync + 'm>;

/// The file that marks a folder as an earlier site.
const SITE: Marker = Marker { name: ".greffe-site", first_line: "greffe site 1", occupied };

/// The files that are the same in every site.
const ASSETS: [(&str, &str); 3] = [
    ("assets/site.css", include_str!("assets/site.css")),
    ("assets/site.js", include_str!("assets/site.js")),
    ("assets/icon.svg", include_str!("assets/icon.svg")),
];

/// Writes the site of a register into the folder `out`, and gives how many files it has. Files that are right already
/// are not written again; those of an earlier site that have no place in this one are removed. `progress` is called,
/// from several threads, with the files done and the number of files.
///
/// # Errors
///
/// Where the folder holds something other than an earlier site, or a file can't be written.
pub fn build(source: &Source<'_>, out: &Path, progress: &(dyn Fn(usize, usize) + Sync)) -> Outcome<usize> {
    let folder = Folder::take(out, SITE)?;
    let index = SiteIndex::of(source);
    let words = Lang::ALL.map(Words::new);
    let mut files: BTreeMap<String, Make<'_>> = BTreeMap::new();
    for (path, text) in ASSETS.iter().chain(&api::FIXED) {
        files.insert((*path).to_owned(), Box::new(|| Ok((*text).to_owned())));
    }
    shared(&index, &mut files);
    for words in &words {
        pages(&index, words, &mut files);
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
fn shared<'m>(index: &'m SiteIndex<'m>, files: &mut BTreeMap<String, Make<'m>>) {
    let mut put = |path: String, make: Box<dyn Fn() -> String + Send + Sync + 'm>| {
        files.insert(path, Box::new(move || Ok(make())));
    };
    put(data::SEARCH.to_owned(), Box::new(|| data::search(index)));
    put(data::CHANGES.to_owned(), Box::new(|| data::changes(index)));
    put(format!("{}/index.json", api::TOP), Box::new(|| api::index(index)));
    put(format!("{}/indicators.json", api::TOP), Box::new(|| api::indicators(index)));
    put(format!("{}/published.json", api::TOP), Box::new(|| api::published(index)));
    put(format!("{}/records.json", api::TOP), Box::new(|| api::records(index)));
    for counted in &index.counted {
        put(data::known_path(counted), Box::new(move || data::known(counted)));
        if counted.method.measure.is_count() {
            put(api::history_path(counted), Box::new(move || api::history(index, counted)));
        }
        for year in counted.paged_years(index.today()) {
            put(api::why_path(counted, year), Box::new(move || api::why(index, counted, year)));
        }
    }
    for at in (0..index.history().records.len()).filter(|at| index.page_of(*at).is_some()) {
        put(api::log_path(index, at), Box::new(move || api::log(index, at)));
    }
}

/// The pages of one language.
fn pages<'m>(index: &'m SiteIndex<'m>, words: &'m Words, files: &mut BTreeMap<String, Make<'m>>) {
    let mut put = |place: &str, make: Make<'m>| {
        files.insert(path_in(words.lang(), place), make);
    };
    put("index.html", Box::new(|| home::home(index, words)));
    put("feed.xml", Box::new(|| feed::feed(index, words)));
    put("fiches.html", Box::new(|| records::records(index, words)));
    put("changements.html", Box::new(|| changes::changes(index, words)));
    for counted in &index.counted {
        put(&counted.page(), Box::new(move || indicator::indicator(index, counted, words)));
        for one in counted.paged_years(index.today()) {
            put(&counted.year_page(one), Box::new(move || year::year(index, counted, one, words)));
        }
    }
    for (kind, of_kind) in records::kinds(index) {
        for part in 0..records::parts(of_kind.len()) {
            let (kind, of_kind) = (kind.clone(), of_kind.clone());
            let place = super::places::kind(&kind, part);
            put(&place, Box::new(move || records::kind(index, &kind, &of_kind, part, words)));
        }
    }
    for (place, month) in index.change_pages.pages.iter().enumerate() {
        put(&month.page(), Box::new(move || changes::month(index, place, words)));
    }
    for (place, at) in former::addresses(index) {
        let path = place.clone();
        put(&place, Box::new(move || former::former(index, &path, at, words)));
    }
    for at in 0..index.history().records.len() {
        if let Some(place) = index.page_of(at) {
            put(place, Box::new(move || record::record(index, at, words)));
        }
    }
}

fn occupied(top: &Path) -> Failure {
    Failure::new(message!("site-occupied", path = top.display().to_string())).help(message!("site-occupied-help"))
}
