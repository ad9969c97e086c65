use std::ops::Range;

use super::Writer;
use crate::edit::place::after_line;
use crate::yaml::Entry;

/// A field, with the stretches of text that go with it.
pub(super) struct Piece<'n> {
    pub entry: &'n Entry,
    /// The comments and empty lines above it; whole lines.
    pub lead: Range<usize>,
    /// From its key to the end of the last line that is its own.
    pub body: Range<usize>,
}

impl Writer<'_> {
    /// Where the lines of a value begin: below its key, comments above it and all, or beside it.
    pub(super) fn value_start(&self, piece: &Piece<'_>) -> usize {
        let (below, _) = after_line(self.text, piece.entry.key_span.end);
        let value = piece.entry.value.span.start.max(piece.body.start);
        if below <= self.line_start(value) { below } else { value }
    }

    pub(super) fn have_lines_of_their_own(&self, pieces: &[Piece<'_>]) -> bool {
        pieces.iter().skip(1).all(|piece| {
            let line = self.text.get(self.line_start(piece.body.start)..piece.body.start);
            line.is_some_and(|before| before.chars().all(|letter| letter == ' '))
        })
    }

    /// The fields of a mapping by indentation that stands in `area`, with what goes with each.
    pub(super) fn pieces<'n>(&self, entries: &'n [Entry], area: &Range<usize>) -> Option<Vec<Piece<'n>>> {
        let mut pieces: Vec<Piece<'n>> = Vec::new();
        let indent = self.indent(entries.first()?.key_span.start);
        for (at, entry) in entries.iter().enumerate() {
            let key = entry.key_span.start;
            let end = entry.value.span.end.max(entry.key_span.end);
            let limit = entries.get(at + 1).map_or(area.end, |next| self.line_start(next.key_span.start));
            let body_end = self.own_lines(end, limit.max(end), indent);
            let lead = match pieces.last() {
                Some(before) => before.body.end..self.line_start(key).max(before.body.end),
                None => self.first_lead(key, area),
            };
            pieces.push(Piece { entry, lead, body: key..body_end });
        }
        Some(pieces)
    }

    /// The end of the lines that go with a value that ends at `end`: its own, and comments below that stand deeper
    /// than the field.
    fn own_lines(&self, end: usize, limit: usize, indent: usize) -> usize {
        let (mut at, _) = after_line(self.text, end);
        at = at.min(limit);
        let mut own = at;
        while let Some(line) = self.text.get(at..limit).and_then(|rest| rest.split_inclusive('\n').next()) {
            let bare = line.trim_start_matches(' ');
            let is_comment = bare.starts_with('#');
            at += line.len();
            if is_comment && line.len() - bare.len() > indent {
                own = at;
            } else if !bare.trim().is_empty() {
                break;
            }
        }
        own
    }

    /// The comments above the first field of a mapping that are its own: those that are not apart from it by an
    /// empty line, nor tell editors which schema rules.
    fn first_lead(&self, key: usize, area: &Range<usize>) -> Range<usize> {
        let line = self.line_start(key).max(area.start);
        let mut start = line;
        while let Some(before) = self.text.get(area.start..start).filter(|before| !before.is_empty()) {
            let above = before.strip_suffix('\n').unwrap_or(before).rfind('\n').map_or(0, |end| end + 1) + area.start;
            let comment = self.text.get(above..start).unwrap_or_default().trim();
            if !comment.starts_with('#') || comment.contains("yaml-language-server") {
                break;
            }
            start = above;
        }
        start..line
    }

    pub(super) fn line_start(&self, at: usize) -> usize {
        self.text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
    }

    fn indent(&self, at: usize) -> usize {
        self.text.get(self.line_start(at)..at).map_or(0, |before| before.chars().count())
    }
}
