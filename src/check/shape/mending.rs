use std::ops::Range;

use super::{At, meant, parent};
use crate::check::nearest::{nearest, surely};
use crate::diagnostic::{Edit, Fix};
use crate::edit::say;
use crate::lifecycle::PartialDate;
use crate::message;
use crate::schema::ViolationKind;
use crate::yaml::{Document, Node, Value};

/// The fix of a violation, where one is known.
pub(super) fn fix(at: &At<'_>, text: &str) -> Option<Fix> {
    let (node, key) = at.root.find(at.pointer())?;
    match &at.violation.kind {
        ViolationKind::Unknown { field, known } => unknown(at, text, field, known, key?),
        ViolationKind::NotInList { allowed } => {
            let (written, allowed) = (node.as_text()?, || allowed.iter().map(String::as_str));
            let near = nearest(written.trim(), allowed())?;
            let edit = say(text, &node.span, near)?;
            Some(Fix::new(message!("fix-write", new = near), edit, surely(written.trim(), allowed()) == Some(near)))
        }
        ViolationKind::Format { format } if matches!(format.as_str(), "partial-date" | "date") => {
            let (date, is_safe) = date(node.as_text()?)?;
            Some(Fix::new(message!("fix-write", new = &date), say(text, &node.span, &date)?, is_safe))
        }
        ViolationKind::Type { expected, .. } => of_type(text, node, expected),
        _ => None,
    }
}

/// The name of a field that stands in another's place, unless that one is there too.
fn unknown(at: &At<'_>, text: &str, field: &str, known: &[String], key: &Range<usize>) -> Option<Fix> {
    let above = at.root.find(parent(at.pointer())?)?.0;
    let bare = field.trim_matches('\u{a0}').trim();
    let known_names = || known.iter().map(String::as_str);
    let (near, is_safe) = match known.iter().find(|name| *name == bare) {
        Some(name) => (name.as_str(), true),
        None => {
            let near = meant(field, known, at.pointer(), at.all)?;
            (near, surely(bare, known_names()) == Some(near))
        }
    };
    // Two fields that stand for the same can't both be it.
    let is_other = |violation: &&super::Violation| match &violation.kind {
        ViolationKind::Unknown { field: other, known } => {
            other != field
                && parent(&violation.pointer) == parent(at.pointer())
                && meant(other, known, &violation.pointer, at.all) == Some(near)
        }
        _ => false,
    };
    if above.get(near).is_some() || at.all.iter().any(|violation| is_other(&violation)) {
        return None;
    }
    let old = text.get(key.clone())?;
    let quote = old.chars().next().filter(|first| matches!(first, '"' | '\''));
    let quote = quote.map(String::from).unwrap_or_default();
    let edit = Edit { span: key.clone(), text: format!("{quote}{near}{quote}") };
    Some(Fix::new(message!("fix-field", old = bare, new = near), edit, is_safe))
}

/// The same value as a type that the schema takes: without its quotes, in quotes, or as a list of one.
fn of_type(text: &str, node: &Node, expected: &[&'static str]) -> Option<Fix> {
    let takes = |kind: &str| expected.contains(&kind);
    let raw = text.get(node.span.clone())?;
    let reads = |raw: &str| Some(Document::read(format!("[{raw}]").as_bytes()).root?.as_list()?.first()?.value.clone());
    let edit = |text: String| Edit { span: node.span.clone(), text };
    match &node.value {
        Value::Text(said) if raw.starts_with(['"', '\'']) => {
            let is_wanted = match reads(said.trim())? {
                Value::Bool(_) => takes("boolean"),
                Value::Number(number) => takes("number") || (takes("integer") && !number.is_f64()),
                _ => false,
            };
            let title = message!("fix-unquote", new = said.trim());
            is_wanted.then(|| Fix::new(title, edit(said.trim().to_owned()), true))
        }
        Value::Text(said) if expected == ["array"] && reads(raw)? == node.value && !said.contains(',') => {
            let list = format!("[{raw}]");
            Some(Fix::new(message!("fix-write", new = &list), edit(list.clone()), true))
        }
        // Whether a text was meant, a person must say.
        Value::Number(_) | Value::Bool(_) if takes("string") => {
            let quoted = format!("'{raw}'");
            Some(Fix::new(message!("fix-write", new = &quoted), edit(quoted.clone()), false))
        }
        _ => None,
    }
}

/// The date that a text means, as dates are written, and whether it can mean no other.
fn date(text: &str) -> Option<(String, bool)> {
    let parts: Vec<&str> = text.trim().split(['-', '/', '.']).collect();
    let number = |part: &str| part.parse::<u16>().ok().filter(|_| part.bytes().all(|byte| byte.is_ascii_digit()));
    let numbers: Vec<u16> = parts.iter().map(|part| number(part)).collect::<Option<_>>()?;
    let is_year = |part: Option<&&str>| part.is_some_and(|part| part.len() == 4);
    let (date, is_safe) = match numbers.as_slice() {
        [year] => (format!("{year:04}"), true),
        [year, month] if is_year(parts.first()) => (format!("{year:04}-{month:02}"), true),
        [month, year] if is_year(parts.last()) => (format!("{year:04}-{month:02}"), true),
        [year, month, day] if is_year(parts.first()) => (format!("{year:04}-{month:02}-{day:02}"), true),
        // The order of day and month differs between countries: the day is sure above 12, or where both
        // are equal.
        [day, month, year] if is_year(parts.last()) && *month <= 12 => {
            (format!("{year:04}-{month:02}-{day:02}"), *day > 12 || day == month)
        }
        _ => return None,
    };
    PartialDate::parse(&date).map(|_| (date, is_safe))
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn a_date_is_mended_where_it_can_mean_but_one_day() {
        for (text, wanted) in [
            ("2021-6-9", Some(("2021-06-09", true))),
            ("2021/06/09", Some(("2021-06-09", true))),
            (" 2021-06 ", Some(("2021-06", true))),
            ("6/2021", Some(("2021-06", true))),
            ("23/06/2021", Some(("2021-06-23", true))),
            ("09/06/2021", Some(("2021-06-09", false))),
            ("06/23/2021", None),
            ("2021-02-30", None),
            ("21-06-09", None),
            ("juin 2021", None),
            ("2021-06-09T00:00", None),
            ("+2021-6-9", None),
        ] {
            assert_eq!(date(text), wanted.map(|(date, is_safe)| (date.to_owned(), is_safe)), "{text}");
        }
    }
}
