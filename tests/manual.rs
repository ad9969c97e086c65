//! The manual pages and the completions, as packages hold them: they are whole, well formed, and they work.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::Repo;

/// The completion of each shell, by its path below `share/`.
const COMPLETIONS: [(&str, &str); 3] = [
    ("bash", "bash-completion/completions/greffe"),
    ("zsh", "zsh/site-functions/_greffe"),
    ("fish", "fish/vendor_completions.d/greffe.fish"),
];

/// The manual in each language: its folder below `share/`, and its heading for the name.
const MANUALS: [(&str, &str, &str); 2] = [("en", "man/man1", "NAME"), ("fr", "man/fr/man1", "NOM")];

/// All files that the program makes for `share/`, by path.
fn written() -> BTreeMap<PathBuf, String> {
    let repo = Repo::new();
    let mut files = BTreeMap::new();
    for (lang, folder, _) in MANUALS {
        let run = repo.greffe_with(&repo.path(), &[], &["--lang", lang, "man", "--out", lang]);
        assert_eq!(run.status, 0, "{run:?}");
        for entry in fs::read_dir(repo.path().join(lang)).unwrap() {
            let path = entry.unwrap().path();
            files.insert(Path::new(folder).join(path.file_name().unwrap()), fs::read_to_string(path).unwrap());
        }
    }
    for (shell, path) in COMPLETIONS {
        let run = repo.greffe_with(&repo.path(), &[], &["--lang", "fr", "completions", shell]);
        assert_eq!(run.status, 0, "{run:?}");
        files.insert(path.into(), run.stdout);
    }
    files
}

/// The same in a folder, as a package has it.
fn share() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in written() {
        fs::create_dir_all(folder.path().join(&path).parent().unwrap()).unwrap();
        fs::write(folder.path().join(path), text).unwrap();
    }
    folder
}

/// Each command with its words (`hooks install`; none for `greffe` itself) and its long options, as `--help` names them.
fn commands() -> Vec<(Vec<String>, BTreeSet<String>)> {
    let repo = Repo::new();
    let mut found = Vec::new();
    let mut left = vec![Vec::new()];
    while let Some(words) = left.pop() {
        let mut args: Vec<&str> = words.iter().map(String::as_str).collect();
        args.push("--help");
        let help = repo.greffe(&args).stdout;
        let section = |title: &str| {
            let lines = help.lines().skip_while(move |line| !line.starts_with(title)).skip(1);
            lines.take_while(|line| !line.starts_with(|letter: char| letter.is_alphabetic())).collect::<Vec<_>>()
        };
        let subcommands = section("Commands:");
        let names = subcommands.iter().filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
        left.extend(names.filter(|name| !name.is_empty()).map(|name| {
            let mut words = words.clone();
            words.push(name.to_owned());
            words
        }));
        let options = section("Options:");
        let starts = options.iter().map(|line| line.trim_start()).filter(|line| line.starts_with('-'));
        let long = starts.filter_map(|line| line.split([' ', ',', '<', '[', '=']).find(|word| word.starts_with("--")));
        found.push((words, long.map(str::to_owned).collect()));
    }
    assert!(found.len() > 30, "{found:?}");
    found
}

#[test]
fn every_command_has_a_page_with_its_options_in_both_languages() {
    let (written, commands) = (written(), commands());
    for (_, folder, name) in MANUALS {
        for (words, options) in &commands {
            let command = [vec!["greffe".to_owned()], words.clone()].concat().join("-");
            let path = Path::new(folder).join(format!("{command}.1"));
            let page = written.get(&path).unwrap_or_else(|| panic!("there is no {}", path.display()));
            assert!(page.contains(&format!(".TH {command} 1 ")), "{}", path.display());
            let first = format!(".SH {name}\n{} \\- ", command.replace('-', "\\-"));
            assert!(page.contains(&first), "{}: {page}", path.display());
            assert!(page.contains(".SH SYNOPSIS\n"), "{}", path.display());
            assert!(options.len() > 4, "{command}: {options:?}");
            for option in options {
                assert!(page.contains(&option.replace('-', "\\-")), "{} has no {option}", path.display());
            }
        }
        let pages = written.keys().filter(|path| path.parent() == Some(Path::new(folder))).count();
        assert_eq!(pages, commands.len(), "a page for each command, and no other");
    }
    // The texts are those of the language, not only the headings.
    let summary = |folder: &str| written[&Path::new(folder).join("greffe-validate.1")].clone();
    assert!(
        summary("man/man1").contains("Checks the records") && summary("man/fr/man1").contains("Vérifie les fiches")
    );
}

#[test]
fn completions_name_every_command_and_option() {
    let (written, commands) = (written(), commands());
    for (shell, path) in COMPLETIONS {
        let script = &written[Path::new(path)];
        let words: BTreeSet<&str> =
            script.split(|letter: char| !letter.is_ascii_alphanumeric() && !"-_".contains(letter)).collect();
        for (command, options) in &commands {
            for word in command {
                assert!(words.contains(word.as_str()), "{shell}: {word} of {command:?}");
            }
            for option in options {
                // fish writes an option without its dashes: `-l staged`.
                let option = if shell == "fish" { option.trim_start_matches('-') } else { option };
                assert!(words.contains(option), "{shell}: {option} of {command:?}");
            }
        }
    }
}

/// What packages are made of is what the program writes, each file at the place where it is looked for.
#[cfg(unix)]
#[test]
fn packages_hold_what_the_program_writes() {
    let folder = tempfile::tempdir().unwrap();
    let share = folder.path().join("share");
    fs::create_dir(&share).unwrap();
    fs::write(share.join("old"), "from the version before").unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("packages/share");
    let output = Command::new("bash").arg(script).arg(env!("CARGO_BIN_EXE_greffe")).arg(&share).output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    let mut held = BTreeMap::new();
    below(&share, &share, &mut held);
    let written = written();
    assert_eq!(held.keys().collect::<Vec<_>>(), written.keys().collect::<Vec<_>>());
    for (path, text) in written {
        assert!(held[&path] == text, "{}", path.display());
    }
}

#[cfg(unix)]
fn below(folder: &Path, top: &Path, found: &mut BTreeMap<PathBuf, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => below(&path, top, found),
            false => {
                found.insert(path.strip_prefix(top).unwrap().to_owned(), fs::read_to_string(&path).unwrap());
            }
        }
    }
}

#[test]
fn the_package_for_debian_is_of_this_version() {
    let changelog = Path::new(env!("CARGO_MANIFEST_DIR")).join("packages/deb/changelog");
    let changelog = fs::read_to_string(changelog).unwrap();
    assert!(changelog.starts_with(&format!("greffe ({}-1) ", env!("CARGO_PKG_VERSION"))), "{changelog}");
}

#[test]
fn man_alone_shows_the_page_of_the_command_in_the_language_of_the_reader() {
    let repo = Repo::new();
    let page = |lang: &str| repo.greffe_with(&repo.path(), &[], &["--lang", lang, "man"]).stdout;
    assert!(page("fr").contains(".SH NOM\n") && page("fr").contains("Vérifie les fiches"), "{}", page("fr"));
    assert!(page("en").contains(".SH NAME\n") && page("en").contains("greffe\\-validate(1)"), "{}", page("en"));
}

/// What `man` finds wrong with a page; none where there is no such program.
#[test]
fn man_shows_each_page_without_a_warning() {
    let share = share();
    let written = written();
    for page in written.keys().filter(|path| path.starts_with("man")) {
        let mut man = Command::new("man");
        man.args(["--warnings", "-E", "UTF-8", "-l", "-Tutf8"]).arg(share.path().join(page)).env("MANWIDTH", "100");
        let Ok(shown) = man.output() else {
            eprintln!("skipped: there is no program man here");
            return;
        };
        let stderr = String::from_utf8_lossy(&shown.stderr);
        if stderr.contains("invalid option") || stderr.contains("unrecognized option") {
            eprintln!("skipped: this man checks no pages");
            return;
        }
        assert!(shown.status.success() && stderr.is_empty(), "{}: {stderr}", page.display());
        assert!(String::from_utf8_lossy(&shown.stdout).contains("greffe"), "{}", page.display());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn bash_completes_commands_and_options() {
    let share = share();
    let script = r#"source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _greffe greffe "${@: -1}" "${@: -2:1}"; echo "${COMPREPLY[@]}""#;
    let complete = |words: &[&str]| {
        let mut bash = Command::new("bash");
        bash.args(["-c", script, "bash"]).arg(share.path().join(COMPLETIONS[0].1)).args(words);
        String::from_utf8(bash.output().unwrap().stdout).unwrap().trim_end().to_owned()
    };
    assert_eq!(complete(&["greffe", "val"]), "validate");
    assert_eq!(complete(&["greffe", "validate", "--sta"]), "--staged");
    assert_eq!(complete(&["greffe", "hooks", "ins"]), "install");
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let repo = Repo::new();
    repo.write("man", "a file");
    let run = repo.greffe(&["man", "--out", "man"]);
    assert_eq!(run.status, 2, "{run:?}");
    assert!(run.stderr.contains("man"), "{run:?}");
}
