use std::path::Path;

use clap::Args;

use super::asked::{definitions, head, note_lost, with_progress};
use super::output::Output;
use super::{CLEAN, FINDINGS};
use crate::diagnostic::{Failure, Outcome};
use crate::git::{Oid, Repository};
use crate::history::{self, Built};
use crate::message;

#[derive(Debug, Args)]
pub(super) struct BuildArgs {
    #[arg(long)]
    check: bool,
}

/// `greffe build`: brings the index up to date, and says what it holds.
pub(super) fn run(directory: &Path, args: &BuildArgs, output: &Output) -> Outcome<u8> {
    let repository = Repository::discover(directory)?;
    let tip = head(&repository)?;
    let guide = || definitions(&repository, tip, output).map(|(_, _, guide)| guide);
    let built = with_progress(output, |progress| history::build_index(&repository, tip, guide, progress))?;
    note_lost(&built.lost, output);
    let counts = message!(
        "build-counts",
        commits = message!("count-commits", count = built.counts.commits),
        records = message!("count-known-records", count = built.counts.records),
        facts = message!("count-facts", count = built.counts.facts)
    );
    output.say(&match built.is_new {
        true => message!("build-done", counts = counts),
        false => message!("build-fresh", counts = counts),
    });
    match args.check {
        true => check(&repository, tip, &built, output),
        false => Ok(CLEAN),
    }
}

/// Reads the whole history once more, and compares it with what the index holds.
fn check(repository: &Repository, tip: Oid, built: &Built, output: &Output) -> Outcome<u8> {
    let path = built.path.display().to_string();
    let (_, _, guide) = definitions(repository, tip, output)?;
    let kept = history::kept(repository, tip, &guide)
        .ok_or_else(|| Failure::new(message!("index-not-written", path = &path)))?;
    let fresh = with_progress(output, |progress| history::open_aside(repository, tip, &guide, progress))?;
    let differing = fresh.history.differing(&kept);
    if differing.is_empty() {
        output.say(&message!("build-check-same"));
        return Ok(CLEAN);
    }
    output.say(&message!("build-check-differs", tables = differing.join(", "), path = path));
    Ok(FINDINGS)
}
