//! Commands run as whole processes by turns, and the registers that they run in.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Where registers are made: in the target folder, kept from one run to the next.
pub fn work() -> PathBuf {
    let work = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench");
    std::fs::create_dir_all(&work).unwrap();
    work
}

/// The sample register of beta.gouv.fr (`../shared/data`), imported once; none where it is not there.
pub fn sample() -> Option<PathBuf> {
    let bundle = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/beta-gouv-2015-2023.bundle");
    if !bundle.exists() {
        return None;
    }
    let work = work();
    let (source, target) = (work.join("beta.gouv.fr.git"), work.join("register"));
    if !source.exists() {
        let mut git = Command::new("git");
        time(git.args(["clone", "--quiet", "--bare"]).arg(&bundle).arg(&source));
    }
    greffe(&["import", "beta-gouv", source.to_str().unwrap(), "--into", target.to_str().unwrap()], &work);
    Some(target)
}

/// How long `greffe ARGS` takes in a folder.
pub fn greffe(args: &[&str], directory: &Path) -> Duration {
    time(Command::new(env!("CARGO_BIN_EXE_greffe")).args(args).current_dir(directory))
}

/// How long `greffe ARGS` takes in a folder, and how much memory (in kB) it held at most; 0 where the system does not
/// say (only Linux does).
pub fn greffe_peak(args: &[&str], directory: &Path) -> (Duration, u64) {
    let start = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_greffe"));
    let mut greffe = command.args(args).current_dir(directory).stdout(Stdio::null()).spawn().unwrap();
    let status = format!("/proc/{}/status", greffe.id());
    let mut peak = 0;
    let ended = loop {
        // The peak only grows, so the last value read before the end is close to the true one.
        let told = std::fs::read_to_string(&status).unwrap_or_default();
        let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let number = line.and_then(|rest| rest.trim().trim_end_matches("kB").trim().parse().ok());
        peak = number.unwrap_or(peak);
        if let Some(ended) = greffe.try_wait().unwrap() {
            break ended;
        }
        std::thread::sleep(Duration::from_millis(1));
    };
    assert!(ended.success(), "{command:?}");
    (start.elapsed(), peak)
}

/// How long a command takes, which must succeed.
pub fn time(command: &mut Command) -> Duration {
    let (took, success) = time_any(command);
    assert!(success, "{command:?}");
    took
}

/// How long a command takes, and whether it succeeds.
pub fn time_any(command: &mut Command) -> (Duration, bool) {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    (start.elapsed(), status.success())
}

/// The median times of commands that run by turns.
pub fn medians<const N: usize>(rounds: usize, commands: [&dyn Fn() -> Duration; N]) -> [Duration; N] {
    let mut times = [const { Vec::new() }; N];
    for _ in 0..rounds {
        for (measured, run) in times.iter_mut().zip(commands) {
            measured.push(run());
        }
    }
    times.map(median)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap()
}

/// A time in milliseconds.
pub fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// How many times as long as `floor` a command takes.
pub fn ratio(time: Duration, floor: Duration) -> f64 {
    time.as_secs_f64() / floor.as_secs_f64()
}
