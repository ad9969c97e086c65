use std::fs;
use std::path::PathBuf;

use super::{TODAY, codes, greffe, greffe_with};
use crate::support::{EXEMPLE, NOON, Repo};

fn good() -> Repo {
    let repo = Repo::with_register();
    repo.commit(NOON, "A good version");
    repo
}

/// The loose object of a record.
fn object(repo: &Repo) -> PathBuf {
    let hash = repo.git(&["rev-parse", "HEAD:registry/startups/exemple.yml"]);
    let (folder, name) = hash.split_at(2);
    repo.path().join(".git/objects").join(folder).join(name)
}

/// A command fails with status 2 and these words, and no answer.
fn fails(repo: &Repo, args: &[&str], words: &str) {
    let seen = greffe(repo, &repo.path(), args);
    assert_eq!((seen.status, seen.stdout.as_str()), (2, ""), "{args:?}: {}", seen.stderr);
    assert!(seen.stderr.contains(words), "{args:?}: {}", seen.stderr);
}

fn is_clean(repo: &Repo, args: &[&str]) {
    let seen = greffe(repo, &repo.path(), args);
    assert_eq!(seen.status, 0, "{args:?}: {} {}", seen.stdout, seen.stderr);
}

#[cfg(unix)]
fn overwrite(path: &std::path::Path, bytes: &[u8]) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o644)).unwrap();
    fs::write(path, bytes).unwrap();
}

#[cfg(unix)]
#[test]
fn a_corrupt_object_is_a_failure_that_names_it() {
    for bytes in [&b""[..], b"not an object", &[0x78, 0x9c, 0xff, 0xff, 0xff]] {
        let repo = good();
        overwrite(&object(&repo), bytes);
        fails(&repo, &["validate", "--rev", "HEAD"], "object");
        fails(&repo, &["indicators"], "object");
        // Harmless: the working tree has the file itself.
        is_clean(&repo, &["validate", "--today", TODAY]);
    }
}

#[test]
fn a_missing_object_is_a_failure_that_names_it() {
    let repo = good();
    let hash = repo.git(&["rev-parse", "HEAD:registry/startups/exemple.yml"]);
    fs::remove_file(object(&repo)).unwrap();
    fails(&repo, &["validate", "--rev", "HEAD"], &hash);
    fails(&repo, &["validate", "--index"], &hash);
    fails(&repo, &["indicators"], &hash);
}

#[test]
fn a_missing_tree_and_a_missing_commit_are_failures() {
    for revision in ["HEAD:registry", "HEAD:registry/startups", "HEAD"] {
        let repo = good();
        let hash = repo.git(&["rev-parse", revision]);
        let (folder, name) = hash.split_at(2);
        fs::remove_file(repo.path().join(".git/objects").join(folder).join(name)).unwrap();
        fails(&repo, &["validate", "--rev", "main"], "");
        fails(&repo, &["indicators"], "");
    }
}

#[test]
fn a_damaged_head_or_index_or_configuration_is_a_failure() {
    for (file, bytes) in [("HEAD", "nonsense"), ("index", "nonsense"), ("config", "[nonsense\n")] {
        let repo = good();
        fs::write(repo.path().join(".git").join(file), bytes).unwrap();
        fails(&repo, &["validate"], "");
    }
}

#[test]
fn a_shallow_clone_validates_and_has_no_history() {
    let repo = good();
    repo.commit(NOON + 60, "Another");
    let to = repo.outside().join("shallow");
    let from = format!("file://{}", repo.path().display());
    repo.git(&["clone", "--quiet", "--depth=1", &from, to.to_str().unwrap()]);
    let seen = greffe(&repo, &to, &["validate", "--today", TODAY]);
    assert_eq!(seen.status, 0, "{}", seen.stderr);
    for args in [&["indicators"][..], &["build"], &["log", "startup/exemple"]] {
        let seen = greffe(&repo, &to, args);
        assert_eq!((seen.status, seen.stdout.as_str()), (2, ""), "{args:?}");
        assert!(seen.stderr.contains("shallow") && seen.stderr.contains("help: "), "{}", seen.stderr);
    }
}

#[test]
fn no_repository_is_a_failure_with_help() {
    let repo = good();
    for args in [&["validate"][..], &["indicators"], &["build"]] {
        let seen = greffe(&repo, &repo.outside(), args);
        assert_eq!((seen.status, seen.stdout.as_str()), (2, ""), "{args:?}");
        assert!(seen.stderr.contains("help: "), "{}", seen.stderr);
    }
    let seen = greffe(&repo, &repo.path(), &["-C", "nowhere/at/all", "validate"]);
    assert_eq!(seen.status, 2, "{}", seen.stdout);
}

/// Only who may give files away can make such a repository; elsewhere the case is skipped.
#[cfg(unix)]
#[test]
fn a_repository_of_someone_else_is_refused() {
    let repo = good();
    let given = [repo.path(), repo.path().join(".git")]
        .iter()
        .all(|path| std::os::unix::fs::chown(path, Some(65_534), None).is_ok());
    if !given {
        eprintln!("skipped: this user can't give a repository away");
        return;
    }
    fails(&repo, &["validate"], "help: ");
}

#[test]
fn an_unborn_branch_validates_and_has_no_history() {
    let repo = Repo::with_register();
    is_clean(&repo, &["validate"]);
    is_clean(&repo, &["validate", "--staged"]);
    fails(&repo, &["validate", "--rev", "HEAD"], "HEAD");
    fails(&repo, &["indicators"], "help: ");
}

#[test]
fn a_detached_head_is_read_like_any_other() {
    let repo = good();
    repo.git(&["checkout", "--quiet", "--detach"]);
    for args in [&["validate", "--today", TODAY][..], &["validate", "--staged"], &["indicators"]] {
        is_clean(&repo, args);
    }
}

#[test]
fn a_merge_that_is_not_done_is_named_in_the_working_tree_and_ours_counts_in_the_index() {
    let repo = good();
    repo.branch("side").write("registry/startups/exemple.yml", EXEMPLE.replace("Exemple", "Leur nom"));
    repo.commit(NOON + 60, "Theirs");
    repo.switch("main").write("registry/startups/exemple.yml", EXEMPLE.replace("Exemple", "Notre nom"));
    repo.commit(NOON + 120, "Ours");
    let merge = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| repo.git(&["merge", "side"])));
    assert!(merge.is_err(), "the merge meets a conflict");
    let seen = greffe(&repo, &repo.path(), &["validate", "--today", TODAY, "--format", "json"]);
    assert_eq!((seen.status, codes(&seen).as_str()), (1, "D009"));
    is_clean(&repo, &["validate", "--today", TODAY, "--staged"]);
}

#[test]
fn a_hostile_environment_is_a_failure_or_harmless() {
    let repo = good();
    for (name, value) in
        [("GIT_INDEX_FILE", "/nowhere"), ("GIT_QUARANTINE_PATH", "/nowhere"), ("GIT_OBJECT_DIRECTORY", "/nowhere")]
    {
        let seen = greffe_with(&repo, &repo.path(), &[(name, value)], &["validate", "--today", TODAY]);
        assert_ne!(seen.status, 1, "{name}: {}", seen.stdout);
    }
}

#[test]
fn a_revision_that_is_no_commit_is_a_failure() {
    let repo = good();
    for revision in [
        "HEAD:registry",
        "HEAD~9",
        "--help=x",
        "",
        "@{-1}",
        "0000000000000000000000000000000000000000",
        ":/",
        "HEAD^{/x}",
    ] {
        let seen = greffe(&repo, &repo.path(), &["validate", &format!("--rev={revision}")]);
        assert_eq!((seen.status, seen.stdout.as_str()), (2, ""), "{revision}: {}", seen.stderr);
    }
}
