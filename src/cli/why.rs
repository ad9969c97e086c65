use std::path::Path;

use clap::Args;

use super::CLEAN;
use super::args::{AnswerArgs, FormatArg};
use super::output::Output;
use super::session;
use super::session::MomentArgs;
use crate::diagnostic::Outcome;
use crate::indicator::series;
use crate::message;
use crate::query::{counted_by, named};
use crate::render::{self, WhyAnswer};

#[derive(Debug, Args)]
pub(super) struct WhyArgs {
    #[arg(value_name = "INDICATOR")]
    indicator: String,
    #[arg(value_name = "YEAR")]
    year: i32,
    #[arg(long, value_name = "ID")]
    method: Option<String>,
    #[command(flatten)]
    moment: MomentArgs,
    #[command(flatten)]
    answer: AnswerArgs,
}

/// `greffe why`: the records behind a figure, each with the commit that established it.
pub(super) fn run(directory: &Path, args: &WhyArgs, output: &Output) -> Outcome<u8> {
    let id = args.method.as_deref();
    let wanted = |catalogue: &_| counted_by(named(catalogue, &args.indicator, id).map(|(_, method)| method));
    let session = session::open_for(directory, wanted, output)?;
    let (indicator, method) = named(&session.catalogue, &args.indicator, id)?;
    let point = args.moment.point(&session)?;
    let series = series(session.history(), method, &point, args.moment.include_planned);
    let figure = series.year(args.year).cloned().unwrap_or_default();
    let answer = WhyAnswer {
        history: session.history(),
        point: &point,
        commit: session.commit(&point),
        include_planned: args.moment.include_planned,
        indicator,
        method,
        year: args.year,
        figure: &figure,
    };
    match args.answer.format {
        FormatArg::Json => output.answer(&render::why_json(&answer)),
        FormatArg::Human => {
            output.say(&super::title(indicator, method, &output.words));
            output.say(&super::moment_line(&session, &point, args.moment.include_planned));
            let year = args.year.to_string();
            output.say(&match figure.value {
                Some(value) => {
                    message!("why-value", year = year, figure = render::figure_value(value, &output.words))
                }
                None => message!("why-unknown", year = year),
            });
            if !figure.units.is_empty() {
                output.answer(&render::why(&answer, &output.words));
            }
        }
    }
    Ok(CLEAN)
}
