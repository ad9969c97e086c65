/// A line of a commit's message that gives a reason, as `Correction: REASON`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trailer {
    /// The reason, on one line; or why what stands there is none.
    pub reason: Result<String, NoReason>,
    /// The lines as they are written, joined by a space.
    pub written: String,
}

/// Why what stands behind a trailer's name is no reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoReason {
    /// Nothing that can be seen stands there.
    Empty,
    /// It is the word that a guide shows in place of a reason, or is too short to say anything.
    Placeholder,
}

/// What guides show in place of a reason, and what people type to get past a question.
const PLACEHOLDERS: [&str; 12] =
    ["raison", "reason", "motif", "pourquoi", "why", "todo", "tbd", "xxx", "test", "fix", "correction", "none"];
/// A reason has at least this many letters.
const LETTERS: usize = 3;

/// The reasons that a message gives under this name (in letters of either case), in their order.
///
/// git reads trailers in the last paragraph alone, and a forge's squash puts lines of its own there. So a line counts
/// wherever it stands, as the subject too and behind a list's bullet; it goes on over the lines that follow it, up to
/// an empty one, another trailer, an item or a separator.
pub fn trailers(message: &str, name: &str) -> Vec<Trailer> {
    let mut found = Vec::new();
    let mut lines = message.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(first) = value_of(line, name) else { continue };
        let mut value = first.to_owned();
        let mut written = line.trim().to_owned();
        while let Some(next) = lines.next_if(|next| !is_apart(next, name)) {
            for text in [&mut value, &mut written] {
                text.push(' ');
                text.push_str(next.trim());
            }
        }
        found.push(Trailer { reason: reason(&value), written });
    }
    found
}

/// Whether a line is no part of the reason before it.
fn is_apart(line: &str, name: &str) -> bool {
    let line = line.trim();
    let is_item = line.strip_prefix(['-', '*', '+']).is_some_and(|rest| rest.starts_with(' '));
    let is_separator = line.len() >= 3 && ['-', '=', '*', '_'].iter().any(|c| line.chars().all(|other| other == *c));
    let is_key = |key: &str| key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    // An address (https://…) is no trailer.
    let is_trailer = line.split_once(':').is_some_and(|(key, rest)| {
        !key.is_empty() && is_key(key) && (rest.is_empty() || rest.starts_with(char::is_whitespace))
    });
    let is_pick = line.starts_with("(cherry picked from ");
    line.is_empty() || is_item || is_separator || is_trailer || is_pick || value_of(line, name).is_some()
}

/// What follows a trailer's name in a line. French puts a space before the colon.
fn value_of<'l>(line: &'l str, name: &str) -> Option<&'l str> {
    let line = line.trim();
    let line =
        line.strip_prefix(['-', '*', '+']).map_or(line, |rest| if rest.starts_with(' ') { rest.trim() } else { line });
    let (head, rest) = line.split_at_checked(name.len())?;
    let value = rest.trim_start().strip_prefix(':')?;
    head.eq_ignore_ascii_case(name).then_some(value.trim())
}

fn reason(value: &str) -> Result<String, NoReason> {
    let shown: String = value.chars().filter(|c| !is_invisible(*c)).collect();
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = shown.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    match bare.chars().filter(|c| c.is_alphanumeric()).count() {
        _ if shown.is_empty() => Err(NoReason::Empty),
        letters if letters < LETTERS || PLACEHOLDERS.contains(&bare.as_str()) => Err(NoReason::Placeholder),
        _ => Ok(shown),
    }
}

/// Control and format characters, which show nothing (Unicode's `Cc` and `Cf`, as far as they occur in texts, and the
/// letters that fill without being seen).
const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{0}'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}'
            | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reasons(message: &str) -> Vec<Result<String, NoReason>> {
        trailers(message, "Correction").into_iter().map(|trailer| trailer.reason).collect()
    }

    fn one(reason: &str) -> Vec<Result<String, NoReason>> {
        vec![Ok(reason.to_owned())]
    }

    #[test]
    fn a_reason_is_found_wherever_its_line_stands() {
        for message in [
            "Correction: a never existed",
            "correction : a never existed\n",
            "Drop a\n\nIt was a test record.\nCorrection: a never existed",
            "Correct (#12)\n\nCorrection: a never existed\n\nCo-authored-by: X <x@example.org>",
            "Correct (#12)\n\n* Correction: a never existed\n\n---------\n\nCo-authored-by: X <x@example.org>",
            "Drop a\n\nSigned-off-by: X\nCorrection: a never existed\nReviewed-by: Y",
            "Drop a\r\n\r\nCorrection: a never\r\n existed\r\n",
            "Drop a\n\nCorrection: a\nnever existed\n---------\nSigned-off-by: X",
            "Drop a\n\nCorrection: a \u{200b}never existed\n(cherry picked from commit 0123)",
        ] {
            assert_eq!(reasons(message), one("a never existed"), "{message:?}");
        }
    }

    #[test]
    fn each_line_gives_its_own_reason() {
        let message = "Two\n\nCorrection: first one\nCorrection: second one";
        assert_eq!(reasons(message), [Ok("first one".to_owned()), Ok("second one".to_owned())]);
    }

    #[test]
    fn what_says_nothing_is_no_reason() {
        for (value, why) in [
            ("", NoReason::Empty),
            ("  \u{200b}\u{2060}", NoReason::Empty),
            (".", NoReason::Placeholder),
            ("x", NoReason::Placeholder),
            ("RAISON", NoReason::Placeholder),
            ("<reason>", NoReason::Placeholder),
            ("…", NoReason::Placeholder),
        ] {
            assert_eq!(reasons(&format!("Drop a\n\nCorrection: {value}\n")), [Err(why)], "{value:?}");
        }
        assert_eq!(reasons("Correct the spelling of Corrections: all"), []);
        assert_eq!(reasons("Correction of a date"), []);
    }

    #[test]
    fn what_was_written_is_kept_to_be_quoted() {
        let found = trailers("Drop a\n\n  Correction:   RAISON", "Correction");
        assert_eq!(found.first().map(|trailer| trailer.written.as_str()), Some("Correction:   RAISON"));
    }
}
