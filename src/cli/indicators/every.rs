use clap::ValueEnum;

use super::{FigureFormat, Question};
use crate::diagnostic::{Failure, Outcome};
use crate::indicator::{Every, Series, period_ends, series_at_each};
use crate::message;
use crate::render::{self, EveryAnswer};

/// A period, as `--every` takes it.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum EveryArg {
    Month,
    Quarter,
    Year,
}

impl From<EveryArg> for Every {
    fn from(arg: EveryArg) -> Every {
        match arg {
            EveryArg::Month => Every::Month,
            EveryArg::Quarter => Every::Quarter,
            EveryArg::Year => Every::Year,
        }
    }
}

/// The most periods that a register's life may be cut into: a century of months. Only commits with a wrong date make
/// a longer one.
const MOST_PERIODS: usize = 1_200;

/// Prints the figures as they were known at the end of each period of the register's life.
///
/// # Errors
///
/// Where a table for people is asked for without a year, there are more than [`MOST_PERIODS`] periods, or the range of
/// years can't be listed.
pub(super) fn answer(question: &Question<'_>, every: Every) -> Outcome<()> {
    let Question { session, args, point, output, .. } = question;
    let is_to_be_read = matches!(args.answer.format, FigureFormat::Human | FigureFormat::Markdown);
    if is_to_be_read && !args.years.are_named() {
        return Err(Failure::new(message!("every-which-year")).help(message!("every-which-year-help")));
    }
    let points = period_ends(session.history(), every, point);
    if points.len() > MOST_PERIODS {
        let failure = Failure::new(message!("every-too-many", count = points.len()));
        return Err(failure.help(message!("every-too-many-help", limit = MOST_PERIODS)));
    }
    let chosen = question.chosen.iter();
    let figures: Vec<_> = chosen
        .map(|(indicator, method)| {
            (*indicator, *method, series_at_each(session.history(), method, &points, question.planned()))
        })
        .collect();
    let today = i32::from(point.today.year());
    let common = Series::common_years(figures.iter().flat_map(|(.., all)| all), today);
    let years = args.years.listed(common, today)?;
    let answer = EveryAnswer {
        history: session.history(),
        every,
        include_planned: question.planned(),
        points: &points,
        figures: &figures,
        years: &years,
    };
    match args.answer.format {
        FigureFormat::Json => output.answer(&render::every_json(&answer)),
        FigureFormat::Csv => output.answer(&render::every_csv(&answer)),
        FigureFormat::Human | FigureFormat::Markdown => {
            let mut sheets: Vec<_> =
                years.iter().map(|year| render::every_sheet(&answer, *year, &output.words)).collect();
            if let Some(last) = sheets.last_mut() {
                let titles = question
                    .chosen
                    .iter()
                    .map(|(indicator, method)| output.words.say(&crate::cli::title(indicator, method, &output.words)));
                last.notes.extend(titles);
            }
            question.show(&sheets);
        }
    }
    Ok(())
}
