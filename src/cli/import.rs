use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use indicatif::{ProgressBar, ProgressDrawTarget};

use super::args::{AnswerArgs, FormatArg};
use super::output::Output;
use super::{CLEAN, imported};
use crate::diagnostic::{Failure, Outcome};
use crate::import::{self, SourceKind, SourceRequest};
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
    let (sources, second_parents, how) = match &args.from {
        From::BetaGouv(args) => (vec![one(directory, SourceKind::BetaGouv, args)], Vec::new(), &args.how),
        From::Eig(args) => (vec![one(directory, SourceKind::Eig, args)], Vec::new(), &args.how),
        From::All(args) => {
            let sources = args.sources.iter().map(|source| of_kind(directory, source));
            (sources.collect::<Outcome<Vec<_>>>()?, args.how.mainline_second_parent.clone(), &args.how)
        }
    };
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
        second_parents,
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
    }
}

/// The source that `eig=site-eig.git` names.
fn of_kind(directory: &Path, source: &str) -> Outcome<SourceRequest> {
    let parts = source.split_once('=').and_then(|(kind, path)| Some((SourceKind::named(kind)?, path)));
    let Some((kind, path)) = parts.filter(|(_, path)| !path.is_empty()) else {
        return Err(Failure::new(message!("import-no-kind", source = source)).help(message!("import-no-kind-help")));
    };
    let path = directory.join(path);
    Ok(SourceRequest { kind, path, branch: None, name: None, second_parents: Vec::new() })
}
