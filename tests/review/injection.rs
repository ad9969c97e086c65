//! Whatever a register or a commit contains, a review shows it as text: it never becomes markup, a link or a mention.

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::{DAY, STARTUP, register, startup};
use crate::support::NOON;

const NASTY: [&str; 12] = [
    "@everyone",
    "<img src=x onerror=alert(1)>",
    "</details><script>alert(1)</script>",
    "[a](https://example.invalid)",
    "![a](https://example.invalid/a.png)",
    "`code` **bold** _it_ ~~gone~~",
    "https://example.invalid/path",
    "www.example.invalid",
    "a@example.invalid",
    "one\\ntwo\\n# three\\n/close",
    "| cell | #12 !34 $x$ :tada: &amp;",
    "\\u001b[31m\\u202e<!--",
];

/// Whether this is markup of the review itself: headings, lists, tables and emphasis.
fn is_ours(tag: &Tag<'_>) -> bool {
    let is_block = matches!(tag, Tag::Paragraph | Tag::Heading { .. } | Tag::List(None) | Tag::Item | Tag::HtmlBlock);
    let is_table = matches!(tag, Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell);
    is_block || is_table || matches!(tag, Tag::Strong)
}

#[test]
fn a_comment_holds_no_markup_link_or_mention_that_the_register_wrote() {
    let repo = register();
    for (at, name) in NASTY.iter().enumerate() {
        let text = startup("X", "  - name: construction\n    start: 2018-06-01\n")
            .replace("2018-06-01", &format!("2018-06-{:02}", at + 1))
            .replace("name: X", &format!("name: \"{name}\""));
        repo.write(&format!("registry/startups/n{at}.yml"), text);
    }
    repo.write(STARTUP, "name: [@all](https://example.invalid)\nphases: <b>\n");
    repo.commit(NOON + DAY, "Nasty\n\nCorrection: <b>@everyone</b> [a](https://example.invalid)");
    let comment = repo.greffe(&["review", "--base", "main", "--head", "HEAD", "--format", "markdown"]).stdout;
    for forbidden in
        ["@e", "@a", "<img", "<script", "://", "www.e", "```", "**bold", "<!--", "\u{1b}", "\u{202e}", ":tada", "$x"]
    {
        assert!(!comment.contains(forbidden), "{forbidden} in\n{comment}");
    }
    let mut said = String::new();
    for event in Parser::new_ext(&comment, Options::all()) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                let ours = ["<details>", "</details>", "<summary>", "</summary>", "<sub>", "</sub>"];
                let rest = ours.iter().fold(html.to_string(), |rest, tag| rest.replace(tag, ""));
                assert!(!rest.contains('<'), "{html}");
            }
            Event::Text(text) => said.push_str(&text),
            Event::Start(tag) => assert!(is_ours(&tag), "{tag:?} in\n{comment}"),
            Event::End(_) | Event::SoftBreak => {}
            other => panic!("{other:?} in\n{comment}"),
        }
    }
    let said = said.replace('\u{200b}', "");
    for name in NASTY.iter().take(9) {
        assert!(said.contains(name), "{name} is not shown in\n{said}");
    }
    assert!(comment.lines().all(|line| !line.starts_with('/') && !line.starts_with("# ")), "{comment}");
}

#[test]
fn a_comment_is_never_too_long_and_says_that_it_is_cut() {
    let repo = register();
    for at in 0..900 {
        let (year, month, day) = (2012 + at / 150, at % 12 + 1, at / 12 % 28 + 1);
        let phases = format!("  - name: construction\n    start: {year}-{month:02}-{day:02}\n");
        let text = startup(&format!("{} {at}", "é&".repeat(40)), &phases);
        repo.write(&format!("registry/startups/n{at}.yml"), text.replace("[dinum]", &format!("[inconnu-{at}]")));
    }
    repo.commit(NOON + DAY, "Many");
    let comment = repo.greffe(&["review", "--base", "main", "--head", "HEAD", "--format", "markdown"]).stdout;
    assert!(comment.len() <= 65_536, "{}", comment.len());
    assert_eq!(comment.matches("<details>").count(), comment.matches("</details>").count());
    assert!(comment.contains("more (greffe review --full)"), "{}", &comment[comment.len() - 900..]);
    let alone: Vec<&str> = comment.lines().filter(|line| line.contains("n899")).collect();
    let is_cut = comment.contains("This review is cut");
    assert_eq!(alone.is_empty(), is_cut, "{comment}");
}
