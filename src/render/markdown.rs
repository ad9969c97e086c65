use super::{Sheet, visible};

/// A sheet as Markdown: a heading, a table, and its notes.
pub fn markdown(sheet: &Sheet) -> String {
    let mut text = String::new();
    if let Some(title) = &sheet.title {
        text.push_str(&format!("### {}\n\n", escaped(title)));
    }
    text.push_str(&line(&sheet.head));
    let rule = (0..sheet.head.len()).map(|at| if at < sheet.numbers_from { " --- |" } else { " ---: |" });
    text.push_str(&format!("|{}\n", rule.collect::<String>()));
    for row in &sheet.rows {
        text.push_str(&line(row));
    }
    for note in &sheet.notes {
        text.push_str(&format!("\n{}\n", sentence(note)));
    }
    text
}

/// A sentence as a paragraph of Markdown.
pub(crate) fn markdown_paragraph(text: &str) -> String {
    format!("{}\n\n", sentence(text))
}

/// A sentence that is not taken for an item of a list.
fn sentence(text: &str) -> String {
    let text = escaped(text.trim());
    match text.starts_with(['+', '-', '=']) {
        true => format!("\\{text}"),
        false => text,
    }
}

fn line(cells: &[String]) -> String {
    let cells: String = cells.iter().map(|cell| format!(" {} |", escaped(cell.trim()))).collect();
    format!("|{cells}\n")
}

/// A text that Markdown shows as it is: no markup, no link, no formula, no mention of a person, an issue or
/// whatever else a forge knows by a sign.
///
/// Forges look for addresses and mentions in the rendered text, where an escaped sign is plain again: only an invisible
/// character between the sign and what follows stops them.
pub(super) fn escaped(text: &str) -> String {
    const APART: &str = "&#8203;";
    let text = visible(text);
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    let mut before = ' ';
    while let Some(character) = rest.next() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '~' | '|' | '[' | ']' | '$' | '#' => out.extend(['\\', character]),
            other => out.push(other),
        }
        let next = rest.peek().copied().unwrap_or(' ');
        let begins_a_name = next.is_alphanumeric() || matches!(next, '_' | '-' | '"' | '+' | '.');
        let is_sign = matches!(character, '@' | '#' | '!' | '%' | '~' | '$' | '&' | '^');
        let is_address = (character == ':' && next == '/') || (character == '.' && before.eq_ignore_ascii_case(&'w'));
        let is_picture = character == ':' && (next.is_ascii_alphabetic() || matches!(next, '+' | '-'));
        if (is_sign && begins_a_name) || is_address || is_picture {
            out.push_str(APART);
        }
        before = character;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_cell_is_markup() {
        let sheet = Sheet {
            title: Some("a # b".into()),
            head: vec!["x|y".into(), "2020".into()],
            rows: vec![vec!["  <b>&`*_~[l](u)\n@all".into(), "1".into()]],
            numbers_from: 1,
            notes: vec!["\\".into(), "  + a".into()],
        };
        assert_eq!(
            markdown(&sheet),
            "### a \\# b\n\n| x\\|y | 2020 |\n| --- | ---: |\n\
             | &lt;b&gt;&amp;\\`\\*\\_\\~\\[l\\](u)␊@&#8203;all | 1 |\n\n\\\\\n\n\\+ a\n"
        );
    }
}
