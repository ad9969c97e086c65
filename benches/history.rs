//! How long `greffe build` takes on the sample register, beside `git-history` (PyPI) on the same records.
//!
//! `cargo bench --bench history`, with `git-history` on the PATH: benches/README.md says where it comes from. It
//! reads the history of one file, so that it runs here on 40 of the record files, evenly spread; its time for all
//! of them is that of the 40, as often as there are 40 files. It is also given without what it takes to start, as if
//! one process read all files. What `greffe build` does besides (identity, facts, dates) is not taken off.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::indexing_slicing)]

mod support;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use support::{greffe, medians, ratio, time, work};

/// How many files the peer reads.
const SAMPLE: usize = 40;
const ROUNDS: usize = 5;
/// How it reads a record: as fast as it can, by libyaml, and each scalar as a text.
const CONVERT: &str = "[dict(yaml.load(content, Loader=yaml.CBaseLoader), id='record')]";

fn main() {
    let named = std::env::var_os("GREFFE_BENCH_REGISTER").map(PathBuf::from);
    let Some(register) = named.or_else(support::sample) else {
        println!("skipped: neither GREFFE_BENCH_REGISTER nor ../shared/data/beta-gouv-2015-2023.bundle is there");
        return;
    };
    let peer = || {
        let mut peer = Command::new("git-history");
        peer.stdout(Stdio::null()).stderr(Stdio::null());
        peer
    };
    if peer().arg("--version").status().is_err() {
        println!("skipped: git-history is not on the PATH");
        return;
    }
    let index = register.join(".git/greffe");
    let cold = || {
        let _absent = std::fs::remove_dir_all(&index);
        greffe(&["build", "--quiet"], &register)
    };
    let starts = || time(peer().arg("--version"));
    let [cold, starts] = medians(ROUNDS, [&cold, &starts]);
    let files = records(&register);
    let database = work().join("git-history.db");
    let chosen: Vec<&String> = (0..SAMPLE.min(files.len())).map(|at| &files[at * files.len() / SAMPLE]).collect();
    let (mut took, mut unread) = (Duration::ZERO, 0);
    for file in &chosen {
        let _absent = std::fs::remove_file(&database);
        let mut peer = peer();
        peer.args(["file", database.to_str().unwrap(), file, "--repo", register.to_str().unwrap(), "--silent"]);
        let (of_file, success) = support::time_any(peer.args(["--id", "id", "--import", "yaml", "--convert", CONVERT]));
        took += of_file;
        unread += usize::from(!success);
    }
    let all = |took: Duration| took.mul_f64(files.len() as f64 / chosen.len() as f64);
    let without_start = all(took.saturating_sub(starts * u32::try_from(chosen.len()).unwrap()));
    println!("register: {}, {} record files at HEAD", register.display(), files.len());
    println!("greffe build, cold, all of them       {:>9.3} s", cold.as_secs_f64());
    println!("git-history, {} files ({unread} failed)   {:>9.1} s", chosen.len(), took.as_secs_f64());
    println!("git-history, only to start            {:>9.3} s a file", starts.as_secs_f64());
    for (what, time) in [("all files, extrapolated", all(took)), ("the same without starting", without_start)] {
        println!("git-history, {what:<26} {:>7.0} s: {:.0} times as long", time.as_secs_f64(), ratio(time, cold));
    }
}

/// The record files at `HEAD`, in the order of their paths.
fn records(register: &Path) -> Vec<String> {
    let mut git = Command::new("git");
    git.args(["ls-tree", "-r", "--name-only", "HEAD", "registry"]).current_dir(register);
    let listed = String::from_utf8(git.output().unwrap().stdout).unwrap();
    listed.lines().filter(|path| path.ends_with(".yml")).map(str::to_owned).collect()
}
