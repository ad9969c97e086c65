//! The fast path compared with the parser: what the fast path reads, the parser reads alike.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngSeed, TestRunner};

use super::*;
use crate::yaml::build;

/// Values that this reader takes, and values that it must leave.
const TAKEN: [&str; 16] = [
    "",
    "",
    "x",
    "x y",
    "1",
    "1.5",
    "0755",
    "2018-06-01",
    "true",
    "null",
    "nullement",
    "'x: y'",
    "\"x # y\"",
    "''",
    "x:y",
    "’été",
];
const LEFT: [&str; 28] = [
    "~",
    "\"\"\"",
    "'it''s'",
    "\"a\\n\"",
    "x: y",
    "x:",
    "x #c",
    "x#c",
    "# c",
    "(x)",
    "/x",
    "[]",
    "[a, b]",
    "{a: 1}",
    "|",
    ">-",
    "&x",
    "*x",
    "!t x",
    "@x",
    "%x",
    "- x",
    "\u{a0}x",
    "99999999999999999999",
    "'x' y",
    "x\\y",
    "---",
    "...",
];

fn lines() -> impl Strategy<Value = String> {
    let indent = prop_oneof![8 => Just(0), 8 => Just(2), 2 => Just(4), 1 => 0..6_usize];
    let key = prop_oneof![12 => "[a-z]{1,2}", 1 => Just("a".to_owned()), 1 => Just("é".to_owned())];
    let head = (key, 0..20_u8).prop_map(|(key, form)| match form {
        0 => "-".to_owned(),
        1 => "- -".to_owned(),
        2 => format!("-  {key}:"),
        3..8 => format!("- {key}:"),
        _ => format!("{key}:"),
    });
    let value = prop_oneof![12 => proptest::sample::select(&TAKEN[..]), 1 => proptest::sample::select(&LEFT[..])];
    let line = (indent, head, value, 0..30_u8).prop_map(|(indent, head, value, other)| {
        let line = match other {
            0 => format!("{head}{value}"),
            1 => value.to_owned(),
            2 => format!("{head}  {value}  "),
            3 => String::new(),
            4 => "# c".to_owned(),
            5..8 => format!("- {value}"),
            _ => format!("{head} {value}"),
        };
        format!("{}{line}", " ".repeat(indent))
    });
    (proptest::collection::vec(line, 0..8), any::<bool>())
        .prop_map(|(lines, last)| lines.join("\n") + if last { "\n" } else { "" })
}

fn is_as_the_parser_reads_it(text: &str) -> Option<bool> {
    let ours = tree(text)?;
    let (theirs, problems) = build::tree(text);
    Some(problems.is_empty() && theirs.as_ref() == Some(&ours))
}

proptest! {
    #![proptest_config(Config { cases: 20_000, rng_seed: RngSeed::Fixed(352), failure_persistence: None, ..Config::default() })]

    #[test]
    fn what_is_read_the_short_way_is_what_the_parser_reads(text in lines()) {
        prop_assert!(is_as_the_parser_reads_it(&text) != Some(false), "{:?}\n{:#?}\n{:#?}", text, tree(&text), build::tree(&text));
    }
}

#[test]
fn no_character_is_taken_that_the_parser_refuses() {
    for character in ('\0'..='\u{ffff}').chain('\u{1f5ff}'..='\u{1f64f}').chain('\u{10fff0}'..=char::MAX) {
        for text in [format!("a: x{character}y\nb: 1\n"), format!("a: {character}\n"), format!("a: '{character}'")] {
            assert_ne!(is_as_the_parser_reads_it(&text), Some(false), "{text:?}");
        }
    }
}

#[test]
fn texts_that_are_read_the_short_way_are_among_those_that_are_compared() {
    let mut runner = TestRunner::deterministic();
    let drawn = (0..1_000).map(|_| lines().new_tree(&mut runner).unwrap().current());
    let read = drawn.filter(|text| tree(text).is_some()).count();
    assert!(read > 30, "{read} of 1000");
}

#[test]
fn an_everyday_record_is_read_the_short_way() {
    for text in [
        "a: 1",
        "# c\nname: L’été\nlist:\n- a\n- 'b: c'\nphases:\n  - name: x\n    start: 2018-01-01\n\n  - name: y\nlast:\n",
        "- a: 1\n  b:\n    c: \"d\"\n- e\n",
        "a:\n- b:\n  - c\nd: 0755\n",
    ] {
        assert_eq!(
            is_as_the_parser_reads_it(text),
            Some(true),
            "{text:?}\n{:#?}\n{:#?}",
            tree(text),
            build::tree(text)
        );
    }
}

#[test]
fn what_is_vast_is_left_to_the_parser() {
    assert_eq!(tree(&"- a:\n".repeat(NODES)), None);
    assert_eq!(tree(&(0..=ENTRIES).map(|at| format!("a{at}: 1\n")).collect::<String>()), None);
    assert_eq!(tree(&(0..=DEPTH).map(|at| format!("{}a:\n", " ".repeat(at))).collect::<String>()), None);
}
