use std::ops::Range;

use gen_lsp_types::{Position, PositionEncodingKind, Range as Stretch};

use crate::diagnostic::LineIndex;

/// How the client counts the characters of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// In bytes.
    Utf8,
    /// In units of UTF-16: what every client knows.
    Utf16,
    /// In Unicode scalar values.
    Utf32,
}

impl Encoding {
    /// The cheapest of the encodings that a client offers.
    pub(super) fn choose(offered: &[PositionEncodingKind]) -> Encoding {
        let has = |kind| offered.contains(&kind);
        match () {
            () if has(PositionEncodingKind::UTF8) => Encoding::Utf8,
            () if has(PositionEncodingKind::UTF32) => Encoding::Utf32,
            () => Encoding::Utf16,
        }
    }

    /// Its name in the protocol.
    pub(super) const fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    const fn width(self, letter: char) -> usize {
        match self {
            Encoding::Utf8 => letter.len_utf8(),
            Encoding::Utf16 => letter.len_utf16(),
            Encoding::Utf32 => 1,
        }
    }

    /// The position of a byte of `text`, whose lines are known.
    pub(super) fn position(self, text: &str, lines: &LineIndex, byte: usize) -> Position {
        let at = lines.position(text, byte);
        let before = text.get(lines.start(at.line)..at.byte).unwrap_or_default();
        let character = before.chars().map(|letter| self.width(letter)).sum::<usize>();
        Position { line: number(at.line.saturating_sub(1)), character: number(character) }
    }

    /// The stretch of these bytes.
    pub(super) fn range(self, text: &str, lines: &LineIndex, span: Range<usize>) -> Stretch {
        Stretch {
            start: self.position(text, lines, span.start),
            end: self.position(text, lines, span.end.max(span.start)),
        }
    }

    /// The byte of a position: what lies beyond its line is the line's end, beyond the text the text's.
    pub(super) fn byte(self, text: &str, lines: &LineIndex, position: Position) -> usize {
        let line = usize::try_from(position.line).unwrap_or(usize::MAX);
        if line >= lines.lines() {
            return text.len();
        }
        let start = lines.start(line + 1);
        let mut left = usize::try_from(position.character).unwrap_or(usize::MAX);
        let mut byte = start;
        for letter in text.get(start..).unwrap_or_default().chars() {
            let width = self.width(letter);
            // Within a character: before it.
            if left < width || matches!(letter, '\n' | '\r') {
                break;
            }
            left -= width;
            byte += letter.len_utf8();
        }
        byte
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_counted_as_was_agreed_and_lead_back_to_their_byte() {
        let text = "é: 🙂x\r\nb: à\rc\n";
        let lines = LineIndex::new(text);
        let x = text.find('x').unwrap();
        for (encoding, character) in [(Encoding::Utf8, 8), (Encoding::Utf16, 5), (Encoding::Utf32, 4)] {
            let position = encoding.position(text, &lines, x);
            assert_eq!(position, Position { line: 0, character }, "{encoding:?}");
            for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let position = encoding.position(text, &lines, byte);
                // Between CR and LF, the position is that of the line's end.
                let wanted =
                    if text[..byte].ends_with('\r') && text[byte..].starts_with('\n') { byte - 1 } else { byte };
                assert_eq!(encoding.byte(text, &lines, position), wanted, "{encoding:?} {byte}");
            }
        }
    }

    #[test]
    fn a_position_that_is_nowhere_is_brought_back() {
        let text = "a🙂\nb";
        let lines = LineIndex::new(text);
        let byte = |line, character| Encoding::Utf16.byte(text, &lines, Position { line, character });
        assert_eq!(byte(0, 2), 1);
        assert_eq!(byte(0, 99), 5);
        assert_eq!(byte(9, 0), text.len());
        assert_eq!(byte(u32::MAX, u32::MAX), text.len());
    }

    #[test]
    fn the_cheapest_way_that_both_know_is_taken() {
        use PositionEncodingKind as Kind;
        assert_eq!(Encoding::choose(&[]), Encoding::Utf16);
        assert_eq!(Encoding::choose(&[Kind::UTF16, Kind::UTF8]), Encoding::Utf8);
        assert_eq!(Encoding::choose(&[Kind::UTF32, Kind::Custom("x".into())]), Encoding::Utf32);
    }
}
