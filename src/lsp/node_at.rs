use std::ops::Range;

use super::cursor::{Cursor, PathStep, Written};
use crate::yaml::{Node, Value};

/// The node or the field name at a place of a record.
#[derive(Debug)]
pub(super) struct NodeAt {
    /// The steps that lead to it.
    pub steps: Vec<PathStep>,
    /// Whether it is the name of the last step's field, and not its value.
    pub is_name: bool,
    /// Where it stands, in bytes.
    pub span: Range<usize>,
    /// What it says, if it is a scalar.
    pub said: Option<String>,
}

impl NodeAt {
    /// The node at a byte of a record; where the record can't be read (no `root`), it is found from the lines.
    pub(super) fn at(root: Option<&Node>, text: &str, byte: usize) -> Option<NodeAt> {
        match root {
            Some(root) => within(root, byte, &mut Vec::new()),
            None => by_lines(text, byte),
        }
    }
}

fn within(node: &Node, byte: usize, steps: &mut Vec<PathStep>) -> Option<NodeAt> {
    let holds = |span: &Range<usize>| span.contains(&byte) || span.end == byte;
    match &node.value {
        Value::Map(entries) => entries.iter().find_map(|entry| {
            let is_name = holds(&entry.key_span);
            if !is_name && !holds(&entry.value.span) {
                return None;
            }
            steps.push(PathStep::Field(entry.key.clone()));
            let found = match is_name {
                true => Some(NodeAt {
                    steps: steps.clone(),
                    is_name,
                    span: entry.key_span.clone(),
                    said: Some(entry.key.clone()),
                }),
                false => within(&entry.value, byte, steps),
            };
            steps.pop();
            found
        }),
        Value::List(items) => items.iter().enumerate().find_map(|(at, item)| {
            steps.push(PathStep::Item(at));
            let found = holds(&item.span).then(|| within(item, byte, steps)).flatten();
            steps.pop();
            found
        }),
        _ => holds(&node.span).then(|| NodeAt {
            steps: steps.clone(),
            is_name: false,
            span: node.span.clone(),
            said: node.scalar(),
        }),
    }
}

fn by_lines(text: &str, byte: usize) -> Option<NodeAt> {
    let Cursor { mut steps, written, word, .. } = Cursor::at(text, byte)?;
    let said = text.get(word.clone())?.to_owned();
    let is_name = written == Written::Field;
    if said.is_empty() {
        return None;
    }
    if is_name {
        steps.push(PathStep::Field(said.clone()));
    }
    Some(NodeAt { steps, is_name, span: word, said: Some(said) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::Document;

    fn at(text: &str, word: &str) -> (String, bool, String) {
        let document = Document::read(text.as_bytes());
        let spot = NodeAt::at(document.root.as_ref(), text, text.find(word).unwrap()).unwrap();
        (format!("{:?}", super::super::cursor::pattern(&spot.steps)), spot.is_name, text[spot.span].to_owned())
    }

    #[test]
    fn what_stands_at_a_place_is_told_in_what_can_be_read_and_in_what_can_not() {
        for end in ["", "oops: [\n"] {
            let text = format!("é: à\nlist:\n  - k: x\n    m: y\nflow: [u, v]\n{end}");
            let is = |word, path: &str, is_name, span: &str| {
                assert_eq!(at(&text, word), (format!("{path:?}"), is_name, span.to_owned()), "{word} {end}");
            };
            is("à", "é", false, "à");
            is("m:", "list/*/m", true, "m");
            is("y", "list/*/m", false, "y");
            is("v]", "flow", false, "v");
            is("flow", "flow", true, "flow");
        }
    }
}
