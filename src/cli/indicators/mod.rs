mod by_field;
mod by_year;
mod every;
mod fiche;
mod years;

use std::path::Path;

use clap::Args;

use super::args::{FigureArgs, FigureFormat};
use super::output::Output;
use super::session;
use super::session::MomentArgs;
use super::{CLEAN, FINDINGS, validate};
use crate::check::{self, Checked};
use crate::diagnostic::{Outcome, Severity};
use crate::git::Origin;
use crate::index::Wanted;
use crate::indicator::{Catalogue, Indicator, Method};
use crate::message;
use crate::query::{Session, chosen, counted_by};
use crate::render::{self, Sheet};
use crate::timeline::Point;
use years::YearsArgs;

#[derive(Debug, Args)]
pub(super) struct IndicatorsArgs {
    #[arg(long, value_name = "ID")]
    indicator: Vec<String>,
    #[command(flatten)]
    years: YearsArgs,
    #[arg(long, value_name = "ID")]
    method: Option<String>,
    #[command(flatten)]
    moment: MomentArgs,
    #[arg(long, value_enum, hide_possible_values = true, value_name = "month|quarter|year", conflicts_with = "today")]
    every: Option<every::EveryArg>,
    #[arg(long, value_name = "FIELD")]
    by: Option<String>,
    #[arg(long, value_name = "YEAR", conflicts_with_all = ["year", "from", "to", "every", "by"])]
    pap: Option<i32>,
    #[arg(long)]
    validate: bool,
    #[command(flatten)]
    answer: FigureArgs,
}

/// What is asked about the figures, whatever the format of the answer.
struct Question<'a> {
    session: &'a Session,
    args: &'a IndicatorsArgs,
    point: &'a Point,
    /// The indicators, each with its method.
    chosen: Vec<(&'a Indicator, &'a Method)>,
    output: &'a Output,
}

/// `greffe indicators`: the figures, as known at a moment.
pub(super) fn run(directory: &Path, args: &IndicatorsArgs, output: &Output) -> Outcome<u8> {
    if args.validate && !is_valid(directory, output)? {
        return Ok(FINDINGS);
    }
    let session = session::open_for(directory, |catalogue| wanted(catalogue, args), output)?;
    let point = args.moment.point(&session)?;
    let chosen = session.chosen(&args.indicator, args.method.as_deref())?;
    let question = Question { session: &session, args, point: &point, chosen, output };
    match (args.pap, args.every, &args.by) {
        (Some(year), ..) => fiche::answer(&question, year)?,
        (None, Some(every), _) => every::answer(&question, every.into())?,
        (None, None, Some(field)) => by_field::answer(&question, field)?,
        (None, None, None) => by_year::answer(&question)?,
    }
    Ok(CLEAN)
}

impl Question<'_> {
    /// Whether facts count that take effect after the moment asked about.
    fn planned(&self) -> bool {
        self.args.moment.include_planned
    }

    /// Prints an answer to be read: the moment, then the sheets.
    fn show(&self, sheets: &[Sheet]) {
        let moment = super::moment_line(self.session, self.point, self.planned());
        let text = match self.args.answer.format {
            FigureFormat::Markdown => {
                self.output.answer(&render::markdown_paragraph(&self.output.words.say(&moment)));
                sheets.iter().map(render::markdown).collect::<Vec<_>>()
            }
            _ => {
                self.output.say(&moment);
                sheets.iter().map(Sheet::text).collect()
            }
        };
        self.output.answer(&text.join("\n"));
    }
}

/// Validates the working tree, and shows what is wrong with it, if anything is.
fn is_valid(directory: &Path, output: &Output) -> Outcome<bool> {
    let repository = crate::git::Repository::discover(directory)?;
    let origin = if repository.worktree().is_some() {
        Origin::Worktree
    } else {
        match repository.head()? {
            Some(head) => Origin::Commit(head),
            None => Origin::Index,
        }
    };
    let today = validate::day_of_head(&repository)?;
    let (_, Checked { mut findings, records, .. }) = check::check(&repository, origin, today)?;
    findings.retain(|finding| finding.severity == Severity::Error);
    output.note_block(&render::findings(&findings, &output.words, output.style).concat());
    match findings.len() {
        0 => output.note(&message!("validate-no-error", records = records)),
        errors => output.note(&message!("validate-refused", errors = message!("count-errors", count = errors))),
    }
    Ok(findings.is_empty())
}

/// What must be read of the history.
fn wanted(catalogue: &Catalogue, args: &IndicatorsArgs) -> Wanted {
    match (args.pap, &args.by) {
        // Each fiche names its own methods.
        (Some(_), _) => counted_by(catalogue.methods()),
        // Grouping may look at any field.
        (None, Some(_)) => Wanted::Logs,
        (None, None) => {
            let chosen = chosen(catalogue, &args.indicator, args.method.as_deref()).unwrap_or_default();
            counted_by(chosen.into_iter().map(|(_, method)| method))
        }
    }
}
