use serde_json::Value as Json;

use super::record::Fields;
use super::shapes::Shapes;
use super::{Note, RecordKind};
use crate::check::nearest;
use crate::lifecycle::PartialDate;
use crate::schema::{Violation, ViolationKind};
use crate::yaml::{self, Document};

/// How many rounds of repair a record gets at most: one repair may bring up another violation.
const ROUNDS: usize = 12;

/// Makes `fields` follow the schema of their kind: values that can be understood are respelt, others are left out, and
/// each change is noted. Gives whether that succeeded.
pub(super) fn repair(kind: RecordKind, shapes: &Shapes, fields: &mut Fields, notes: &mut Vec<Note>) -> bool {
    let Some(schema) = shapes.get(kind).and_then(|shape| shape.schema.as_ref()) else { return false };
    let mut whole = Json::Object(std::mem::take(fields));
    let mut is_right = false;
    for _ in 0..ROUNDS {
        let Ok(text) = yaml::to_text(&whole) else { break };
        let document = Document::read(text.as_bytes());
        let Some(root) = &document.root else { break };
        let mut violations = schema.violations(root);
        if violations.is_empty() {
            is_right = true;
            break;
        }
        // From the end, so that taking an item out of a list leaves the places of the others.
        violations.sort_by_key(|violation| std::cmp::Reverse(steps(&violation.pointer)));
        for violation in &violations {
            mend(kind, &mut whole, violation, notes);
        }
    }
    if let Json::Object(mended) = whole {
        *fields = mended;
    }
    is_right
}

/// The steps of a pointer, with the places in lists in the order of numbers.
fn steps(pointer: &str) -> Vec<(usize, String)> {
    let step = |step: &str| (step.parse().unwrap_or(0), step.replace("~1", "/").replace("~0", "~"));
    pointer.split('/').skip(1).map(step).collect()
}

fn mend(kind: RecordKind, whole: &mut Json, violation: &Violation, notes: &mut Vec<Note>) {
    let pointer = violation.pointer.as_str();
    // Another violation may have taken it out already.
    let Some(value) = whole.pointer_mut(pointer) else { return };
    match &violation.kind {
        ViolationKind::Missing { field, .. } if pointer.is_empty() => {
            if let Some(unsaid) = unsaid(kind, field) {
                whole[field.as_str()] = unsaid;
                notes.push(Note::Unsaid(field.clone()));
            }
        }
        ViolationKind::Missing { field, .. } => {
            notes.push(Note::Incomplete(name(&format!("{pointer}/{field}"))));
            take_out(whole, pointer);
        }
        ViolationKind::Unknown { .. } => {
            notes.push(Note::UnknownField(name(pointer)));
            take_out(whole, pointer);
        }
        ViolationKind::NotInList { allowed } => {
            let near = value.as_str().and_then(|word| nearest(word.trim(), allowed.iter().map(String::as_str)));
            mended(whole, pointer, near.map(str::to_owned), Note::Spelling, notes);
        }
        ViolationKind::Format { format } if matches!(format.as_str(), "partial-date" | "date") => {
            let date = value.as_str().and_then(date);
            mended(whole, pointer, date, Note::Date, notes);
        }
        ViolationKind::Format { format } if format == "uri" => {
            let url = value.as_str().and_then(url);
            mended(whole, pointer, url, Note::Url, notes);
        }
        ViolationKind::Limit { keyword, .. } if keyword == "uniqueItems" => {
            notes.push(Note::IncrementalChecker(name(pointer)));
            take_out(whole, pointer);
        }
        // Of the shipped schemas, no record is too much.
        ViolationKind::TooMuch => {}
        ViolationKind::Type { .. } | ViolationKind::Format { .. } | ViolationKind::Limit { .. } => {
            notes.push(Note::Refused(name(pointer)));
            take_out(whole, pointer);
        }
    }
}

/// Writes the right spelling, or removes the value where none is known.
fn mended(
    whole: &mut Json,
    pointer: &str,
    right: Option<String>,
    note: impl FnOnce(String) -> Note,
    notes: &mut Vec<Note>,
) {
    let value = whole.pointer_mut(pointer);
    match (value, right) {
        (Some(value), Some(right)) if value.as_str() != Some(&right) => {
            *value = Json::String(right);
            notes.push(note(name(pointer)));
        }
        _ => {
            notes.push(Note::Refused(name(pointer)));
            take_out(whole, pointer);
        }
    }
}

fn take_out(whole: &mut Json, pointer: &str) {
    let Some((parent, last)) = pointer.rsplit_once('/') else { return };
    match whole.pointer_mut(parent) {
        Some(Json::Object(map)) => {
            map.shift_remove(&last.replace("~1", "/").replace("~0", "~"));
        }
        Some(Json::Array(items)) => {
            if let Ok(at) = last.parse::<usize>()
                && at < items.len()
            {
                items.remove(at);
            }
        }
        _ => {}
    }
}

/// A field's name, without places in lists: `phases.start`.
fn name(pointer: &str) -> String {
    let words = pointer.split('/').skip(1).filter(|step| step.parse::<usize>().is_err());
    words.collect::<Vec<_>>().join(".")
}

/// The value for a required field that the source leaves out.
fn unsaid(kind: RecordKind, field: &str) -> Option<Json> {
    Some(match (kind, field) {
        (_, "name") => "Sans nom dans la source".into(),
        (RecordKind::Startup, "mission") => "Non précisée dans la source".into(),
        (RecordKind::Startup, "incubator") => super::stand_in::UNKNOWN.into(),
        (RecordKind::Organisation, "type") => "autre".into(),
        (RecordKind::Intrapreneur, "organisation") => super::stand_in::UNKNOWN.into(),
        _ => return None,
    })
}

/// The date that a text means beyond doubt.
pub(super) fn date(text: &str) -> Option<String> {
    let text = text.trim();
    let day = text.split(['T', ' ']).next().unwrap_or(text);
    let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
    let is_number = |part: &&str| !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !parts.iter().all(is_number) {
        return None;
    }
    let written = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => format!("{year}-{month:0>2}-{day:0>2}"),
        // As dates are written in French.
        [day, month, year] if year.len() == 4 => format!("{year}-{month:0>2}-{day:0>2}"),
        [year, month] if year.len() == 4 => format!("{year}-{month:0>2}"),
        [month, year] if year.len() == 4 => format!("{year}-{month:0>2}"),
        [year] => (*year).to_owned(),
        _ => return None,
    };
    PartialDate::parse(&written).map(|_| written)
}

/// The address that a text means: many leave out how it begins.
fn url(text: &str) -> Option<String> {
    let text = text.trim();
    let is_plain = !text.is_empty() && !text.chars().any(|letter| letter.is_whitespace() || letter == '@');
    let host = text.split('/').next().unwrap_or(text);
    match text.split_once("://") {
        Some(_) if is_plain => Some(text.to_owned()),
        None if is_plain && host.contains('.') && !host.contains(':') => Some(format!("https://{text}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_where_it_is_beyond_doubt() {
        for (text, date) in [
            ("2021-06-9", "2021-06-09"),
            (" 2021/6/9 ", "2021-06-09"),
            ("2021-06-09T10:00:00+02:00", "2021-06-09"),
            ("2021-06-09 09:42:47.429000+00:00", "2021-06-09"),
            ("09/06/2021", "2021-06-09"),
            ("06/2021", "2021-06"),
        ] {
            assert_eq!(super::date(text).as_deref(), Some(date), "{text}");
        }
        for text in ["", "2021-13-01", "juin 2021", "21-06-09", "2021-06-09-01", "20210609"] {
            assert_eq!(super::date(text), None, "{text}");
        }
    }

    #[test]
    fn what_leaves_the_schema_is_mended_or_left_out_and_noted() {
        let shapes = Shapes::embedded();
        let mut fields: Fields = serde_json::from_str(
            r#"{"name": "A", "link": "a.example", "stats_url": "voir là", "owner": 3, "usertypes": ["Etat", "etat", "martien"],
                "phases": [{"name": "Constructions", "start": "2021-06-9"}, {"name": "x"}, {"start": "2020"}, {"name": "abandon", "end": "bientôt"}]}"#,
        )
        .unwrap();
        let mut notes = Vec::new();
        assert!(repair(RecordKind::Startup, &shapes, &mut fields, &mut notes), "{fields:?}");
        let expected: Json = serde_json::from_str(
            r#"{"name": "A", "link": "https://a.example", "usertypes": ["etat"], "mission": "Non précisée dans la source",
                "incubator": "inconnu", "phases": [{"name": "construction", "start": "2021-06-09"}, {"name": "abandon"}]}"#,
        )
        .unwrap();
        assert_eq!(Json::Object(fields), expected, "{notes:?}");
        for note in [
            Note::Unsaid("mission".into()),
            Note::Unsaid("incubator".into()),
            Note::Url("link".into()),
            Note::Refused("stats_url".into()),
            Note::Refused("owner".into()),
            Note::IncrementalChecker("usertypes".into()),
            Note::Refused("usertypes".into()),
            Note::Spelling("phases.name".into()),
            Note::Incomplete("phases.name".into()),
            Note::Date("phases.start".into()),
            Note::Refused("phases.end".into()),
        ] {
            assert!(notes.contains(&note), "{note:?} in {notes:?}");
        }
    }
}
