use std::path::Path;

use clap::Args;

use super::output::Output;
use super::progress::with_progress;
use super::{CLEAN, FINDINGS};
use crate::diagnostic::{Failure, Outcome};
use crate::git::{Oid, Repository};
use crate::index::{self, Built};
use crate::message;
use crate::query::{clock_notes, definitions, head, lost_notes, walk_config};
use crate::registry::refuse_no_register;

#[derive(Debug, Args)]
pub(super) struct BuildArgs {
    #[arg(long)]
    check: bool,
}

/// `greffe build`: brings the index up to date, and says what it holds.
pub(super) fn run(directory: &Path, args: &BuildArgs, output: &Output) -> Outcome<u8> {
    let repository = Repository::discover(directory)?;
    let tip = head(&repository)?;
    refuse_no_register(&repository, tip)?;
    let asked = || {
        let (register, catalogue, notes) = definitions(&repository, tip)?;
        notes.iter().for_each(|note| output.note(note));
        walk_config(&repository, tip, &register, &catalogue)
    };
    let built = with_progress(output, |progress| index::build_index(&repository, tip, asked, progress))?;
    lost_notes(&built.lost).iter().for_each(|note| output.note(note));
    clock_notes(&index::ahead(&built.path)).iter().for_each(|note| output.note(note));
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
    let (register, catalogue, notes) = definitions(repository, tip)?;
    notes.iter().for_each(|note| output.note(note));
    let config = walk_config(repository, tip, &register, &catalogue)?;
    let kept = index::kept(repository, tip).ok_or_else(|| Failure::new(message!("index-not-written", path = &path)))?;
    let fresh = with_progress(output, |progress| index::open_aside(repository, tip, &config, progress))?;
    let differing = fresh.history.differing(&kept);
    if differing.is_empty() {
        output.say(&message!("build-check-same"));
        return Ok(CLEAN);
    }
    output.say(&message!("build-check-differs", tables = differing.join(", "), path = path));
    Ok(FINDINGS)
}
