use std::ops::Range;

use super::flow;
use super::lines::Line;
use super::node_path::NodePath;

/// A step from a value to one within it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PathStep {
    /// To a field.
    Field(String),
    /// To an item, by its place in its list.
    Item(usize),
}

/// What is being written at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// A field's name.
    Field,
    /// A value.
    Value,
    /// Either: an item of a list that has only begun.
    Either,
}

/// A place in a text that is being typed, found from its lines, since an unfinished record is no valid YAML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cursor {
    /// The steps that lead to the value, or to the mapping that the field is for.
    pub steps: Vec<PathStep>,
    pub written: Written,
    /// The range of the word there, in bytes.
    pub word: Range<usize>,
    /// The other fields of the mapping.
    pub beside: Vec<String>,
    /// Where the item begins that the place is in.
    pub item: Option<usize>,
    /// Whether a space must come first: nothing parts the value from the colon or hyphen before it.
    pub lacks_space: bool,
    /// Whether the field has its colon already.
    pub has_colon: bool,
}

/// A path of keys, as the manifest writes it, with `*` for the items of lists. A list at its end means its items.
pub(super) fn pattern(steps: &[PathStep]) -> String {
    let words = steps.iter().map(|step| match step {
        PathStep::Field(name) => name.as_str(),
        PathStep::Item(_) => "*",
    });
    let path = words.collect::<Vec<_>>().join("/");
    path.trim_end_matches("/*").to_owned()
}

impl Cursor {
    /// The place at a byte of a text; `None` in a comment, in a text of several lines, and behind what is complete.
    pub(super) fn at(text: &str, byte: usize) -> Option<Cursor> {
        let lines = Line::all(text);
        let at = lines.partition_point(|line| line.start <= byte).checked_sub(1)?;
        let line = lines.get(at)?;
        let column = byte.checked_sub(line.start)?.min(line.body.len());
        if column > line.comment() || (line.content().starts_with('#') && column > line.column) {
            return None;
        }
        if let Some(found) = in_brackets(text, &lines, at, byte) {
            return found;
        }
        let mut way = NodePath::of(&lines, at, line.column, &line.dashes);
        match &line.key {
            Some(key) if column >= key.end => {
                if line.begins_text() {
                    return None;
                }
                way.steps.push(PathStep::Field(key.name.to_owned()));
                let word = value_word(line, key.end, column);
                let lacks_space = word.is_empty() && column == key.end;
                Some(cursor(way, Written::Value, line, word, Vec::new(), lacks_space))
            }
            Some(key) if column >= line.column => {
                let word = line.column..line.column + key.name.len();
                let beside = way.beside(&lines, at, line.column);
                let mut cursor = cursor(way, Written::Field, line, word, beside, false);
                cursor.has_colon = true;
                Some(cursor)
            }
            Some(_) => None,
            None => {
                let is_blank = line.dashes.is_empty() && line.content().trim().is_empty();
                let from = if is_blank { column } else { line.column };
                if column < from && !line.dashes.is_empty() && column < line.dashes.last().map_or(0, |dash| dash + 1) {
                    return None;
                }
                let from = from.min(column);
                if is_blank || from != line.column {
                    way = NodePath::of(&lines, at, from, &line.dashes);
                }
                if way.is_in_text {
                    return None;
                }
                let end = line.comment().max(column);
                let said = line.body.get(from..end).unwrap_or_default();
                let word = from..from + said.trim_end().len().max(column - from);
                let beside = way.beside(&lines, at, from);
                let is_item = !line.dashes.is_empty();
                let written = if is_item && beside.is_empty() { Written::Either } else { Written::Field };
                let lacks_space = is_item && line.body.get(..from).is_some_and(|before| before.ends_with('-'));
                Some(cursor(way, written, line, word, beside, lacks_space))
            }
        }
    }
}

/// The place within brackets, where the line or one before it opens one: the outer `None` where none is open.
#[allow(clippy::option_option)]
fn in_brackets(text: &str, lines: &[Line<'_>], at: usize, byte: usize) -> Option<Option<Cursor>> {
    // Nobody writes a longer mapping in brackets by hand.
    for (above, line) in lines.get(..=at)?.iter().enumerate().rev().take(30) {
        let (column, said) = match &line.key {
            Some(key) => (key.end, line.value()),
            None => (line.column, line.content()),
        };
        let open = line.start + column + said.len() - said.trim_start().len();
        // What is left open goes on on lines that stand further in; others begin something else.
        let column_here = lines.get(at).map_or(0, |line| line.body.len() - line.body.trim_start().len());
        if above != at && column_here <= line.body.len() - line.body.trim_start().len() {
            continue;
        }
        if !said.trim_start().starts_with(['[', '{']) || open >= byte {
            continue;
        }
        let Some(inside) = flow::inside(text, open, byte) else { continue };
        let mut way = NodePath::of(lines, above, line.column, &line.dashes);
        way.steps.extend(line.key.iter().map(|key| PathStep::Field(key.name.to_owned())));
        way.steps.extend(inside.steps);
        let rest = text.get(byte..).unwrap_or_default();
        let end = byte + rest.find([',', ']', '}', ':', '#', '\n', '\r', '"', '\'']).unwrap_or(rest.len());
        let end = byte + text.get(byte..end).unwrap_or_default().trim_end().len();
        let is_quoted = text.get(inside.word..byte).is_some_and(|word| word.starts_with(['"', '\'']));
        let start = if is_quoted { inside.word + 1 } else { inside.word };
        let before = text.get(..start).unwrap_or_default();
        return Some(Some(Cursor {
            steps: way.steps,
            written: if inside.beside.is_some() { Written::Field } else { Written::Value },
            word: start.min(byte)..end,
            lacks_space: before.ends_with(':'),
            has_colon: inside.beside.is_some()
                && text.get(end..).is_some_and(|rest| rest.trim_start().starts_with(':')),
            beside: inside.beside.unwrap_or_default(),
            item: way.item.or(inside.map),
        }));
    }
    None
}

/// The word of a value that begins behind `from`: to the end of what is said there, without its quotes.
fn value_word(line: &Line<'_>, from: usize, column: usize) -> Range<usize> {
    let end = line.comment().max(column);
    let said = line.body.get(from..end).unwrap_or_default();
    let start = from + said.len() - said.trim_start().len();
    let trimmed = said.trim();
    let quote = trimmed.chars().next().filter(|first| matches!(first, '"' | '\''));
    let (start, length) = match quote {
        None => (start, trimmed.len()),
        Some(quote) => {
            let inside = trimmed.get(1..).unwrap_or_default();
            (start + 1, inside.strip_suffix(quote).unwrap_or(inside).len())
        }
    };
    let start = start.min(column);
    start..(start + length).max(column)
}

fn cursor(
    way: NodePath,
    written: Written,
    line: &Line<'_>,
    word: Range<usize>,
    beside: Vec<String>,
    lacks_space: bool,
) -> Cursor {
    let word = line.start + word.start..line.start + word.end;
    Cursor { steps: way.steps, written, word, beside, item: way.item, lacks_space, has_colon: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is at the `¦` of a text: the path, what is written, the word, and the fields beside it.
    fn at(text: &str) -> Option<(String, Written, String, Vec<String>)> {
        let byte = text.find('¦').unwrap();
        let text = text.replace('¦', "");
        let cursor = Cursor::at(&text, byte)?;
        assert!(cursor.word.contains(&byte) || cursor.word.end == byte, "{cursor:?}");
        let steps = cursor.steps.iter().map(|step| match step {
            PathStep::Field(name) => name.clone(),
            PathStep::Item(at) => at.to_string(),
        });
        let path = steps.collect::<Vec<_>>().join("/");
        Some((path, cursor.written, text[cursor.word].to_owned(), cursor.beside))
    }

    fn says(text: &str, path: &str, written: Written, word: &str, beside: &[&str]) {
        let beside = beside.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(at(text), Some((path.to_owned(), written, word.to_owned(), beside)), "{text}");
    }

    #[test]
    fn fields_of_the_record() {
        says("¦", "", Written::Field, "", &[]);
        says("na¦", "", Written::Field, "na", &[]);
        says("name: x\nmis¦\nphases:\n- name: y\n", "", Written::Field, "mis", &["name", "phases"]);
        says("name: x\nmis¦sion: y\n", "", Written::Field, "mission", &["name"]);
        says("# c\n\nphases:\n  - name: y\n    end: 2020\n¦", "", Written::Field, "", &["phases"]);
    }

    #[test]
    fn values_of_fields() {
        says("incubator: ¦", "incubator", Written::Value, "", &[]);
        says("incubator:¦\nname: x", "incubator", Written::Value, "", &[]);
        says("é: x\nincubator: di¦num  # le nom\n", "incubator", Written::Value, "dinum", &[]);
        says("a: 'par¦tiellement conforme'\n", "a", Written::Value, "partiellement conforme", &[]);
        says("a: \"par¦", "a", Written::Value, "par", &[]);
        says("a: partiellement c¦\n", "a", Written::Value, "partiellement c", &[]);
    }

    #[test]
    fn items_and_what_is_in_them() {
        let list = "phases:\n  - name: a\n    start: 2018\n";
        says(&format!("{list}  - ¦"), "phases/1", Written::Either, "", &[]);
        says(&format!("{list}  - na¦\n    end: 2020\n"), "phases/1", Written::Field, "na", &["end"]);
        says(&format!("{list}  - name: co¦\n"), "phases/1/name", Written::Value, "co", &[]);
        says(&format!("{list}    ¦"), "phases/0", Written::Field, "", &["start", "name"]);
        says(&format!("{list}    en¦\n  - name: c\n"), "phases/0", Written::Field, "en", &["start", "name"]);
        says(&format!("{list}  ¦"), "phases", Written::Field, "", &[]);
        says("sponsors:\n- a\n- b¦", "sponsors/1", Written::Either, "b", &[]);
        says("sponsors:\n  - a\n  -¦", "sponsors/1", Written::Either, "", &[]);
        says("fast:\n  mon¦", "fast", Written::Field, "mon", &[]);
        says("a:\n  - b:\n      - c: 1\n      - c: ¦", "a/0/b/1/c", Written::Value, "", &[]);
        says("a:\n- - b: ¦", "a/0/0/b", Written::Value, "", &[]);
    }

    #[test]
    fn within_brackets() {
        says("sponsors: [a, d¦i]\n", "sponsors/1", Written::Value, "di", &[]);
        says("sponsors: [¦", "sponsors/0", Written::Value, "", &[]);
        says("sponsors: [a, \"d¦\"]", "sponsors/1", Written::Value, "d", &[]);
        says("phases:\n  - {name: a}\n  - {name: c¦, start: 2018}\n", "phases/1/name", Written::Value, "c", &[]);
        says("phases:\n  - {name: a, ¦, end: 2020}\n", "phases/0", Written::Field, "", &["name", "end"]);
        says("phases: [{name: a}, {sta¦rt: 2018}]\n", "phases/1", Written::Field, "start", &[]);
        says("sponsors: [\n  a,\n  b¦\n]\n", "sponsors/1", Written::Value, "b", &[]);
        says("sponsors: [a\nna¦", "", Written::Field, "na", &["sponsors"]);
        says("sponsors: [a]\nna¦", "", Written::Field, "na", &["sponsors"]);
    }

    #[test]
    fn nothing_in_comments_and_in_texts_of_several_lines() {
        assert_eq!(at("# na¦"), None);
        assert_eq!(at("name: x # y¦"), None);
        assert_eq!(at("comment: |\n  na¦\n"), None);
        assert_eq!(at("comment: >¦\n"), None);
    }

    #[test]
    fn any_place_of_any_text_is_a_place_or_none() {
        let text = "# é\r\na: [🙂, {b: 'c\n- - d:\n   \t- \"e: f\" : #\n}]\nx:\n   - y: {\n? z\n---\n";
        for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
            if let Some(cursor) = Cursor::at(text, byte) {
                assert!(text.get(cursor.word.clone()).is_some(), "{byte}: {cursor:?}");
            }
        }
    }

    #[test]
    fn a_path_is_written_as_in_the_manifest() {
        let steps = [PathStep::Field("phases".into()), PathStep::Item(3), PathStep::Field("name".into())];
        assert_eq!(pattern(&steps), "phases/*/name");
        assert_eq!(pattern(&steps[..2]), "phases");
    }
}
