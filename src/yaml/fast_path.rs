use std::ops::Range;

use super::{Entry, Node, Value, scalar};

/// How deep lists and mappings may nest here.
const DEPTH: usize = 8;
/// How many entries a mapping may have here.
const ENTRIES: usize = 64;
/// How many keys and values a text may hold here.
const NODES: usize = 2_000;
/// How long a key may be here, in bytes.
const KEY: usize = 80;

/// Reads a text that is written as nearly every record is: mappings and lists by indentation, with
/// plain or quoted values of one line. It gives what the parser would, in a quarter of the time.
///
/// `None` is no error: the text may be right or wrong, and the parser must decide. Whatever
/// needs a second thought is left to it (a tag, an escape, a brace, a value of several lines, a key
/// that stands twice, a character that can't be seen), so this can't be too strict.
pub(super) fn tree(text: &str) -> Option<Node> {
    let mut reader = FastReader { text, at: 0, line: None, nodes: 0 };
    if !is_visible(text.as_bytes()) {
        return None;
    }
    reader.advance();
    let root = match reader.line?.indent {
        0 => reader.block(0)?,
        _ => return None,
    };
    reader.line.is_none().then_some(root)
}

/// Whether a text is made of visible characters, spaces and line feeds. Some characters that are
/// visible are refused too: what matters is that no invisible one passes.
fn is_visible(bytes: &[u8]) -> bool {
    let next = |at: usize| bytes.get(at).copied().unwrap_or_default();
    bytes.iter().enumerate().all(|(at, byte)| match byte {
        b'\n' | 0x20..=0x7e | 0x80..=0xbf => true,
        // The control characters of Latin 1, and the no-break space.
        0xc2 => next(at + 1) > 0xa0,
        // Marks of direction, line and paragraph separators, spaces of no width.
        0xe2 => next(at + 1) > 0x80 || (0x90..0xa8).contains(&next(at + 2)),
        // Byte order marks and noncharacters.
        0xef => false,
        0xc3..=0xf4 => true,
        _ => false,
    })
}

struct FastReader<'a> {
    text: &'a str,
    /// Where the next line begins.
    at: usize,
    /// The line to be read; none at the end.
    line: Option<LineSpan>,
    nodes: usize,
}

/// What is left to be read of a line: neither empty nor a comment, without the spaces at its end.
#[derive(Clone, Copy)]
struct LineSpan {
    indent: usize,
    start: usize,
    end: usize,
}

impl<'a> FastReader<'a> {
    fn bytes(&self, range: Range<usize>) -> &'a [u8] {
        self.text.as_bytes().get(range).unwrap_or_default()
    }

    fn advance(&mut self) {
        self.line = None;
        while self.line.is_none() && self.at < self.text.len() {
            let rest = self.bytes(self.at..self.text.len());
            let length = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
            let content = rest.get(..length).unwrap_or_default();
            let indent = content.iter().take_while(|byte| **byte == b' ').count();
            let (start, end) = (self.at + indent, self.at + content.trim_ascii_end().len());
            self.at += length + 1;
            if end > start && content.get(indent) != Some(&b'#') {
                self.line = Some(LineSpan { indent, start, end });
            }
        }
    }

    /// The mapping or list whose first line is the one to be read.
    fn block(&mut self, depth: usize) -> Option<Node> {
        let line = self.line?;
        if depth == DEPTH {
            return None;
        }
        self.count()?;
        match self.is_item(line) {
            true => self.list(line.indent, depth),
            false => self.mapping(line.indent, depth),
        }
    }

    fn count(&mut self) -> Option<()> {
        self.nodes += 1;
        (self.nodes <= NODES).then_some(())
    }

    fn is_item(&self, line: LineSpan) -> bool {
        matches!(self.bytes(line.start..line.end), [b'-'] | [b'-', b' ', ..])
    }

    fn list(&mut self, indent: usize, depth: usize) -> Option<Node> {
        let first = self.line?.start;
        let mut items: Vec<Node> = Vec::new();
        while let Some(line) = self.line.filter(|line| line.indent == indent && self.is_item(*line)) {
            let rest = self.skip_spaces(line.start + 1, line.end);
            let rest = LineSpan { indent: indent + (rest - line.start), start: rest, end: line.end };
            // An item of no value, or one that begins on the next line, or is a list itself.
            if rest.start == rest.end || self.is_item(rest) {
                return None;
            }
            items.push(if self.key(rest).is_some() {
                self.line = Some(rest);
                self.block(depth + 1)?
            } else {
                self.value(rest, indent)?
            });
        }
        self.is_over(indent)?;
        let end = items.last()?.span.end;
        Some(Node { span: first..end, value: Value::List(items) })
    }

    fn mapping(&mut self, indent: usize, depth: usize) -> Option<Node> {
        let first = self.line?.start;
        // As many fields as most records have, and most of the mappings in them.
        let mut entries: Vec<Entry> = Vec::with_capacity(if depth == 0 { 16 } else { 4 });
        let mut end = first;
        while let Some(line) = self.line.filter(|line| line.indent == indent && !self.is_item(*line)) {
            let key_span = self.key(line)?;
            let key = self.text.get(key_span.clone())?;
            if entries.len() == ENTRIES || entries.iter().any(|entry| entry.key == key) {
                return None;
            }
            self.count()?;
            let rest = self.skip_spaces(key_span.end + 1, line.end);
            let value = if rest < line.end {
                self.value(LineSpan { indent, start: rest, end: line.end }, indent)?
            } else {
                self.advance();
                match self.line {
                    Some(next) if next.indent > indent || (next.indent == indent && self.is_item(next)) => {
                        self.block(depth + 1)?
                    }
                    _ => {
                        self.count()?;
                        Node { span: key_span.end..key_span.end, value: Value::Null }
                    }
                }
            };
            end = if value.is_null() && value.span.is_empty() { key_span.end + 1 } else { value.span.end };
            entries.push(Entry { key: key.to_owned(), key_span, value });
        }
        self.is_over(indent)?;
        Some(Node { span: first..end, value: Value::Map(entries) })
    }

    /// Whether the line to be read belongs to what holds the block that was indented so.
    fn is_over(&self, indent: usize) -> Option<()> {
        self.line.is_none_or(|line| line.indent <= indent).then_some(())
    }

    fn skip_spaces(&self, from: usize, to: usize) -> usize {
        from + self.bytes(from..to).iter().take_while(|byte| **byte == b' ').count()
    }

    /// The key that a line begins with: a word of ASCII, a colon, then a space or nothing.
    fn key(&self, line: LineSpan) -> Option<Range<usize>> {
        let bytes = self.bytes(line.start..line.end);
        if !bytes.first()?.is_ascii_alphabetic() {
            return None;
        }
        let is_word = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        let length = bytes.iter().take_while(is_word).count();
        let is_key = length <= KEY && matches!(bytes.get(length..)?, [b':'] | [b':', b' ', ..]);
        is_key.then(|| line.start..line.start + length)
    }

    /// The value that is all the rest of a line, of a key or item that is indented so.
    fn value(&mut self, rest: LineSpan, indent: usize) -> Option<Node> {
        self.count()?;
        let (span, bytes) = (rest.start..rest.end, self.bytes(rest.start..rest.end));
        let text = self.text.get(span.clone())?;
        let value = match bytes {
            [quote @ (b'"' | b'\''), inner @ .., last] if last == quote => {
                if inner.iter().any(|byte| byte == quote || *byte == b'\\') {
                    return None;
                }
                Value::Text(text.get(1..text.len() - 1)?.to_owned())
            }
            [first, ..] if first.is_ascii_alphanumeric() || matches!(first, b'(' | b'/') || *first >= 0x80 => {
                let next = |at: usize| bytes.get(at + 1).copied();
                let ends = |(at, byte): (usize, &u8)| match byte {
                    b':' => next(at).is_none_or(|next| next == b' '),
                    b' ' => next(at) == Some(b'#'),
                    _ => false,
                };
                if bytes.iter().enumerate().any(ends) {
                    return None;
                }
                scalar::resolve(text).ok()?
            }
            _ => return None,
        };
        self.advance();
        // A deeper line would go on with the value.
        self.is_over(indent)?;
        Some(Node { span, value })
    }
}

#[cfg(test)]
mod comparison;
