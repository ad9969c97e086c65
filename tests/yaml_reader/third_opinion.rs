use greffe::yaml::{Document, Node, Value};
use proptest::prelude::*;
use saphyr_parser::{Event, Parser, ScalarStyle};

use super::values::{config, written};

/// A tree of raw scalars, as another parser sees it.
#[derive(Debug)]
enum Raw {
    Plain(String),
    Quoted(String),
    List(Vec<Raw>),
    Map(Vec<(Raw, Raw)>),
}

/// The tree that the events of saphyr's parser make; `None` where it refuses the text.
fn tree(text: &str) -> Option<Raw> {
    let events: Result<Vec<_>, _> = Parser::new_from_str(text).map(|event| event.map(|(event, _)| event)).collect();
    node(
        &mut events
            .ok()?
            .into_iter()
            .filter(|event| !matches!(event, Event::Nothing | Event::StreamStart | Event::DocumentStart(_))),
    )
}

/// The next node; `None` at the end of a list or mapping, and at the end of all.
fn node<'t>(events: &mut impl Iterator<Item = Event<'t>>) -> Option<Raw> {
    match events.next()? {
        Event::Scalar(text, ScalarStyle::Plain, ..) => Some(Raw::Plain(text.into_owned())),
        Event::Scalar(text, ..) => Some(Raw::Quoted(text.into_owned())),
        Event::SequenceStart(..) => {
            let mut items = Vec::new();
            while let Some(item) = node(events) {
                items.push(item);
            }
            Some(Raw::List(items))
        }
        Event::MappingStart(..) => {
            let mut entries = Vec::new();
            while let Some(key) = node(events) {
                entries.push((key, node(events)?));
            }
            Some(Raw::Map(entries))
        }
        _ => None,
    }
}

/// Whether both saw the same: quoted text is text, and plain text stands in the source as it is.
fn same(ours: &Node, theirs: &Raw, text: &str) -> bool {
    match (&ours.value, theirs) {
        (Value::Text(ours), Raw::Quoted(theirs)) => ours == theirs,
        (Value::List(ours), Raw::List(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(ours, theirs)| same(ours, theirs, text))
        }
        (Value::Map(ours), Raw::Map(theirs)) => {
            let same_entry = |ours: &greffe::yaml::Entry, (key, value): &(Raw, Raw)| {
                let (Raw::Plain(key) | Raw::Quoted(key)) = key else { return false };
                ours.key == *key && same(&ours.value, value, text)
            };
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(ours, theirs)| same_entry(ours, theirs))
        }
        (Value::Null, Raw::Plain(theirs)) if ours.span.is_empty() => matches!(theirs.as_str(), "" | "~"),
        (Value::List(_) | Value::Map(_), _) => false,
        (_, Raw::Plain(theirs)) => {
            let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            words(&text[ours.span.clone()]) == words(theirs)
        }
        _ => false,
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn another_parser_sees_the_same_tree_of_scalars((_, text) in written()) {
        if let (Some(ours), Some(theirs)) = (Document::read(text.as_bytes()).root, tree(&text)) {
            prop_assert!(same(&ours, &theirs, &text), "{:#?}\n{:#?}\n{:?}", ours, theirs, text);
        }
    }
}
