use super::reader::elements;
use super::{Site, lively};

#[test]
fn both_languages_have_the_same_pages_each_leading_to_its_twin() {
    let site = Site::of(&lively(), &[]);
    let french: Vec<&String> = site.pages().map(|(path, _)| path).filter(|path| !path.starts_with("en/")).collect();
    let english: Vec<String> =
        site.pages().filter_map(|(path, _)| path.strip_prefix("en/").map(str::to_owned)).collect();
    assert_eq!(french.iter().map(|path| path.as_str()).collect::<Vec<_>>(), english);
    for (path, page) in site.pages() {
        let lang = if path.starts_with("en/") { "en" } else { "fr" };
        assert!(page.contains(&format!("<html lang=\"{lang}\">")), "{path}");
        // The two languages say the same figures: the data of the charts' shapes are equal.
        if let Some(twin) = path.strip_prefix("en/") {
            let shapes = |page: &str| -> Vec<String> {
                let shapes =
                    elements(page).into_iter().filter(|element| matches!(element.name.as_str(), "rect" | "path"));
                shapes.map(|shape| format!("{:?}", shape.attributes)).collect()
            };
            assert_eq!(shapes(page), shapes(site.file(twin)), "{path}");
        }
    }
    assert!(site.file("en/index.html").contains("Products launched each year"));
    assert!(site.file("index.html").contains("Nombre de produits lancés par an"));
}

#[test]
fn the_page_of_a_figure_names_its_records_with_their_commits() {
    let repo = lively();
    let site = Site::of(&repo, &[]);
    let why = repo.greffe(&["why", "produits-lances", "2018", "--format", "json"]).json();
    let page = site.file("indicateur/produits-lances/2018.html");
    let units = why["units"].as_array().unwrap();
    assert_eq!(units.len(), 2);
    for unit in units {
        let commit = &unit["known_since"]["commit"].as_str().unwrap()[..10];
        assert!(page.contains(unit["record"].as_str().unwrap()) && page.contains(commit), "{unit}");
        assert!(page.contains(&format!("{}:{}", unit["path"].as_str().unwrap(), unit["line"])), "{unit}");
    }
}

#[test]
fn a_record_tells_its_life_its_revisions_and_its_names() {
    let repo = lively();
    let site = Site::of(&repo, &[]);
    let page = site.file("fiche/startup/nouvelle.html");
    assert!(page.contains("Autre &amp; Cie"));
    assert!(page.contains("1er mai 2019 → 1er mai 2018"), "the revision is told");
    let english = site.file("en/fiche/startup/nouvelle.html");
    assert!(english.contains("1 May 2019 → 1 May 2018"), "the revision is told in English too");
    let told = elements(page);
    let days: Vec<&str> = told.iter().filter_map(|element| element.get("datetime")).collect();
    assert!(
        !days.is_empty() && days.iter().all(|day| day.len() == 10 && day.starts_with("20")),
        "for programs: {days:?}"
    );
    assert!(page.contains("autre"), "the former name is told");
    let rows = told.iter().filter(|element| element.get("class") == Some("row")).count();
    assert!(rows >= 3, "what was known before is drawn: {rows} rows");
    // The former address redirects.
    let former = site.file("fiche/startup/autre.html");
    assert!(former.contains("http-equiv=\"refresh\" content=\"0; url=../../fiche/startup/nouvelle.html\""), "{former}");
}

#[test]
fn an_organisation_lists_what_refers_to_it() {
    let site = Site::of(&lively(), &[]);
    let page = site.file("fiche/organisation/dinum.html");
    for name in ["Exemple", "Autre &amp; Cie", "Incubateur de services numériques"] {
        assert!(page.contains(name), "{name}");
    }
    let links: Vec<String> =
        elements(page).iter().filter_map(|element| element.get("href").map(str::to_owned)).collect();
    assert!(links.iter().any(|link| link == "../../fiche/startup/exemple.html"), "{links:?}");
    assert!(page.contains("1.2 Nombre de produits lancés par an"), "its figures are there");
}

#[test]
fn the_gap_with_the_published_figure_is_said_in_words() {
    let site = Site::of(&lively(), &[]);
    assert!(site.file("index.html").contains("2018 : le registre compte 2, « RAP 2020 » publie 34 : 32 de moins."));
    let english = site.file("en/indicateur/produits-lances.html");
    assert!(english.contains("2018: the register counts 2, &quot;RAP 2020&quot; publishes 34: 32 less."));
}

#[test]
fn the_feed_tells_the_moves_of_the_figures_the_newest_first() {
    let repo = lively();
    let feed = Site::of(&repo, &[]).file("feed.xml").to_owned();
    let updated: Vec<&str> = feed.split("<updated>").skip(2).map(|rest| &rest[..20]).collect();
    assert!(updated.len() > 4 && updated.windows(2).all(|pair| pair[0] >= pair[1]), "{updated:?}");
    let ids: Vec<&str> = feed.split("<id>").skip(1).map(|rest| &rest[..45]).collect();
    let distinct: std::collections::BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(distinct.len(), ids.len(), "an entry's name is its own");
    assert!(feed.contains("1.2 Nombre de produits lancés par an, 2018 : 1 → 2"), "{feed}");
}
