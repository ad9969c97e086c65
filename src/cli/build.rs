use std::path::Path;

use clap::Args;

use super::asked::Asked;
use super::output::Output;
use super::{CLEAN, FINDINGS};
use crate::diagnostic::{Failure, Outcome};
use crate::message;

#[derive(Debug, Args)]
pub(super) struct BuildArgs {
    #[arg(long)]
    check: bool,
}

/// `greffe build`: brings the index up to date, and says what it holds.
pub(super) fn run(directory: &Path, args: &BuildArgs, output: &Output) -> Outcome<u8> {
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
    if args.check {
        return check(&asked, output);
    }
    Ok(CLEAN)
}

/// Reads the whole history once more, and compares it with what the index holds.
fn check(asked: &Asked, output: &Output) -> Outcome<u8> {
    let path = asked.opened.path.display().to_string();
    let kept = asked.kept()?.ok_or_else(|| Failure::new(message!("index-not-written", path = &path)))?;
    let differing = asked.fresh(output)?.differing(&kept);
    if differing.is_empty() {
        output.say(&message!("build-check-same"));
        return Ok(CLEAN);
    }
    output.say(&message!("build-check-differs", tables = differing.join(", "), path = path));
    Ok(FINDINGS)
}
