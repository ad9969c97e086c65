//! A command that changes files of the register is killed before each of the system calls that change anything: the
//! next command finds all as it was, or all as it was to be, and leaves it so.
//!
//! A command that writes results (an index, a site, tables, a register from elsewhere) is killed before the calls that
//! open, rename or remove a file: what is there is whole or says that it is not, and the same command makes it whole. Of
//! these calls every run takes some, spread over the whole; `GREFFE_KILL_POINTS=all` takes all.
//!
//! It takes strace, which can kill a process at a chosen call. Where there is none, or it may not trace, this is left out
//! unless `GREFFE_TOOLS=required`.
#![cfg(target_os = "linux")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use crate::support::{CommandInTime, DAY, EXEMPLE, NOON, Repo, lively};

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
    println!("{args:?}: killed at {} calls, finished by the next command after {finished}", calls.len());
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

/// How many calls every run kills a command at.
const SAMPLE: usize = 12;

/// What a command that writes results is killed in: the state before it is restored from a copy.
struct Results<'r> {
    repo: &'r Repo,
    /// What the command writes: a file, or a folder.
    out: std::path::PathBuf,
    args: Vec<String>,
}

impl Results<'_> {
    fn args(&self) -> Vec<&str> {
        self.args.iter().map(String::as_str).collect()
    }

    /// Puts back what was there before the command, from a copy of it, if anything was.
    fn restore(&self, copy: &Path) {
        let _gone = std::fs::remove_dir_all(&self.out).or_else(|_| std::fs::remove_file(&self.out));
        if copy.exists() {
            let mut cp = Command::new("cp");
            assert!(cp.arg("-a").args([copy, self.out.as_path()]).status().unwrap().success());
        }
    }

    /// Kills the command at its calls, and has `check` look at each result: it is told where the command was killed.
    fn killed(&self, check: &dyn Fn(&str)) {
        let copy = self.repo.outside().join("copy");
        let _gone = std::fs::remove_dir_all(&copy).or_else(|_| std::fs::remove_file(&copy));
        if self.out.exists() {
            assert!(Command::new("cp").arg("-a").args([&self.out, &copy]).status().unwrap().success());
        }
        let is_wanted =
            |call: &&(String, usize)| ["rename", "unlink", "open"].iter().any(|wanted| call.0.starts_with(wanted));
        let all = calls(self.repo, &self.args());
        let all: Vec<&(String, usize)> = all.iter().filter(is_wanted).collect();
        let is_whole = std::env::var("GREFFE_KILL_POINTS").is_ok_and(|wanted| wanted == "all");
        let step = if is_whole { 1 } else { all.len().div_ceil(SAMPLE).max(1) };
        let mut reached = 0;
        // From the end: what ends a command matters most.
        for (call, number) in all.iter().rev().step_by(step) {
            self.restore(&copy);
            let killed = traced(self.repo, &killed_at(call, *number).each_ref().map(String::as_str), &self.args());
            // How a few calls fall to threads differs from run to run: that one was not reached.
            if killed.status.success() {
                continue;
            }
            reached += 1;
            check(&format!("{:?} killed before {call} {number}", self.args));
        }
        println!("{:?}: killed at {reached} of {} calls", self.args, all.len());
        assert!(reached > 2, "{:?}: {all:?}", self.args);
    }
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut left = vec![folder.to_owned()];
    while let Some(below) = left.pop() {
        for item in std::fs::read_dir(below).into_iter().flatten() {
            let path = item.unwrap().path();
            match path.is_dir() {
                true => left.push(path),
                false => {
                    let name = path.strip_prefix(folder).unwrap().display().to_string();
                    _ = found.insert(name, std::fs::read(&path).unwrap());
                }
            }
        }
    }
    found
}

#[test]
fn an_index_whose_making_is_killed_gives_the_same_answers() {
    let repo = lively();
    if !has_strace(&repo) {
        return;
    }
    let ask = ["indicators", "--as-of", "HEAD~1", "--format", "json"];
    let index = repo.path().join(".git/greffe");
    let answer = repo.greffe(&ask);
    assert_eq!(answer.status, 0, "{answer:?}");
    // Made anew, then brought forward.
    std::fs::remove_dir_all(&index).unwrap();
    for forward in [false, true] {
        if forward {
            assert_eq!(repo.greffe(&["build"]).status, 0);
            repo.write("registry/startups/encore.yml", EXEMPLE).commit(NOON + 400 * DAY, "Another");
        }
        let expected =
            if forward { repo.greffe(&["indicators", "--as-of", "HEAD", "--format", "json"]) } else { answer.clone() };
        if forward {
            std::fs::remove_dir_all(&index).unwrap();
            repo.git(&["reset", "--quiet", "--hard", "HEAD~1"]);
            assert_eq!(repo.greffe(&["build"]).status, 0);
            repo.git(&["reset", "--quiet", "--hard", "HEAD@{1}"]);
        }
        let asked = if forward { ["indicators", "--as-of", "HEAD", "--format", "json"] } else { ask };
        let results = Results { repo: &repo, out: index.clone(), args: vec!["build".to_owned()] };
        results.killed(&|at| {
            let then = repo.greffe(&asked);
            assert_eq!((then.status, &then.stdout, then.stderr.as_str()), (0, &expected.stdout, ""), "{at}");
            let check = repo.greffe(&["build", "--check"]);
            assert_eq!(check.status, 0, "{at}: {check:?}");
        });
    }
}

/// A folder or a file of results, written over those of an earlier moment, and where nothing was.
fn killed_results(first: &[&str], args: &[&str], out: &str, marker: Option<(&str, &str)>) {
    let repo = lively();
    if !has_strace(&repo) {
        return;
    }
    let out = repo.outside().join(out);
    let with_out = |args: &[&str]| -> Vec<String> {
        args.iter().map(|arg| (*arg).to_owned()).chain(["--out".to_owned(), out.display().to_string()]).collect()
    };
    let (first, args) = (with_out(first), with_out(args));
    let written = |args: &[String]| {
        let run = repo.greffe(&args.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(run.status, 0, "{args:?}: {run:?}");
        if out.is_file() { BTreeMap::from([(String::new(), std::fs::read(&out).unwrap())]) } else { files(&out) }
    };
    let results = Results { repo: &repo, out: out.clone(), args: args.clone() };
    results.restore(Path::new("/nowhere"));
    let new = written(&args);
    results.restore(Path::new("/nowhere"));
    for over in [false, true] {
        let old = if over { written(&first) } else { BTreeMap::new() };
        assert_ne!(old, new);
        results.killed(&|at| {
            let now = if out.is_file() {
                BTreeMap::from([(String::new(), std::fs::read(&out).unwrap())])
            } else {
                files(&out)
            };
            // A marker that is not in place yet says nothing.
            let mut there = now.clone();
            if let Some((name, _)) = marker {
                there.remove(&format!("{name}.new"));
            }
            let says_so = marker.is_some_and(|(name, line)| {
                let first = format!("{line} (unfinished)\n");
                there.get(name).is_some_and(|text| text.starts_with(first.as_bytes()))
            });
            assert!(says_so || there == old || there == new, "{at}: {:?}", now.keys());
            // What vouches for tables stands beside all of them.
            let tables = |files: &BTreeMap<String, Vec<u8>>| {
                let tables = files.iter().filter(|(path, _)| path.ends_with(".csv") || path.ends_with(".json"));
                tables.map(|(path, text)| (path.clone(), text.clone())).collect::<BTreeMap<_, _>>()
            };
            let is_packed = there.contains_key("datapackage.json");
            assert!(!is_packed || [&old, &new].iter().any(|whole| tables(whole) == tables(&there)), "{at}");
            assert!(written(&args) == new, "{at}");
            // Beside it nothing is left.
            let beside = std::fs::read_dir(repo.outside()).unwrap().map(|item| item.unwrap().file_name());
            let left: Vec<_> = beside.filter(|name| name.to_string_lossy().contains("greffe-tmp")).collect();
            assert!(left.is_empty(), "{at}: {left:?}");
        });
        results.restore(Path::new("/nowhere"));
    }
}

#[test]
fn a_site_that_is_half_written_says_so_and_is_made_whole() {
    killed_results(
        &["site", "--url", "https://before.example"],
        &["site"],
        "site",
        Some((".greffe-site", "greffe site 1")),
    );
}

#[test]
fn tables_that_are_half_written_say_so_and_are_made_whole() {
    let marker = Some((".greffe-export", "greffe export 1"));
    let first = ["export", "--format", "csv", "--as-of", "HEAD~3"];
    killed_results(&first, &["export", "--format", "csv"], "tables", marker);
}

#[test]
fn a_database_of_tables_is_replaced_whole() {
    let first = ["export", "--format", "sqlite", "--as-of", "HEAD~3"];
    killed_results(&first, &["export", "--format", "sqlite"], "tables.sqlite", None);
}

#[test]
fn a_register_whose_import_is_killed_is_as_before_or_brought_over_whole() {
    const PAGE: &str = "---\ntitle: A Dock\nmission: Aider\nincubator: mtes\nsponsors:\n  - /organisations/dgitm\nphases:\n  - \
                        name: investigation\n    start: 2018-01-08\n---\n\nprose\n";
    let source = Repo::new();
    if !has_strace(&source) {
        return;
    }
    source.write("content/_startups/a.md", PAGE).write("content/_startups/gone.md", PAGE).commit(NOON, "One");
    let into = source.outside().join("register");
    let (from, to) = (source.path().display().to_string(), into.display().to_string());
    let args = ["import", "beta-gouv", &from, "--into", &to].map(str::to_owned).to_vec();
    let head = || source.git(&["-C", &to, "rev-parse", "--quiet", "--verify", "HEAD^{tree}"]);
    for more in [false, true] {
        let mut old = String::new();
        if more {
            let first = source.greffe(&args.iter().map(String::as_str).collect::<Vec<_>>());
            assert_eq!(first.status, 0, "{first:?}");
            old = head();
            source.remove("content/_startups/gone.md").write("content/_startups/b.md", PAGE).commit(NOON + DAY, "Two");
        }
        let results = Results { repo: &source, out: into.clone(), args: args.clone() };
        let whole = std::cell::RefCell::new(String::new());
        // What the whole import gives.
        let copy = source.outside().join("whole");
        let _gone = std::fs::remove_dir_all(&copy);
        let mut other = results.args.clone();
        other[4] = copy.display().to_string();
        let run = source.greffe(&other.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(run.status, 0, "{run:?}");
        whole.replace(source.git(&["-C", &other[4], "rev-parse", "HEAD^{tree}"]));
        results.killed(&|at| {
            // Any command there first; without a repository there is nothing to be wrong about.
            if into.join(".git").exists() {
                let _answer = source.greffe_in(&into, &["validate"]);
                assert_eq!(source.git(&["-C", &to, "status", "--porcelain"]), "", "{at}");
                let has_commit = into.join(".git/refs/heads/main").exists();
                assert!(!has_commit || head() == old || head() == *whole.borrow(), "{at}");
                assert!(has_commit || !more, "{at}");
            }
            let again = source.greffe(&results.args());
            assert_eq!(again.status, 0, "{at}: {again:?}");
            assert_eq!(head(), *whole.borrow(), "{at}");
            assert_eq!(source.git(&["-C", &to, "status", "--porcelain"]), "", "{at}");
            source.git(&["-C", &to, "fsck", "--strict"]);
            assert!(!into.join(".git/greffe-import").exists() && !into.join(".greffe-new").exists(), "{at}");
        });
    }
}
