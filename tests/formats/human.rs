use super::{findings, odd, text};

/// What a terminal obeys, or what reorders or hides what it shows.
fn is_obeyed(character: char) -> bool {
    let hides = matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    character.is_control() || hides || character == '\u{feff}'
}

/// The text without its SGR sequences (colours, bold): the only escapes that may be there.
fn without_colors(text: &str) -> String {
    let mut pieces = text.split("\u{1b}[");
    let mut plain = pieces.next().unwrap().to_owned();
    for piece in pieces {
        let parameters = piece.find(|character: char| !character.is_ascii_digit() && character != ';');
        let end = parameters.unwrap_or_else(|| panic!("an escape without end: {piece:?}"));
        assert_eq!(&piece[end..=end], "m", "not a colour: {piece:?}");
        plain.push_str(&piece[end + 1..]);
    }
    plain
}

#[test]
fn nothing_of_a_record_is_obeyed_by_a_terminal() {
    let repo = odd();
    for color in ["never", "auto"] {
        let out = repo.greffe(&["validate", "--color", color]).stdout;
        let obeyed: Vec<char> = out.chars().filter(|c| is_obeyed(*c) && *c != '\n').collect();
        assert!(obeyed.is_empty(), "{color}: {obeyed:?}");
    }
}

#[test]
fn with_colors_the_only_escapes_are_colors_and_the_words_are_the_same() {
    let repo = odd();
    let colored = repo.greffe(&["validate", "--color", "always"]).stdout;
    assert!(colored.contains("\u{1b}["));
    let plain = without_colors(&colored);
    assert!(!plain.chars().any(|c| is_obeyed(c) && c != '\n'), "{plain:?}");
    for finding in findings(&repo) {
        assert!(plain.contains(&format!("{} {}", text(&finding, "code"), text(&finding, "slug"))), "{finding}");
    }
}

#[test]
fn every_finding_is_shown_with_its_code_its_place_and_how_to_mend_it() {
    let repo = odd();
    let out = repo.greffe(&["validate", "--color", "never"]).stdout;
    let findings = findings(&repo);
    for finding in &findings {
        let path = text(finding, "path");
        assert!(out.contains(&format!("[{path}")), "{path}: {out}");
        assert!(out.contains(&greffe::render::visible(&format!("help: {}", text(finding, "help")))), "{finding}");
    }
    assert_eq!(out.matches("  help: ").count(), findings.len());
}

#[test]
fn no_color_in_the_environment_is_respected_and_always_is_stronger() {
    let repo = odd();
    let run = |color: &str| {
        let args = ["--lang", "en", "--color", color, "validate"];
        repo.greffe_with(&repo.path(), &[("NO_COLOR", "1")], &args).stdout
    };
    assert!(!run("auto").contains('\u{1b}'));
    assert!(run("always").contains('\u{1b}'));
}
