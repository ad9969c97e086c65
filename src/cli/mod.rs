//! The command line: one file per command. The only room that prints, and that knows clap and the
//! progress bar.
//!
//! Each command is a function (`run` in most files) that takes the folder it was started in, its arguments and where to
//! print. It gives the exit status 0 or 1; where it fails, the caller prints the failure, and the status is 2. All that
//! need a repository fail where it can't be read.

mod advance;
mod args;

mod build;
mod choices;
mod completions;
mod diff;
mod doctor;
mod dry_run;
mod edited;
mod event;
mod export;
mod fixing;
mod fmt;
mod help;
mod history;
mod hooks;
mod import;
mod imported;
mod indicators;
mod init;
mod interrupted;
mod log;
mod lsp;
mod man;
mod new;
mod output;
mod progress;
mod published;
mod questions;
mod receive;
mod rename;
mod report;
mod review;
mod rules;
mod schema;
mod session;
mod site;
mod statement;
mod stream;
mod validate;
mod why;

use std::ffi::OsString;

use crate::diagnostic::Outcome;
use crate::i18n::{Lang, Message, Words};
use crate::indicator::{Indicator, Method};
use crate::message;
use crate::query::Session;
use crate::timeline::Point;
use args::{Args, Command};
use output::Output;

/// Everything was done, and nothing was found that `--fail-on` counts.
const CLEAN: u8 = 0;
/// There are findings.
const FINDINGS: u8 = 1;
/// The work could not be done.
const FAILED: u8 = 2;

/// Runs the command line `args` (the program's name first), prints what it answers, and gives the exit status: 0 clean,
/// 1 findings, 2 wrong usage or work that could not be done.
pub fn run(args: impl IntoIterator<Item = OsString>) -> u8 {
    let args: Vec<OsString> = args.into_iter().collect();
    let words = Words::new(Lang::choose(help::asked_language(&args).as_deref()));
    let parsed = match help::parse(&args, &words) {
        Ok(parsed) => parsed,
        Err(stop) => return stop.print(&words),
    };
    let output = Output::new(words, &parsed);
    let done = dispatch(parsed, &output);
    let failures = [done.as_ref().err().cloned(), output.stdout().lost()];
    failures.iter().flatten().for_each(|failure| output.failure(failure));
    match done {
        Ok(status) if failures.iter().all(Option::is_none) => status,
        _ => FAILED,
    }
}

fn dispatch(args: Args, output: &Output) -> Outcome<u8> {
    let directory = args.directory;
    interrupted::finish(&directory, &args.command, output)?;
    match args.command {
        Command::Init(args) => init::run(&directory, &args, output),
        Command::New(args) => new::run(&directory, &args, output),
        Command::Rename(args) => rename::run(&directory, &args, output),
        Command::Advance(args) => advance::run(&directory, &args, output),
        Command::Event(args) => event::run(&directory, &args, output),
        Command::Fmt(args) => fmt::run(&directory, &args, output),
        Command::Import(args) => import::run(&directory, &args, output),
        Command::Validate(args) => validate::run(&directory, &args, output),
        Command::Review(args) => review::run(&directory, &args, output),
        Command::Build(args) => build::run(&directory, &args, output),
        Command::Indicators(args) => indicators::run(&directory, &args, output),
        Command::History(args) => history::run(&directory, &args, output),
        Command::Why(args) => why::run(&directory, &args, output),
        Command::Published(args) => published::run(&directory, &args, output),
        Command::Diff(args) => diff::run(&directory, &args, output),
        Command::Hooks(command) => hooks::run(&directory, command, output),
        Command::Lsp(_) => lsp::run(args.lang, output),
        Command::Doctor(args) => doctor::run(&directory, &args, output),
        Command::Rule(args) => rules::show(&args, output),
        Command::Schema(args) => schema::run(&directory, &args, output),
        Command::Rules => Ok(rules::list(output)),
        Command::Completions(args) => Ok(completions::run(&args, output)),
        Command::Man(args) => man::run(&directory, &args, output),
        Command::Export(args) => export::run(&directory, &args, output),
        Command::Site(args) => site::run(&directory, &args, output),
        Command::Log(args) => log::run(&directory, &args, output),
        Command::Statement(args) => statement::state(&directory, &args, output),
        Command::Verify(args) => statement::verify(&directory, &args, output),
    }
}

/// The line that names an indicator and its method.
fn title(indicator: &Indicator, method: &Method, words: &Words) -> Message {
    let in_lang = |label| crate::render::label(label, words);
    message!(
        "indicator-title",
        code = &indicator.code,
        label = in_lang(&indicator.label),
        method = method.label.as_ref().map_or_else(|| method.id.clone(), in_lang)
    )
}

/// The line that says as of when an answer is.
fn moment_line(session: &Session, point: &Point, planned: bool) -> Message {
    let planned = if planned { message!("planned-included") } else { message!("planned-excluded") };
    match point.at.and_then(|at| session.history().commits.get(at)) {
        None => message!("moment-before-all"),
        Some(commit) => message!(
            "moment",
            day = point.today,
            commit = commit.oid.to_string().chars().take(10).collect::<String>(),
            planned = planned
        ),
    }
}
