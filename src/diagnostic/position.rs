use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

/// A place in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Position {
    /// The line, from 1.
    #[schemars(range(min = 1))]
    pub line: usize,
    /// The column in Unicode scalar values, from 1.
    #[schemars(range(min = 1))]
    pub column: usize,
    /// The offset in bytes, from 0.
    pub byte: usize,
}

/// Where the lines of a text begin.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Finds the lines of `text`. A line ends at LF, CR LF, or a lone CR, as in YAML.
    pub fn new(text: &str) -> LineIndex {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        if !text.contains('\r') {
            let ends = bytes.split(|byte| *byte == b'\n').scan(0, |at, line| {
                *at += line.len() + 1;
                Some(*at)
            });
            starts.extend(ends);
            // What follows the last line feed is a line too; its end begins none.
            starts.pop();
            return LineIndex { starts };
        }
        for (at, byte) in bytes.iter().enumerate() {
            let ends = match byte {
                b'\n' => true,
                b'\r' => bytes.get(at + 1) != Some(&b'\n'),
                _ => false,
            };
            if ends {
                starts.push(at + 1);
            }
        }
        LineIndex { starts }
    }

    /// The line (from 1) of a byte offset.
    pub fn line(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte).max(1)
    }

    /// The byte offset at which a line (from 1) begins; the last line's where there are fewer.
    pub fn start(&self, line: usize) -> usize {
        let at = line.saturating_sub(1).min(self.starts.len() - 1);
        self.starts.get(at).copied().unwrap_or(0)
    }

    /// The number of lines, an empty last one included.
    pub fn lines(&self) -> usize {
        self.starts.len()
    }

    /// The position of a byte offset in `text`, the text that this index was made of. An offset
    /// past the end, or within a character, is brought back to the character's beginning.
    pub fn position(&self, text: &str, byte: usize) -> Position {
        let mut byte = byte.min(text.len());
        while !text.is_char_boundary(byte) {
            byte -= 1;
        }
        let line = self.line(byte);
        let before = text.get(self.start(line)..byte).unwrap_or_default();
        Position { line, column: before.chars().count() + 1, byte }
    }
}

/// The line of `text` that holds the byte offset `byte`, with what ends it. Past the end, the last line.
pub(crate) fn line_at(text: &str, byte: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    let byte = byte.min(bytes.len());
    let is_end = |at: usize| match bytes.get(at) {
        Some(b'\n') => true,
        Some(b'\r') => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    };
    let start = (0..byte).rev().find(|at| is_end(*at)).map_or(0, |at| at + 1);
    let end = (byte..bytes.len()).find(|at| is_end(*at)).map_or(bytes.len(), |at| at + 1);
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_end_as_in_yaml() {
        let text = "é: à\r\nb: c\rd";
        let index = LineIndex::new(text);
        assert_eq!(index.lines(), 3);
        let at = text.find('à').unwrap();
        assert_eq!(index.position(text, at), Position { line: 1, column: 4, byte: 4 });
        assert_eq!(index.position(text, text.len()).line, 3);
        assert_eq!(index.position(text, 999).byte, text.len());
    }

    #[test]
    fn the_line_at_a_place_is_the_one_that_the_index_finds() {
        for text in ["", "a", "a\n", "é: à\r\nb: c\rd\n\nx", "\r\r\n\n\r"] {
            let index = LineIndex::new(text);
            for byte in (0..=text.len()).filter(|byte| text.is_char_boundary(*byte)) {
                let line = index.line(byte);
                let end = if line < index.lines() { index.start(line + 1) } else { text.len() };
                assert_eq!(line_at(text, byte), index.start(line)..end, "{text:?} at {byte}");
            }
        }
    }
}
