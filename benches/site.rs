//! How long `greffe site` takes, beside a plain copy of what it writes.
//!
//! `cargo bench --bench site` imports the sample register (`../shared/data`) into the target folder, or takes the
//! register that `GREFFE_BENCH_REGISTER` names. The index is warm. The site is written into a new folder, then over
//! itself; `cp -R` copies the same files into a new folder. Whole processes, by turns, in one run; what counts is their ratio.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;

use support::{greffe, medians, millis, ratio, time};

const ROUNDS: usize = 5;

fn main() {
    let named = std::env::var_os("GREFFE_BENCH_REGISTER").map(PathBuf::from);
    let Some(register) = named.or_else(support::sample) else {
        println!("skipped: neither GREFFE_BENCH_REGISTER nor ../shared/data/beta-gouv-2015-2023.bundle is there");
        return;
    };
    let work = support::work();
    let (site, copy) = (work.join("site"), work.join("site-copy"));
    let out = site.to_str().unwrap();
    let made = || {
        let _absent = std::fs::remove_dir_all(&site);
        greffe(&["site", "--out", out], &register)
    };
    let again = || greffe(&["site", "--out", out], &register);
    let copied = || {
        let _absent = std::fs::remove_dir_all(&copy);
        time(Command::new("cp").arg("-R").arg(&site).arg(&copy))
    };
    // The first one makes the index.
    made();
    let [made, again, copied] = medians(ROUNDS, [&made, &again, &copied]);
    let (files, pages, bytes) = sizes(&site);
    println!("register: {}", register.display());
    println!("{pages} pages, {files} files, {} kB", bytes / 1000);
    println!("greffe site, into a new folder   {:>8.1} ms", millis(made));
    println!("greffe site, nothing new         {:>8.1} ms", millis(again));
    println!("cp -R of the same files          {:>8.1} ms", millis(copied));
    println!("greffe site / cp -R              {:>8.2}", ratio(made, copied));
    println!("each page                        {:>8.2} ms", millis(made) / f64::from(pages));
}

/// How many files and pages are in a folder, and their bytes.
fn sizes(folder: &Path) -> (u32, u32, u64) {
    let (mut files, mut pages, mut bytes) = (0, 0, 0);
    for item in std::fs::read_dir(folder).unwrap() {
        let item = item.unwrap();
        if item.file_type().unwrap().is_dir() {
            let below = sizes(&item.path());
            (files, pages, bytes) = (files + below.0, pages + below.1, bytes + below.2);
        } else {
            files += 1;
            pages += u32::from(item.path().extension().is_some_and(|suffix| suffix == "html"));
            bytes += item.metadata().unwrap().len();
        }
    }
    (files, pages, bytes)
}
