//! A new register: ready for its first commit, clean at once, and never laid over what is there.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::support::{CommandInTime, Repo, Run};

/// Lays a register out in a folder outside any repository, and gives the folder.
fn laid(repo: &Repo, lang: &str) -> PathBuf {
    let run = repo.greffe_with(&repo.outside(), &[], &["--lang", lang, "init", "below/registre"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    repo.outside().join("below/registre")
}

fn git(repo: &Repo, folder: &Path, args: &[&str]) -> String {
    repo.git(&[&["-C", folder.to_str().unwrap()], args].concat())
}

/// What refused says, and that nothing was written.
fn refused(repo: &Repo, folder: &Path, args: &[&str], says: &str) {
    let before = files(folder);
    let run: Run = repo.greffe_in(folder, args);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{run:?}");
    assert!(run.stderr.contains(says), "{}", run.stderr);
    assert_eq!(files(folder), before);
}

/// The files below a folder, with what they say.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path.clone(), fs::read(&path).unwrap_or_default());
        }
    }
    found
}

/// The blocks of a README in a language, in order.
fn blocks(readme: &str, language: &str) -> Vec<String> {
    let opening = format!("```{language}\n");
    readme.split(&opening).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

#[test]
fn a_new_register_is_clean_has_its_hooks_and_takes_its_first_commit() {
    let repo = Repo::new();
    let folder = laid(&repo, "fr");
    assert_eq!(git(&repo, &folder, &["symbolic-ref", "HEAD"]), "refs/heads/main");
    for strict in [&["validate", "--fail-on", "advice"][..], &["doctor"]] {
        let run = repo.greffe_in(&folder, strict);
        assert_eq!(run.status, 0, "{run:?}");
    }
    git(&repo, &folder, &["add", "--all"]);
    git(&repo, &folder, &["commit", "--quiet", "--no-verify", "-m", "Pose le registre"]);
    let run = repo.greffe_in(&folder, &["validate", "--rev", "HEAD", "--fail-on", "advice"]);
    assert_eq!(run.status, 0, "{run:?}");
    assert_eq!(git(&repo, &folder, &["status", "--porcelain"]), "");
}

#[test]
fn the_definitions_are_the_tools_own() {
    let repo = Repo::new();
    let folder = laid(&repo, "fr");
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    for part in ["schema", "registry/indicators"] {
        let of = |base: &Path| -> BTreeMap<PathBuf, Vec<u8>> {
            let found = files(&base.join(part)).into_iter();
            found.map(|(path, text)| (path.strip_prefix(base).unwrap().to_owned(), text)).collect()
        };
        assert_eq!(of(&folder), of(top), "{part}");
    }
}

#[test]
fn its_readme_speaks_the_language_asked_for() {
    for (lang, begins) in [("fr", "# Un registre\n"), ("en", "# A register\n")] {
        let repo = Repo::new();
        let readme = fs::read_to_string(laid(&repo, lang).join("README.md")).unwrap();
        assert!(readme.starts_with(begins), "{lang}");
    }
}

#[cfg(unix)]
#[test]
fn what_its_readme_tells_to_do_works_with_the_hooks_in_place() {
    for lang in ["fr", "en"] {
        let repo = Repo::new();
        let folder = laid(&repo, lang);
        let readme = fs::read_to_string(folder.join("README.md")).unwrap();
        let commands = blocks(&readme, "sh");
        let records = blocks(&readme, "yaml");
        assert_eq!((commands.len(), records.len()), (4, 1));
        let (last, first) = commands.split_last().unwrap();
        first.iter().for_each(|block| shell(&repo, &folder, block));
        assert_eq!(fs::read_to_string(folder.join("registry/startups/exemple.yml")).unwrap(), records[0]);
        shell(&repo, &folder, last);
        let written = repo.greffe_in(&folder, &["fmt", "--check"]);
        assert_eq!(written.status, 0, "{written:?}");
        assert_eq!(git(&repo, &folder, &["rev-list", "--count", "HEAD"]), "2");
    }
}

/// Runs a block of commands, each of which must do.
#[cfg(unix)]
fn shell(repo: &Repo, folder: &Path, commands: &str) {
    let bin = Path::new(env!("CARGO_BIN_EXE_greffe")).parent().unwrap();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let mut shell = Command::new("sh");
    shell.args(["-ec", commands]).current_dir(folder).stdin(Stdio::null()).env("PATH", path);
    for name in ["NAME", "EMAIL"] {
        for who in ["AUTHOR", "COMMITTER"] {
            shell.env(format!("GIT_{who}_{name}"), "camille@example.gouv.fr");
        }
    }
    let config = repo.outside().join("home/gitconfig");
    shell.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", config);
    let done = shell.output_in_time().unwrap();
    assert!(done.status.success(), "{commands}: {}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn a_repository_that_is_there_is_kept_with_its_branch_files_and_hooks() {
    let repo = Repo::new();
    repo.write("LICENSE", "Une licence\n").write("registry/startups/README.md", "À venir\n");
    repo.branch("essai");
    let run = repo.greffe(&["init", "."]);
    assert_eq!(run.status, 0, "{run:?}");
    assert!(run.stdout.contains("greffe hooks install"), "{}", run.stdout);
    assert!(!repo.path().join(".git/hooks/pre-commit").exists());
    assert_eq!(repo.git(&["symbolic-ref", "HEAD"]), "refs/heads/essai");
    assert_eq!(repo.read("LICENSE"), "Une licence\n");
    assert_eq!(repo.greffe(&["validate", "--fail-on", "advice"]).status, 0);
}

#[test]
fn nothing_that_is_there_is_overwritten() {
    for path in ["README.md", "schema/registry.yml", "registry/indicators/eig-recrutes.yml", "schema", "docs"] {
        let repo = Repo::new();
        repo.write(path, "De quelqu’un\n");
        refused(&repo, &repo.path(), &["init", "."], path);
        let outside = repo.outside().join("autre");
        fs::create_dir_all(outside.join(path).parent().unwrap()).unwrap();
        fs::write(outside.join(path), "De quelqu’un\n").unwrap();
        refused(&repo, &repo.outside(), &["init", "autre"], path);
        assert!(!outside.join(".git").exists());
    }
    let repo = Repo::new();
    let folder = laid(&repo, "fr");
    refused(&repo, &folder, &["init", "."], "others");
}

#[cfg(unix)]
#[test]
fn a_link_is_not_followed_out_of_the_folder() {
    let repo = Repo::new();
    let elsewhere = repo.outside().join("ailleurs");
    fs::create_dir(&elsewhere).unwrap();
    repo.link("schema", elsewhere.to_str().unwrap());
    refused(&repo, &repo.path(), &["init", "."], "schema");
    assert!(files(&elsewhere).is_empty());
    fs::remove_file(repo.path().join("schema")).unwrap();
    repo.link("README.md", "nowhere");
    refused(&repo, &repo.path(), &["init", "."], "README.md");
}

#[test]
fn within_a_repository_there_is_no_place_for_another_register() {
    let repo = Repo::with_register();
    for folder in ["sub", "sub/folder", "registry", ".git"] {
        refused(&repo, &repo.path(), &["init", folder], "within a git repository");
    }
    let bare = repo.bare_clone();
    refused(&repo, &bare, &["init", "."], "within a git repository");
}

#[test]
fn hooks_that_all_repositories_share_are_left_alone() {
    let repo = Repo::new();
    let shared = repo.outside().join("shared");
    fs::write(repo.outside().join("home/gitconfig"), format!("[core]\n\thooksPath = {}\n", shared.display())).unwrap();
    laid(&repo, "fr");
    assert!(!shared.exists());
}
