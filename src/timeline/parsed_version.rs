use super::history::GapReason;
use super::likeness::Described;
use super::walk_config::WalkConfig;
use crate::diagnostic::LineIndex;
use crate::lifecycle::Timeline;
use crate::yaml::{Document, Node, Value};

/// What a version of a record says, as far as history looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ParsedVersion {
    pub timeline: Timeline,
    /// The identifiers that it says to have had.
    pub previous_ids: Vec<String>,
    /// Those of records that it says not to have been.
    pub not_previous: Vec<String>,
    pub name: Option<String>,
    /// What it says beside its life and its identifiers.
    pub described: Described,
    /// Fields and their values, in order.
    pub attributes: Vec<(String, String)>,
    /// The lines (from 1) of the nodes that facts are read from, by pointer.
    lines: Vec<(String, usize)>,
}

impl ParsedVersion {
    /// Reads a version of a record of this kind, leniently.
    ///
    /// # Errors
    ///
    /// Why it can't be read.
    pub(crate) fn of(document: &Document, kind: usize, config: &WalkConfig) -> Result<ParsedVersion, GapReason> {
        let root = document.root.as_ref().ok_or(GapReason::Document)?;
        let timeline = Timeline::read(root, config.lifecycle(kind)).ok_or(match root.value {
            Value::Map(_) => GapReason::NoLifecycle,
            _ => GapReason::Document,
        })?;
        let texts = |field: &str| root.get(field).map(values).unwrap_or_default();
        let described = described(root);
        let pairs = |(field, values): (&String, &Vec<String>)| {
            values.iter().map(|value| (field.clone(), value.clone())).collect::<Vec<_>>()
        };
        Ok(ParsedVersion {
            lines: lines(root, document.lines()),
            previous_ids: texts("previous_ids"),
            not_previous: texts("not_previous"),
            attributes: described.iter().flat_map(pairs).collect(),
            described,
            name: root.get("name").and_then(Node::as_text).map(str::to_owned),
            timeline,
        })
    }

    /// Whether both tell the same life, and not an empty one.
    pub(crate) fn tells_same_life(&self, other: &ParsedVersion) -> bool {
        let is_lived = !self.timeline.phases.is_empty() || !self.timeline.events.is_empty();
        is_lived && self.timeline == other.timeline
    }

    /// The line (from 1) of the node at `pointer`; 1 where it is not known.
    pub(crate) fn line(&self, pointer: &str) -> usize {
        self.lines.iter().find(|(known, _)| known == pointer).map_or(1, |(_, line)| *line)
    }
}

/// What a version says beside its life and its identifiers.
fn described(root: &Node) -> Described {
    let is_other = |key: &str| !matches!(key, "phases" | "events" | "previous_ids" | "not_previous");
    let entries = root.as_map().unwrap_or_default().iter();
    let fields = entries.filter(|entry| is_other(&entry.key)).map(|entry| (entry.key.clone(), values(&entry.value)));
    fields.filter(|(_, values)| !values.is_empty()).collect()
}

/// The scalar, or the scalars of the list, that a node holds.
fn values(node: &Node) -> Vec<String> {
    match &node.value {
        Value::List(items) => items.iter().filter_map(Node::scalar).collect(),
        _ => node.scalar().into_iter().collect(),
    }
}

fn lines(root: &Node, index: &LineIndex) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    for (list, fields) in [("phases", &["start", "end"][..]), ("events", &["date"][..])] {
        let items = root.get(list).and_then(Node::as_list).unwrap_or_default();
        for (at, item) in items.iter().enumerate() {
            found.push((format!("/{list}/{at}"), index.line(item.span.start)));
            for field in fields {
                if let Some(node) = item.get(field) {
                    found.push((format!("/{list}/{at}/{field}"), index.line(node.span.start)));
                }
            }
        }
    }
    found
}
