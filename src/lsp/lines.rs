/// A line of a text that is being typed, read without a YAML parser, which would refuse an unfinished record. Columns
/// are in bytes, from 0.
pub(super) struct Line<'t> {
    /// Where it begins in the text, in bytes.
    pub start: usize,
    /// What it says, without its end.
    pub body: &'t str,
    /// The columns of the hyphens that begin items of lists.
    pub dashes: Vec<usize>,
    /// The column of what follows them.
    pub column: usize,
    /// The field that it names.
    pub key: Option<LineKey<'t>>,
}

/// A field that a line names.
pub(super) struct LineKey<'t> {
    /// Its name.
    pub name: &'t str,
    /// The column behind its colon.
    pub end: usize,
}

impl<'t> Line<'t> {
    /// The lines of a text, with what follows the last line feed.
    pub(super) fn all(text: &'t str) -> Vec<Line<'t>> {
        let mut lines = Vec::new();
        let mut start = 0;
        for piece in text.split('\n') {
            lines.push(Line::of(start, piece.trim_end_matches('\r')));
            start += piece.len() + 1;
        }
        lines
    }

    fn of(start: usize, body: &'t str) -> Line<'t> {
        let spaces =
            |from: usize| body.get(from..).unwrap_or_default().bytes().take_while(|byte| *byte == b' ').count();
        let mut column = spaces(0);
        let mut dashes = Vec::new();
        while let Some(rest) = body.get(column..).filter(|rest| *rest == "-" || rest.starts_with("- ")) {
            dashes.push(column);
            column += if rest == "-" { 1 } else { 1 + spaces(column + 1) };
        }
        let key =
            key(body.get(column..).unwrap_or_default()).map(|(name, length)| LineKey { name, end: column + length });
        Line { start, body, dashes, column, key }
    }

    /// What it says behind its hyphens.
    pub(super) fn content(&self) -> &'t str {
        self.body.get(self.column..).unwrap_or_default()
    }

    /// Whether it holds no value: blank, a comment, or a document marker.
    pub(super) fn is_idle(&self) -> bool {
        let content = self.content();
        (self.dashes.is_empty() && content.trim().is_empty()) || content.starts_with('#') || content.starts_with("---")
    }

    /// What it says of its field.
    pub(super) fn value(&self) -> &'t str {
        self.key.as_ref().and_then(|key| self.body.get(key.end..)).unwrap_or_default()
    }

    /// Whether it begins a text of several lines (`|`, `>`).
    pub(super) fn begins_text(&self) -> bool {
        self.value().trim_start().starts_with(['|', '>'])
    }

    /// The column in which a comment begins; the end of the line where there is none.
    pub(super) fn comment(&self) -> usize {
        let mut quote = None;
        let mut before = ' ';
        for (at, letter) in self.body.char_indices() {
            match (quote, letter) {
                (Some(open), _) if letter == open => quote = None,
                (Some(_), _) => {}
                // A quote within a word is an apostrophe.
                (None, '"' | '\'') if matches!(before, ' ' | '[' | '{' | ',' | ':') => quote = Some(letter),
                (None, '#') if before == ' ' => return at,
                (None, _) => {}
            }
            before = letter;
        }
        self.body.len()
    }
}

/// The field that a text begins with, and where its colon ends.
fn key(content: &str) -> Option<(&str, usize)> {
    let is_end = |rest: &str| rest.is_empty() || rest.starts_with(' ');
    if let Some(quote) = content.chars().next().filter(|first| matches!(first, '"' | '\'')) {
        let inside = content.get(1..)?;
        let (name, rest) = inside.split_once(quote)?;
        let rest = rest.strip_prefix(':').filter(|rest| is_end(rest))?;
        return Some((name, content.len() - rest.len()));
    }
    if content.starts_with(['[', '{', '|', '>', '&', '*', '!', '#', '%', '@', '`']) {
        return None;
    }
    let ends = content.match_indices(':').map(|(at, _)| at + 1);
    let end = ends.into_iter().find(|end| is_end(content.get(*end..).unwrap_or_default()))?;
    let name = content.get(..end - 1)?.trim_end();
    (!name.contains(" #")).then_some((name, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_tells_its_hyphens_its_field_and_its_comment() {
        let text = "a: 'x # y' # z\r\n  - - b:\n  -\n\"c d\": [e\n# f: g\n- https://h:8\n   \n";
        let lines = Line::all(text);
        let told: Vec<_> = lines
            .iter()
            .map(|line| (line.dashes.clone(), line.column, line.key.as_ref().map(|key| key.name), line.is_idle()))
            .collect();
        assert_eq!(
            told,
            [
                (vec![], 0, Some("a"), false),
                (vec![2, 4], 6, Some("b"), false),
                (vec![2], 3, None, false),
                (vec![], 0, Some("c d"), false),
                (vec![], 0, None, true),
                (vec![0], 2, None, false),
                (vec![], 3, None, true),
                (vec![], 0, None, true),
            ]
        );
        assert_eq!(lines[0].comment(), 11);
        assert_eq!(lines[0].value(), " 'x # y' # z");
        assert_eq!(&text[lines[3].start..lines[3].start + 3], "\"c ");
    }
}
