use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use indicatif::{ProgressBar, ProgressDrawTarget};

use super::args::{AnswerArgs, FormatArg};
use super::output::Output;
use super::{CLEAN, imported};
use crate::diagnostic::{Failure, Outcome};
use crate::import::{self, Prefer, SourceKind, SourceRequest};
use crate::message;
use crate::render;

#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    #[command(subcommand)]
    from: From,
}

#[derive(Debug, Subcommand)]
enum From {
    BetaGouv(OneArgs),
    Eig(OneArgs),
    All(AllArgs),
}

#[derive(Debug, Args)]
struct OneArgs {
    #[arg(value_name = "SOURCE")]
    source: PathBuf,
    #[arg(long, value_name = "NAME")]
    branch: Option<String>,
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    #[command(flatten)]
    how: HowArgs,
}

#[derive(Debug, Args)]
struct AllArgs {
    #[arg(value_name = "KIND=SOURCE")]
    sources: Vec<String>,
    #[command(flatten)]
    how: HowArgs,
}

#[derive(Debug, Args)]
struct HowArgs {
    #[arg(long, value_name = "DIR")]
    into: PathBuf,
    #[arg(long, value_name = "REV")]
    mainline_second_parent: Vec<String>,
    #[arg(long, value_name = "REV")]
    mainline_first_parent: Vec<String>,
    #[arg(long, conflicts_with = "theirs")]
    ours: bool,
    #[arg(long)]
    theirs: bool,
    #[arg(long, conflicts_with = "names")]
    pseudonyms: bool,
    #[arg(long)]
    names: bool,
    #[arg(long)]
    restart: bool,
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    answer: AnswerArgs,
}

pub(super) fn run(directory: &Path, args: &ImportArgs, output: &Output) -> Outcome<u8> {
    let (sources, how) = match &args.from {
        From::BetaGouv(args) => (vec![one(directory, SourceKind::BetaGouv, args)], &args.how),
        From::Eig(args) => (vec![one(directory, SourceKind::Eig, args)], &args.how),
        From::All(args) => {
            let known = import::remembered(&directory.join(&args.how.into))?;
            let sources = args.sources.iter().map(|source| of_kind(directory, source, &known));
            (sources.collect::<Outcome<Vec<_>>>()?, &args.how)
        }
    };
    // Of one source, merges must be its own; of several, each is in one of them.
    let of_any = |merges: &[String]| if matches!(args.from, From::All(_)) { merges.to_vec() } else { Vec::new() };
    let bar = ProgressBar::new(0);
    if !output.shows_progress() {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
    let mut progress = |done: usize, all: usize| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
    };
    let request = import::Request {
        sources,
        into: directory.join(&how.into),
        second_parents: of_any(&how.mainline_second_parent),
        first_parents: of_any(&how.mainline_first_parent),
        // Without a word, what the register says is kept.
        prefer: if how.theirs { Prefer::Source } else { Prefer::Register },
        names: (how.names || how.pseudonyms).then_some(how.names),
        restart: how.restart,
        rehearse: how.dry_run,
    };
    let imported = import::import(&request, &mut progress);
    bar.finish_and_clear();
    let report = imported?;
    imported::warn(&report, output);
    match how.answer.format {
        FormatArg::Human => imported::human(&report, output),
        FormatArg::Json => output.answer(&render::import_json(&report, &output.words)),
    }
    Ok(CLEAN)
}

fn one(directory: &Path, kind: SourceKind, args: &OneArgs) -> SourceRequest {
    SourceRequest {
        kind,
        path: directory.join(&args.source),
        branch: args.branch.clone(),
        name: args.name.clone(),
        second_parents: args.how.mainline_second_parent.clone(),
        first_parents: args.how.mainline_first_parent.clone(),
    }
}

/// The source that `eig=site-eig.git` names, or `eig=NAME=site-eig.git`, or `NAME=site-eig.git` where the register
/// knows one of that name already.
fn of_kind(directory: &Path, source: &str, known: &[(String, SourceKind)]) -> Outcome<SourceRequest> {
    let request = |kind: SourceKind, name: Option<&str>, path: &str| SourceRequest {
        kind,
        path: directory.join(path),
        branch: None,
        name: name.map(str::to_owned),
        second_parents: Vec::new(),
        first_parents: Vec::new(),
    };
    let parts = source.split_once('=').filter(|(_, path)| !path.is_empty());
    let found = parts.and_then(|(word, rest)| match SourceKind::named(word) {
        Some(kind) => {
            // A folder may have the sign in its name.
            let named = rest
                .split_once('=')
                .filter(|(name, path)| !name.contains('/') && !path.is_empty() && !directory.join(rest).exists());
            Some(named.map_or_else(|| request(kind, None, rest), |(name, path)| request(kind, Some(name), path)))
        }
        None => {
            let (name, kind) = known.iter().find(|(name, _)| name == word)?;
            Some(request(*kind, Some(name), rest))
        }
    });
    found.ok_or_else(|| Failure::new(message!("import-no-kind", source = source)).help(message!("import-no-kind-help")))
}
