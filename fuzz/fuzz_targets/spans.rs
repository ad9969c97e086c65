//! What the span of a value holds says the same value when it stands alone.
#![no_main]

use greffe::yaml::{Document, Node, Value};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let document = Document::read(text.as_bytes());
    if document.problems.is_empty()
        && let Some(root) = &document.root
    {
        check(root, text);
    }
});

fn check(node: &Node, text: &str) {
    let quoted = &text[node.span.clone()];
    if quoted.is_empty() {
        assert!(node.is_null(), "an empty span holds {node:?}");
        return;
    }
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| check(item, text)),
        Value::Map(entries) => entries.iter().for_each(|entry| check(&entry.value, text)),
        // The indentation of a block counts from what it stands in, and so may that of other lines.
        _ if quoted.contains(['\n', '\r']) => {}
        _ => {
            let alone = Document::read(format!("a: {quoted}\n").as_bytes()).root.expect("a scalar alone is read");
            let value = alone.get("a").expect("it has the value");
            assert_eq!(value.value, node.value, "{quoted:?}");
        }
    }
}
