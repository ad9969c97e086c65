use std::ops::Range;

use greffe::yaml::{Document, Node, Value};
use proptest::prelude::*;

use super::values::{config, read, written};

/// The text of `span`, its first line pushed to where it stands in the whole text.
fn alone(text: &str, span: &Range<usize>) -> String {
    let before = text[..span.start].rsplit('\n').next().unwrap();
    format!("{}{}", " ".repeat(before.chars().count()), &text[span.clone()])
}

/// Checks a node and all below it: what its span holds says the same when it stands alone.
fn check(node: &Node, text: &str) -> Result<(), TestCaseError> {
    let quoted = &text[node.span.clone()];
    if quoted.is_empty() {
        prop_assert!(node.is_null(), "an empty span holds {:?} in {:?}", node, text);
    } else if !is_indented_by_number(quoted) {
        let read = read(&alone(text, &node.span)).map_err(TestCaseError::fail)?;
        prop_assert_eq!(read, node.to_json(), "{:?} of {:?}", quoted, text);
    }
    let children: Vec<&Range<usize>> = match &node.value {
        Value::List(items) => items.iter().map(|item| &item.span).collect(),
        Value::Map(entries) => entries.iter().flat_map(|entry| [&entry.key_span, &entry.value.span]).collect(),
        _ => Vec::new(),
    };
    let mut at = node.span.start;
    for child in children {
        prop_assert!(at <= child.start && child.end <= node.span.end, "{:?} in {:?} of {:?}", child, node.span, text);
        at = child.end;
    }
    match &node.value {
        Value::List(items) => items.iter().try_for_each(|item| check(item, text)),
        Value::Map(entries) => entries.iter().try_for_each(|entry| {
            check_key(&entry.key, &text[entry.key_span.clone()])?;
            check(&entry.value, text)
        }),
        _ => Ok(()),
    }
}

/// A key in quotes (or in a block) says what the key is; a plain one is the key.
fn check_key(key: &str, quoted: &str) -> Result<(), TestCaseError> {
    if quoted.starts_with(['"', '\'', '|', '>']) {
        if !is_indented_by_number(quoted) {
            prop_assert_eq!(read(quoted).map_err(TestCaseError::fail)?, key);
        }
    } else {
        prop_assert_eq!(quoted, key);
    }
    Ok(())
}

/// A block scalar whose indentation is given as a number, which counts from what it stands in.
fn is_indented_by_number(quoted: &str) -> bool {
    let head = quoted.lines().next().unwrap_or_default();
    head.starts_with(['|', '>']) && head.contains(|digit: char| digit.is_ascii_digit())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_text_at_a_span_says_the_value_and_spans_nest_as_values_do((_, text) in written()) {
        let document = Document::read(text.as_bytes());
        if let Some(root) = &document.root {
            check(root, &text)?;
        }
    }
}

#[test]
fn what_people_write_has_sound_spans_too() {
    let text = "\
# Une fiche.
name: Démarche   # son nom
\"mission\": 'L''été, \"déjà\"'   # entre apostrophes
sponsors: [ dinum , \"anct\",   # deux
  { id: é, 'of': [x, y] } ]
incubator:
  dinum
phases:
- name: investigation
  comment: >-   # replié
    Une ligne,
    une autre.

  start: 2018-01
-   {name: construction, start: 2018, comment:}
-
  - - a
    - |
      texte

      à garder
  - b: une phrase
      sur deux lignes
vide:
dernier: |+
  fin

";
    let document = Document::read(text.as_bytes());
    assert_eq!(document.problems, []);
    let root = document.root.unwrap();
    check(&root, text).unwrap();
    let at = |pointer: &str| &text[root.find(pointer).unwrap().0.span.clone()];
    assert_eq!(at("/name"), "Démarche");
    assert_eq!(at("/mission"), "'L''été, \"déjà\"'");
    assert_eq!(at("/sponsors/2"), "{ id: é, 'of': [x, y] }");
    assert_eq!(at("/incubator"), "dinum");
    assert!(at("/phases/0").starts_with("name: inv") && at("/phases/0").ends_with("2018-01"));
    assert_eq!(at("/phases/1"), "{name: construction, start: 2018, comment:}");
    assert_eq!(at("/phases/2/1/b"), "une phrase\n      sur deux lignes");
    assert_eq!(at("/vide"), "");
}

#[test]
fn what_a_collection_ends_with_is_part_of_it_though_it_holds_nothing() {
    for text in [
        "a:\n :\n",
        "a: 1\n:\n",
        "a:\n  :    \nb:\n",
        "- :\n- 1\n",
        "a: {: }\n",
        "? \n: \n",
        "b:",
        "- a: 1\n  b:\n- c",
        "a: {b: , c: }\nd:   \n",
        "a:\n- b:\n",
        "-",
        "- a\n-\n",
        "a:\n-\n",
    ] {
        let document = Document::read(text.as_bytes());
        if let Some(root) = &document.root {
            check(root, text).unwrap();
        }
    }
}
