use std::borrow::Cow;

/// The text with every character that a terminal would obey, or that would reorder what is shown,
/// replaced by a visible one. Line feeds become `␊`: the result is one line.
pub fn visible(text: &str) -> String {
    shown(text).into_owned()
}

/// The same, without a copy of a text that is visible as it is: most are.
pub(super) fn shown(text: &str) -> Cow<'_, str> {
    match text.chars().all(|character| visible_char(character) == character) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.chars().map(visible_char).collect()),
    }
}

/// The visible stand-in of a character; most stand for themselves.
fn visible_char(character: char) -> char {
    match character {
        // The pictures of the control characters stand in their order from U+2400 on.
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(character)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => '\u{fffd}',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_obeys_is_left() {
        assert_eq!(visible("a\u{1b}[31mb\r\n\u{202e}c\u{9b}é"), "a␛[31mb␍␊\u{fffd}c\u{fffd}é");
    }
}
