//! Makes a register of any size, with its history, and says how long `greffe build` takes on it.
//!
//! `cargo bench --bench generate -- --records N --commits M DIR` writes a repository without a working tree in `DIR`,
//! which is new or empty. The same numbers give the same commits.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::indexing_slicing)]

#[path = "support/generate/mod.rs"]
mod generate;
mod support;

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

use generate::{Size, generate};
use support::{greffe_peak, millis};

fn main() {
    let Some((size, directory)) = asked() else {
        println!("usage: cargo bench --bench generate -- --records N --commits M DIR");
        return;
    };
    let start = Instant::now();
    let made = generate(size, &directory);
    println!("{made:?} in {:.1} s", start.elapsed().as_secs_f64());
    let valid = Command::new(env!("CARGO_BIN_EXE_greffe"))
        .args(["validate", "--quiet", "--rev", "HEAD", "--fail-on", "warning"])
        .stdout(Stdio::null())
        .current_dir(&directory)
        .status();
    assert!(valid.unwrap().success(), "the register that was made is not valid");
    for what in ["cold", "nothing new"] {
        let (took, peak) = greffe_peak(&["build", "--quiet"], &directory);
        println!("greffe build, {what:<12} {:>10.1} ms, {:>6} MB at most", millis(took), peak / 1024);
    }
}

/// The size and the folder that the command line names; `None` where it does not name all three.
fn asked() -> Option<(Size, PathBuf)> {
    // `cargo bench` adds `--bench`.
    let mut args = std::env::args().skip(1).filter(|arg| arg != "--bench");
    let (mut records, mut commits, mut directory) = (None, None, None);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--records" => records = args.next()?.parse().ok(),
            "--commits" => commits = args.next()?.parse().ok(),
            _ => directory = Some(PathBuf::from(arg)),
        }
    }
    Some((Size { records: records?, commits: commits? }, directory?))
}
