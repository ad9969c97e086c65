//! `greffe indicators`: what is asked of the figures, and in which form they come.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "../support/mod.rs"]
mod support;

mod coverage;
mod formats;

use support::Repo;

const DAY: i64 = 86_400;

/// The answer to `indicators`, which must come.
fn told(repo: &Repo, args: &[&str]) -> String {
    let run = repo.greffe(&[&["indicators"], args].concat());
    assert_eq!(run.status, 0, "{run:?}");
    run.stdout
}
