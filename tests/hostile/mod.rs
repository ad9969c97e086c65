//! Hostile input: each case gets a clear finding or a clear failure, with an exit status of 0, 1 or 2,
//! in little memory, and never a panic, a signal or an endless output.
//!
//! - `text`: what a file can say;
//! - `names`: what a file can be called, and be;
//! - `schemas`: what the definitions can say;
//! - `repositories`: what the repository itself can be.

mod names;
mod repositories;
mod schemas;
mod text;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use crate::support::{CommandInTime, Repo};
use rayon::prelude::*;

/// The day of every case.
const TODAY: &str = "2024-06-01";
/// Far more than any case takes: a run that reaches it hangs.
const HANG: Duration = Duration::from_secs(300);
/// The most memory that any case may take, in KiB.
const MEMORY: u64 = 256 * 1024;
/// The longest answer to any case, in bytes.
const ANSWER: usize = 1_000_000;

/// What a run of the command showed of itself.
struct Seen {
    status: i32,
    stdout: String,
    stderr: String,
}

/// Runs `greffe --lang en ARGS` in a folder, and checks what must hold whatever the input is.
fn greffe(repo: &Repo, directory: &Path, args: &[&str]) -> Seen {
    greffe_with(repo, directory, &[], args)
}

/// The same, with variables added to the environment.
fn greffe_with(repo: &Repo, directory: &Path, variables: &[(&str, &str)], args: &[&str]) -> Seen {
    let place = tempfile::tempdir_in(repo.outside()).unwrap();
    let at = |name: &str| place.path().join(name);
    let mut command = match can_measure() {
        true => Command::new("/usr/bin/time"),
        false => Command::new(env!("CARGO_BIN_EXE_greffe")),
    };
    if can_measure() {
        command.args(["--quiet", "--format=%M", "--output"]).arg(at("memory")).arg(env!("CARGO_BIN_EXE_greffe"));
    }
    let home = repo.outside().join("home");
    command
        .env_clear()
        .envs([("LC_ALL", "C"), ("TZ", "UTC"), ("GIT_CONFIG_NOSYSTEM", "1")])
        .envs(variables.iter().copied())
        .env("HOME", &home)
        .env("USERPROFILE", &home)
        .args(["--lang", "en"])
        .args(args)
        .current_dir(directory)
        .stdin(Stdio::null())
        .stdout(File::create(at("stdout")).unwrap())
        .stderr(File::create(at("stderr")).unwrap());
    let mut child = command.spawn().unwrap();
    let started = Instant::now();
    let status = loop {
        match child.try_wait().unwrap() {
            Some(status) => break status,
            None if started.elapsed() > HANG => {
                child.kill().unwrap();
                panic!("{args:?} hangs");
            }
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    };
    // Shown by `--nocapture`: how long a run takes is for people to judge.
    println!("{:>5} ms: greffe {}", started.elapsed().as_millis(), args.join(" "));
    let text = |name: &str| String::from_utf8(fs::read(at(name)).unwrap()).expect("the output is UTF-8");
    let seen = Seen {
        status: status.code().expect("an exit status, not a signal"),
        stdout: text("stdout"),
        stderr: text("stderr"),
    };
    assert!((0..=2).contains(&seen.status), "{args:?} ends with {}: {}", seen.status, seen.stderr);
    assert!(!seen.stderr.contains("panicked at"), "{args:?}: {}", seen.stderr);
    for output in [&seen.stdout, &seen.stderr] {
        assert!(output.len() < ANSWER, "{args:?} says {} bytes", output.len());
        let inert = |letter: char| letter == '\n' || !letter.is_control();
        assert!(output.chars().all(inert), "{args:?} lets a control character through: {output:?}");
    }
    if can_measure() {
        let used: u64 = text("memory").trim().parse().unwrap();
        assert!(used < MEMORY, "{args:?} takes {used} KiB");
    }
    seen
}

/// Whether GNU time is there to tell how much memory a run took.
fn can_measure() -> bool {
    static CAN: OnceLock<bool> = OnceLock::new();
    *CAN.get_or_init(|| {
        let version = Command::new("/usr/bin/time").arg("--version").output_in_time();
        let can = version.is_ok_and(|said| [said.stdout, said.stderr].concat().windows(3).any(|word| word == b"GNU"));
        if !can {
            eprintln!("skipped: the memory of the hostile cases is not measured without GNU time");
        }
        can
    })
}

/// The codes of what `validate --format json` found, each once, in order.
fn codes(seen: &Seen) -> String {
    let answer: serde_json::Value = serde_json::from_str(&seen.stdout).unwrap();
    let findings = answer["findings"].as_array().unwrap();
    for finding in findings {
        assert!(finding["message"].as_str().unwrap().contains(' '), "{finding}");
        assert!(!finding["help"].as_str().unwrap().is_empty(), "{finding}");
    }
    let counted = ["error", "warning", "advice"].map(|severity| answer["summary"][severity].as_u64().unwrap());
    let unlisted = answer["summary"]["unlisted"].as_u64().unwrap();
    assert_eq!(counted.iter().sum::<u64>(), findings.len() as u64 + unlisted, "every finding is counted");
    let codes: BTreeSet<&str> = findings.iter().map(|finding| finding["code"].as_str().unwrap()).collect();
    codes.into_iter().collect::<Vec<_>>().join(" ")
}

/// Validates, as JSON and for people, and says `STATUS CODES`.
fn validated(repo: &Repo, origin: &[&str]) -> String {
    let args = [&["validate", "--today", TODAY][..], origin].concat();
    let json = greffe(repo, &repo.path(), &[&args[..], &["--format", "json"]].concat());
    if json.status == 2 {
        return format!("2 {}", json.stderr.lines().next().unwrap_or_default());
    }
    let human = greffe(repo, &repo.path(), &args);
    assert_eq!(human.status, json.status);
    format!("{} {}", json.status, codes(&json)).trim_end().to_owned()
}

/// Runs every case on all cores, and gathers what goes otherwise than expected: one run shows it all.
fn each<C: Send>(cases: Vec<(&'static str, C)>, check: impl Fn(C) -> Vec<String> + Sync) {
    let run = |(name, case): (&'static str, C)| {
        let wrong = catch_unwind(AssertUnwindSafe(|| check(case)));
        let wrong = wrong.unwrap_or_else(|_| vec!["panics (see above)".to_owned()]);
        wrong.into_iter().map(move |wrong| format!("{name}: {wrong}"))
    };
    let wrong: Vec<String> = cases.into_par_iter().flat_map_iter(run).collect();
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}
