use greffe::yaml::{Document, Node, Value};
use proptest::prelude::*;

use super::values::config;

/// What YAML is made of, and what people make of it. U+0085, U+2028 and U+2029 are not here: they
/// end lines in YAML 1.1, which the prescribed reader follows, and are plain characters in 1.2.
const FRAGMENTS: [&str; 85] = [
    "a",
    "b",
    "é",
    "name",
    "mission",
    "à l’été",
    "x y",
    ": ",
    ":",
    ":\n",
    "- ",
    "-",
    "? ",
    ", ",
    ",",
    "{",
    "}",
    "[",
    "]",
    "[]",
    "{}",
    "\n",
    "\n",
    "\n",
    "\r\n",
    "\r",
    "\n  ",
    "\n  ",
    "\n    ",
    "\n - ",
    "\n- ",
    "\n  - ",
    "\n\n",
    " ",
    "  ",
    "\t",
    "'",
    "''",
    "\"",
    "\\n",
    "\\\"",
    "\\u00e9",
    "'x: y'",
    "\"x # y\"",
    "|",
    "|-",
    "|+",
    ">",
    ">-",
    "|2",
    "|\n  x\n   y\n",
    ">\n  x\n\n  y\n",
    "# c",
    " # c\n",
    "---\n",
    "...\n",
    "--- ",
    "~",
    "null",
    "true",
    "False",
    "yes",
    "0",
    "0755",
    "-1",
    "+1",
    "1e3",
    "0x1F",
    "0o17",
    "0b101",
    ".5",
    "5.",
    "-.5e-3",
    "1_0",
    "12345678901234567890",
    "99999999999999999999",
    ".inf",
    "2018-06-01",
    "2018-06",
    "a: 1\n",
    "b: x\n",
    "  c: 'é'\n",
    "- d: 1\n",
    "  e: 2\n",
    "<<",
];

fn texts() -> impl Strategy<Value = String> {
    let parts = proptest::collection::vec(proptest::sample::select(&FRAGMENTS[..]), 0..24);
    parts.prop_map(|parts| parts.concat())
}

/// Every span of a document lies in its text, between characters.
fn spans_are_sound(document: &Document) -> Result<(), TestCaseError> {
    for problem in &document.problems {
        prop_assert!(document.text.get(problem.span.clone()).is_some(), "{:?} of {:?}", problem, document.text);
    }
    match &document.root {
        Some(root) => node_is_sound(root, &document.text),
        None => {
            prop_assert!(!document.problems.is_empty(), "nothing is read, and nothing is wrong: {:?}", document.text);
            Ok(())
        }
    }
}

fn node_is_sound(node: &Node, text: &str) -> Result<(), TestCaseError> {
    prop_assert!(text.get(node.span.clone()).is_some(), "{:?} of {:?}", node, text);
    match &node.value {
        Value::List(items) => items.iter().try_for_each(|item| node_is_sound(item, text)),
        Value::Map(entries) => entries.iter().try_for_each(|entry| {
            prop_assert!(text.get(entry.key_span.clone()).is_some(), "{:?} of {:?}", entry, text);
            node_is_sound(&entry.value, text)
        }),
        _ => Ok(()),
    }
}

proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 4 * config().cases, ..config() })]

    #[test]
    fn where_both_readers_accept_a_text_they_read_the_same_value(text in texts()) {
        let document = Document::read(text.as_bytes());
        spans_are_sound(&document)?;
        // Readers differ on how deep a block that is all of a text must be indented; no record is one.
        let is_block = |root: &Node| root.as_text().is_some() && text.contains(['|', '>']);
        if let Some(root) = document.root.as_ref().filter(|root| document.problems.is_empty() && !is_block(root))
            && let Ok(theirs) = serde_yaml::from_str::<serde_json::Value>(&text)
        {
            prop_assert_eq!(root.to_json(), theirs, "{:?}", text);
        }
    }

    #[test]
    fn a_byte_order_mark_changes_nothing(text in texts()) {
        let said = |text: &str| {
            let document = Document::read(text.as_bytes());
            let kinds = document.problems.iter().map(|problem| std::mem::discriminant(&problem.kind));
            (document.root.as_ref().map(Node::to_json), kinds.collect::<Vec<_>>())
        };
        prop_assert_eq!(said(&format!("\u{feff}{text}")), said(&text), "{:?}", text);
    }

    #[test]
    fn no_bytes_are_too_strange_to_be_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        spans_are_sound(&Document::read(&bytes))?;
    }

    #[test]
    fn no_characters_are_too_strange_to_be_read_or_refused(text in any::<String>()) {
        spans_are_sound(&Document::read(text.as_bytes()))?;
    }
}
