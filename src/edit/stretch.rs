use std::ops::Range;

use serde_json::Value;

use super::{Insertion, scalar};
use crate::diagnostic::Edit;
use crate::yaml::Document;

impl From<Insertion> for Edit {
    fn from(insertion: Insertion) -> Edit {
        Edit { span: insertion.at..insertion.at, text: insertion.text }
    }
}

/// The edit that replaces the value at `span` (in bytes) with the text `new`, in the same quotes; `None` where that
/// would not be read back as `new`.
pub fn say(text: &str, span: &Range<usize>, new: &str) -> Option<Edit> {
    let old = text.get(span.clone())?;
    let edit = |text: String| Some(Edit { span: span.clone(), text });
    // The common case: nothing to escape, and nothing that YAML would read as another type.
    if is_word(new) {
        match old.chars().next()? {
            quote @ ('\'' | '"') => return edit(format!("{quote}{new}{quote}")),
            '|' | '>' => {}
            _ => return edit(new.to_owned()),
        }
    }
    let plain = || scalar(&Value::from(new)).ok();
    let new_text = match old.chars().next()? {
        '\'' => format!("'{}'", new.replace('\'', "''")),
        '"' => Value::from(new).to_string(),
        '|' | '>' => {
            let line_end = old.get(old.trim_end_matches(['\r', '\n']).len()..)?;
            format!("{}{}", plain()?, line_end)
        }
        _ => plain()?,
    };
    let read = Document::read(format!("[{}]", new_text.trim_end()).as_bytes()).root;
    let is_meant = read.and_then(|root| root.as_list()?.first()?.as_text().map(|text| text == new));
    edit(new_text).filter(|_| is_meant == Some(true))
}

/// Whether a text is a word that YAML reads as itself, wherever it stands.
fn is_word(text: &str) -> bool {
    let letters = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(letters)
        && !["null", "true", "false"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// The text with edits made in it; `None` where two of them overlap, or one lies outside.
pub fn replace(text: &str, edits: &[Edit]) -> Option<String> {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut made = String::with_capacity(text.len() + 128);
    let mut from = 0;
    for edit in edits {
        made.push_str(text.get(from..edit.span.start)?);
        made.push_str(&edit.text);
        from = edit.span.end;
    }
    made.push_str(text.get(from..)?);
    Some(made)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(text: &str, new: &str) -> Option<String> {
        let root = Document::read(text.as_bytes()).root.unwrap();
        replace(text, &[say(text, &root.get("a").unwrap().span, new)?])
    }

    #[test]
    fn a_value_keeps_its_quotes_and_gets_some_where_it_needs_them() {
        for (before, new, after) in [
            ("a: x # c\n", "y", "a: y # c\n"),
            ("a: x\n", "2021", "a: '2021'\n"),
            ("a: x\n", "null", "a: 'null'\n"),
            ("a: 'x'\n", "l’été", "a: 'l’été'\n"),
            ("a: x\n", "b: c", "a: 'b: c'\n"),
            ("a: 'x'\n", "y", "a: 'y'\n"),
            ("a: \"x\" # c\n", "y", "a: \"y\" # c\n"),
            ("a: >-\n  x\nb: 1\n", "y", "a: y\nb: 1\n"),
            ("{a: x, b: 1}\n", "y", "{a: y, b: 1}\n"),
        ] {
            assert_eq!(changed(before, new).as_deref(), Some(after));
        }
    }

    #[test]
    fn edits_that_overlap_or_lie_outside_are_refused() {
        let edit = |span: Range<usize>| Edit { span, text: "-".to_owned() };
        assert_eq!(replace("abc", &[edit(1..2), edit(0..1)]).as_deref(), Some("--c"));
        assert_eq!(replace("abc", &[edit(0..2), edit(1..3)]), None);
        assert_eq!(replace("abc", &[edit(2..9)]), None);
        assert_eq!(replace("é", &[edit(1..2)]), None);
    }
}
