use serde_json::Value;

use super::place::{after_line, before_in_line, blank, line_end};
use super::{Insertion, scalar};
use crate::yaml::{self, Node};

/// Adds a text to the end of the list `name` of a record, in the style of the list; a list that is not there yet
/// comes last. `None` where the list is written in a way that is not known here.
pub fn add_text(text: &str, root: &Node, name: &str, value: &str) -> Option<Insertion> {
    let value = scalar(&Value::from(value)).ok()?;
    let Some(entry) = root.entry(name) else { return add_list(text, root, name, &value) };
    let list = &entry.value;
    let items = match &list.value {
        yaml::Value::List(items) => items,
        // A name without a value: the list begins on the next line.
        yaml::Value::Null if list.span.is_empty() => {
            let indent = before_in_line(text, entry.key_span.start);
            let (at, first) = after_line(text, entry.key_span.end);
            return Some(Insertion { at, text: format!("{first}{indent}  - {value}{}", line_end(text)) });
        }
        _ => return None,
    };
    let is_flow = text.get(list.span.start..)?.starts_with('[');
    match items.last() {
        None => Some(Insertion { at: list.span.start + 1, text: value }),
        Some(last) if is_flow => Some(Insertion { at: last.span.end, text: format!(", {value}") }),
        Some(last) => {
            let dash = before_in_line(text, last.span.start);
            let (at, first) = after_line(text, last.span.end);
            (dash.trim() == "-").then(|| Insertion { at, text: format!("{first}{dash}{value}{}", line_end(text)) })
        }
    }
}

fn add_list(text: &str, root: &Node, name: &str, value: &str) -> Option<Insertion> {
    let last = root.as_map()?.last()?;
    let end = last.value.span.end.max(last.key_span.end);
    if text.get(root.span.start..)?.starts_with('{') {
        return Some(Insertion { at: end, text: format!(", {name}: [{value}]") });
    }
    let (at, first) = after_line(text, end);
    let indent = blank(before_in_line(text, last.key_span.start));
    Some(Insertion { at, text: format!("{first}{indent}{name}: [{value}]{}", line_end(text)) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit;
    use crate::yaml::Document;

    #[test]
    fn a_text_joins_its_list_in_the_style_of_the_others() {
        for (before, after) in [
            ("a: 1 # x\n# y\n", "a: 1 # x\nl: [new]\n# y\n"),
            ("a: 1", "a: 1\nl: [new]\n"),
            ("a: |\n  x\n", "a: |\n  x\nl: [new]\n"),
            ("{a: 1}\n", "{a: 1, l: [new]}\n"),
            ("l: [x] # c\nb: 1\n", "l: [x, new] # c\nb: 1\n"),
            ("l: []\n", "l: [new]\n"),
            ("l:\nb: 1\n", "l:\n  - new\nb: 1\n"),
            ("l:\r\n- x # c\r\nb: 1\r\n", "l:\r\n- x # c\r\n- new\r\nb: 1\r\n"),
            ("l:\n  - x", "l:\n  - x\n  - new\n"),
        ] {
            let root = Document::read(before.as_bytes()).root.unwrap();
            let insertion = add_text(before, &root, "l", "new").unwrap();
            assert_eq!(edit::replace(before, &[insertion.into()]).as_deref(), Some(after));
        }
        let root = Document::read(b"l: x\n").root.unwrap();
        assert_eq!(add_text("l: x\n", &root, "l", "new"), None);
    }
}
