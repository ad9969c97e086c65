use std::borrow::Cow;
use std::ops::Range;

use serde_json::Number;

/// A value and the stretch of text (in bytes) that it was read from.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The range of the text, in bytes. For an empty value, an empty range where the value would be.
    pub span: Range<usize>,
    /// Its value.
    pub value: Value,
}

/// The value of a node: JSON's values, with keys in the order of the text.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`, `~`, or an empty value.
    Null,
    /// `true` or `false` (`yes` and `on` are text).
    Bool(bool),
    /// A finite number: an integer of at most 64 bits, or a double.
    Number(Number),
    /// Text. Dates, and numbers with leading zeros, are text too.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A mapping.
    Map(Vec<Entry>),
}

/// One entry of a mapping.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands (in bytes).
    pub key_span: Range<usize>,
    /// The value.
    pub value: Node,
}

impl Node {
    /// The text, if this is text.
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The items, if this is a list.
    pub fn as_list(&self) -> Option<&[Node]> {
        match &self.value {
            Value::List(items) => Some(items),
            _ => None,
        }
    }

    /// The entries, if this is a mapping.
    pub fn as_map(&self) -> Option<&[Entry]> {
        match &self.value {
            Value::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// Whether this is empty or `null`.
    pub fn is_null(&self) -> bool {
        self.value == Value::Null
    }

    /// The text of a scalar, as JSON would write it (text without its quotes); `None` for a list,
    /// a mapping or null.
    pub fn scalar(&self) -> Option<String> {
        match &self.value {
            Value::Text(text) => Some(text.clone()),
            Value::Bool(yes) => Some(yes.to_string()),
            Value::Number(number) => Some(number.to_string()),
            Value::Null | Value::List(_) | Value::Map(_) => None,
        }
    }

    /// The entry `key`, if this is a mapping that has it.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.as_map()?.iter().find(|entry| entry.key == key)
    }

    /// The value of `key`, if this is a mapping that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The node at a JSON pointer (RFC 6901), and the span of its key where it has one.
    pub fn find(&self, pointer: &str) -> Option<(&Node, Option<&Range<usize>>)> {
        let mut found = (self, None);
        for step in pointer.split('/').skip(1) {
            let step = match step.contains('~') {
                true => Cow::Owned(step.replace("~1", "/").replace("~0", "~")),
                false => Cow::Borrowed(step),
            };
            found = match &found.0.value {
                Value::List(items) => (items.get(step.parse::<usize>().ok()?)?, None),
                Value::Map(_) => {
                    let entry = found.0.entry(&step)?;
                    (&entry.value, Some(&entry.key_span))
                }
                _ => return None,
            };
        }
        Some(found)
    }

    /// The span to show for the node at `pointer`: its own, else (where it is empty) its key's.
    pub(crate) fn span_at(&self, pointer: &str) -> Range<usize> {
        match self.find(pointer) {
            Some((node, Some(key))) if node.span.is_empty() => key.clone(),
            Some((node, _)) => node.span.clone(),
            None => self.span.clone(),
        }
    }

    /// The span to show for something missing in the node at `pointer`: the key that the node
    /// stands under, else (a list's item, the document) the node's own first key, else the node.
    pub(crate) fn key_span_at(&self, pointer: &str) -> Range<usize> {
        match self.find(pointer) {
            Some((_, Some(key))) => key.clone(),
            Some((node, None)) => node.first_key().unwrap_or_else(|| node.span.clone()),
            None => self.span.clone(),
        }
    }

    fn first_key(&self) -> Option<Range<usize>> {
        self.as_map()?.first().map(|entry| entry.key_span.clone())
    }

    /// The same value without places, as JSON.
    pub fn to_json(&self) -> serde_json::Value {
        match &self.value {
            Value::Null => serde_json::Value::Null,
            Value::Bool(yes) => serde_json::Value::Bool(*yes),
            Value::Number(number) => serde_json::Value::Number(number.clone()),
            Value::Text(text) => serde_json::Value::String(text.clone()),
            Value::List(items) => items.iter().map(Node::to_json).collect(),
            Value::Map(entries) => serde_json::Value::Object(
                entries.iter().map(|entry| (entry.key.clone(), entry.value.to_json())).collect(),
            ),
        }
    }
}

/// Adds a step to a JSON pointer, escaped as RFC 6901 says.
pub(crate) fn pointer_push(pointer: &str, step: &str) -> String {
    match step.contains(['~', '/']) {
        false => [pointer, "/", step].concat(),
        true => [pointer, "/", &step.replace('~', "~0").replace('/', "~1")].concat(),
    }
}
