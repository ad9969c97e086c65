//! The guides are true: each command in them is run, as a newcomer would, and shows what the guide says.
//!
//! `GREFFE_TESTED` names another program to run: that of a package, say.

mod reader;
mod transcript;

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{CommandInTime, snapshot};
use reader::Reader;
use transcript::{Part, parts, without_hashes, written};

fn guides(lang: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(lang).join("guides");
    let mut guides: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    guides.sort();
    guides
}

/// Follows a guide from its first line to its last, and holds it to what happens.
fn follow(guide: &Path, lang: &str) {
    let text = fs::read_to_string(guide).unwrap();
    let mut reader = Reader::new(lang);
    let mut told = String::new();
    for part in parts(&text) {
        let mut shown = Vec::new();
        match &part {
            Part::Prose(_) => {}
            Part::On(day) => reader.on(day),
            Part::Run(command) => reader.prepare(command),
            Part::File { path, text } => reader.write(path, text),
            Part::Console(commands) => {
                shown.extend(commands.iter().map(|(command, expected)| {
                    let shown = reader.types(command, expected);
                    if without_hashes(&shown) == without_hashes(expected) { expected.clone() } else { shown }
                }));
            }
        }
        told.push_str(&written(&part, &shown));
    }
    snapshot::holds(guide.to_str().unwrap(), &told);
}

#[test]
fn each_french_guide_shows_what_happens() {
    guides("fr").iter().for_each(|guide| follow(guide, "fr"));
}

#[test]
fn each_english_guide_shows_what_happens() {
    guides("en").iter().for_each(|guide| follow(guide, "en"));
}

#[test]
fn each_language_has_the_same_guides() {
    assert_eq!(guides("fr").len(), guides("en").len());
    assert!(guides("fr").len() >= 4);
    // The same commands are typed in both, but for what is said in words.
    let blocks = |guide: &PathBuf| {
        let parts = parts(&fs::read_to_string(guide).unwrap());
        parts
            .iter()
            .filter_map(|part| if let Part::Console(commands) = part { Some(commands.len()) } else { None })
            .collect::<Vec<_>>()
    };
    let shapes = |lang: &str| {
        let mut shapes: Vec<_> = guides(lang).iter().map(blocks).collect();
        shapes.sort();
        shapes
    };
    assert_eq!(shapes("fr"), shapes("en"));
}

/// Those that stand within a sentence: `greffe WORD`.
#[test]
fn commands_that_a_guide_mentions_exist() {
    for guide in [guides("fr"), guides("en")].concat() {
        let text = fs::read_to_string(&guide).unwrap();
        for mention in text.split('`').filter_map(|code| code.strip_prefix("greffe ")) {
            let word = mention.split_whitespace().next().unwrap_or_default();
            if word.starts_with('-') || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
                continue;
            }
            let run = std::process::Command::new(env!("CARGO_BIN_EXE_greffe"))
                .args([word, "--help"])
                .output_in_time()
                .unwrap();
            assert!(run.status.success(), "{}: greffe {word}", guide.display());
        }
    }
}
