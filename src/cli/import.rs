use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use indicatif::{ProgressBar, ProgressDrawTarget};

use super::CLEAN;
use super::args::{AnswerArgs, FormatArg};
use super::output::Output;
use crate::diagnostic::Outcome;
use crate::import::{self, Note, Report, Seen, Tally};
use crate::message;
use crate::render;

#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    #[command(subcommand)]
    from: From,
}

#[derive(Debug, Subcommand)]
enum From {
    BetaGouv(BetaGouvArgs),
}

#[derive(Debug, Args)]
struct BetaGouvArgs {
    #[arg(value_name = "SOURCE")]
    source: PathBuf,
    #[arg(long, value_name = "DIR")]
    into: PathBuf,
    #[arg(long, value_name = "NAME")]
    branch: Option<String>,
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    #[command(flatten)]
    answer: AnswerArgs,
}

pub(super) fn run(directory: &Path, args: &ImportArgs, output: &Output) -> Outcome<u8> {
    let From::BetaGouv(args) = &args.from;
    let bar = ProgressBar::new(0);
    if !output.shows_progress() {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
    let mut progress = |done: usize, all: usize| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
    };
    let request = import::Request {
        source: &directory.join(&args.source),
        branch: args.branch.as_deref(),
        name: args.name.as_deref(),
        into: &directory.join(&args.into),
    };
    let imported = import::beta_gouv(&request, &mut progress);
    bar.finish_and_clear();
    let report = imported?;
    match args.answer.format {
        FormatArg::Human => human(&report, output),
        FormatArg::Json => output.answer(&render::to_json(&json(&report, output))),
    }
    Ok(CLEAN)
}

fn human(report: &Report, output: &Output) {
    let into = report.into.display().to_string();
    let name = &report.name;
    output.say(&match (report.commits, report.resumed) {
        (0, true) => message!("import-nothing-new", name = name, into = into),
        (0, false) => message!("import-nothing", name = name),
        (commits, _) => message!(
            "import-done",
            commits = commits,
            name = name,
            into = into,
            versions = report.versions,
            deletions = report.deletions,
            unchanged = report.unchanged
        ),
    });
    waiting(report, output);
    let notes = |is_loss: bool| report.notes.iter().filter(move |(note, _)| note.is_loss() == is_loss);
    for (title, is_loss) in [(message!("import-written"), false), (message!("import-left-out"), true)] {
        let lines = notes(is_loss).map(|(note, tally)| line(&output.words.say(&note.message()), tally, output));
        section(&output.words.say(&title), lines, output);
    }
    let unread = report.unread.iter().map(|unread| {
        let why = unread.why.clone();
        output.words.say(&message!("import-unread-line", place = place(&unread.seen), why = why))
    });
    section(&output.words.text("import-unread"), unread, output);
    let others = report.other_files.iter().map(|(path, commit)| place(&Seen { path: path.clone(), commit: *commit }));
    section(&output.words.text("import-other-files"), others, output);
    if report.commits > 0 {
        output.note(&message!("import-next"));
    }
}

fn waiting(report: &Report, output: &Output) {
    let tallies =
        [("import-waiting-commits", &report.status_commits), ("import-waiting-versions", &report.status_versions)];
    let lines = tallies.iter().filter(|(_, tally)| tally.count > 0);
    section(
        &output.words.text("import-waiting"),
        lines.map(|(what, tally)| line(&output.words.text(what), tally, output)),
        output,
    );
}

/// A title and the lines under it; nothing where there are none.
fn section(title: &str, lines: impl Iterator<Item = String>, output: &Output) {
    let lines: Vec<String> = lines.map(|line| format!("  {}\n", render::visible(&line))).collect();
    if !lines.is_empty() {
        output.answer(&format!("\n{}\n{}", render::visible(title), lines.concat()));
    }
}

fn line(what: &str, tally: &Tally, output: &Output) -> String {
    let examples: Vec<String> = tally.examples.iter().map(place).collect();
    let said = output.words.say(&message!("import-count", what = what, examples = examples.join(", ")));
    format!("{:>5}  {said}", tally.count)
}

/// A place in the source: the file, and the beginning of the commit's hash.
fn place(seen: &Seen) -> String {
    let commit: String = seen.commit.to_string().chars().take(10).collect();
    if seen.path.is_empty() { commit } else { format!("{}@{commit}", seen.path) }
}

/// The answer as JSON, version 1.
fn json(report: &Report, output: &Output) -> serde_json::Value {
    let seen = |seen: &Seen| serde_json::json!({"path": seen.path, "commit": seen.commit.to_string()});
    let tally = |tally: &Tally| serde_json::json!({"count": tally.count, "examples": tally.examples.iter().map(seen).collect::<Vec<_>>()});
    let commits = |tally: &Tally| {
        let examples: Vec<String> = tally.examples.iter().map(|seen| seen.commit.to_string()).collect();
        serde_json::json!({"count": tally.count, "examples": examples})
    };
    let notes = |is_loss: bool| {
        let notes = report.notes.iter().filter(|(note, _)| note.is_loss() == is_loss);
        notes.map(|(note, tally)| note_json(note, tally, output, seen)).collect::<Vec<_>>()
    };
    serde_json::json!({
        "version": 1,
        "source": report.name,
        "into": report.into.display().to_string(),
        "resumed": report.resumed,
        "head": report.head.map(|oid| oid.to_string()),
        "commits": report.commits,
        "unchanged": report.unchanged,
        "versions": report.versions,
        "deletions": report.deletions,
        "status_epoch": {"commits": commits(&report.status_commits), "versions": tally(&report.status_versions)},
        "written_otherwise": notes(false),
        "left_out": notes(true),
        "unread": report.unread.iter().map(|unread| serde_json::json!({
            "path": unread.seen.path,
            "commit": unread.seen.commit.to_string(),
            "message": output.words.say(&unread.why),
        })).collect::<Vec<_>>(),
        "other_files": report.other_files.iter().map(|(path, commit)| serde_json::json!({
            "path": path,
            "commit": commit.to_string(),
        })).collect::<Vec<_>>(),
    })
}

fn note_json(
    note: &Note,
    tally: &Tally,
    output: &Output,
    seen: impl Fn(&Seen) -> serde_json::Value,
) -> serde_json::Value {
    serde_json::json!({
        "code": note.code(),
        "field": note.field(),
        "message": output.words.say(&note.message()),
        "count": tally.count,
        "examples": tally.examples.iter().map(seen).collect::<Vec<_>>(),
    })
}
