use std::path::Path;

use super::CLEAN;
use super::asked::Asked;
use super::output::Output;
use crate::diagnostic::{Failure, Outcome};
use crate::message;

/// `greffe build`: brings the index up to date, and says what it holds.
pub(super) fn run(directory: &Path, output: &Output) -> Outcome<u8> {
    let asked = Asked::open(directory, output)?;
    let opened = &asked.opened;
    if let Some(cause) = &opened.not_kept {
        let path = opened.path.display().to_string();
        return Err(Failure::new(message!("index-not-written", path = path)).because(cause));
    }
    let history = &opened.history;
    let counts = message!(
        "build-counts",
        commits = message!("count-commits", count = history.commits.len()),
        records = message!("count-known-records", count = history.records.len()),
        facts = message!("count-facts", count = history.facts.len())
    );
    output.say(&match opened.built {
        true => message!("build-done", counts = counts),
        false => message!("build-fresh", counts = counts),
    });
    Ok(CLEAN)
}
