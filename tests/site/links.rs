use std::collections::{BTreeMap, BTreeSet};

use super::reader::elements;
use super::{Site, lively, shipped};

/// Where a relative link of a page leads, from the site's top, with its fragment.
fn target(page: &str, link: &str) -> (String, Option<String>) {
    let (path, fragment) = match link.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment.to_owned())),
        None => (link, None),
    };
    if path.is_empty() {
        return (page.to_owned(), fragment);
    }
    let mut steps: Vec<&str> = page.split('/').collect();
    steps.pop();
    for step in path.split('/') {
        match step {
            ".." => drop(steps.pop().unwrap_or_else(|| panic!("{link} in {page} leads out of the site"))),
            step => steps.push(step),
        }
    }
    (steps.join("/"), fragment)
}

/// Every link of every page leads to a file of the site, and to a place that is there; every page is reached from
/// the home page. It gives the links that lead elsewhere.
pub(crate) fn crawl(site: &Site) -> BTreeSet<String> {
    let mut ids: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut links: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (path, page) in site.pages() {
        for element in elements(page) {
            if let Some(id) = element.get("id") {
                assert!(ids.entry(path).or_default().insert(id.to_owned()), "{path} has #{id} twice");
            }
            let refresh = element.get("content").and_then(|content| content.split_once("url="));
            let all = ["href", "src", "data-known", "data-changes"].iter().filter_map(|name| element.get(name));
            let data = element.get("role").is_some_and(|role| role == "search").then(|| element.get("data-records"));
            links
                .entry(path)
                .or_default()
                .extend(all.chain(data.flatten()).chain(refresh.map(|(_, url)| url)).map(str::to_owned));
        }
    }
    let mut abroad = BTreeSet::new();
    let mut reached: BTreeSet<String> = BTreeSet::from(["index.html".to_owned()]);
    let mut next = vec!["index.html".to_owned()];
    while let Some(page) = next.pop() {
        for link in links.get(page.as_str()).into_iter().flatten() {
            if link.contains(':') {
                abroad.insert(link.clone());
                continue;
            }
            assert!(!link.starts_with('/'), "{link} in {page} is bound to a server's top");
            let (path, fragment) = target(&page, link);
            assert!(site.files.contains_key(&path), "{link} in {page} leads nowhere");
            if let Some(fragment) = fragment {
                let there = ids.get(path.as_str()).is_some_and(|ids| ids.contains(&fragment));
                assert!(there, "{link} in {page}: {path} has no #{fragment}");
            }
            if path.ends_with(".html") && reached.insert(path.clone()) {
                next.push(path);
            }
        }
    }
    // No page links to a former address: they serve links that people have kept.
    let is_former = |page: &str| page.contains("http-equiv=\"refresh\"");
    let lost: Vec<&String> = site
        .pages()
        .filter(|(path, page)| !reached.contains(*path) && !is_former(page))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(lost, Vec::<&String>::new(), "pages that no link leads to");
    abroad
}

#[test]
fn every_link_leads_somewhere_and_every_page_is_reached() {
    let abroad = crawl(&Site::of(&lively(), &[]));
    assert_eq!(abroad, BTreeSet::new(), "without a known forge nothing leads out of the site");
}

#[test]
fn links_to_commits_lead_to_the_forge_that_the_remote_names() {
    let repo = lively();
    repo.git(&["remote", "add", "origin", "https://camille:secret@github.com/exemple/registre.git"]);
    let site = Site::of(&repo, &[]);
    let abroad = crawl(&site);
    let top = "https://github.com/exemple/registre/";
    assert!(!abroad.is_empty() && abroad.iter().all(|link| link.starts_with(top)), "{abroad:?}");
    assert!(abroad.contains(&format!("{top}commit/{}", repo.head())), "{abroad:?}");
    assert!(site.files.values().all(|text| !text.contains("secret")), "the password is shown");
}

#[test]
fn a_remote_of_another_kind_gives_no_link() {
    for remote in ["/srv/registre.git", "javascript:alert(1)", "file:///srv/registre.git", "https://exemple.fr/a/b"] {
        let repo = lively();
        repo.git(&["remote", "add", "origin", remote]);
        assert_eq!(crawl(&Site::of(&repo, &[])), BTreeSet::new(), "{remote}");
    }
}

#[test]
fn an_address_of_commits_that_is_asked_for_is_used() {
    let repo = lively();
    let site = Site::of(&repo, &["--commit-url", "https://exemple.fr/?c={commit}"]);
    assert!(crawl(&site).contains(&format!("https://exemple.fr/?c={}", repo.head())));
    let out = repo.outside().join("other");
    let run = repo.greffe(&["site", "--out", out.to_str().unwrap(), "--commit-url", "javascript:{commit}"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("https://"), "{}", run.stderr);
}

#[test]
fn the_commit_behind_a_unit_is_three_clicks_from_the_home_page_at_most() {
    let repo = lively();
    let site = Site::of(&repo, &["--commit-url", "https://exemple.fr/{commit}"]);
    // The construction of « exemple », dated 2018, was stated in the first commit.
    let first = repo.git(&["rev-list", "--max-parents=0", "HEAD"]);
    let mut pages = BTreeSet::from(["index.html".to_owned()]);
    for click in 1..=3 {
        let links = pages.iter().flat_map(|page| {
            let elements = elements(site.file(page)).into_iter().filter(|element| element.name == "a");
            elements.filter_map(|element| element.get("href").map(|link| (page.clone(), link.to_owned())))
        });
        let links: Vec<(String, String)> = links.collect();
        if click > 1 && links.iter().any(|(_, link)| *link == format!("https://exemple.fr/{first}")) {
            return;
        }
        pages = links
            .iter()
            .filter(|(_, link)| !link.contains(':') && link.contains(".html"))
            .map(|(page, link)| target(page, link).0)
            .filter(|page| page.starts_with("indicateur/produits-lances"))
            .collect();
    }
    panic!("no commit is found from the home page");
}

#[test]
fn the_shipped_register_has_no_dead_link_either() {
    crawl(&Site::of(&shipped(), &[]));
}
