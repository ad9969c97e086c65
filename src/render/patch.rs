use super::{Style, visible};

/// What differs between two texts, as git writes it, to be read at a terminal.
pub(crate) fn patch(patch: &str, style: Style) -> String {
    let line = |line: &str| {
        let color = match line.chars().next() {
            _ if !style.color => "",
            Some('+') => "\u{1b}[32m",
            Some('-') => "\u{1b}[31m",
            Some('@') => "\u{1b}[36m",
            _ => "",
        };
        let end = if color.is_empty() { "" } else { "\u{1b}[0m" };
        // The CR of a line that ends with CR LF would be shown as a sign of its own.
        format!("{color}{}{end}\n", visible(line.strip_suffix('\r').unwrap_or(line)))
    };
    patch.lines().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_obeys_comes_out_of_a_patch() {
        let shown = patch("--- a/x\n+a\u{1b}[2J\r\n", Style::default());
        assert_eq!(shown, "--- a/x\n+a␛[2J\n");
        assert_eq!(patch("+a\n", Style { color: true }), "\u{1b}[32m+a\u{1b}[0m\n");
    }
}
