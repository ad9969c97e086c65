//! The manual pages and the completions: what packages hold is what this very program writes, and it works.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{CommandInTime, Repo, snapshot};

/// Where packages find what goes into `share/`.
const SHARE: &str = "packages/files/data/share";

fn share() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(SHARE)
}

/// The completion of each shell, by its path below `share/`.
const COMPLETIONS: [(&str, &str); 3] = [
    ("bash", "bash-completion/completions/greffe"),
    ("zsh", "zsh/site-functions/_greffe"),
    ("fish", "fish/vendor_completions.d/greffe.fish"),
];

/// All that this program writes for `share/`, by path.
fn written() -> BTreeMap<PathBuf, String> {
    let repo = Repo::new();
    let mut files = BTreeMap::new();
    for (lang, folder) in [("en", "man/man1"), ("fr", "man/fr/man1")] {
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

#[test]
fn packages_hold_the_manual_and_the_completions_of_this_program() {
    snapshot::folder_holds(SHARE, &written());
}

#[test]
fn the_package_for_debian_is_of_this_version() {
    let changelog = Path::new(env!("CARGO_MANIFEST_DIR")).join("packages/deb/changelog");
    let changelog = fs::read_to_string(changelog).unwrap();
    assert!(changelog.starts_with(&format!("greffe ({}-1) ", env!("CARGO_PKG_VERSION"))), "{changelog}");
}

#[test]
fn every_command_has_a_page_in_the_language_of_the_reader() {
    let repo = Repo::new();
    let page = |lang: &str| repo.greffe_with(&repo.path(), &[], &["--lang", lang, "man"]).stdout;
    assert!(page("fr").contains(".SH NOM\n") && page("fr").contains("Vérifie les fiches"), "{}", page("fr"));
    assert!(page("en").contains(".SH NAME\n") && page("en").contains("greffe\\-validate(1)"), "{}", page("en"));
    let help = repo.greffe(&["--help"]).stdout;
    let commands = help.lines().skip_while(|line| !line.starts_with("Commands")).skip(1);
    let commands = commands.take_while(|line| !line.is_empty()).filter_map(|line| line.strip_prefix("  "));
    let commands: Vec<&str> =
        commands.filter(|line| !line.starts_with(' ')).filter_map(|line| line.split(' ').next()).collect();
    assert!(commands.len() > 15, "{help}");
    for command in commands {
        let path = share().join(format!("man/fr/man1/greffe-{command}.1"));
        assert!(path.is_file(), "{}", path.display());
    }
}

/// What `man` finds wrong with a page; none where there is no such program.
#[test]
fn man_shows_each_page_without_a_warning() {
    let pages = snapshot::files_below(&share().join("man"));
    assert!(!pages.is_empty());
    for page in &pages {
        let mut man = Command::new("man");
        man.args(["--warnings", "-E", "UTF-8", "-l", "-Tutf8"])
            .arg(share().join("man").join(page))
            .env("MANWIDTH", "100");
        let Ok(shown) = man.output_in_time() else {
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
    let script = r#"source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _greffe greffe "${@: -1}" "${@: -2:1}"; echo "${COMPREPLY[@]}""#;
    let complete = |words: &[&str]| {
        let mut bash = Command::new("bash");
        bash.args(["-c", script, "bash"]).arg(share().join(COMPLETIONS[0].1)).args(words);
        String::from_utf8(bash.output_in_time().unwrap().stdout).unwrap().trim_end().to_owned()
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
