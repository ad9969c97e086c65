//! Killed, run at the same time or out of space: the answer stays true, and the next index is complete.

use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::support::{ChildInTime, CommandInTime, EXEMPLE, NOON, Repo};

const ALL: [&str; 3] = ["indicators", "--format", "json"];

/// Writes so many startups, which started so many months after the first one.
fn write_many(repo: &Repo, count: usize, months: usize) {
    for n in 0..count {
        let start = format!("{}-{:02}-01", 2019 + months / 12, months % 12 + 1);
        repo.write(&format!("registry/startups/s{n}.yml"), EXEMPLE.replace("2020-03", &start));
    }
}

/// A command that would run `greffe ARGS` at the top of the working tree.
fn greffe(repo: &Repo, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_greffe"));
    command.args(args).current_dir(repo.path()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn assert_whole(repo: &Repo, when: &str) {
    let run = repo.greffe(&["build", "--check"]);
    assert_eq!(run.status, 0, "{when}: {run:?}");
}

#[test]
fn a_build_that_is_killed_leaves_the_next_one_whole() {
    let repo = Repo::with_register();
    write_many(&repo, 300, 0);
    repo.commit(NOON, "many");
    for round in 0..12 {
        let _absent = fs::remove_file(repo.path().join(".git/greffe/index.sqlite"));
        let mut build = greffe(&repo, &["build"]).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(round * 20));
        // Sent as SIGKILL; it may have ended already.
        let _ended = build.kill();
        build.wait_in_time();
        assert_whole(&repo, &format!("after {} ms", round * 20));
    }
}

#[test]
fn bringing_forward_that_is_killed_leaves_the_next_one_whole() {
    let repo = Repo::with_register();
    write_many(&repo, 200, 0);
    repo.commit(NOON, "many");
    repo.greffe(&["build"]);
    for round in 0..12 {
        write_many(&repo, 200, usize::try_from(round).unwrap() + 1);
        repo.commit(NOON + 60 * i64::try_from(round).unwrap(), "all of them changed");
        let mut build = greffe(&repo, &["build"]).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(round * 15));
        let _ended = build.kill();
        build.wait_in_time();
        assert_whole(&repo, &format!("after {} ms", round * 15));
    }
}

#[test]
fn builds_at_once_end_with_one_whole_index() {
    let repo = Repo::with_register();
    write_many(&repo, 100, 0);
    repo.commit(NOON, "many");
    for round in 0..3 {
        let builds: Vec<_> = (0..6).map(|_| greffe(&repo, &["build"]).spawn().unwrap()).collect();
        for mut build in builds {
            assert!(build.wait_in_time().success());
        }
        assert_whole(&repo, "built at once");
        write_many(&repo, 100, round + 1);
        repo.commit(NOON + 60 * i64::try_from(round).unwrap(), "changed");
    }
}

#[test]
fn a_question_during_a_build_gets_the_same_answer() {
    let repo = Repo::with_register();
    write_many(&repo, 50, 0);
    let first = repo.commit(NOON, "first");
    let ask = || repo.greffe(&["indicators", "--format", "json", "--as-of", &first]);
    let answer = ask();
    assert_eq!(answer.status, 0);
    for round in 1..6 {
        write_many(&repo, 50, round);
        repo.commit(NOON + 60 * i64::try_from(round).unwrap(), "changed");
        let builds: Vec<_> = (0..2).map(|_| greffe(&repo, &["build"]).spawn().unwrap()).collect();
        assert_eq!(ask(), answer, "round {round}");
        for mut build in builds {
            assert!(build.wait_in_time().success());
        }
    }
    assert_whole(&repo, "afterwards");
}

/// Runs `greffe ARGS` where no file may grow beyond 8 blocks, as on a disk that is full.
#[cfg(unix)]
fn without_space(repo: &Repo, args: &[&str]) -> (Option<i32>, String, String) {
    let script = "trap '' XFSZ; ulimit -f 8; exec \"$0\" --lang en \"$@\"";
    let output = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_greffe")])
        .args(args)
        .current_dir(repo.path())
        .output_in_time()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[cfg(unix)]
#[test]
fn a_full_disk_costs_a_note_and_not_the_answer() {
    let repo = Repo::with_register();
    write_many(&repo, 200, 0);
    repo.commit(NOON, "many");
    let truth = repo.greffe(&ALL).stdout;
    fs::remove_file(repo.path().join(".git/greffe/index.sqlite")).unwrap();
    let (status, stdout, stderr) = without_space(&repo, &ALL);
    assert_eq!((status, stdout), (Some(0), truth));
    assert_eq!(stderr.lines().count(), 1, "{stderr}");
    assert!(stderr.contains("could not be kept"), "{stderr}");
    let (status, _, stderr) = without_space(&repo, &["build"]);
    assert_eq!(status, Some(2), "{stderr}");
    assert_whole(&repo, "with space again");
}

#[cfg(unix)]
#[test]
fn a_disk_that_fills_up_while_commits_are_added_leaves_the_index_whole() {
    let repo = Repo::with_register();
    write_many(&repo, 200, 0);
    repo.commit(NOON, "many");
    repo.greffe(&["build"]);
    write_many(&repo, 200, 5);
    repo.commit(NOON + 60, "all of them changed");
    let (status, stdout, stderr) = without_space(&repo, &ALL);
    assert_eq!(status, Some(0), "{stderr}");
    assert_eq!(stderr.lines().count(), 1, "{stderr}");
    let run = repo.greffe(&ALL);
    assert_eq!((stdout, run.stderr.as_str()), (run.stdout, ""));
    assert_whole(&repo, "with space again");
}

#[cfg(unix)]
#[test]
fn a_place_that_can_only_be_read_costs_a_note_and_not_the_answer() {
    use std::os::unix::fs::PermissionsExt;
    let repo = Repo::with_register();
    repo.commit(NOON, "created");
    let truth = repo.greffe(&ALL);
    let folder = repo.path().join(".git/greffe");
    let set = |mode| fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).unwrap();
    set(0o500);
    let may_write = fs::write(folder.join("probe"), "").is_ok();
    let fresh = repo.greffe(&ALL);
    repo.write("registry/startups/exemple.yml", EXEMPLE.replace("Exemple", "Autre"));
    repo.commit(NOON + 60, "revised");
    let behind = repo.greffe(&ALL);
    set(0o700);
    assert_eq!(fresh, truth, "an index that is fresh is read");
    if may_write {
        println!("skipped: this user may write everywhere, so that no place can only be read");
        return;
    }
    assert_eq!(behind.status, 0, "{behind:?}");
    assert!(behind.stderr.contains("could not be kept"), "{behind:?}");
    assert_whole(&repo, "afterwards");
}
