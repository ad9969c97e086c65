use greffe::yaml::{Document, ProblemKind};

/// What is said of a text that has one mistake, and the characters that are shown.
fn said(text: &str) -> (String, String) {
    let document = Document::read(text.as_bytes());
    assert!(document.root.is_none(), "{text:?} is read");
    let [problem] = &document.problems[..] else { panic!("{:?} in {text:?}", document.problems) };
    let name = match &problem.kind {
        ProblemKind::Syntax(message) => message.id.to_owned(),
        other => format!("{other:?}"),
    };
    (name, document.text[problem.span.clone()].to_owned())
}

/// Each everyday mistake has a message of its own, not "something is wrong here".
#[test]
fn the_usual_mistakes_are_called_by_their_names() {
    let table = [
        ("name: Pour tous: prendre\n", "yaml-colon", ": prendre"),
        ("name: x\nlink:http://a\n", "yaml-colon", "link:http://a"),
        ("name: x\nincubator dinum\nb: c\n", "yaml-colon", "incubator dinum"),
        ("name: x\n  link: y\n", "yaml-colon", ": y"),
        ("name: x\n link: y\n", "yaml-colon", ": y"),
        ("- a: 1\n b: 2\n", "yaml-indentation", "b: 2"),
        ("a:\n\tb: c\n", "yaml-tab", "b: c"),
        ("a: b\n\tc: d\n", "yaml-tab", "\tc: d"),
        ("a: [b, c\nd: e\n", "yaml-brackets", ": e"),
        ("a: [b, c\n", "yaml-brackets", "[b, c"),
        ("a: {b: c\n", "yaml-brackets", "{b: c"),
        ("a: [b, c]]\n", "yaml-brackets", "]"),
        ("a: [b, c}\n", "yaml-brackets", "[b, c}"),
        ("a: 'b\nc: d\n", "yaml-quotes", "'b"),
        ("a: 'l'été'\n", "yaml-quotes", "été'"),
        ("a: \"C:\\dossier\"\n", "yaml-escape", "\"C:\\dossier\""),
        ("a: @b\n", "yaml-character", "@b"),
        ("a: `b`\n", "yaml-character", "`b`"),
        ("a: %b\n", "yaml-character", "%b"),
        ("a:\u{a0}b\nc: d\n", "NoBreakSpace", "\u{a0}"),
        ("a: b\r\nc:\u{a0}d\r\n", "NoBreakSpace", "\u{a0}"),
        ("a: b\nc:\u{a0}\n  - d\n", "NoBreakSpace", "\u{a0}"),
        ("a:\n  - b:\u{a0}c\n    d: e\n", "NoBreakSpace", "\u{a0}"),
        ("---\n", "Empty", ""),
    ];
    let found: Vec<_> = table.iter().map(|(text, ..)| (*text, said(text))).collect();
    let wanted: Vec<_> =
        table.iter().map(|(text, name, shown)| (*text, ((*name).to_owned(), (*shown).to_owned()))).collect();
    assert_eq!(found, wanted);
}

/// A no-break space that is not to blame keeps out of the way of the real mistake.
#[test]
fn a_no_break_space_elsewhere_is_not_blamed() {
    assert_eq!(said("a: \"b:\u{a0}c\"\nd: e: f\n").0, "yaml-colon");
    assert_eq!(said("# a:\u{a0}b\nd: e: f\n").0, "yaml-colon");
}

/// A last line without a line feed ends a block scalar without one, as the prescribed reader has it.
#[test]
fn a_block_at_the_very_end_is_read_as_it_is_written() {
    let value = |text: &str| Document::read(text.as_bytes()).root.unwrap().get("a").unwrap().scalar().unwrap();
    assert_eq!(value("a: |\n  b"), "b");
    assert_eq!(value("a: |\n  b\n"), "b\n");
    assert_eq!(value("a: >\n  b\n  c"), "b c");
    assert_eq!(value("a: |-\n  b\n"), "b");
}

/// A list that is indented no deeper than its key begins at its first dash, as any other.
#[test]
fn a_list_under_its_key_begins_at_its_dash() {
    let text = "a: # - un\n# - deux\n- b: 1\n- c\n";
    let root = Document::read(text.as_bytes()).root.unwrap();
    assert_eq!(&text[root.find("/a").unwrap().0.span.clone()], "- b: 1\n- c");
}
