use super::Insertion;
use super::place::{after_line, before_in_line, blank, line_end};
use crate::yaml::{Node, Value};

/// A field of an item, and its value as plain text.
pub type Field<'a> = (&'a str, String);

/// Adds a mapping of these fields to the end of the list `name` of a record, in the style of the list's last
/// item; a list that is not there yet follows the field `after`, else the last one. `None` where the list
/// is written in a way that is not known here.
pub fn add_item(text: &str, root: &Node, name: &str, fields: &[Field<'_>], after: &str) -> Option<Insertion> {
    let Some(entry) = root.entry(name) else { return add_list(text, root, name, fields, after) };
    let list = &entry.value;
    match &list.value {
        Value::List(items) => match items.last() {
            Some(last) => beside(text, list, last, fields),
            None => Some(Insertion { at: list.span.start + 1, text: flow(fields, None, text) }),
        },
        // A name without a value: the list begins on the next line.
        Value::Null if list.span.is_empty() => {
            let indent = format!("{}  ", before_in_line(text, entry.key_span.start));
            let (at, first) = after_line(text, entry.key_span.end);
            let item = block(text, &indent, fields, None);
            Some(Insertion { at, text: [first, item.as_str()].concat() })
        }
        _ => None,
    }
}

/// An item after the last one.
fn beside(text: &str, list: &Node, last: &Node, fields: &[Field<'_>]) -> Option<Insertion> {
    let is_flow = |node: &Node| text.get(node.span.start..).is_some_and(|rest| rest.starts_with(['{', '[']));
    if is_flow(list) {
        return Some(Insertion { at: last.span.end, text: format!(", {}", flow(fields, Some(last), text)) });
    }
    let dash = before_in_line(text, last.span.start);
    let indent = dash.get(..dash.find('-')?)?;
    let (at, first) = after_line(text, last.span.end);
    let end = line_end(text);
    let item = match is_flow(last) {
        true => format!("{dash}{}{end}", flow(fields, Some(last), text)),
        false => block(text, indent, fields, Some((dash, last))),
    };
    Some(Insertion { at, text: [first, item.as_str()].concat() })
}

fn add_list(text: &str, root: &Node, name: &str, fields: &[Field<'_>], after: &str) -> Option<Insertion> {
    let beside = root.entry(after).or_else(|| root.as_map()?.last())?;
    let at = beside.value.span.end.max(beside.key_span.end);
    if text.get(root.span.start..)?.starts_with('{') {
        return Some(Insertion { at, text: format!(", {name}: [{}]", flow(fields, None, text)) });
    }
    let (at, first) = after_line(text, at);
    // A list of the record shows how far its lists are indented.
    let lists = root.as_map()?.iter().filter_map(|entry| entry.value.as_list()?.first());
    let mut dashes = lists.map(|item| before_in_line(text, item.span.start)).filter(|dash| dash.trim() == "-");
    let indent = dashes.next().and_then(|dash| dash.split('-').next()).unwrap_or("  ");
    let item = block(text, indent, fields, None);
    Some(Insertion { at, text: format!("{first}{name}:{}{item}", line_end(text)) })
}

/// Adds a field to a mapping, after the field `after` of it, else after the last one.
pub fn add_field(text: &str, map: &Node, field: &Field<'_>, after: &str) -> Option<Insertion> {
    let beside = map.entry(after).or_else(|| map.as_map()?.last())?;
    let (name, value) = (field.0, quoted_like(text, map, after, &field.1));
    let end = beside.value.span.end.max(beside.key_span.end);
    if text.get(map.span.start..)?.starts_with('{') {
        return Some(Insertion { at: end, text: format!(", {name}: {value}") });
    }
    let (at, first) = after_line(text, end);
    let indent = blank(before_in_line(text, beside.key_span.start));
    Some(Insertion { at, text: format!("{first}{indent}{name}: {value}{}", line_end(text)) })
}

fn flow(fields: &[Field<'_>], like: Option<&Node>, text: &str) -> String {
    let pairs = fields.iter().map(|(name, value)| {
        let value = like.map_or_else(|| value.clone(), |like| quoted_like(text, like, name, value));
        format!("{name}: {value}")
    });
    // `{ name: a }` or `{name: a}`: as the item before.
    let is_wide = like.and_then(|like| text.get(like.span.start..)).is_some_and(|rest| rest.starts_with("{ "));
    let pairs = pairs.collect::<Vec<_>>().join(", ");
    if is_wide { format!("{{ {pairs} }}") } else { format!("{{{pairs}}}") }
}

fn block(text: &str, indent: &str, fields: &[Field<'_>], like: Option<(&str, &Node)>) -> String {
    let own = format!("{indent}- ");
    let dash = like.map_or(own.as_str(), |(dash, _)| dash);
    let mut made = String::new();
    for (at, (name, value)) in fields.iter().enumerate() {
        let value = like.map_or_else(|| value.clone(), |(_, like)| quoted_like(text, like, name, value));
        let lead = if at == 0 { dash.to_owned() } else { blank(dash) };
        made.push_str(&format!("{lead}{name}: {value}{}", line_end(text)));
    }
    made
}

/// The value in the quotes in which the field `name` of another mapping has its own.
fn quoted_like(text: &str, like: &Node, name: &str, value: &str) -> String {
    let first = like.get(name).and_then(|node| text.get(node.span.start..)?.chars().next());
    match first {
        Some(quote @ ('"' | '\'')) => format!("{quote}{value}{quote}"),
        _ => value.to_owned(),
    }
}
