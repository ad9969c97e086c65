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
pub fn markdown_paragraph(text: &str) -> String {
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

/// A text that Markdown shows as it is: no markup, no mention of a person or an issue.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in visible(text).chars() {
        match character {
            '\\' | '`' | '*' | '_' | '~' | '|' | '[' | ']' => out.extend(['\\', character]),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '@' => out.push_str("&#64;"),
            '#' => out.push_str("&#35;"),
            other => out.push(other),
        }
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
            "### a &#35; b\n\n| x\\|y | 2020 |\n| --- | ---: |\n\
             | &lt;b&gt;&amp;\\`\\*\\_\\~\\[l\\](u)␊&#64;all | 1 |\n\n\\\\\n\n\\+ a\n"
        );
    }
}
