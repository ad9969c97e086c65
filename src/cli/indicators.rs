use std::path::Path;

use clap::Args;

use super::args::{AnswerArgs, FormatArg};
use super::asked::{Asked, MomentArgs, method};
use super::output::Output;
use super::{CLEAN, FINDINGS, validate};
use crate::check::{self, Checked};
use crate::diagnostic::{Outcome, Severity};
use crate::git::Origin;
use crate::history::Point;
use crate::indicator::{Indicator, Method, Publication, Series, series};
use crate::message;
use crate::render::{self, FigureRow, FigureTable};

#[derive(Debug, Args)]
pub(super) struct IndicatorsArgs {
    #[arg(long, value_name = "ID")]
    indicator: Vec<String>,
    #[arg(long, value_name = "YEAR")]
    year: Option<i32>,
    #[arg(long, value_name = "ID")]
    method: Option<String>,
    #[command(flatten)]
    moment: MomentArgs,
    #[arg(long)]
    validate: bool,
    #[command(flatten)]
    answer: AnswerArgs,
}

/// `greffe indicators`: the figures by year, as known at a moment.
pub(super) fn run(directory: &Path, args: &IndicatorsArgs, output: &Output) -> Outcome<u8> {
    if args.validate && !is_valid(directory, output)? {
        return Ok(FINDINGS);
    }
    let asked = Asked::open(directory, output)?;
    let point = asked.point(&args.moment)?;
    let chosen = chosen(&asked, args)?;
    let all: Vec<(&Indicator, &Method, Series<'_>)> = chosen
        .into_iter()
        .map(|(indicator, method)| {
            (indicator, method, series(asked.history(), method, &point, args.moment.include_planned))
        })
        .collect();
    let years = match args.year {
        Some(year) => vec![year],
        None => Series::common_years(all.iter().map(|(_, _, series)| series), i32::from(point.today.year())),
    };
    match args.answer.format {
        FormatArg::Human => human(&asked, &point, args, &all, &years, output),
        FormatArg::Json => output.answer(&render::indicators_json(&render::IndicatorsAnswer {
            history: asked.history(),
            point: &point,
            commit: asked.commit(&point),
            include_planned: args.moment.include_planned,
            figures: &all,
            years: &years,
        })),
    }
    Ok(CLEAN)
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

/// The indicators that were asked for (all, unless some are named), each with its method.
fn chosen<'a>(asked: &'a Asked, args: &IndicatorsArgs) -> Outcome<Vec<(&'a Indicator, &'a Method)>> {
    let id = args.method.as_deref();
    if args.indicator.is_empty() {
        // A method named without an indicator: the indicators that have it.
        let all = asked.catalogue.indicators.iter();
        let with: Vec<_> = all.filter_map(|indicator| Some((indicator, indicator.method(id)?))).collect();
        return match (with.is_empty(), id, asked.catalogue.indicators.first()) {
            (true, Some(_), Some(first)) => method(first, id).map(|_| Vec::new()),
            _ => Ok(with),
        };
    }
    args.indicator
        .iter()
        .map(|name| {
            let indicator = asked.indicator(name)?;
            Ok((indicator, method(indicator, id)?))
        })
        .collect()
}

fn human(
    asked: &Asked,
    point: &Point,
    args: &IndicatorsArgs,
    all: &[(&Indicator, &Method, Series<'_>)],
    years: &[i32],
    output: &Output,
) {
    let publications = Publication::all(&asked.register);
    let rows = all.iter().map(|(indicator, method, series)| FigureRow {
        indicator,
        method,
        values: years.iter().map(|year| series.year(*year).cloned().unwrap_or_default()).collect(),
        published: years.iter().map(|year| Publication::latest_actual(&publications, &indicator.id, *year)).collect(),
    });
    let table = FigureTable { years, rows: rows.collect() };
    output.say(&super::moment_line(asked, point, args.moment.include_planned));
    output.answer(&render::figures(&table, &output.words));
}
