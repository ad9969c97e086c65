//! How long `greffe review` of a change of one record takes, beside `git diff --stat` of the same change.
//!
//! `cargo bench --bench review` imports the sample register (`../shared/data`) into the target folder,
//! or takes the register that `GREFFE_BENCH_REGISTER` names. The change is the last commit of it that touches one
//! record; the index is warm. Whole processes, by turns, in one run; what counts is their ratio.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;

use support::{greffe, medians, millis, time, time_any};

const ROUNDS: usize = 21;

fn main() {
    let named = std::env::var_os("GREFFE_BENCH_REGISTER").map(PathBuf::from);
    let Some(register) = named.or_else(support::sample) else {
        println!("skipped: neither GREFFE_BENCH_REGISTER nor ../shared/data/beta-gouv-2015-2023.bundle is there");
        return;
    };
    let Some((base, head)) = last_of_one_record(&register) else {
        println!("skipped: no commit touches one record");
        return;
    };
    let review = || greffe(&["review", "--base", &base, "--head", &head], &register);
    let markdown = || greffe(&["review", "--base", &base, "--head", &head, "--format", "markdown"], &register);
    let validate = || {
        let mut validate = Command::new(env!("CARGO_BIN_EXE_greffe"));
        let args = ["validate", "--base", &base, "--rev", &head, "--format", "json"];
        time_any(validate.args(args).current_dir(&register)).0
    };
    let diff = || {
        let mut git = Command::new("git");
        time(git.args(["diff", "--stat", &base, &head]).current_dir(&register))
    };
    // The first one brings the index to the base.
    review();
    let [review, markdown, validate, diff] = medians(ROUNDS, [&review, &markdown, &validate, &diff]);
    println!("register: {}, {base}..{head}", register.display());
    println!("greffe review                    {:>8.1} ms", millis(review));
    println!("greffe review --format markdown  {:>8.1} ms", millis(markdown));
    println!("greffe validate --base           {:>8.1} ms", millis(validate));
    println!("git diff --stat                  {:>8.1} ms", millis(diff));
    println!("at most 2 × git + 100 ms         {:>8.1} ms", 2.0 * millis(diff) + 100.0);
}

/// The last commit, and the one before it, that changes one file of the register and no other.
fn last_of_one_record(register: &Path) -> Option<(String, String)> {
    let git = |args: &[&str]| {
        let output = Command::new("git").args(args).current_dir(register).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let commits = git(&["rev-list", "--first-parent", "--no-merges", "-n", "200", "HEAD"]);
    let changes_one = |commit: &&str| {
        let changed = git(&["diff", "--name-status", &format!("{commit}~1"), commit]);
        changed.lines().count() == 1 && changed.starts_with("M\tregistry/startups/")
    };
    let head = commits.lines().find(changes_one)?;
    Some((git(&["rev-parse", &format!("{head}~1")]).trim().to_owned(), head.to_owned()))
}
