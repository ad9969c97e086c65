//! The two catalogues say the same things, and the code asks for nothing that they lack.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use greffe::i18n::Lang;

/// Each message of a catalogue, with the arguments that it takes.
type Messages = BTreeMap<String, BTreeSet<String>>;

/// What the program says, then what its rules say at the ends of their pages.
fn source(lang: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/i18n/{lang}.ftl"));
    let known = Lang::ALL.into_iter().find(|known| known.code() == lang).unwrap();
    let said = greffe::check::rules().into_iter().map(|rule| rule.sentences(known));
    fs::read_to_string(path).unwrap() + "\n" + &said.collect::<String>()
}

/// Reads a catalogue by its lines: a message begins at the margin, and ends where the next begins.
fn messages(lang: &str) -> Messages {
    let mut found = Messages::new();
    let mut current = String::new();
    for line in source(lang).lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with(|first: char| first.is_ascii_alphabetic()) {
            let (id, _) = line.split_once('=').expect("a message has a value");
            current = id.trim().to_owned();
            let twice = found.insert(current.clone(), BTreeSet::new());
            assert!(twice.is_none(), "{lang}: {current} is said twice");
        }
        for piece in line.split('$').skip(1) {
            let name: String =
                piece.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '_').collect();
            // How precise a date is comes with the date.
            let name = name.strip_suffix("_precision").map_or(name.clone(), str::to_owned);
            found.get_mut(&current).unwrap().insert(name);
        }
    }
    found
}

/// Where the code names messages: the file, the message and the arguments that it gives.
struct Call {
    at: String,
    id: String,
    arguments: BTreeSet<String>,
}

/// The calls of `message!("id", …)`, `text("id")` and `find("id")` in the code, and of `page.t("id")` in it and in
/// the templates.
fn calls() -> Vec<Call> {
    let mut found = Vec::new();
    for (path, code) in code() {
        for opening in ["message!(", "words.text(", "words.find(", "page.t("] {
            for (at, _) in code.match_indices(opening) {
                let parts = parts(&code[at + opening.len()..]);
                let id = parts[0].trim().strip_prefix('"').and_then(|id| id.strip_suffix('"'));
                // A name that is worked out in the code (`words.text(id)`) can't be followed.
                let Some(id) = id else { continue };
                let name = |part: &String| part.split('=').next().unwrap().trim().to_owned();
                let arguments = parts[1..].iter().map(name).filter(|name| !name.is_empty()).collect();
                found.push(Call { at: path.display().to_string(), id: id.to_owned(), arguments });
            }
        }
    }
    found
}

/// The files of the code and the templates, without the lines that are comments.
fn code() -> Vec<(PathBuf, String)> {
    let files = code_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).into_iter();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        (path, lines.map(|line| format!("{line}\n")).collect())
    };
    files.map(read).collect()
}

fn code_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            found.extend(code_files(&path));
        } else if path.extension().is_some_and(|suffix| suffix == "rs" || suffix == "html") {
            found.push(path);
        }
    }
    found
}

/// The parts between the commas of a call, from after its opening parenthesis to its closing one.
fn parts(code: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0;
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => {
                let mut quoted = String::from('"');
                while let Some(letter) = letters.next() {
                    quoted.push(letter);
                    match letter {
                        '\\' => quoted.extend(letters.next()),
                        '"' => break,
                        _ => {}
                    }
                }
                parts.last_mut().unwrap().push_str(&quoted);
                continue;
            }
            // A character in quotes, not a lifetime.
            '\'' if letters.clone().nth(1) == Some('\'') => {
                letters.nth(1);
                continue;
            }
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => return parts,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        parts.last_mut().unwrap().push(letter);
    }
    panic!("a call that does not end: {code}");
}

#[test]
fn both_catalogues_are_sound() {
    for lang in ["fr", "en"] {
        if let Err((_, errors)) = FluentResource::try_new(source(lang)) {
            panic!("{lang}.ftl: {errors:?}");
        }
    }
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_arguments() {
    assert_eq!(messages("fr"), messages("en"));
}

#[test]
fn each_message_can_be_said_with_the_arguments_that_it_takes() {
    for lang in ["fr", "en"] {
        let mut bundle = FluentBundle::new(vec![lang.parse().unwrap()]);
        bundle.add_resource(FluentResource::try_new(source(lang)).unwrap()).unwrap();
        for (id, arguments) in messages(lang) {
            for count in [0, 1, 2] {
                let mut args = FluentArgs::new();
                for name in &arguments {
                    args.set(name.as_str(), count);
                    args.set(format!("{name}_precision"), "day");
                }
                let pattern = bundle.get_message(&id).and_then(|message| message.value()).expect("a value");
                let mut errors = Vec::new();
                let said = bundle.format_pattern(pattern, Some(&args), &mut errors);
                assert!(errors.is_empty(), "{lang} {id}: {errors:?} in {said}");
            }
        }
    }
}

#[test]
fn the_code_gives_each_message_just_the_arguments_that_it_takes() {
    let known = messages("en");
    let calls = calls();
    assert!(calls.len() > 100, "only {} calls were found", calls.len());
    let wrong: Vec<String> = calls
        .iter()
        .filter(|call| known.get(&call.id) != Some(&call.arguments))
        .map(|call| format!("{}: {} takes {:?}, is given {:?}", call.at, call.id, known.get(&call.id), call.arguments))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn no_message_is_left_that_nothing_says() {
    let code: String = code().into_iter().map(|(_, code)| code).collect();
    let by_the_command_line = |id: &String| id.starts_with("cli") || id.starts_with("arg-");
    let is_named = |id: &String| code.contains(&format!("\"{id}\""));
    let unused: Vec<String> =
        messages("en").into_keys().filter(|id| !is_named(id) && !by_the_command_line(id)).collect();
    assert_eq!(unused, Vec::<String>::new());
}

#[test]
fn the_scanner_follows_strings_brackets_and_lines() {
    let parts = parts("\n    \"id\",\n    a = f(&[x, y], \"),\"),\n    b = \"\\\",\",\n    c = ')',\n) else {");
    let trimmed: Vec<&str> = parts.iter().map(|part| part.trim()).collect();
    assert_eq!(trimmed, ["\"id\"", "a = f(&[x, y], \"),\")", "b = \"\\\",\"", "c =", ""]);
}
