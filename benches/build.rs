//! How long a cold `greffe build` takes, beside `git log` over the same paths of the same register.
//!
//! `cargo bench --bench build` imports the sample register (`../shared/data`) into the target folder,
//! or takes the register that `GREFFE_BENCH_REGISTER` names. Both commands run as whole processes,
//! by turns, in one run; what counts is the ratio of their medians.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ROUNDS: usize = 11;

fn main() {
    let Some(register) = register() else {
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
    let mut times = [Vec::new(), Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        for (measured, run) in times.iter_mut().zip([&cold as &dyn Fn() -> Duration, &git_log, &warm]) {
            measured.push(run());
        }
    }
    let [cold, git_log, warm] = times.map(median);
    println!("register: {}", register.display());
    println!("greffe build, cold            {:>8.1} ms", millis(cold));
    println!("git log --first-parent --raw  {:>8.1} ms", millis(git_log));
    println!("greffe build, nothing new     {:>8.1} ms", millis(warm));
    println!("cold build / git log          {:>8.2}", cold.as_secs_f64() / git_log.as_secs_f64());
}

/// The register to measure: the one that is named, else the sample, imported once.
fn register() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("GREFFE_BENCH_REGISTER") {
        return Some(named.into());
    }
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let bundle = top.join("../shared/data/beta-gouv-2015-2023.bundle");
    if !bundle.exists() {
        return None;
    }
    let work = top.join("target/bench");
    let (source, target) = (work.join("beta.gouv.fr.git"), work.join("register"));
    std::fs::create_dir_all(&work).unwrap();
    if !source.exists() {
        let mut git = Command::new("git");
        time(git.args(["clone", "--quiet", "--bare"]).arg(&bundle).arg(&source));
    }
    greffe(&["import", "beta-gouv", source.to_str().unwrap(), "--into", target.to_str().unwrap()], &work);
    Some(target)
}

fn greffe(args: &[&str], directory: &Path) -> Duration {
    time(Command::new(env!("CARGO_BIN_EXE_greffe")).args(args).current_dir(directory))
}

fn time(command: &mut Command) -> Duration {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    assert!(status.success(), "{command:?}");
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap()
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
