//! How long `greffe export` takes, beside a plain copy of the SQLite file that it writes.
//!
//! `cargo bench --bench export` imports the sample register (`../shared/data`) into the target folder, or takes the
//! register that `GREFFE_BENCH_REGISTER` names. The index is warm. Each export and the copy run as whole processes, by
//! turns, in one run; what counts is whether an export takes at most twice the copy and a second.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

mod support;

use std::path::PathBuf;
use std::process::Command;

use support::{greffe, medians, millis, ratio, time};

const ROUNDS: usize = 15;

fn main() {
    let named = std::env::var_os("GREFFE_BENCH_REGISTER").map(PathBuf::from);
    let Some(register) = named.or_else(support::sample) else {
        println!("skipped: neither GREFFE_BENCH_REGISTER nor ../shared/data/beta-gouv-2015-2023.bundle is there");
        return;
    };
    let out = support::work().join("export");
    let _absent = std::fs::remove_dir_all(&out);
    let at = |name: &str| out.join(name).to_str().unwrap().to_owned();
    let export = |form: &'static str, name: &str| {
        let to = at(name);
        let register = register.clone();
        move || greffe(&["export", "--format", form, "--out", &to], &register)
    };
    let (csv, jsonl) = (export("csv", "csv"), export("jsonl", "jsonl"));
    let (parquet, sqlite) = (export("parquet", "parquet"), export("sqlite", "export.sqlite"));
    // The first one brings the index up to date, and makes the file that is copied.
    sqlite();
    let past = at("past.sqlite");
    let past = || greffe(&["export", "--format", "sqlite", "--as-of", "2020-01-01", "--out", &past], &register);
    let copy = || time(Command::new("cp").arg(at("export.sqlite")).arg(at("copy.sqlite")));
    let [copied, sqlite, csv, jsonl, parquet, past] = medians(ROUNDS, [&copy, &sqlite, &csv, &jsonl, &parquet, &past]);
    println!("register: {}", register.display());
    let size = std::fs::metadata(at("export.sqlite")).unwrap().len();
    println!("cp of the SQLite export, {:>6} kB  {:>8.1} ms", size / 1_000, millis(copied));
    let limit = 2.0 * millis(copied) + 1_000.0;
    println!("at most 2 × cp + 1 s                {limit:>8.1} ms");
    let forms = [
        ("greffe export --format sqlite", sqlite),
        ("greffe export --format csv", csv),
        ("greffe export --format jsonl", jsonl),
        ("greffe export --format parquet", parquet),
        ("greffe export … --as-of 2020-01-01", past),
    ];
    for (name, took) in forms {
        println!(
            "{name:<34}  {:>8.1} ms {:>6.2} of that, {:>6.1} x cp",
            millis(took),
            millis(took) / limit,
            ratio(took, copied)
        );
    }
}
