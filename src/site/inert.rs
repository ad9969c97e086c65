use std::fmt::{self, Write};

use askama::filters::Escaper;

use crate::render::visible;

/// What every template escapes by: markup becomes text, and the characters that would reorder or hide
/// what is shown become visible ones.
#[derive(Clone, Copy, Debug)]
pub(super) struct Inert;

impl Escaper for Inert {
    fn write_escaped_str<W: Write>(&self, mut to: W, text: &str) -> fmt::Result {
        for (place, line) in text.split('\n').enumerate() {
            // In a page, a line feed is white space only.
            if place > 0 {
                to.write_char('\n')?;
            }
            for character in visible(line).chars() {
                match character {
                    '&' => to.write_str("&amp;")?,
                    '<' => to.write_str("&lt;")?,
                    '>' => to.write_str("&gt;")?,
                    '"' => to.write_str("&quot;")?,
                    '\'' => to.write_str("&#39;")?,
                    // No XML may hold them.
                    '\u{fffe}' | '\u{ffff}' => to.write_char('\u{fffd}')?,
                    other => to.write_char(other)?,
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_browser_or_an_eye_obeys_is_left() {
        let mut out = String::new();
        let text = "<a title=\"'x'\">&\u{202e}b\u{0}\nc\u{ffff}é";
        Inert.write_escaped_str(&mut out, text).unwrap();
        assert_eq!(out, "&lt;a title=&quot;&#39;x&#39;&quot;&gt;&amp;\u{fffd}b␀\nc\u{fffd}é");
    }
}
