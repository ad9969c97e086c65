//! How long the program takes to start: `greffe --version` beside `git --version`, and what the commit hook waits
//! for, `greffe validate --staged` with one staged record of the sample register, beside
//! `git diff --cached --name-only`.
//!
//! `cargo bench --bench start`. Whole processes, by turns, in one run.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use support::{greffe, medians, millis, ratio, time, work};

const ROUNDS: usize = 101;

fn main() {
    let here = work();
    let git = |args: &[&str], folder: &Path| time(Command::new("git").args(args).current_dir(folder));
    beside(["greffe --version", "git --version"], [&|| greffe(&["--version"], &here), &|| git(&["--version"], &here)]);
    let Some(sample) = support::sample() else {
        println!("skipped: ../shared/data/beta-gouv-2015-2023.bundle is not there");
        return;
    };
    let register = with_one_staged(&sample);
    beside(
        ["greffe validate --staged", "git diff --cached --name-only"],
        [&|| greffe(&["validate", "--staged"], &register), &|| git(&["diff", "--cached", "--name-only"], &register)],
    );
}

fn beside(names: [&str; 2], commands: [&dyn Fn() -> Duration; 2]) {
    let [ours, theirs] = medians(ROUNDS, commands);
    let [our_name, their_name] = names;
    println!("{our_name:<32} {:>6.2} ms  {:.1} ×", millis(ours), ratio(ours, theirs));
    println!("{their_name:<32} {:>6.2} ms", millis(theirs));
}

/// A clone of the register in which the next commit changes one record, and breaks nothing.
fn with_one_staged(sample: &Path) -> PathBuf {
    let register = work().join("staged");
    let _none = fs::remove_dir_all(&register);
    let git = |args: &[&str]| time(Command::new("git").arg("-C").arg(&register).args(args));
    time(Command::new("git").args(["clone", "--quiet", "--no-hardlinks"]).arg(sample).arg(&register));
    // A record that has nothing wrong with it: the hook passes.
    let mut records: Vec<PathBuf> =
        fs::read_dir(register.join("registry/startups")).unwrap().map(|entry| entry.unwrap().path()).collect();
    records.sort();
    let valid = records.into_iter().find(|path| {
        let mut text = fs::read(path).unwrap();
        text.extend(b"# One comment more.\n");
        fs::write(path, text).unwrap();
        git(&["add", path.to_str().unwrap()]);
        let mut validate = Command::new(env!("CARGO_BIN_EXE_greffe"));
        let passes = support::time_any(validate.args(["validate", "--staged"]).current_dir(&register)).1;
        if !passes {
            git(&["reset", "--quiet", "--hard"]);
        }
        passes
    });
    println!("staged: {}", valid.expect("a valid record").file_name().unwrap().display());
    register
}
