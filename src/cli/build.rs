use std::path::Path;

use clap::Args;

use super::output::Output;
use super::progress::with_progress;
use super::{CLEAN, FINDINGS};
use crate::check::claims_differ;
use crate::diagnostic::{Failure, Outcome};
use crate::git::{Oid, Repository};
use crate::index::{self, Built};
use crate::message;
use crate::query::{clock_notes, definitions, head, lost_notes, walk_config};
use crate::registry::refuse_no_register;
use crate::timeline::History;

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
        let (register, _, notes) = definitions(&repository, tip)?;
        notes.iter().for_each(|note| output.note(note));
        walk_config(&repository, tip, &register)
    };
    let built = with_progress(output, |progress| index::build_index(&repository, tip, asked, progress))?;
    if built.was_damaged {
        output.note(&index::mended(&built.path));
    }
    lost_notes(&built.lost).iter().for_each(|note| output.note(note));
    clock_notes(&index::wrong_clocks(&built.path)).iter().for_each(|note| output.note(note));
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

/// Reads the whole history once more, and compares it with what the indexes hold: that of questions, which was found
/// damaged or not, and that of the commits that changes are compared with, if there is one. Then does the same with the
/// claims of former names.
fn check(repository: &Repository, tip: Oid, built: &Built, output: &Output) -> Outcome<u8> {
    let not_written = || Failure::new(message!("index-not-written", path = built.path.display().to_string()));
    let kept = index::kept(repository, tip).ok_or_else(not_written)?;
    let is_same = is_as_read_anew(repository, tip, &built.path, &kept, output)?;
    let is_base_same = match index::check_base(repository) {
        None => true,
        Some((path, Some((tip, kept)))) if repository.commit(tip).is_ok() => {
            is_as_read_anew(repository, tip, &path, &kept, output)?
        }
        // Damaged, or of a commit that is gone: it serves nobody.
        Some((path, base)) => {
            if base.is_none() {
                output.note(&message!("index-removed", path = path.display().to_string()));
            }
            std::fs::remove_file(&path).map_err(|error| {
                let path = path.display().to_string();
                Failure::new(message!("index-not-written", path = path)).because(error.to_string())
            })?;
            base.is_some()
        }
    };
    let are_claims_same = match claims_differ(repository)? {
        None => true,
        Some(path) => {
            let path = path.display().to_string();
            output.say(&message!("build-check-differs", tables = "claims", path = path));
            false
        }
    };
    let is_same = is_same && is_base_same && are_claims_same;
    if is_same {
        output.say(&message!("build-check-same"));
    }
    Ok(if is_same && !built.was_damaged { CLEAN } else { FINDINGS })
}

/// Whether an index, which holds the history up to `tip`, equals that history read anew. Says where it does not.
fn is_as_read_anew(repository: &Repository, tip: Oid, path: &Path, kept: &History, output: &Output) -> Outcome<bool> {
    let (register, _, notes) = definitions(repository, tip)?;
    notes.iter().for_each(|note| output.note(note));
    let config = walk_config(repository, tip, &register)?;
    let fresh = with_progress(output, |progress| index::open_aside(repository, tip, &config, progress))?;
    // What is read of it, then all that the file holds.
    let mut differing: Vec<String> = fresh.history.differing(kept).into_iter().map(str::to_owned).collect();
    for table in index::differing(path, &fresh.history, tip, &config)? {
        if !differing.contains(&table) {
            differing.push(table);
        }
    }
    if !differing.is_empty() {
        let path = path.display().to_string();
        output.say(&message!("build-check-differs", tables = differing.join(", "), path = path));
    }
    Ok(differing.is_empty())
}
