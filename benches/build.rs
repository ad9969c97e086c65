//! How long a cold `greffe build` takes, beside `git log` over the same paths of the same register.
//!
//! `cargo bench --bench build` imports the sample register (`../shared/data`) into the target folder,
//! or takes the register that `GREFFE_BENCH_REGISTER` names. Both commands run as whole processes,
//! by turns, in one run; what counts is the ratio of their medians.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

mod support;

use std::path::PathBuf;
use std::process::Command;

use support::{greffe, medians, millis, ratio, time};

const ROUNDS: usize = 11;

fn main() {
    let named = std::env::var_os("GREFFE_BENCH_REGISTER").map(PathBuf::from);
    let Some(register) = named.or_else(support::sample) else {
        println!("skipped: neither GREFFE_BENCH_REGISTER nor ../shared/data/beta-gouv-2015-2023.bundle is there");
        return;
    };
    let index = register.join(".git/greffe");
    let cold = || {
        let _absent = std::fs::remove_dir_all(&index);
        greffe(&["build", "--quiet"], &register)
    };
    let warm = || greffe(&["build", "--quiet"], &register);
    let git_log = || {
        let mut git = Command::new("git");
        git.args(["log", "--first-parent", "--raw", "--no-renames", "--", "registry"]).current_dir(&register);
        time(&mut git)
    };
    let [cold, git_log, warm] = medians(ROUNDS, [&cold, &git_log, &warm]);
    println!("register: {}", register.display());
    println!("greffe build, cold            {:>8.1} ms", millis(cold));
    println!("git log --first-parent --raw  {:>8.1} ms", millis(git_log));
    println!("greffe build, nothing new     {:>8.1} ms", millis(warm));
    println!("cold build / git log          {:>8.2}", ratio(cold, git_log));
}
