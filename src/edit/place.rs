/// How a text ends its lines.
pub(super) fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// The place after the line in which a value that ends at `end` ends, and what must come first there: a line
/// feed, where the text ends without one.
pub(super) fn after_line(text: &str, end: usize) -> (usize, &'static str) {
    let before = text.get(..end).unwrap_or_default();
    // The end of a text in a block is the beginning of a line already.
    if before.ends_with('\n') {
        return (end, "");
    }
    match text.get(end..).and_then(|rest| rest.find('\n')) {
        Some(offset) => (end + offset + 1, ""),
        None => (text.len(), line_end(text)),
    }
}

/// What stands before `at` in its line.
pub(super) fn before_in_line(text: &str, at: usize) -> &str {
    text.get(..at).unwrap_or_default().rsplit('\n').next().unwrap_or_default()
}

/// As many spaces as a text is wide.
pub(super) fn blank(text: &str) -> String {
    " ".repeat(text.chars().count())
}
