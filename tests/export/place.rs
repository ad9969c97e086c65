use std::fs;

use super::{exported, files, rich, rows};

#[test]
fn a_folder_that_holds_something_else_is_left_alone() {
    let repo = rich();
    let out = repo.outside().join("out");
    fs::create_dir(&out).unwrap();
    fs::write(out.join("mine.txt"), "mine").unwrap();
    for form in ["csv", "jsonl", "parquet", "sqlite"] {
        let run = repo.greffe(&["export", "--format", form, "--out", out.to_str().unwrap()]);
        assert_eq!(run.status, 2, "{form}");
        assert!(run.stderr.contains("something other than an"), "{form}: {}", run.stderr);
        assert_eq!(fs::read_dir(&out).unwrap().count(), 1, "{form}");
    }
    // The marker of a site is not that of an export.
    let site = repo.outside().join("site");
    assert_eq!(repo.greffe(&["site", "--out", site.to_str().unwrap()]).status, 0);
    let run = repo.greffe(&["export", "--format", "csv", "--out", site.to_str().unwrap()]);
    assert_eq!(run.status, 2, "{run:?}");
}

#[test]
fn a_file_that_is_something_else_is_left_alone() {
    let repo = rich();
    let out = repo.outside().join("mine.sqlite");
    let refused = || {
        let run = repo.greffe(&["export", "--format", "sqlite", "--out", out.to_str().unwrap()]);
        assert_eq!(run.status, 2, "{run:?}");
        assert!(run.stderr.contains("something other than an SQLite export"), "{}", run.stderr);
    };
    fs::write(&out, "mine").unwrap();
    refused();
    assert_eq!(fs::read_to_string(&out).unwrap(), "mine");
    // An SQLite file of another program, as is the index itself.
    fs::remove_file(&out).unwrap();
    rusqlite::Connection::open(&out).unwrap().execute_batch("CREATE TABLE t (a); INSERT INTO t VALUES (1);").unwrap();
    refused();
    assert_eq!(rows(&out, "SELECT a FROM t").len(), 1);
    let index = repo.path().join(".git/greffe/index.sqlite");
    let run = repo.greffe(&["export", "--format", "sqlite", "--out", index.to_str().unwrap()]);
    assert_eq!(run.status, 2, "{run:?}");
    // A folder form, where a file is.
    let run = repo.greffe(&["export", "--format", "csv", "--out", out.to_str().unwrap()]);
    assert_eq!(run.status, 2, "{run:?}");
    assert!(run.stderr.contains("is a file, not a folder"), "{}", run.stderr);
    // An empty file is accepted, and so is that of an earlier export.
    fs::write(&out, "").unwrap();
    exported(&repo, &repo.path(), "sqlite", "mine.sqlite", &[]);
    exported(&repo, &repo.path(), "sqlite", "mine.sqlite", &["--as-of", "2020-02-01"]);
    let left = fs::read_dir(repo.outside()).unwrap().map(|item| item.unwrap().file_name());
    assert!(left.into_iter().all(|name| !name.to_str().unwrap().contains("tmp")), "nothing is left beside it");
}

#[test]
fn an_export_in_another_form_takes_the_place_of_the_one_before() {
    let repo = rich();
    let out = exported(&repo, &repo.path(), "csv", "out", &[]);
    fs::write(out.join("README"), "mine").unwrap();
    exported(&repo, &repo.path(), "parquet", "out", &[]);
    let names: Vec<String> = files(&out).into_keys().collect();
    assert!(names.iter().all(|name| name.ends_with(".parquet") || name == ".greffe-export" || name == "README"));
    // A file of someone else's stays, even where an export would have one of that name.
    fs::write(out.join("facts.csv"), "mine").unwrap();
    let run = repo.greffe(&["export", "--format", "csv", "--out", out.to_str().unwrap()]);
    assert_eq!(run.status, 2, "{run:?}");
    assert_eq!(fs::read_to_string(out.join("facts.csv")).unwrap(), "mine");
}

#[test]
fn what_is_asked_wrongly_is_said() {
    let repo = rich();
    let out = repo.outside().join("out");
    let out = out.to_str().unwrap();
    for (args, said) in [
        (vec!["export", "--out", out], "--format"),
        (vec!["export", "--format", "csv"], "--out"),
        (vec!["export", "--format", "xlsx", "--out", out], "parquet"),
        (vec!["export", "--format", "csv", "--out", out, "--as-of", "2022-02-30"], "2022-02-30"),
        (vec!["export", "--format", "csv", "--out", out, "--as-of", "nowhere"], "nowhere"),
    ] {
        let run = repo.greffe(&args);
        assert_eq!(run.status, 2, "{args:?}");
        assert!(run.stderr.contains(said), "{args:?}: {}", run.stderr);
        assert!(!std::path::Path::new(out).exists(), "{args:?}: something was written");
    }
}

#[cfg(unix)]
#[test]
fn a_place_that_can_not_be_written_is_named() {
    let repo = rich();
    fs::write(repo.outside().join("file"), "").unwrap();
    for form in ["csv", "sqlite"] {
        let out = repo.outside().join("file/below");
        let run = repo.greffe(&["export", "--format", form, "--out", out.to_str().unwrap()]);
        assert_eq!(run.status, 2, "{form}");
        assert!(run.stderr.contains("below"), "{form}: {}", run.stderr);
    }
}
