//! Where there is no register, nothing was looked at: that is a failure, which says where it was looked for. A check in
//! the wrong folder must not stay green for ever. An empty register is one all the same.

use crate::support::{NOON, Repo, copy_tree};

/// A repository with a commit, and no register.
fn other() -> Repo {
    let repo = Repo::new();
    repo.write("README.md", "Something else\n");
    repo.commit(NOON, "first");
    repo
}

#[test]
fn no_command_takes_another_repository_for_a_register_without_mistakes() {
    let repo = other();
    let commands: &[&[&str]] = &[
        &["validate"],
        &["validate", "--staged"],
        &["validate", "--index"],
        &["validate", "--rev", "HEAD"],
        &["validate", "--fix"],
        &["validate", "--base", "HEAD"],
        &["validate", "--format", "json"],
        &["review", "--base", "HEAD"],
        &["fmt"],
        &["fmt", "--check"],
        &["new", "organisation", "dinum", "--set", "name=DINUM", "--set", "type=operateur"],
        &["advance", "a", "construction", "--on", "2020"],
        &["event", "a", "national_impact", "--on", "2020"],
        &["rename", "a", "b"],
        &["indicators"],
        &["history", "1.2"],
        &["why", "1.2", "2020"],
        &["published"],
        &["log", "a"],
        &["diff", "HEAD", "HEAD"],
        &["statement", "2020"],
        &["build"],
        &["site", "--out", "site"],
        &["export", "--format", "csv", "--out", "tables"],
    ];
    for args in commands {
        let run = repo.greffe(args);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{args:?} {run:?}");
        let place = repo.path();
        assert!(run.stderr.contains("there is no register in "), "{args:?} {run:?}");
        assert!(run.stderr.contains(place.file_name().unwrap().to_str().unwrap()), "{args:?} {run:?}");
        assert!(run.stderr.contains("\n  help: "), "{args:?} {run:?}");
    }
    let doctor = repo.greffe(&["doctor"]);
    assert_eq!(doctor.status, 1, "{doctor:?}");
    assert!(doctor.stdout.contains("there is no register in "), "{doctor:?}");
    assert_eq!(repo.git(&["status", "--porcelain", "--ignored"]), "");
}

#[test]
fn a_register_that_stands_lower_down_is_named() {
    let repo = other();
    copy_tree(&Repo::with_register().path().join("registry"), &repo.path().join("data/registry"));
    for folder in [repo.path(), repo.path().join("data")] {
        let run = repo.greffe_in(&folder, &["validate"]);
        assert_eq!(run.status, 2, "{run:?}");
        assert!(run.stderr.contains("one stands in data/"), "{run:?}");
    }
}

#[test]
fn a_commit_before_the_register_holds_none() {
    let repo = other();
    let before = repo.head();
    copy_tree(&Repo::with_register().path(), &repo.path());
    repo.commit(NOON + 60, "A register");
    let run = repo.greffe(&["validate", "--rev", &before]);
    assert_eq!(run.status, 2, "{run:?}");
    assert!(run.stderr.contains(&before[..10]), "{run:?}");
    // What a change is compared with may well have had none.
    for args in
        [&["validate", "--baseline", "HEAD~1"][..], &["validate", "--base", "HEAD~1"], &["review", "--base", "HEAD~1"]]
    {
        let run = repo.greffe(args);
        assert_eq!(run.status, 0, "{args:?} {run:?}");
    }
}

#[test]
fn a_folder_for_records_that_holds_none_is_an_empty_register() {
    let repo = Repo::new();
    repo.write("registry/README.md", "Rien encore");
    repo.commit(NOON, "first");
    for args in [&["validate"][..], &["validate", "--rev", "HEAD"], &["build"]] {
        assert_eq!(repo.greffe(args).status, 0, "{args:?}");
    }
}

#[test]
fn an_empty_register_that_has_a_manifest_is_in_order() {
    let repo = Repo::new();
    repo.write(
        "schema/registry.yml",
        "version: 1\nkinds:\n  organisation: {label: {fr: Organisation, en: Organisation}, folder: organisations, schema: organisation.schema.json}\n",
    );
    let schema = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/organisation.schema.json");
    repo.write("schema/organisation.schema.json", std::fs::read(schema).unwrap());
    repo.commit(NOON, "first");
    for args in [&["validate"][..], &["validate", "--rev", "HEAD"], &["validate", "--index"], &["fmt"], &["build"]] {
        let run = repo.greffe(args);
        assert_eq!(run.status, 0, "{args:?} {run:?}");
    }
}
