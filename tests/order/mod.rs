//! Records that are put in order: the fields move, with their comments, and what is said never changes.

mod command;
mod made;
mod real;

use greffe::edit::{Disorder, in_order};
use greffe::schema::Outline;
use greffe::yaml::{Document, Node, Value};
use made::{Made, NAMES, schema};
use proptest::prelude::*;

/// What a text says, as another reader sees it.
fn said(text: &str) -> serde_json::Value {
    serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// The comments of a text: those that begin a line, and those that the generator marks.
fn comments(text: &str) -> Vec<&str> {
    let marked = |line: &str| ["#over ", "#at ", "#item "].iter().find_map(|mark| line.find(mark));
    let begun = |line: &str| line.trim_start().starts_with('#').then(|| line.len() - line.trim_start().len());
    let mut found: Vec<&str> =
        text.lines().filter_map(|line| marked(line).or_else(|| begun(line)).map(|at| line[at..].trim_end())).collect();
    found.sort_unstable();
    found
}

/// Whether the fields of every mapping are in the order of the schema.
fn is_in_order(node: &Node) -> bool {
    match &node.value {
        Value::List(items) => items.iter().all(is_in_order),
        Value::Map(entries) => {
            let ranks: Vec<usize> =
                entries.iter().map(|entry| NAMES.iter().position(|name| *name == entry.key).unwrap().min(6)).collect();
            // Of what is in a field that it does not know, the schema says nothing.
            let known = entries.iter().filter(|entry| NAMES[..6].contains(&entry.key.as_str()));
            ranks.is_sorted() && known.map(|entry| &entry.value).all(is_in_order)
        }
        _ => true,
    }
}

/// Each comment that stood above a field stands above it, and each beside it is beside it.
fn comments_are_with_their_fields(text: &str) {
    let lines: Vec<&str> = text.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        let bare = line.trim();
        if let Some(rest) = bare.strip_prefix("#over ") {
            let name = rest.split(' ').next().unwrap();
            let is_field = |line: &&&str| !line.trim().is_empty() && !line.trim().starts_with('#');
            let next = lines[at..].iter().find(is_field).unwrap().trim().trim_start_matches("- ").replace('"', "");
            assert!(next.starts_with(&format!("{name}:")), "{bare} is above {next} in\n{text}");
        } else if let Some((before, rest)) = bare.split_once(" #at ") {
            let name = rest.split(' ').next().unwrap();
            let before = before.trim_start_matches("- ").replace('"', "");
            assert!(before.starts_with(&format!("{name}:")), "{bare} in\n{text}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_record_says_the_same_with_the_same_comments_and_stays_in_order(
        choices in proptest::collection::vec(any::<u8>(), 0..200),
    ) {
        let text = Made::record(&choices);
        let before = Document::read(text.as_bytes());
        prop_assert_eq!(&before.problems, &[], "{}", text);
        let schema = schema();
        let outline = Outline::of(&schema);
        match in_order(&text, &outline) {
            // The end of the last line is a part of a text in a block that stands there.
            Err(Disorder::UnknownStyle) => prop_assert!(!text.ends_with('\n') && text.contains(" |"), "{}", text),
            Err(why) => prop_assert!(false, "{:?} {}", why, text),
            Ok(made) => {
                prop_assert_eq!(said(&made), said(&text), "{}\n→\n{}", text, made);
                prop_assert_eq!(comments(&made), comments(&text), "{}\n→\n{}", text, made);
                prop_assert!(is_in_order(&Document::read(made.as_bytes()).root.unwrap()), "{}\n→\n{}", text, made);
                comments_are_with_their_fields(&made);
                prop_assert_eq!(made.ends_with('\n'), text.ends_with('\n'));
                prop_assert_eq!(made.matches("\r\n").count() > 0, text.matches("\r\n").count() > 0);
                prop_assert_eq!(made.replace("\r\n", "").contains('\r'), false);
                prop_assert_eq!(in_order(&made, &outline), Ok(made));
            }
        }
    }

    #[test]
    fn no_text_at_all_makes_it_fail_otherwise(text in "[-a-d:#\\[\\]{},&*!|>'\" \t\r\n?é]{0,80}") {
        let schema = schema();
        if let Ok(made) = in_order(&text, &Outline::of(&schema)) {
            let json = |text: &str| Document::read(text.as_bytes()).root.map(|root| root.to_json());
            prop_assert_eq!(json(&made), json(&text));
        }
    }
}

/// What becomes of a startup's record.
fn startup(text: &str) -> Result<String, Disorder> {
    let schema = serde_json::from_str(include_str!("../../schema/startup.schema.json")).unwrap();
    in_order(text, &Outline::of(&schema))
}

#[test]
fn a_field_takes_along_what_is_written_about_it() {
    let text = "\
# yaml-language-server: $schema=../../schema/startup.schema.json
# Où les trouver
contact: a@b.fr # de service

# Le nom, tel
# qu’on le connaît
name: Exemple
phases:
  # la première
  - start: 2020   # date
    # son nom
    name: investigation
      # encore
  - { end: 2022, start: 2021, name: construction }
mission: >-
  Prendre
  rendez-vous
# la fin
";
    let wanted = "\
# yaml-language-server: $schema=../../schema/startup.schema.json

# Le nom, tel
# qu’on le connaît
name: Exemple
mission: >-
  Prendre
  rendez-vous
# Où les trouver
contact: a@b.fr # de service
phases:
  # la première
  # son nom
  - name: investigation
      # encore
    start: 2020   # date
  - { name: construction, start: 2021, end: 2022 }
# la fin
";
    assert_eq!(startup(text).as_deref(), Ok(wanted));
}

#[test]
fn what_cannot_be_read_or_moved_is_left_alone() {
    for text in
        ["name: [", "", "a: &x 1\nb: *x\n", "mission: x\nname: !!str y\n", "<<<<<<< a\nname: x\n", "a: 1\na: 2\n"]
    {
        assert_eq!(startup(text), Err(Disorder::Unreadable), "{text}");
    }
    for text in
        ["mission: x\r", "? mission\n: x\n? name\n: y\n", "mission: x\nname: |\n  y", "{mission: x, # y\n name: z}\n"]
    {
        let made = startup(text);
        assert!(made == Err(Disorder::UnknownStyle) || made.as_deref() == Ok(text), "{text}: {made:?}");
    }
}
