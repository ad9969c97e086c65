//! The git hooks at work: real commits and pushes, let through or refused.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::support::{CommandInTime, EXEMPLE, NOON, Repo, Run};

const PATH: &str = "registry/startups/exemple.yml";

/// Runs git as people do, with its hooks, and with `greffe` in the path.
fn git_in(repo: &Repo, directory: &Path, args: &[&str]) -> Run {
    let greffe = Path::new(env!("CARGO_BIN_EXE_greffe")).parent().unwrap().to_owned();
    let path = std::env::var_os("PATH").unwrap();
    let folders = std::iter::once(greffe).chain(std::env::split_paths(&path));
    with_path(repo, directory, &std::env::join_paths(folders).unwrap(), args)
}

fn with_path(repo: &Repo, directory: &Path, path: &std::ffi::OsStr, args: &[&str]) -> Run {
    let home = repo.outside().join("home");
    let mut git = Command::new("git");
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| name.starts_with("GIT_") || name.starts_with("LC_")) {
            git.env_remove(name);
        }
    }
    git.current_dir(directory)
        .args(["-c", "user.name=Camille Exemple", "-c", "user.email=camille@example.gouv.fr"])
        .args(args)
        .env("PATH", path)
        .env("HOME", &home)
        .env("LC_ALL", "C")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", home.join("gitconfig"))
        .env("GIT_AUTHOR_DATE", format!("@{NOON} +0000"))
        .env("GIT_COMMITTER_DATE", format!("@{NOON} +0000"))
        .stdin(Stdio::null());
    let output = git.output_in_time().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { status: output.status.code().unwrap(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

pub fn git(repo: &Repo, args: &[&str]) -> Run {
    git_in(repo, &repo.path(), args)
}

fn with_mistake() -> String {
    EXEMPLE.replace("[dinum]", "[dinun]")
}

/// A committed register with the hooks of `greffe hooks install`.
fn hooked() -> Repo {
    let repo = Repo::with_register();
    repo.commit(NOON, "A register");
    let run = repo.greffe(&["hooks", "install"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    repo
}

pub fn let_through(run: &Run) {
    assert_eq!(run.status, 0, "{run:?}");
}

/// Git refused, and the finding is on the terminal.
pub fn refused(run: &Run, finding: &str) {
    assert_ne!(run.status, 0, "{run:?}");
    assert!(format!("{}{}", run.stdout, run.stderr).contains(finding), "{run:?}");
}

#[test]
fn a_good_commit_is_let_through_and_a_bad_one_is_refused_with_its_finding() {
    let repo = hooked();
    let before = repo.head();
    repo.write(PATH, with_mistake()).stage();
    let run = git(&repo, &["commit", "--quiet", "-m", "Bad"]);
    refused(&run, "R001 unknown-reference");
    refused(&run, PATH);
    assert_eq!(repo.head(), before);
    repo.write(PATH, EXEMPLE.replace("Exemple", "Autre nom")).stage();
    let_through(&git(&repo, &["commit", "--quiet", "-m", "Good"]));
    assert_ne!(repo.head(), before);
    repo.write(PATH, with_mistake()).stage();
    let_through(&git(&repo, &["commit", "--quiet", "--no-verify", "-m", "Bad, and meant"]));
}

#[test]
fn what_is_staged_counts_and_not_what_stands_on_disk() {
    let repo = hooked();
    repo.write(PATH, EXEMPLE.replace("Exemple", "Autre nom")).stage();
    repo.write(PATH, with_mistake());
    let_through(&git(&repo, &["commit", "--quiet", "-m", "Good, with a bad file on disk"]));
    repo.stage().write(PATH, EXEMPLE);
    refused(&git(&repo, &["commit", "--quiet", "-m", "Bad, with a good file on disk"]), "R001");
}

#[test]
fn a_commit_that_takes_files_from_disk_is_checked_as_it_will_be() {
    let repo = hooked();
    repo.write(PATH, with_mistake());
    refused(&git(&repo, &["commit", "--quiet", "--all", "-m", "All"]), "R001");
    refused(&git(&repo, &["commit", "--quiet", "-m", "One path", PATH]), "R001");
    // What is staged, but not in this commit, does not count.
    let organisation = repo.stage().read("registry/organisations/dinum.yml").replace("Direction", "La direction");
    repo.write("registry/organisations/dinum.yml", organisation);
    let_through(&git(&repo, &["commit", "--quiet", "-m", "Another path", "registry/organisations/dinum.yml"]));
    refused(&git(&repo, &["commit", "--quiet", "-m", "The rest"]), "R001");
    // From a folder below, too.
    let below = repo.path().join("registry/startups");
    refused(&git_in(&repo, &below, &["commit", "--quiet", "-m", "From below", "exemple.yml"]), "R001");
}

#[test]
fn a_commit_in_a_linked_working_tree_is_checked_by_its_own_index() {
    let repo = hooked();
    let linked = repo.outside().join("linked");
    repo.git(&["worktree", "add", "--quiet", "-b", "essai", linked.to_str().unwrap()]);
    std::fs::write(linked.join(PATH), with_mistake()).unwrap();
    refused(&git_in(&repo, &linked, &["commit", "--quiet", "--all", "-m", "Bad"]), "R001");
    let_through(&git_in(&repo, &linked, &["add", PATH]));
    refused(&git_in(&repo, &linked, &["commit", "--quiet", "-m", "Bad"]), "R001");
    let_through(&git(&repo, &["commit", "--quiet", "--allow-empty", "-m", "Good, in the other tree"]));
}

#[test]
fn a_deletion_that_breaks_a_reference_is_refused() {
    let repo = hooked();
    repo.remove("registry/incubators/dinum.yml").stage();
    refused(&git(&repo, &["commit", "--quiet", "-m", "No incubator"]), "R001");
    repo.remove(PATH).stage();
    let_through(&git(&repo, &["commit", "--quiet", "-m", "No startup either"]));
}

#[test]
fn what_was_wrong_before_does_not_stop_a_commit_and_the_first_commit_is_checked() {
    let repo = Repo::with_register();
    assert_eq!(repo.greffe(&["hooks", "install"]).status, 0);
    repo.write(PATH, with_mistake()).stage();
    refused(&git(&repo, &["commit", "--quiet", "-m", "First"]), "R001");
    repo.commit(NOON, "First, with a mistake");
    repo.write(PATH, format!("# Une ligne.\n{}", with_mistake())).stage();
    let_through(&git(&repo, &["commit", "--quiet", "-m", "Same mistake"]));
    repo.write("registry/startups/autre.yml", with_mistake()).stage();
    refused(&git(&repo, &["commit", "--quiet", "-m", "One more"]), "registry/startups/autre.yml");
}

#[test]
fn where_greffe_is_not_found_nothing_is_committed() {
    let repo = hooked();
    let path = std::env::var_os("PATH").unwrap();
    let folders = std::env::split_paths(&path).filter(|folder| !folder.join("greffe").exists());
    let path = std::env::join_paths(folders).unwrap();
    let run = with_path(&repo, &repo.path(), &path, &["commit", "--quiet", "--allow-empty", "-m", "Unchecked"]);
    refused(&run, "command not found");
}

#[test]
fn a_push_that_brings_a_mistake_is_refused_and_the_remote_stays_as_it_was() {
    let repo = hooked();
    let bare = repo.bare_clone();
    let bare = bare.to_str().unwrap();
    let before = repo.head();
    repo.write(PATH, with_mistake());
    let bad = repo.commit(NOON, "Bad");
    refused(&git(&repo, &["push", "--quiet", bare, "main"]), "R001");
    refused(&git(&repo, &["push", "--quiet", bare, "main:neuf"]), "R001");
    assert_eq!(repo.git(&["ls-remote", bare, "refs/heads/*"]), format!("{before}\trefs/heads/main"));
    let_through(&git(&repo, &["push", "--quiet", "--no-verify", bare, "main"]));
    assert!(repo.git(&["ls-remote", bare]).contains(&bad));
    // The remote branch has the mistake already.
    repo.write("registry/organisations/anct.yml", repo.read("registry/organisations/dinum.yml"));
    repo.commit(NOON + 60, "Good");
    let_through(&git(&repo, &["push", "--quiet", bare, "main"]));
    let_through(&git(&repo, &["push", "--quiet", "--no-verify", bare, "main:essai"]));
    let_through(&git(&repo, &["push", "--quiet", bare, "--delete", "essai"]));
}

#[test]
fn a_push_over_a_commit_that_was_never_fetched_is_checked_in_full() {
    let repo = hooked();
    let bare = repo.bare_clone();
    let bare = bare.to_str().unwrap();
    let clone = repo.outside().join("clone");
    repo.git(&["clone", "--quiet", bare, clone.to_str().unwrap()]);
    let_through(&git_in(&repo, &clone, &["commit", "--quiet", "--allow-empty", "-m", "Elsewhere"]));
    let_through(&git_in(&repo, &clone, &["push", "--quiet", "origin", "main"]));
    repo.write(PATH, with_mistake());
    repo.commit(NOON, "Bad");
    refused(&git(&repo, &["push", "--quiet", "--force", bare, "main"]), "R001");
}

/// A register, and a bare repository with the hooks of a server.
pub fn with_server() -> (Repo, PathBuf) {
    let repo = Repo::with_register();
    repo.commit(NOON, "A register");
    let bare = repo.bare_clone();
    let run = repo.greffe_in(&bare, &["hooks", "install"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.starts_with("pre-receive: installed"), "{}", run.stdout);
    set_clock(&bare, NOON + 3_600);
    (repo, bare)
}

/// Sets the clock by which a server judges pushes, in seconds since 1970-01-01T00:00:00Z.
pub fn set_clock(bare: &Path, now: i64) {
    let hook = bare.join("hooks/pre-receive");
    let text = std::fs::read_to_string(&hook).unwrap();
    let (before, _) = text.split_once("run pre-receive").unwrap();
    let now = greffe::lifecycle::rfc3339(now);
    std::fs::write(&hook, format!("{before}run pre-receive --now {now}\n")).unwrap();
}

#[test]
fn a_server_refuses_a_push_with_a_mistake_and_takes_a_good_one() {
    let (repo, bare) = with_server();
    let at = bare.to_str().unwrap();
    let before = repo.head();
    repo.write(PATH, with_mistake());
    repo.commit(NOON, "Bad");
    let run = git(&repo, &["push", at, "main"]);
    refused(&run, "R001 unknown-reference");
    refused(&run, "pre-receive hook declined");
    refused(&git(&repo, &["push", at, "main:neuf"]), "R001");
    assert_eq!(repo.git(&["ls-remote", at, "refs/heads/*"]), format!("{before}\trefs/heads/main"));
    repo.write(PATH, EXEMPLE.replace("Exemple", "Autre nom"));
    let good = repo.commit(NOON + 60, "Good");
    let_through(&git(&repo, &["push", at, "main"]));
    assert_eq!(repo.git(&["ls-remote", at, "refs/heads/*"]), format!("{good}\trefs/heads/main"));
}

#[test]
fn a_server_refuses_all_of_a_push_of_which_one_branch_is_bad() {
    let (repo, bare) = with_server();
    let at = bare.to_str().unwrap();
    repo.branch("bon").write("registry/startups/autre.yml", EXEMPLE);
    repo.commit(NOON, "Good");
    repo.branch("mauvais").write(PATH, with_mistake());
    repo.commit(NOON, "Bad");
    refused(&git(&repo, &["push", at, "bon", "mauvais"]), "R001");
    assert!(!repo.git(&["ls-remote", at]).contains("bon"));
    let_through(&git(&repo, &["push", at, "bon"]));
}

#[test]
fn a_server_lets_a_branch_be_deleted_and_does_not_check_tags() {
    let (repo, bare) = with_server();
    let at = bare.to_str().unwrap();
    let_through(&git(&repo, &["push", at, "main:essai"]));
    let_through(&git(&repo, &["push", at, "--delete", "essai"]));
    assert!(!repo.git(&["ls-remote", at]).contains("essai"));
    repo.write(PATH, with_mistake());
    repo.commit(NOON, "Bad");
    repo.git(&["tag", "ancien"]);
    let_through(&git(&repo, &["push", at, "ancien"]));
    refused(&git(&repo, &["push", at, "main"]), "R001");
}

#[test]
fn a_server_lets_through_what_the_branch_had_already() {
    let (repo, bare) = with_server();
    let at = bare.to_str().unwrap();
    repo.write(PATH, with_mistake());
    repo.commit(NOON, "Bad");
    std::fs::rename(bare.join("hooks/pre-receive"), bare.join("aside")).unwrap();
    let_through(&git(&repo, &["push", at, "main"]));
    std::fs::rename(bare.join("aside"), bare.join("hooks/pre-receive")).unwrap();
    repo.write("registry/startups/autre.yml", EXEMPLE);
    repo.commit(NOON + 60, "Good");
    let_through(&git(&repo, &["push", at, "main"]));
    repo.write("registry/startups/autre.yml", with_mistake());
    repo.commit(NOON + 120, "One more");
    refused(&git(&repo, &["push", at, "main"]), "registry/startups/autre.yml");
}

#[test]
fn a_server_refuses_a_change_of_the_past_and_takes_a_corrected_one() {
    let (repo, bare) = with_server();
    let at = bare.to_str().unwrap();
    repo.write("registry/startups/autre.yml", EXEMPLE.replace("name: Exemple", "name: Autre"));
    repo.commit(NOON, "One more");
    let_through(&git(&repo, &["push", at, "main"]));
    repo.remove("registry/startups/autre.yml");
    repo.commit(NOON + 60, "One less");
    refused(&git(&repo, &["push", at, "main"]), "T003 record-deleted");
    refused(&git(&repo, &["push", at, "main:neuf"]), "T003 record-deleted");
    // A reason covers what its own commit changes: one beside it is none.
    repo.commit(NOON + 120, "Say why\n\nCorrection: twice the same product");
    refused(&git(&repo, &["push", at, "main"]), "T003 record-deleted");
    repo.git(&["reset", "--quiet", "--soft", "HEAD~2"]);
    repo.commit(NOON + 120, "One less\n\nCorrection: twice the same product");
    let_through(&git(&repo, &["push", at, "main"]));
}

#[test]
fn a_server_refuses_to_rewrite_what_is_known_unless_it_is_told_to() {
    let (repo, bare) = with_server();
    let at = bare.to_str().unwrap();
    repo.write(PATH, EXEMPLE.replace("Exemple", "Autre nom"));
    let known = repo.commit(NOON + 60, "Good");
    let_through(&git(&repo, &["push", at, "main", "main:essai"]));
    repo.git(&["reset", "--quiet", "--hard", "HEAD~1"]);
    repo.write(PATH, EXEMPLE.replace("Exemple", "Un autre nom"));
    let rewritten = repo.commit(NOON + 120, "Rewritten");
    let run = git(&repo, &["push", "--force", at, "main"]);
    refused(&run, "retire des commits de refs/heads/main");
    refused(&run, "git config greffe.allowRewrite true");
    assert!(repo.git(&["ls-remote", at, "refs/heads/main"]).starts_with(&known));
    // A branch other than the mainline may be rewritten: no history is read from it.
    let_through(&git(&repo, &["push", "--force", at, "main:essai"]));
    repo.git(&["-C", at, "config", "greffe.allowRewrite", "true"]);
    let_through(&git(&repo, &["push", "--force", at, "main"]));
    assert!(repo.git(&["ls-remote", at, "refs/heads/main"]).starts_with(&rewritten));
}

#[test]
fn a_branch_that_never_held_a_register_is_no_business_of_the_hooks() {
    let repo = hooked();
    let bare = repo.bare_clone();
    assert_eq!(repo.greffe_in(&bare, &["hooks", "install"]).status, 0);
    let_through(&git(&repo, &["switch", "--quiet", "--orphan", "pages"]));
    std::fs::write(repo.path().join("index.html"), "x").unwrap();
    let_through(&git(&repo, &["add", "index.html"]));
    let_through(&git(&repo, &["commit", "--quiet", "-m", "Pages"]));
    let_through(&git(&repo, &["push", "--quiet", bare.to_str().unwrap(), "pages"]));
    std::fs::write(repo.path().join("index.html"), "y").unwrap();
    let_through(&git(&repo, &["commit", "--quiet", "-a", "-m", "More"]));
    let_through(&git(&repo, &["push", "--quiet", bare.to_str().unwrap(), "pages"]));
    // The register itself can't go away so.
    let_through(&git(&repo, &["switch", "--quiet", "main"]));
    let_through(&git(&repo, &["rm", "--quiet", "-r", "registry", "schema"]));
    let refused = git(&repo, &["commit", "--quiet", "-m", "Gone"]);
    assert!(refused.status != 0 && refused.stderr.contains("pas de registre"), "{refused:?}");
    let_through(&git(&repo, &["commit", "--quiet", "--no-verify", "-m", "Gone"]));
    let push = |args: &[&str]| git(&repo, &[&["push", "--quiet"], args, &[bare.to_str().unwrap(), "main"]].concat());
    assert!(push(&[]).status != 0);
    assert!(push(&["--no-verify"]).status != 0);
}
