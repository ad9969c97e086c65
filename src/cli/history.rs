use std::path::Path;

use clap::Args;

use super::CLEAN;
use super::args::{AnswerArgs, FormatArg};
use super::output::Output;
use super::session;
use crate::change::corrections_at;
use crate::diagnostic::Outcome;
use crate::indicator::steps;
use crate::message;
use crate::query::{moved_by, named, refuse_uncounted};
use crate::render::{self, HistoryAnswer};

#[derive(Debug, Args)]
pub(super) struct HistoryArgs {
    #[arg(value_name = "INDICATOR")]
    indicator: String,
    #[arg(long, value_name = "YEAR")]
    year: Option<i32>,
    #[arg(long, value_name = "ID")]
    method: Option<String>,
    #[arg(long)]
    include_planned: bool,
    #[command(flatten)]
    answer: AnswerArgs,
}

/// `greffe history`: how a figure moved as it became known.
pub(super) fn run(directory: &Path, args: &HistoryArgs, output: &Output) -> Outcome<u8> {
    let id = args.method.as_deref();
    let wanted = |catalogue: &_| moved_by(named(catalogue, &args.indicator, id).map(|(_, method)| method));
    let session = session::open_for(directory, wanted, output)?;
    let (indicator, method) = named(&session.catalogue, &args.indicator, id)?;
    refuse_uncounted(indicator, method)?;
    let mut steps = steps(session.history(), method, args.include_planned);
    steps.retain(|step| args.year.is_none_or(|year| step.year == year));
    let places = steps.iter().map(|step| step.at);
    let corrections = corrections_at(&session.repository, session.history(), places)?;
    let answer =
        HistoryAnswer { history: session.history(), indicator, method, steps: &steps, corrections: &corrections };
    match args.answer.format {
        FormatArg::Json => output.answer(&render::history_json(&answer)),
        FormatArg::Human => {
            output.say(&super::title(indicator, method, &output.words));
            if steps.is_empty() {
                output.say(&message!("history-empty"));
            }
            output.answer(&render::history(&answer, &output.words));
        }
    }
    Ok(CLEAN)
}
