//! Any bytes are read or refused, every place lies within the text, and the short way for everyday
//! records reads what the parser reads.
#![no_main]

use greffe::yaml::{Document, Node, Value};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let document = Document::read(bytes);
    for problem in &document.problems {
        assert!(document.text.get(problem.span.clone()).is_some(), "{problem:?}");
    }
    match &document.root {
        Some(root) => is_sound(root, &document.text),
        None => assert!(!document.problems.is_empty(), "nothing is read, and nothing is wrong"),
    }
    let parsed = Document::read_by_parser(bytes);
    assert_eq!((document.root, document.problems), (parsed.root, parsed.problems));
});

fn is_sound(node: &Node, text: &str) {
    assert!(text.get(node.span.clone()).is_some(), "{node:?}");
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| is_sound(item, text)),
        Value::Map(entries) => entries.iter().for_each(|entry| {
            assert!(text.get(entry.key_span.clone()).is_some(), "{entry:?}");
            is_sound(&entry.value, text);
        }),
        _ => {}
    }
}
