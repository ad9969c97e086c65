use std::borrow::Cow;

/// The text with every character that a terminal would obey, or that would reorder what is shown,
/// replaced by a visible one. Line feeds become `␊`: the result is one line.
pub fn visible(text: &str) -> String {
    shown(text).into_owned()
}

/// Like [`visible`], but without a copy where nothing is replaced, as in most texts.
pub(super) fn shown(text: &str) -> Cow<'_, str> {
    match is_visible(text.as_bytes()) || text.chars().all(|character| visible_char(character) == character) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.chars().map(visible_char).collect()),
    }
}

/// Whether every character of a text stands for itself, as far as its bytes (UTF-8) tell at a glance.
fn is_visible(bytes: &[u8]) -> bool {
    let next = |at: usize, by: usize| bytes.get(at + by).copied().unwrap_or_default();
    bytes.iter().enumerate().all(|(at, byte)| match byte {
        0x20..=0x7e | 0x80..=0xc1 | 0xc3..=0xd7 | 0xd9..=0xe1 | 0xe3..=0xee | 0xf0..=0xf2 => true,
        // From the no-break space on.
        0xc2 => next(at, 1) >= 0xa0,
        // Dashes, quotes and points, then the mathematical signs and all that follows.
        0xe2 => next(at, 1) > 0x81 || (next(at, 1) == 0x80 && (0x90..=0xa7).contains(&next(at, 2))),
        _ => false,
    })
}

/// The visible character to show for a character: for most, itself.
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
    fn a_glance_takes_no_character_for_visible_that_is_not() {
        for character in '\0'..=char::MAX {
            let text = character.to_string();
            assert!(!is_visible(text.as_bytes()) || visible_char(character) == character, "{character:?}");
        }
        assert!(is_visible("« L’été… » – 100 %".as_bytes()), "what French is written with is seen at a glance");
    }

    #[test]
    fn nothing_that_a_terminal_obeys_is_left() {
        assert_eq!(visible("a\u{1b}[31mb\r\n\u{202e}c\u{9b}é"), "a␛[31mb␍␊\u{fffd}c\u{fffd}é");
    }
}
