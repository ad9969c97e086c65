//! What stands around a register on a machine: what git only means to add, what is no file, forms of the index, settings
//! that the environment gives. It is taken as git takes it, or refused with the way out.
#![cfg(unix)]

use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;

use crate::support::{CommandInTime, EXEMPLE, NOON, Repo, Run};

const PATH: &str = "registry/startups/exemple.yml";

fn committed() -> Repo {
    let repo = Repo::with_register();
    repo.commit(NOON, "A register");
    repo
}

fn codes(repo: &Repo, args: &[&str]) -> Vec<String> {
    repo.greffe(&[&["validate", "--format", "json"], args].concat()).codes()
}

#[test]
fn what_git_only_means_to_add_is_no_part_of_the_next_commit() {
    let repo = committed();
    repo.write("registry/startups/autre.yml", EXEMPLE.replace("[dinum]", "[dinun]"));
    repo.git(&["add", "--intent-to-add", "registry/startups/autre.yml"]);
    for args in [&["--staged"][..], &["--index"], &["--staged", "--baseline", "HEAD"]] {
        assert_eq!(codes(&repo, args), <[&str; 0]>::default(), "{args:?}");
    }
    assert_eq!(repo.greffe(&["validate", "--index", "--format", "json"]).json()["records"], 3);
    assert_eq!(codes(&repo, &[]), ["R001"], "it is in the working tree");
    // What was committed, and is only meant to be added now, is missing from the next commit.
    repo.remove("registry/startups/autre.yml");
    repo.git(&["rm", "--quiet", "--cached", "registry/incubators/dinum.yml"]);
    repo.git(&["add", "--intent-to-add", "registry/incubators/dinum.yml"]);
    assert_eq!(codes(&repo, &["--staged"]), ["R001"]);
    // A file that git ignores is a record where git knows of it, even so.
    repo.git(&["reset", "--quiet", "--hard"]);
    repo.write(".gitignore", "registry/startups/autre.yml\n");
    repo.write("registry/startups/autre.yml", EXEMPLE.replace("[dinum]", "[dinun]"));
    assert_eq!(codes(&repo, &[]), <[&str; 0]>::default());
    repo.git(&["add", "--force", "--intent-to-add", "registry/startups/autre.yml"]);
    assert_eq!(codes(&repo, &[]), ["R001"]);
}

#[test]
fn what_is_no_file_is_told_of_and_never_waited_for() {
    let repo = committed();
    let pipe = |path: &str| {
        let made = Command::new("mkfifo").arg(repo.path().join(path)).status_in_time().unwrap();
        assert!(made.success());
    };
    pipe("registry/startups/tube.yml");
    pipe("registry/startups/Tube.yml");
    pipe("registry/tube");
    pipe("schema/tube.json");
    let _socket = UnixListener::bind(repo.path().join("registry/organisations/prise.yml")).unwrap();
    let found = repo.greffe(&["validate", "--format", "json"]);
    let places: Vec<String> = found.findings().iter().map(|one| one["path"].as_str().unwrap().to_owned()).collect();
    let wanted = [
        "registry/organisations/prise.yml",
        "registry/startups/Tube.yml",
        "registry/startups/tube.yml",
        "registry/tube",
        "schema/tube.json",
    ];
    assert_eq!((found.codes(), places), (vec!["D008".to_owned(); 5], wanted.map(str::to_owned).to_vec()), "{found:?}");
    // Git keeps none of them.
    repo.commit(NOON + 60, "Everything");
    for origin in [&["--index"][..], &["--rev", "HEAD"]] {
        assert_eq!(codes(&repo, origin), <[&str; 0]>::default(), "{origin:?}");
    }
    for args in [&["rename", "Tube", "autre"][..], &["advance", "tube", "construction", "--on", "2020"]] {
        assert_eq!(repo.greffe(args).status, 2, "{args:?}");
    }
    assert_eq!(repo.greffe(&["fmt", "--check"]).status, 0);
}

#[test]
fn an_index_of_a_form_that_can_t_be_read_is_refused_with_the_way_out() {
    let repo = committed();
    repo.git(&["update-index", "--split-index"]);
    let refused = repo.greffe(&["validate", "--index"]);
    assert_eq!(refused.status, 2, "{refused:?}");
    assert!(refused.stderr.contains("git update-index --no-split-index"), "{refused:?}");
    repo.git(&["update-index", "--no-split-index"]);
    assert_eq!(repo.greffe(&["validate", "--index"]).status, 0);
    // With folders left out of the working tree, git takes them for unchanged.
    for number in 0..3 {
        repo.write(&format!("registry/startups/f{number}/s{number}.yml"), EXEMPLE);
    }
    repo.commit(NOON + 60, "More");
    repo.git(&["sparse-checkout", "set", "--cone", "registry/startups/f0"]);
    assert!(!repo.path().join("registry/organisations/dinum.yml").exists() && !repo.path().join("schema").exists());
    for origin in [&[][..], &["--index"], &["--staged"]] {
        assert_eq!(codes(&repo, origin), <[&str; 0]>::default(), "{origin:?}");
    }
    assert_eq!(repo.greffe(&["validate", "--format", "json"]).json()["records"], 6);
    repo.git(&["sparse-checkout", "reapply", "--sparse-index"]);
    let refused = repo.greffe(&["validate"]);
    assert_eq!(refused.status, 2, "{refused:?}");
    assert!(refused.stderr.contains("git sparse-checkout reapply --no-sparse-index"), "{refused:?}");
    repo.git(&["sparse-checkout", "reapply", "--no-sparse-index"]);
    assert_eq!(repo.greffe(&["validate"]).status, 0);
}

fn with(repo: &Repo, directory: &Path, variables: &[(&str, &str)], args: &[&str]) -> Run {
    repo.greffe_with(directory, variables, &[&["--lang", "en"], args].concat())
}

#[test]
fn a_repository_of_somebody_else_is_trusted_where_git_trusts_it() {
    let repo = committed();
    let (top, bare) = (repo.path(), repo.bare_clone());
    let given = Command::new("chown").args(["-R", "12345"]).args([&top, &bare]).status_in_time();
    if !given.is_ok_and(|given| given.success()) {
        println!("skipped: only root can give a repository away");
        return;
    }
    let refused = with(&repo, &top.join("registry"), &[], &["validate"]);
    assert_eq!(refused.status, 2, "{refused:?}");
    let real = std::fs::canonicalize(&top).unwrap();
    assert!(refused.stderr.contains(&format!("safe.directory \"{}\"", real.display())), "{refused:?}");
    let one = [("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_KEY_0", "safe.directory"), ("GIT_CONFIG_VALUE_0", "*")];
    let config = repo.outside().join("trusting");
    std::fs::write(&config, format!("[safe]\n\tdirectory = {}\n", real.display())).unwrap();
    let other = repo.outside().join("distrusting");
    std::fs::write(&other, "[safe]\n\tdirectory = /somewhere/else\n").unwrap();
    for (variables, status) in [
        (&one[..], 0),
        (&[("GIT_CONFIG_GLOBAL", config.to_str().unwrap())], 0),
        (&[("GIT_CONFIG_GLOBAL", other.to_str().unwrap())], 2),
    ] {
        for args in [&["validate"][..], &["validate", "--staged"], &["log", "exemple"], &["review", "--base", "HEAD"]] {
            let run = with(&repo, &top, variables, args);
            assert_eq!(run.status, status, "{variables:?} {args:?} {run:?}");
        }
    }
    assert_eq!(with(&repo, &bare, &[], &["validate", "--rev", "HEAD"]).status, 2);
    assert_eq!(with(&repo, &bare, &one, &["validate", "--rev", "HEAD"]).status, 0);
}

#[test]
fn the_repository_and_the_working_tree_are_those_that_the_environment_names() {
    let (repo, other) = (committed(), Repo::new());
    repo.write(PATH, EXEMPLE.replace("[dinum]", "[dinun]"));
    let (top, git_dir) = (repo.path(), repo.path().join(".git"));
    let (top, git_dir) = (top.to_str().unwrap(), git_dir.to_str().unwrap());
    let elsewhere = other.path();
    let count = |run: &Run| (run.status, run.stdout.matches("R001").count());
    let both = [("GIT_DIR", git_dir), ("GIT_WORK_TREE", top)];
    assert_eq!(count(&with(&repo, &elsewhere, &both, &["validate"])), (1, 1));
    assert_eq!(count(&with(&repo, &elsewhere, &both, &["validate", "--rev", "HEAD"])), (0, 0));
    // As for git, a repository named alone has the present folder for its working tree.
    assert_eq!(count(&with(&repo, &repo.path(), &[("GIT_DIR", git_dir)], &["validate"])), (1, 1));
    assert_eq!(count(&with(&repo, &repo.path(), &[("GIT_DIR", ".git")], &["validate"])), (1, 1));
    let bare_folder = with(&repo, &repo.outside().join("home"), &[("GIT_DIR", git_dir)], &["validate"]);
    assert_eq!(bare_folder.status, 2, "{bare_folder:?}");
    // A copy of the working tree, in its place.
    let copy = repo.outside().join("copy");
    crate::support::copy_tree(&repo.path().join("registry"), &copy.join("registry"));
    crate::support::copy_tree(&repo.path().join("schema"), &copy.join("schema"));
    std::fs::write(copy.join(PATH), EXEMPLE).unwrap();
    let copied = with(&repo, &repo.path(), &[("GIT_WORK_TREE", copy.to_str().unwrap())], &["validate"]);
    assert_eq!(count(&copied), (0, 0), "{copied:?}");
    // From another folder, named with -C, paths count from there.
    let with_c = with(&repo, &repo.outside(), &[("GIT_DIR", ".git")], &["-C", top, "validate"]);
    assert_eq!(count(&with_c), (1, 1), "{with_c:?}");
}

#[test]
fn settings_that_the_environment_gives_count_more_than_files() {
    let repo = committed();
    repo.git(&["config", "core.hooksPath", "of-the-file"]);
    let hooks = repo.outside().join("hooks");
    let given = [
        ("GIT_CONFIG_COUNT", "2"),
        ("GIT_CONFIG_KEY_0", "core.hookspath"),
        ("GIT_CONFIG_VALUE_0", "of-the-first"),
        ("GIT_CONFIG_KEY_1", "core.hooksPath"),
        ("GIT_CONFIG_VALUE_1", hooks.to_str().unwrap()),
    ];
    assert_eq!(with(&repo, &repo.path(), &given, &["hooks", "install"]).status, 0);
    assert!(hooks.join("pre-commit").exists() && !repo.path().join("of-the-file").exists());
    // What a file of settings, named in the place of the user's own, makes git ignore.
    repo.git(&["config", "--unset", "core.hooksPath"]);
    repo.write("registry/startups/autre.yml", EXEMPLE.replace("[dinum]", "[dinun]"));
    assert_eq!(codes(&repo, &[]), ["R001"]);
    let rules = repo.outside().join("rules");
    std::fs::write(&rules, "autre.yml\n").unwrap();
    let config = repo.outside().join("settings");
    std::fs::write(&config, format!("[core]\n\texcludesFile = {}\n\thooksPath = named\n", rules.display())).unwrap();
    let named = [("GIT_CONFIG_GLOBAL", config.to_str().unwrap())];
    assert_eq!(with(&repo, &repo.path(), &named, &["validate"]).status, 0);
    assert_eq!(with(&repo, &repo.path(), &named, &["hooks", "install"]).status, 0);
    assert!(repo.path().join("named/pre-commit").exists());
    let given = [
        ("GIT_CONFIG_COUNT", "1"),
        ("GIT_CONFIG_KEY_0", "core.excludesfile"),
        ("GIT_CONFIG_VALUE_0", rules.to_str().unwrap()),
    ];
    assert_eq!(with(&repo, &repo.path(), &given, &["validate"]).status, 0);
}

#[test]
fn nothing_is_written_through_a_link() {
    let repo = committed();
    let elsewhere = repo.outside().join("elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    let target = elsewhere.to_str().unwrap();
    let refused = |args: &[&str]| {
        let run = repo.greffe(args);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{args:?} {run:?}");
        assert!(run.stderr.contains("symbolic link"), "{args:?} {run:?}");
        assert_eq!(std::fs::read_dir(&elsewhere).unwrap().count(), 0, "{args:?}");
    };
    repo.link("../linked", target);
    refused(&["init", "../linked"]);
    refused(&["init", "../linked/"]);
    refused(&["site", "--out", "../linked"]);
    refused(&["export", "--format", "csv", "--out", "../linked"]);
    // A part of a site that gave way to a link.
    assert_eq!(repo.greffe(&["site", "--out", "../site"]).status, 0);
    let site = repo.outside().join("site");
    let assets = site.join("assets");
    std::fs::remove_dir_all(&assets).unwrap();
    std::os::unix::fs::symlink(&elsewhere, &assets).unwrap();
    refused(&["site", "--out", "../site"]);
    repo.link(".git/hooks", target);
    refused(&["hooks", "install"]);
    std::fs::remove_file(repo.path().join(".git/hooks")).unwrap();
    repo.link(".git/hooks/pre-push", elsewhere.join("hook").to_str().unwrap());
    refused(&["hooks", "install"]);
    assert!(!repo.path().join(".git/hooks/pre-commit").exists());
    // A folder of records.
    repo.remove("registry/organisations");
    repo.write("registry/incubators/dinum.yml", "name: Incubateur\nowner: dinum\n");
    repo.link("registry/organisations", target);
    refused(&[
        "new",
        "organisation",
        "anct",
        "--set",
        "name=ANCT",
        "--set",
        "type=operateur",
        "--in",
        "registry/organisations",
    ]);
}

#[test]
fn a_new_register_takes_no_folder_that_holds_something_and_is_no_repository() {
    let repo = Repo::new();
    let home = repo.outside().join("someones");
    std::fs::create_dir_all(home.join("Documents")).unwrap();
    for folder in [home.to_str().unwrap(), "/"] {
        let run = repo.greffe_in(&repo.outside(), &["init", folder]);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{run:?}");
        assert!(run.stderr.contains("holds something already"), "{run:?}");
    }
    assert!(!home.join(".git").exists() && !Path::new("/.git").exists());
    // Its owner may mean it.
    repo.git(&["-C", home.to_str().unwrap(), "init", "--quiet"]);
    assert_eq!(repo.greffe_in(&repo.outside(), &["init", "someones"]).status, 0);
}
