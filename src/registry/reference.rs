use crate::yaml::{Node, Value, pointer_push};

/// The nodes of a record that a reference path of the manifest names, with their pointers. A list
/// at the end of the path stands for its items.
pub fn reference_nodes<'n>(root: &'n Node, path: &str) -> Vec<(String, &'n Node)> {
    let mut found = vec![(String::new(), root)];
    for step in path.split('/') {
        found = found
            .into_iter()
            .flat_map(|(pointer, node)| match (&node.value, step) {
                (Value::List(items), "*") => number(&pointer, items),
                (Value::Map(_), key) => {
                    node.get(key).map(|value| (pointer_push(&pointer, key), value)).into_iter().collect()
                }
                _ => Vec::new(),
            })
            .collect();
    }
    found
        .into_iter()
        .flat_map(|(pointer, node)| match &node.value {
            Value::List(items) => number(&pointer, items),
            _ => vec![(pointer, node)],
        })
        .collect()
}

fn number<'n>(pointer: &str, items: &'n [Node]) -> Vec<(String, &'n Node)> {
    items.iter().enumerate().map(|(at, item)| (format!("{pointer}/{at}"), item)).collect()
}
