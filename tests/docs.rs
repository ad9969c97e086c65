//! The documentation is consistent: no link is broken, and both languages have the same pages.
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

use crate::support::snapshot::holds;
use greffe::render::{answer_schemas, key_table};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::Value;

fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below a folder of the repository with this ending, by their path from its top. What is built or fetched
/// (`target`, `node_modules`, what begins with a dot) is left out.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![top().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            let is_ours = !name.starts_with('.') && !["target", "node_modules"].contains(&name);
            match path.is_dir() {
                true if is_ours => folders.push(path),
                false if name.ends_with(ending) => found.push(path.strip_prefix(top()).unwrap().to_owned()),
                _ => {}
            }
        }
    }
    found.sort();
    found
}

/// Where a page's links lead, as they are written, and the anchors that its headings give.
#[derive(Default)]
struct Page {
    links: Vec<String>,
    anchors: BTreeSet<String>,
}

fn read(path: &Path) -> Page {
    let text = fs::read_to_string(top().join(path)).unwrap();
    let mut page = Page::default();
    let mut heading: Option<String> = None;
    for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => page.links.push(dest_url.into()),
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => page.anchors.extend(heading.take().map(|words| anchor(&words))),
            Event::Text(words) | Event::Code(words) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&words);
                }
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                let sources = html.split("src=\"").skip(1).filter_map(|rest| rest.split_once('"'));
                page.links.extend(sources.map(|(source, _)| source.to_owned()));
            }
            _ => {}
        }
    }
    page
}

/// The anchor that forges give a heading of these words.
fn anchor(words: &str) -> String {
    let lower = words.to_lowercase();
    let kept = lower.chars().filter(|letter| letter.is_alphanumeric() || [' ', '-', '_'].contains(letter));
    kept.map(|letter| if letter == ' ' { '-' } else { letter }).collect()
}

/// The path without its `..`; `None` where it leads out of the repository.
fn plain(path: &Path) -> Option<PathBuf> {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => plain.pop().then_some(())?,
            Component::Normal(name) => plain.push(name),
            _ => {}
        }
    }
    Some(plain)
}

/// What is wrong with a link of this page, if anything is.
fn broken(from: &Path, link: &str, pages: &BTreeMap<PathBuf, Page>) -> Option<String> {
    if link.contains("://") || link.starts_with("mailto:") {
        return None;
    }
    let (path, anchor) = link.split_once('#').map_or((link, None), |(path, anchor)| (path, Some(anchor)));
    let Some(target) = (if path.is_empty() { Some(from.to_owned()) } else { plain(&from.parent()?.join(path)) }) else {
        return Some(format!("{}: {link} leads out of the repository", from.display()));
    };
    if !top().join(&target).exists() {
        return Some(format!("{}: {link} leads nowhere", from.display()));
    }
    let known = anchor.is_none_or(|anchor| pages.get(&target).is_some_and(|page| page.anchors.contains(anchor)));
    (!known).then(|| format!("{}: {link} names no heading of {}", from.display(), target.display()))
}

#[test]
fn no_link_of_a_page_leads_nowhere() {
    // What tests expect of the program in Markdown has links of its own.
    let ours = files("", ".md").into_iter().filter(|path| !path.starts_with("tests"));
    let pages: BTreeMap<PathBuf, Page> = ours.map(|path| (path.clone(), read(&path))).collect();
    let links = || pages.iter().flat_map(|(path, page)| page.links.iter().map(move |link| (path, link)));
    assert!(pages.len() > 90 && links().count() > 150, "{} pages, {} links", pages.len(), links().count());
    let broken: Vec<String> = links().filter_map(|(path, link)| broken(path, link, &pages)).collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn a_broken_link_is_seen() {
    let page = Page { links: Vec::new(), anchors: BTreeSet::from([anchor("What `it` says, and why")]) };
    let pages = BTreeMap::from([(PathBuf::from("docs/glossary.md"), page)]);
    let from = Path::new("docs/en/index.md");
    let is_broken = |link: &str| broken(from, link, &pages).is_some();
    for right in ["../glossary.md", "../glossary.md#what-it-says-and-why", "https://example.org/nowhere"] {
        assert!(!is_broken(right), "{right}");
    }
    for wrong in ["glossary.md", "../glossary.md#who-says-so", "../../../../glossary.md", "#nothing"] {
        assert!(is_broken(wrong), "{wrong}");
    }
}

/// A page exists in French and English under the same name, or in English alone.
#[test]
fn what_is_there_in_french_is_there_in_english_under_the_same_name() {
    let french = files("docs/fr", "");
    assert!(french.len() > 40, "{french:?}");
    for page in french {
        let english = Path::new("docs/en").join(page.strip_prefix("docs/fr").unwrap());
        assert!(top().join(&english).is_file(), "{} has no {}", page.display(), english.display());
    }
    for folder in ["rules", "guides"] {
        let count = |lang: &str| files(&format!("docs/{lang}/{folder}"), ".md").len();
        assert_eq!(count("fr"), count("en"), "{folder}");
    }
}

/// The commands of a page's examples, without what is said beside them.
fn commands(page: &str) -> Vec<String> {
    let text = fs::read_to_string(top().join(page)).unwrap();
    let examples = text.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let lines = examples.flat_map(str::lines).map(|line| line.split(" # ").next().unwrap().trim_end().to_owned());
    lines.collect()
}

#[test]
fn both_readmes_say_the_same_and_lead_to_each_other() {
    let (english, french) = (commands("README.md"), commands("README.fr.md"));
    assert!(english.len() > 40);
    assert_eq!(english, french);
    for (page, other) in [("README.md", "README.fr.md"), ("README.fr.md", "README.md")] {
        assert!(read(Path::new(page)).links.iter().any(|link| link == other), "{page} does not name {other}");
    }
    let tables = |page: &str| {
        let text = fs::read_to_string(top().join(page)).unwrap();
        let tables = text.lines().filter(|line| line.starts_with('|')).count();
        (tables, text.lines().filter(|line| line.starts_with('#')).count())
    };
    assert_eq!(tables("README.md"), tables("README.fr.md"), "rows and headings");
}

/// Those that stand within a sentence or a table: `greffe WORD`.
#[test]
fn the_commands_that_pages_mention_exist() {
    let mut mentioned = BTreeMap::new();
    for page in [files("docs", ".md"), vec!["README.md".into(), "README.fr.md".into(), "CHANGELOG.md".into()]].concat()
    {
        let text = fs::read_to_string(top().join(&page)).unwrap();
        for mention in text.split('`').filter_map(|code| code.strip_prefix("greffe ")) {
            let word = mention.split_whitespace().next().unwrap_or_default();
            if !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase()) {
                mentioned.insert(word.to_owned(), page.clone());
            }
        }
    }
    assert!(mentioned.len() > 20, "{mentioned:?}");
    for (word, page) in mentioned {
        let run = Command::new(env!("CARGO_BIN_EXE_greffe")).args([&word, "--help"]).output().unwrap();
        assert!(run.status.success(), "{}: greffe {word}", page.display());
    }
}

/// Each word has its two names, its two meanings, and a place where it is met.
#[test]
fn the_glossary_is_whole() {
    let text = fs::read_to_string(top().join("docs/glossary.md")).unwrap();
    let mut words = BTreeSet::new();
    for row in text.lines().filter(|line| line.starts_with('|') && !line.starts_with("|---")) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        assert!(cells.len() == 5 && cells.iter().all(|cell| !cell.is_empty()), "{row}");
        assert!(cells[0] == "English" || words.insert(cells[0].to_owned()), "{} stands twice", cells[0]);
    }
    assert!(words.len() > 40, "{words:?}");
}

/// The names of all properties that a JSON Schema knows, at any depth.
fn properties(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Object(parts) => {
            for (name, part) in parts {
                if let ("properties", Value::Object(properties)) = (name.as_str(), part) {
                    found.extend(properties.keys().cloned());
                }
                properties(part, found);
            }
        }
        Value::Array(parts) => parts.iter().for_each(|part| properties(part, found)),
        _ => {}
    }
}

/// Each section of the page names a schema, then keys, as in `findings[].start`.
#[test]
fn the_keys_that_the_page_of_the_json_answers_explains_exist() {
    let text = fs::read_to_string(top().join("docs/en/json.md")).unwrap();
    let (mut known, mut explained) = (BTreeSet::new(), 0);
    for line in text.lines() {
        if let Some((name, _)) = line.strip_prefix("[`").and_then(|rest| rest.split_once('`')) {
            let schema = fs::read_to_string(top().join("docs/json").join(name)).unwrap();
            known.clear();
            properties(&serde_json::from_str(&schema).unwrap(), &mut known);
            assert!(known.len() > 2, "{name}");
        }
        let Some((keys, _)) = line.strip_prefix("| `").and_then(|row| row.split_once(" | ")) else { continue };
        let names = keys.split(['`', ',', '.', ' ']).map(|key| key.trim_end_matches("[]"));
        for key in names.filter(|key| !key.is_empty() && *key != "*") {
            assert!(known.contains(key), "no answer has the key {key}: {line}");
            explained += 1;
        }
    }
    assert!(explained > 100, "{explained}");
}

/// Both come from the types that the answers are written from: a new key is described there alone. Each schema is in
/// the folder, and the folder holds no other.
#[test]
fn the_schemas_of_the_answers_and_the_tables_of_their_keys_are_those_of_the_types() {
    let read = |path: &'static str| (path, fs::read_to_string(top().join(path)).unwrap());
    let mut pages = [read("docs/en/json.md"), read("docs/en/statement.md")];
    let mut schemas = BTreeSet::new();
    for answer in answer_schemas() {
        let schema = serde_json::to_string_pretty(&answer.schema).unwrap();
        let path = format!("docs/json/{}.schema.json", answer.name);
        holds(&path, &format!("{schema}\n"));
        schemas.insert(PathBuf::from(path));
        let (from, to) = (format!("<!-- keys of {}: made -->\n", answer.name), "<!-- made until here -->");
        let mut tables = 0;
        for (_, page) in &mut pages {
            let Some((before, rest)) = page.split_once(&from) else { continue };
            let (_, after) = rest.split_once(to).unwrap();
            *page = format!("{before}{from}\n{}\n{to}{after}", key_table(&answer.schema));
            tables += 1;
        }
        assert_eq!(tables, 1, "tables of the keys of {}", answer.name);
    }
    for (path, page) in pages {
        holds(path, &page);
    }
    assert_eq!(schemas, BTreeSet::from_iter(files("docs/json", "")));
}

/// A key without a meaning would leave a hole in the page and in the schema.
#[test]
fn each_key_of_a_derived_schema_says_what_it_means() {
    for answer in answer_schemas() {
        let table = key_table(&answer.schema);
        let rows = || table.lines().skip(2).map(|row| row.split(" | ").map(|cell| cell.trim_matches(['|', ' '])));
        assert!(rows().count() > 4, "{}: {table}", answer.name);
        for row in rows() {
            let cells: Vec<&str> = row.collect();
            assert!(cells.len() == 3 && cells.iter().all(|cell| !cell.is_empty()), "{}: {cells:?}", answer.name);
        }
    }
}

/// The pages that messages and comments name exist.
#[test]
fn the_pages_that_the_code_names_are_there() {
    let mut named = BTreeSet::new();
    for path in [files("src", ".rs"), files("src", ".ftl")].concat() {
        let text = fs::read_to_string(top().join(&path)).unwrap();
        for place in text.match_indices("docs/").map(|(place, _)| &text[place..]) {
            let end = place.find(|letter: char| !letter.is_ascii_alphanumeric() && !"/._-".contains(letter));
            let page = place[..end.unwrap_or(place.len())].trim_end_matches(['.', '/']);
            // The folder of a register that `greffe init` lays, not of this one.
            if !page.starts_with("docs/ci") {
                named.insert((page.to_owned(), path.clone()));
            }
        }
    }
    assert!(named.len() > 10, "{named:?}");
    for (page, path) in named {
        assert!(top().join(&page).exists(), "{} names {page}", path.display());
    }
}

/// The lists of the rules, made from the rules themselves: the prose of the pages stays as it is.
#[test]
fn the_lists_of_the_rules_are_those_of_the_rules() {
    use greffe::i18n::Lang;
    for lang in Lang::ALL {
        let path = format!("docs/{}/rules/README.md", lang.code());
        let page = fs::read_to_string(top().join(&path)).unwrap();
        let mut family = String::new();
        let mut made: Vec<String> = Vec::new();
        for line in page.lines() {
            if let Some(heading) = line.strip_prefix("## ") {
                heading.split(' ').next().unwrap_or_default().clone_into(&mut family);
            }
            if line.starts_with("| [") {
                continue;
            }
            made.push(line.to_owned());
            if line.starts_with("|---") {
                let of_family = |rule: &&&greffe::diagnostic::Rule| rule.code.starts_with(family.as_str());
                made.extend(greffe::check::rules().iter().filter(of_family).map(|rule| {
                    let severity = severity(lang, rule.severity.word());
                    let (code, slug, summary) = (rule.code, rule.slug, rule.summary(lang));
                    format!("| [{code}]({code}.md) | `{slug}` | {severity} | {summary} |")
                }));
            }
        }
        holds(&path, &format!("{}\n", made.join("\n")));
    }
}

fn severity(lang: greffe::i18n::Lang, word: &str) -> &str {
    match (lang, word) {
        (greffe::i18n::Lang::En, word) => word,
        (greffe::i18n::Lang::Fr, "error") => "erreur",
        (greffe::i18n::Lang::Fr, "warning") => "avertissement",
        (greffe::i18n::Lang::Fr, _) => "conseil",
    }
}
