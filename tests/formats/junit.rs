use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{findings, number, odd, said, text};
use crate::support::Repo;

type Attributes = BTreeMap<String, String>;

/// An element of a report, read again.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: Attributes,
    children: Vec<Element>,
    text: String,
}

impl Element {
    fn new(start: &BytesStart<'_>) -> Element {
        let pair = |attribute: quick_xml::events::attributes::Attribute<'_>| {
            (
                attribute.key.as_ref().to_owned(),
                attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).unwrap().into_owned(),
            )
        };
        let attributes = start.attributes().map(|attribute| pair(attribute.unwrap())).collect();
        Element { name: start.name().as_ref().to_owned(), attributes, ..Element::default() }
    }

    fn count(&self, attribute: &str) -> usize {
        self.attributes[attribute].parse().unwrap()
    }

    fn failures(&self) -> usize {
        self.children.iter().filter(|case| case.children.iter().any(|child| child.name == "failure")).count()
    }
}

/// Reads a document, which must be well-formed and hold only characters of XML 1.0.
fn parse(xml: &str) -> Element {
    let is_allowed = |c| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    assert!(xml.chars().all(is_allowed), "{xml:?}");
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => open.push(Element::new(&start)),
            Event::End(_) => {
                let mut closed = open.pop().unwrap();
                closed.text = quick_xml::escape::unescape(&closed.text).unwrap().into_owned();
                open.last_mut().unwrap().children.push(closed);
            }
            Event::Text(text) => open.last_mut().unwrap().text.push_str(&text.into_inner()),
            Event::GeneralRef(entity) => {
                open.last_mut().unwrap().text.push_str(&format!("&{};", entity.into_inner()));
            }
            Event::Decl(_) => {}
            Event::Eof => break,
            other => panic!("unexpected {other:?}"),
        }
    }
    assert_eq!(open.len(), 1, "an element is left open");
    assert_eq!(open[0].children.len(), 1);
    open.remove(0).children.remove(0)
}

/// The one suite of a report, whose counts must be those of its cases.
fn suite(xml: &str) -> Element {
    let mut suites = parse(xml);
    assert_eq!((suites.name.as_str(), suites.children.len()), ("testsuites", 1));
    let suite = suites.children.remove(0);
    assert_eq!(suite.name, "testsuite");
    assert_eq!(suite.attributes, suites.attributes);
    assert_eq!(suite.count("tests"), suite.children.len());
    assert_eq!(suite.count("failures"), suite.failures());
    assert_eq!(suite.count("errors"), 0);
    suite
}

#[test]
fn the_failures_are_those_that_fail_on_counts() {
    let repo = odd();
    let findings = findings(&repo);
    let severities = ["advice", "warning", "error", "never"];
    for (rank, fail_on) in severities.iter().enumerate() {
        let run = repo.greffe(&["validate", "--format", "junit", "--fail-on", fail_on]);
        let suite = suite(&run.stdout);
        assert_eq!(suite.children.len(), findings.len());
        let failing = |severity: &str| severities.iter().position(|known| *known == severity) >= Some(rank);
        for (case, finding) in suite.children.iter().zip(&findings) {
            let wanted = if failing(text(finding, "severity")) { "failure" } else { "system-out" };
            assert_eq!(case.children[0].name, wanted, "{fail_on}: {finding}");
        }
        assert_eq!(run.status, i32::from(suite.failures() > 0), "{fail_on}");
    }
}

#[test]
fn a_case_says_what_is_wrong_and_where_though_the_record_holds_markup() {
    let repo = odd();
    let visible = greffe::render::visible;
    let run = repo.greffe(&["validate", "--format", "junit", "--fail-on", "advice"]);
    let suite = suite(&run.stdout);
    for (case, finding) in suite.children.iter().zip(&findings(&repo)) {
        let (path, start) = (text(finding, "path"), &finding["start"]);
        let place = format!("{path}:{}:{}", number(start, "line"), number(start, "column"));
        let name = format!("{} {} {place}", text(finding, "code"), text(finding, "slug"));
        assert_eq!((&case.attributes["classname"], &case.attributes["name"]), (&path.to_owned(), &name));
        let failure = &case.children[0];
        assert_eq!(failure.text, visible(&said(finding, " — ")));
        assert_eq!(failure.attributes["message"], visible(text(finding, "message")));
        assert_eq!(failure.attributes["type"], text(finding, "severity"));
    }
}

#[test]
fn a_clean_register_is_one_case_that_passed() {
    let run = Repo::with_register().greffe(&["validate", "--format", "junit"]);
    let suite = suite(&run.stdout);
    assert_eq!((suite.children.len(), suite.failures(), run.status), (1, 0, 0));
    assert!(suite.children[0].children.is_empty());
}
