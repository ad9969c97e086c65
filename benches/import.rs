//! How long `greffe import` takes, beside git writing the same repository again.
//!
//! `cargo bench --bench import` imports the sample register (`../shared/data`) into a new folder, and
//! pipes `git fast-export --all` of it into `git fast-import` in a new repository, by turns. Both run as
//! whole processes; what counts is the ratio of their medians.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

mod support;

use std::process::Command;

use support::{greffe, medians, millis, ratio, time};

const ROUNDS: usize = 5;

fn main() {
    if support::sample().is_none() {
        println!("skipped: ../shared/data/beta-gouv-2015-2023.bundle is not there");
        return;
    }
    let work = support::work();
    let (source, register, copy) = ("beta.gouv.fr.git", "imported", "copied.git");
    let import = || {
        let _absent = std::fs::remove_dir_all(work.join(register));
        greffe(&["import", "beta-gouv", source, "--into", register, "--quiet"], &work)
    };
    let copied = || {
        let _absent = std::fs::remove_dir_all(work.join(copy));
        time(Command::new("git").args(["init", "--quiet", "--bare", copy]).current_dir(&work));
        let pipe = format!("git -C {source} fast-export --all | git -C {copy} fast-import --quiet");
        time(Command::new("sh").args(["-c", &pipe]).current_dir(&work))
    };
    let again = || greffe(&["import", "beta-gouv", source, "--into", register, "--quiet"], &work);
    let [import, copied, again] = medians(ROUNDS, [&import, &copied, &again]);
    println!("greffe import beta-gouv              {:>8.1} ms", millis(import));
    println!("git fast-export | git fast-import    {:>8.1} ms", millis(copied));
    println!("greffe import, nothing new           {:>8.1} ms", millis(again));
    println!("import / fast-export | fast-import   {:>8.2}", ratio(import, copied));
}
