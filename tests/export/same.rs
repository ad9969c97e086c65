use std::fs;

use super::{exported, files, rich, rows, text};

const FORMS: [&str; 4] = ["csv", "jsonl", "parquet", "sqlite"];

#[test]
fn the_same_commit_gives_the_same_bytes_whatever_the_threads_the_language_and_the_index() {
    let repo = rich();
    let bare = repo.bare_clone();
    for form in FORMS {
        let first = exported(&repo, &repo.path(), form, &format!("first-{form}"), &[]);
        let bytes = |path: &std::path::Path| match path.is_dir() {
            true => files(path),
            false => [(String::new(), fs::read(path).unwrap())].into(),
        };
        let expected = bytes(&first);
        let out = repo.outside().join(format!("other-{form}"));
        let args = ["--lang", "fr", "export", "--format", form, "--out", out.to_str().unwrap()];
        for threads in ["1", "7"] {
            let run = repo.greffe_with(&repo.path(), &[("RAYON_NUM_THREADS", threads)], &args);
            assert_eq!(run.status, 0, "{}", run.stderr);
            assert!(bytes(&out) == expected, "{form}: {threads} threads give something else");
        }
        fs::remove_dir_all(repo.path().join(".git/greffe")).unwrap();
        let run = repo.greffe_with(&repo.path(), &[], &args);
        assert_eq!(run.status, 0, "{}", run.stderr);
        assert!(bytes(&out) == expected, "{form}: without an index, something else comes");
        let from_bare = exported(&repo, &bare, form, &format!("bare-{form}"), &[]);
        assert!(bytes(&from_bare) == expected, "{form}: a clone without a working tree gives something else");
    }
}

/// What came later leaves no trace: the export as of a commit is that of a register that ended there.
#[test]
fn an_export_as_of_a_commit_is_that_of_the_register_when_it_ended_there() {
    let repo = rich();
    // The definitions are those of the last commit in both.
    for back in ["HEAD~1", "HEAD~2", "HEAD~3", "HEAD~5"] {
        let then = exported(&repo, &repo.path(), "csv", &format!("then-{back}"), &["--as-of", back]);
        let commit = repo.git(&["rev-parse", back]);
        let clone = repo.outside().join(format!("clone-{back}"));
        repo.git(&["clone", "--quiet", ".", clone.to_str().unwrap()]);
        repo.git(&["-C", clone.to_str().unwrap(), "reset", "--quiet", "--hard", &commit]);
        let ended = exported(&repo, &clone, "csv", &format!("ended-{back}"), &[]);
        let (then, ended) = (files(&then), files(&ended));
        for (name, bytes) in &ended {
            // The definitions came at HEAD~5.
            assert!(then[name] == *bytes, "{back}: {name} differs");
        }
    }
}

#[test]
fn before_the_first_commit_nothing_is_known_but_the_definitions() {
    let repo = rich();
    let out = exported(&repo, &repo.path(), "sqlite", "before.sqlite", &["--as-of", "2001-01-01"]);
    for table in ["commits", "records", "facts", "steps", "units", "versions"] {
        assert_eq!(rows(&out, &format!("SELECT * FROM {table}")).len(), 0, "{table}");
    }
    assert_eq!(rows(&out, "SELECT value FROM about WHERE item = 'today'"), [[text("2001-01-01")]]);
    assert!(rows(&out, "SELECT * FROM methods").len() > 7);
}
