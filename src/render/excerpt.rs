use std::borrow::Cow;
use std::ops::Range;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::escape::shown;
use super::visible;
use crate::diagnostic::{Place, line_at};

/// How many characters of a line are shown at most.
const WIDTH: usize = 160;

/// The few lines around a place, made safe to show. It gives miette lines and columns that are counted in characters,
/// since miette counts bytes.
#[derive(Debug)]
pub(super) struct Excerpt {
    name: String,
    text: String,
    first_line: usize,
    line: usize,
    column: usize,
    /// The stretch to underline, within `text`.
    pub(super) span: SourceSpan,
}

impl Excerpt {
    /// The line of `place`, with one line before and one after it.
    pub(super) fn new(place: &Place) -> Excerpt {
        let whole: &str = &place.text;
        let here = line_at(whole, place.start.byte);
        let before = here.start.checked_sub(1).map(|byte| line_at(whole, byte));
        let after = (here.end < whole.len()).then(|| line_at(whole, here.end));
        let content = |line: &Range<usize>| whole.get(line.clone()).unwrap_or_default().trim_end_matches(['\n', '\r']);
        let mut text = String::new();
        let other = |line: &Range<usize>, text: &mut String| {
            text.push_str(&beginning(content(line), WIDTH));
            text.push('\n');
        };
        if let Some(before) = &before {
            other(before, &mut text);
        }
        let (from, to) = (place.start.byte - here.start, place.end.byte.saturating_sub(here.start));
        let span = crop_around(content(&here), from, to, &mut text);
        text.push('\n');
        if let Some(after) = &after {
            other(after, &mut text);
        }
        let line = place.start.line;
        Excerpt {
            name: visible(&place.path),
            text,
            first_line: if before.is_some() { line - 1 } else { line },
            line: line.saturating_sub(1),
            column: place.start.column.saturating_sub(1),
            span,
        }
    }
}

/// Adds the part of a long line that holds `from..to` (in bytes), and gives where that stands now.
fn crop_around(line: &str, from: usize, to: usize, text: &mut String) -> SourceSpan {
    // A place may begin at the line's end, which is not shown.
    let from = from.min(line.len());
    let before = line.get(..from).unwrap_or(line);
    let marked = line.get(from..to.clamp(from, line.len())).unwrap_or_default();
    let after = line.get(from + marked.len()..).unwrap_or_default();
    let skipped = before.chars().count().saturating_sub(WIDTH / 2);
    if skipped > 0 {
        text.push('…');
    }
    let hidden = before.char_indices().nth(skipped).map_or(before.len(), |(at, _)| at);
    text.push_str(&shown(before.get(hidden..).unwrap_or_default()));
    let start = text.len();
    text.push_str(&beginning(marked, WIDTH / 2));
    if marked.is_empty() {
        // A label needs a character to stand under.
        text.push(' ');
    }
    let length = text.len() - start;
    text.push_str(&beginning(after, WIDTH / 2));
    SourceSpan::from((start, length))
}

/// At most `length` characters of a text, made visible.
fn beginning(text: &str, length: usize) -> Cow<'_, str> {
    let end = text.char_indices().nth(length).map_or(text.len(), |(at, _)| at);
    shown(text.get(..end).unwrap_or_default())
}

impl SourceCode for Excerpt {
    /// All of the excerpt: it has one place to show, and the lines around it.
    fn read_span<'a>(
        &'a self,
        _span: &SourceSpan,
        before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let whole = SourceSpan::from((0, self.text.len()));
        let (bytes, lines) = (self.text.as_bytes(), self.text.lines().count());
        // Without lines of context, miette asks for the place that its header names.
        Ok(Box::new(match before {
            0 => MietteSpanContents::new_named(self.name.clone(), bytes, whole, self.line, self.column, lines),
            _ => MietteSpanContents::new(bytes, whole, self.first_line - 1, 0, lines),
        }))
    }
}
