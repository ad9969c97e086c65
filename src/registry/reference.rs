use crate::yaml::{Node, Value, pointer_push};

/// A step from a node to one below it.
#[derive(Clone, Copy, Debug)]
enum PathSegment<'s> {
    Key(&'s str),
    Item(usize),
}

/// Where a reference stands in its record.
#[derive(Debug)]
pub(crate) struct ReferencePlace<'s>(&'s [PathSegment<'s>]);

impl ReferencePlace<'_> {
    /// Its JSON pointer (RFC 6901).
    pub fn pointer(&self) -> String {
        self.0.iter().fold(String::new(), |pointer, step| match step {
            PathSegment::Key(key) => pointer_push(&pointer, key),
            PathSegment::Item(at) => format!("{pointer}/{at}"),
        })
    }
}

/// Calls `each` with the nodes of a record that a reference path of the manifest (`sponsors`, `phases/*/name`)
/// designates, and where they are. A list at the end of the path means its items.
pub(crate) fn each_reference<'n>(root: &'n Node, path: &'n str, mut each: impl FnMut(&ReferencePlace<'_>, &'n Node)) {
    walk(root, Some(path), &mut Vec::new(), &mut each);
}

fn walk<'n>(
    node: &'n Node,
    path: Option<&'n str>,
    steps: &mut Vec<PathSegment<'n>>,
    each: &mut impl FnMut(&ReferencePlace<'_>, &'n Node),
) {
    let (step, rest) = match path.map(|path| path.split_once('/').unwrap_or((path, ""))) {
        Some((step, rest)) => (Some(step), (!rest.is_empty()).then_some(rest)),
        None => (None, None),
    };
    match (&node.value, step) {
        (Value::List(items), None | Some("*")) => {
            for (at, item) in items.iter().enumerate() {
                steps.push(PathSegment::Item(at));
                match step {
                    None => each(&ReferencePlace(steps), item),
                    Some(_) => walk(item, rest, steps, each),
                }
                steps.pop();
            }
        }
        (_, None) => each(&ReferencePlace(steps), node),
        (Value::Map(_), Some(key)) => {
            if let Some(value) = node.get(key) {
                steps.push(PathSegment::Key(key));
                walk(value, rest, steps, each);
                steps.pop();
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::Document;

    fn found(path: &str) -> Vec<String> {
        let document = Document::read(b"a: [x, y]\nb:\n- {c: z}\n- {c: [u, v]}\n- {d: w}\ne~: t\n");
        let mut found = Vec::new();
        each_reference(document.root.as_ref().unwrap(), path, |place, node| {
            found.push(format!("{} {}", place.pointer(), node.as_text().unwrap()));
        });
        found
    }

    #[test]
    fn a_path_names_a_field_the_items_of_a_list_and_fields_of_its_items() {
        assert_eq!(found("a"), ["/a/0 x", "/a/1 y"]);
        assert_eq!(found("b/*/c"), ["/b/0/c z", "/b/1/c/0 u", "/b/1/c/1 v"]);
        assert_eq!(found("e~"), ["/e~0 t"]);
        assert_eq!(found("b/c"), Vec::<String>::new());
        assert_eq!(found("f"), Vec::<String>::new());
    }
}
