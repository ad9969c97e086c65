use super::reader::elements;
use super::{Site, lively};
use crate::support::{EXEMPLE, NOON, Repo};

/// All that a browser could take for markup or a script, in one text.
const HOSTILE: &str =
    "\"><img src=x onerror=alert(1)><script>alert(2)</script></title></textarea><!-- ' & \u{202e}txet";

/// A register of which every text is hostile: names, fields, links, subjects, publications, definitions.
pub(crate) fn hostile() -> Repo {
    let repo = Repo::with_register();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    crate::support::copy_tree(&root.join("registry/indicators"), &repo.path().join("registry/indicators"));
    let text = serde_json::to_string(HOSTILE).unwrap();
    let long = "n".repeat(10_000);
    let record = |name: &str| {
        let mission =
            format!("mission: {text}\nlink: \"javascript:alert(3)\"\nrepository: \"https://x\\\"onclick=\"\n");
        EXEMPLE.replace("name: Exemple", &format!("name: {name}")).replacen("mission:", &format!("{mission}owner:"), 1)
    };
    repo.write("registry/startups/texte.yml", record(&text))
        .write("registry/startups/long.yml", record(&long))
        .write("registry/startups/espaces.yml", record(&format!("\"{}\"", "W ".repeat(5_000))))
        .write("registry/startups/vide.yml", record("\"\""))
        .write(
            "registry/startups/phases.yml",
            EXEMPLE.replace("name: construction", &format!("name: {text}"))
                + &format!("events:\n  - name: {text}\n    date: 2021-01-01\n\"{}\": {text}\n", "<b onload=x>"),
        )
        .write("registry/organisations/dinum.yml", format!("name: {text}\ntype: autre\n"))
        .write(
            "registry/publications/pap.yml",
            format!(
                "name: {text}\ntype: pap\nyear: 2020\nfigures:\n  - {{indicator: produits-lances, year: 2018, kind: \
                 actual, value: {text}}}\n  - {{indicator: produits-lances, year: 2018, kind: forecast, value: 3}}\n"
            ),
        )
        .write(
            "registry/indicators/hostile.yml",
            format!(
                "code: {text}\nobjective: 1\nlabel: {{fr: {text}, en: {text}}}\nunit: {text}\nmethods:\n  - id: \
                 ../../..{}\n    counts: startup\n    when: {{enters: [construction, {text}]}}\n    take: first\n    \
                 where: {{{text}: {text}}}\n  - {{id: m, label: {{fr: {text}, en: {text}}}, counts: startup, when: \
                 {{enters: construction}}, take: every}}\n",
                "/etc"
            ),
        );
    repo.commit(NOON, HOSTILE);
    repo.write("registry/startups/texte.yml", record("Calme"))
        .commit(NOON + 86_400, "</script><script>alert(4)</script>");
    repo
}

#[test]
fn nothing_that_a_register_says_is_obeyed() {
    let repo = hostile();
    let site = Site::of(&repo, &[]);
    assert!(site.file("fiche/startup/texte.html").contains("&lt;script&gt;"), "the text is shown");
    for (path, page) in site.pages() {
        for element in elements(page) {
            let name = element.name.as_str();
            assert!(!matches!(name, "img" | "b" | "iframe" | "object" | "style" | "textarea"), "{path} has <{name}>");
            if name == "script" {
                let src = element.get("src").unwrap_or_else(|| panic!("{path} has a script of its own"));
                assert!(src.ends_with("assets/site.js"), "{path} loads {src}");
            }
            for (attribute, value) in &element.attributes {
                assert!(!attribute.starts_with("on") && attribute != "style", "{path}: <{name} {attribute}>");
                let is_link = matches!(attribute.as_str(), "href" | "src" | "action" | "xlink:href");
                let scheme = value.split_once(':').map(|(scheme, _)| scheme).filter(|_| is_link);
                assert!(scheme.is_none_or(|scheme| scheme == "https"), "{path}: {attribute}={value:.80}");
            }
        }
        assert_no_order_marks(path, page);
    }
    let script = site.file("data/fiches.js");
    assert!(!script.contains('<'), "data hold no markup");
    assert_no_order_marks("data/fiches.js", script);
    assert_no_order_marks("data/changements.js", site.file("data/changements.js"));
    for feed in ["feed.xml", "en/feed.xml"] {
        let mut reader = quick_xml::Reader::from_str(site.file(feed));
        while reader.read_event().expect("the feed is XML") != quick_xml::events::Event::Eof {}
        assert_no_order_marks(feed, site.file(feed));
    }
    // A method whose name is a way out of the folder stays within it.
    assert!(site.files.keys().any(|path| path.starts_with("indicateur/hostile/")));
    assert!(!repo.outside().join("etc").exists());
}

fn assert_no_order_marks(path: &str, text: &str) {
    let odd = text.chars().find(|letter| {
        matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{0}'..='\u{8}' | '\u{b}'..='\u{1f}')
    });
    assert_eq!(odd, None, "{path}");
}

#[test]
fn a_long_name_is_cut_in_lists_and_whole_on_its_own_page() {
    let site = Site::of(&hostile(), &[]);
    let long = "n".repeat(10_000);
    assert!(site.file("fiche/startup/long.html").contains(&long));
    assert!(!site.file("fiches/startup.html").contains(&"n".repeat(200)));
    assert!(site.files.iter().filter(|(path, _)| path.ends_with(".html")).all(|(_, page)| page.len() < 200_000));
}

#[test]
fn every_page_has_a_policy_that_it_obeys() {
    let site = Site::of(&lively(), &["--url", "https://exemple.fr/registre"]);
    for (path, page) in site.pages() {
        let all = elements(page);
        let policy = all.iter().find(|element| element.get("http-equiv") == Some("Content-Security-Policy"));
        let policy =
            policy.and_then(|element| element.get("content")).unwrap_or_else(|| panic!("{path} has no policy"));
        assert!(policy.starts_with("default-src 'none'; style-src 'self'; script-src 'self'"), "{path}: {policy}");
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        // What a browser loads by itself is of the site: no link of these kinds leaves it.
        let loaded = all.iter().filter(|element| matches!(element.name.as_str(), "script" | "img" | "link"));
        let loaded = loaded.filter(|element| element.get("rel") != Some("canonical"));
        for link in loaded.filter_map(|element| element.get("href").or(element.get("src"))) {
            assert!(!link.contains(':') && !link.starts_with('/'), "{path} loads {link}");
        }
    }
}
