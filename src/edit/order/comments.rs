use std::ops::Range;

use crate::yaml::{Node, Value};

/// The comments of a text, unchanged and sorted, so that two texts can be compared: each from a `#` outside of values
/// to the end of its line.
pub fn comments<'t>(text: &'t str, root: &Node) -> Vec<&'t str> {
    let mut leaves: Vec<Range<usize>> = Vec::new();
    let mut left = vec![root];
    while let Some(node) = left.pop() {
        match &node.value {
            Value::List(items) => left.extend(items),
            Value::Map(entries) => {
                leaves.extend(entries.iter().map(|entry| entry.key_span.clone()));
                left.extend(entries.iter().map(|entry| &entry.value));
            }
            _ => leaves.push(node.span.clone()),
        }
    }
    leaves.sort_by_key(|leaf| (leaf.start, leaf.end));
    leaves.push(text.len()..text.len());
    let mut found = Vec::new();
    let mut from = 0;
    for leaf in leaves {
        for line in text.get(from..leaf.start).unwrap_or_default().lines() {
            found.extend(line.find('#').and_then(|at| line.get(at..)).map(str::trim_end));
        }
        from = leaf.end.max(from);
    }
    found.sort_unstable();
    found
}
