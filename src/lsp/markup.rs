use crate::render;

/// How hover texts are written: in Markdown, or as plain text.
#[derive(Clone, Copy)]
pub(super) struct Markup {
    pub is_markdown: bool,
}

impl Markup {
    /// A name that stands out.
    pub(super) fn bold(self, text: &str) -> String {
        if self.is_markdown { format!("**{}**", self.text(text)) } else { render::visible(text) }
    }

    /// What is written in files, letter by letter.
    pub(super) fn code(self, text: &str) -> String {
        let text = render::visible(text);
        if self.is_markdown && !text.contains('`') { format!("`{text}`") } else { text }
    }

    /// Text that is shown as it stands.
    pub(super) fn text(self, text: &str) -> String {
        let visible = render::visible(text);
        if !self.is_markdown {
            return visible;
        }
        let mut escaped = String::with_capacity(visible.len());
        let mut before = ' ';
        let mut rest = visible.chars().peekable();
        while let Some(letter) = rest.next() {
            let after = rest.peek().copied().unwrap_or(' ');
            let is_edge = !before.is_alphanumeric() || !after.is_alphanumeric();
            let is_mark = match letter {
                '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '!' | '&' => true,
                // Within a word, it is what it is.
                '_' => is_edge,
                '#' | '>' | '+' | '-' => before == ' ' && escaped.trim().is_empty(),
                _ => false,
            };
            if is_mark {
                escaped.push('\\');
            }
            escaped.push(letter);
            before = letter;
        }
        escaped
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_shown_as_it_stands() {
        let ink = Markup { is_markdown: true };
        assert_eq!(ink.text("a_b <img src=x> [l](u) _c_ *d*"), "a_b \\<img src=x> \\[l\\](u) \\_c\\_ \\*d\\*");
        assert_eq!(ink.text("# x\n- y"), "\\# x␊- y");
        assert_eq!(ink.code("a`b"), "a`b");
        assert_eq!(Markup { is_markdown: false }.bold("a*b"), "a*b");
    }
}
