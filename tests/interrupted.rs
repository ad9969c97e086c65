//! A command that changes files of the register is killed before each of the system calls that change anything: the
//! next command finds all as it was, or all as it was to be, and leaves it so.
//!
//! It takes strace, which can kill a process at a chosen call. Where there is none, or it may not trace, this is left out
//! unless `GREFFE_TOOLS=required`.
#![cfg(target_os = "linux")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use crate::support::{CommandInTime, EXEMPLE, NOON, Repo};

/// The calls that change what is on the disk.
const CALLS: &str = "openat,open,creat,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,write,pwrite64,fsync,\
                     fdatasync,ftruncate,fchmod,flock";

fn has_strace(repo: &Repo) -> bool {
    let mut strace = Command::new("strace");
    let traced = repo.neutral(&mut strace).args(["-f", "-e", "trace=none", "true"]).output_in_time();
    let works = traced.is_ok_and(|traced| traced.status.success());
    let is_required = std::env::var("GREFFE_TOOLS").is_ok_and(|value| value == "required");
    assert!(works || !is_required, "strace is required: apt-get install strace");
    if !works {
        println!("skipped: strace is not there, or may not trace");
    }
    works
}

/// Runs a command of Greffe under strace with these options of strace's.
fn traced(repo: &Repo, options: &[&str], args: &[&str]) -> std::process::Output {
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq"]).args(options).arg(env!("CARGO_BIN_EXE_greffe")).args(["--lang", "en"]).args(args);
    repo.neutral(&mut strace).current_dir(repo.path()).env("RAYON_NUM_THREADS", "1").output_in_time().unwrap()
}

/// The options by which a thread's call of this number is its last.
fn killed_at(call: &str, number: usize) -> [String; 6] {
    let inject = format!("inject={call}:signal=KILL:when={number}");
    ["-o", "/dev/null", "-e", &format!("trace={call}"), "-e", &inject].map(str::to_owned)
}

/// The calls of a whole run that change something, each as the call and its number among those of its thread.
fn calls(repo: &Repo, args: &[&str]) -> BTreeSet<(String, usize)> {
    let log = repo.outside().join("calls");
    let output =
        traced(repo, &["-o", log.to_str().unwrap(), "-e", &format!("trace=?{}", CALLS.replace(',', ",?"))], args);
    assert!(output.status.success(), "{output:?}");
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut found = BTreeSet::new();
    for line in std::fs::read_to_string(&log).unwrap().lines() {
        let (thread, rest) = line.split_once(char::is_whitespace).unwrap();
        let Some((call, rest)) = rest.trim_start().split_once('(') else { continue };
        if !call.chars().all(|letter| letter.is_ascii_alphanumeric()) {
            continue;
        }
        let count = counts.entry((thread.to_owned(), call.to_owned())).or_default();
        *count += 1;
        let reads =
            call.starts_with("open") && !["O_WRONLY", "O_RDWR", "O_CREAT"].iter().any(|flag| rest.contains(flag));
        if !reads {
            found.insert((call.to_owned(), *count));
        }
    }
    found
}

/// What the files below a folder say, but for git's own.
fn state(top: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut left = vec![top.to_owned()];
    while let Some(folder) = left.pop() {
        for item in std::fs::read_dir(folder).unwrap() {
            let path = item.unwrap().path();
            if path.is_dir() && !path.ends_with(".git") {
                left.push(path);
            } else if path.is_file() {
                let name = path.strip_prefix(top).unwrap().display().to_string();
                found.insert(name, std::fs::read_to_string(path).unwrap());
            }
        }
    }
    found
}

fn register() -> Repo {
    let repo = Repo::with_register();
    repo.write("registry/organisations/anct.yml", "name: ANCT\ntype: operateur\n");
    repo.write("registry/startups/autre.yml", EXEMPLE.replace("Exemple", "Autre").replace("[dinum]", "[anct, dinum]"));
    repo.commit(NOON, "before");
    repo
}

/// Kills the command before each call that changes something, and looks at what the next command makes of it.
fn killed_everywhere(args: &[&str]) {
    let repo = register();
    if !has_strace(&repo) {
        return;
    }
    let old = state(&repo.path());
    let calls = calls(&repo, args);
    let new = state(&repo.path());
    assert!(old != new && calls.len() > 10, "{calls:?}");
    let clean = || {
        repo.git(&["checkout", "--quiet", "--force", "HEAD"]);
        repo.git(&["clean", "--quiet", "-d", "--force"]);
        let _none = std::fs::remove_dir_all(repo.path().join(".git/greffe"));
        assert_eq!(state(&repo.path()), old);
    };
    let (mut ended, mut finished) = (BTreeSet::new(), 0);
    // Any command will do.
    let next: [&[&str]; 4] = [&["validate"], &["doctor"], &["log", "exemple"], &["fmt", "--check"]];
    for (at, (call, number)) in calls.iter().enumerate() {
        clean();
        let killed = traced(&repo, &killed_at(call, *number).each_ref().map(String::as_str), args);
        assert!(!killed.status.success(), "{call} {number} was not reached: {killed:?}");
        let then = repo.greffe(next[at % next.len()]);
        assert!(then.status < 2, "{call} {number}: {then:?}");
        let now = state(&repo.path());
        assert!(now == old || now == new, "killed before {call} {number}, {:?} left {now:#?}", next[at % next.len()]);
        let says = then.stderr.contains("had been interrupted");
        assert!(!says || now == new, "{call} {number}: {then:?}");
        finished += usize::from(says);
        ended.insert(now == new);
        // And once more: there is nothing left to finish, and no trace in what git would commit.
        let again = repo.greffe(&["validate"]);
        assert_eq!((again.status, again.stderr.as_str()), (0, ""), "{call} {number}: {again:?}");
        assert_eq!(state(&repo.path()), now);
    }
    assert_eq!(ended, BTreeSet::from([false, true]), "{args:?}: {calls:?}");
    assert!(finished > 2, "{args:?}: {calls:?}");
}

#[test]
fn a_renaming_that_is_killed_is_whole_or_was_not_begun() {
    killed_everywhere(&["rename", "organisation/dinum", "dnum"]);
}

#[test]
fn an_advance_that_is_killed_is_whole_or_was_not_begun() {
    killed_everywhere(&["advance", "exemple", "transfere", "--on", "2021-01"]);
}

#[test]
fn what_was_staged_in_the_middle_of_a_change_is_not_committed() {
    let repo = register();
    if !has_strace(&repo) {
        return;
    }
    let args = ["rename", "organisation/dinum", "dnum"];
    // The first two are the journal's; then one file has its new text, and the others have not.
    let rename = calls(&repo, &args).into_iter().map(|(call, _)| call).find(|call| call.starts_with("rename")).unwrap();
    repo.git(&["reset", "--quiet", "--hard"]);
    repo.git(&["clean", "--quiet", "-d", "--force"]);
    traced(&repo, &killed_at(&rename, 3).each_ref().map(String::as_str), &args);
    repo.stage();
    let half = repo.greffe(&["validate", "--staged", "--baseline", "HEAD"]);
    assert_eq!((half.status, half.stdout.as_str()), (2, ""), "{half:?}");
    assert!(half.stderr.contains("git add"), "{half:?}");
    repo.stage();
    let whole = repo.greffe(&["validate", "--staged", "--baseline", "HEAD"]);
    assert_eq!(whole.status, 0, "{whole:?}");
}
