use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::escape::visible_char;
use crate::diagnostic::{LineIndex, Place};

/// How many characters of a line are shown at most.
const WIDTH: usize = 160;

/// The few lines around a place, made safe to show. It tells miette the lines and columns that we
/// computed, since its own count bytes.
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
        let lines = LineIndex::new(&place.text);
        let line = place.start.line;
        let first_line = line.saturating_sub(1).max(1);
        let last_line = (line + 1).min(lines.lines());
        let mut text = String::new();
        let mut span = SourceSpan::from((0, 0));
        for number in first_line..=last_line {
            let start = lines.start(number);
            let end = if number < lines.lines() { lines.start(number + 1) } else { place.text.len() };
            let content = place.text.get(start..end).unwrap_or_default().trim_end_matches(['\n', '\r']);
            if number == line {
                span = crop_around(content, place.start.byte - start, place.end.byte.saturating_sub(start), &mut text);
            } else if number < line || !content.is_empty() || number < lines.lines() {
                text.extend(content.chars().take(WIDTH).map(visible_char));
            }
            text.push('\n');
        }
        Excerpt {
            name: super::visible(&place.path),
            text,
            first_line,
            line: line.saturating_sub(1),
            column: place.start.column.saturating_sub(1),
            span,
        }
    }
}

/// Adds the part of a long line that holds `from..to` (in bytes), and gives where that stands now.
fn crop_around(line: &str, from: usize, to: usize, text: &mut String) -> SourceSpan {
    let before = line.get(..from).unwrap_or(line);
    let marked = line.get(from..to.clamp(from, line.len())).unwrap_or_default();
    let after = line.get(from + marked.len()..).unwrap_or_default();
    let skipped = before.chars().count().saturating_sub(WIDTH / 2);
    if skipped > 0 {
        text.push('…');
    }
    text.extend(before.chars().skip(skipped).map(visible_char));
    let start = text.len();
    text.extend(marked.chars().take(WIDTH / 2).map(visible_char));
    if marked.is_empty() {
        // A label needs a character to stand under.
        text.push(' ');
    }
    let length = text.len() - start;
    text.extend(after.chars().take(WIDTH / 2).map(visible_char));
    SourceSpan::from((start, length))
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let contents = self.text.as_str().read_span(span, before, after)?;
        // Without lines of context, miette asks for the place that its header names.
        let (line, column) = match before {
            0 => (self.line, self.column),
            _ => (self.first_line - 1 + contents.line(), contents.column()),
        };
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            contents.data(),
            *contents.span(),
            line,
            column,
            contents.line_count(),
        )))
    }
}
