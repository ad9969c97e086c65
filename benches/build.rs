//! How long the index takes beside git over the same register: a cold build, one commit more, and questions.
//!
//! `cargo bench --bench build` imports the sample register (`../shared/data`) into the target folder,
//! or takes the register that `GREFFE_BENCH_REGISTER` names. All commands run as whole processes, by turns,
//! in one run; what counts is the ratio of their medians.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::indexing_slicing)]

mod support;

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use support::{greffe, medians, millis, ratio, time};

const ROUNDS: usize = 11;
/// What is asked of a warm index.
const QUESTIONS: [&[&str]; 6] = [
    &["indicators"],
    &["history", "1.2"],
    &["why", "1.2", "2020"],
    &["log", "ban"],
    &["published"],
    &["indicators", "--every", "month", "--format", "csv"],
];

fn main() {
    let named = std::env::var_os("GREFFE_BENCH_REGISTER").map(PathBuf::from);
    let Some(register) = named.or_else(support::sample) else {
        println!("skipped: neither GREFFE_BENCH_REGISTER nor ../shared/data/beta-gouv-2015-2023.bundle is there");
        return;
    };
    println!("register: {}\n", register.display());
    cold(&register);
    forward(&register);
}

fn git(args: &[&str], directory: &Path) -> Command {
    let mut git = Command::new("git");
    git.args(["-c", "user.name=a", "-c", "user.email=a@example.org"]).args(args).current_dir(directory);
    git
}

/// A build without an index, beside the two commands of git that list the versions and read them.
fn cold(register: &Path) {
    let index = register.join(".git/greffe");
    let cold = || {
        let _absent = fs::remove_dir_all(&index);
        greffe(&["build", "--quiet"], register)
    };
    cold();
    let list = support::work().join("blobs");
    fs::write(&list, versions(register)).unwrap();
    let log = || {
        let args = ["log", "--first-parent", "-m", "--raw", "--no-renames", "--", "registry"];
        time(&mut git(&args, register))
    };
    let read = || time(git(&["cat-file", "--batch"], register).stdin(fs::File::open(&list).unwrap()));
    let [cold, log, read] = medians(ROUNDS, [&cold, &log, &read]);
    println!("greffe build, cold                      {:>8.1} ms", millis(cold));
    println!("git log --first-parent -m --raw         {:>8.1} ms", millis(log));
    println!("git cat-file --batch of the versions    {:>8.1} ms", millis(read));
    println!("cold build / both                       {:>8.2}\n", ratio(cold, log + read));
}

/// The distinct blobs of the register's history, one per line.
fn versions(register: &Path) -> String {
    let index = rusqlite::Connection::open(register.join(".git/greffe/index.sqlite")).unwrap();
    let mut query = index.prepare("SELECT blob FROM versions WHERE blob IS NOT NULL").unwrap();
    let blobs: BTreeSet<String> = query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    blobs.into_iter().map(|blob| format!("{blob}\n")).collect()
}

/// One commit more, and questions, each beside `git log -1`.
fn forward(register: &Path) {
    let copy = support::work().join("forward");
    let _absent = fs::remove_dir_all(&copy);
    time(git(&["clone", "--quiet", "--no-hardlinks"], register).arg(register).arg(&copy));
    greffe(&["build", "--quiet"], &copy);
    let startups = copy.join("registry/startups");
    let mut files: Vec<PathBuf> = fs::read_dir(&startups).unwrap().map(|item| item.unwrap().path()).collect();
    files.retain(|path| path.is_file());
    files.sort();
    let turn = Cell::new(0);
    let one_more = || {
        let path = &files[turn.get() * 7 % files.len()];
        turn.set(turn.get() + 1);
        fs::write(path, format!("{}# {}\n", fs::read_to_string(path).unwrap(), turn.get())).unwrap();
        time(&mut git(&["commit", "--quiet", "--all", "--no-verify", "--message", "one more"], &copy));
        greffe(&["build", "--quiet"], &copy)
    };
    let last = || time(&mut git(&["log", "-1"], &copy));
    let ask = |at: usize| greffe(QUESTIONS[at], &copy);
    let asks: [_; 6] = std::array::from_fn(|at| move || ask(at));
    let [floor, one_more, q0, q1, q2, q3, q4, q5] =
        medians(25, [&last, &one_more, &asks[0], &asks[1], &asks[2], &asks[3], &asks[4], &asks[5]]);
    println!("git log -1                              {:>8.1} ms", millis(floor));
    let line = |name: &str, took| println!("{name:<38}  {:>8.1} ms {:>6.1} x", millis(took), ratio(took, floor));
    line("greffe build, after one commit", one_more);
    for (question, took) in QUESTIONS.iter().zip([q0, q1, q2, q3, q4, q5]) {
        line(&format!("greffe {}", question.join(" ")), took);
    }
}
