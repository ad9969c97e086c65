use std::path::Path;

use clap::Args;

use super::CLEAN;
use super::args::{FigureArgs, FigureFormat};
use super::output::Output;
use super::session;
use crate::diagnostic::Outcome;
use crate::indicator::{Obstacle, Publication, PublishedComparison, Uncompared, beside, uncompared};
use crate::message;
use crate::query::AsOf;
use crate::query::Session;
use crate::render::{self, PublishedAnswer, markdown, markdown_paragraph, visible};
use crate::timeline::Point;

#[derive(Debug, Args)]
pub(super) struct PublishedArgs {
    #[arg(value_name = "INDICATOR")]
    indicator: Vec<String>,
    #[arg(long, value_name = "YEAR")]
    year: Option<i32>,
    #[arg(long)]
    include_planned: bool,
    #[command(flatten)]
    answer: FigureArgs,
}

/// `greffe published`: the published figures beside those of the register, then and now.
pub(super) fn run(directory: &Path, args: &PublishedArgs, output: &Output) -> Outcome<u8> {
    let session = session::open(directory, output)?;
    let wanted: Vec<&str> = args
        .indicator
        .iter()
        .map(|name| session.indicator(name).map(|indicator| indicator.id.as_str()))
        .collect::<Outcome<_>>()?;
    let mut publications = session::published(&session, output);
    for publication in &mut publications {
        publication.figures.retain(|figure| {
            (wanted.is_empty() || wanted.contains(&figure.indicator.as_str()))
                && args.year.is_none_or(|year| figure.year == year)
        });
    }
    let left_out = uncompared(&session.catalogue, &publications);
    note_uncompared(&left_out, output);
    let now = AsOf::Latest.find(session.history(), &session.repository)?;
    // Of a date that is known to the month or the year, the last day: all that may have been known.
    let moment = |publication: &Publication| -> Outcome<Option<Point>> {
        let day = publication.published.map(|date| AsOf::Day(date.last_day()));
        day.map(|day| day.find(session.history(), &session.repository)).transpose()
    };
    let moments = publications.iter().map(moment).collect::<Outcome<Vec<_>>>()?;
    let planned = args.include_planned;
    let figures = beside(session.history(), &session.catalogue, &publications, &moments, &now, planned);
    let answer = PublishedAnswer {
        history: session.history(),
        now: &now,
        include_planned: planned,
        figures: &figures,
        left_out: &left_out,
    };
    match args.answer.format {
        FigureFormat::Json => output.answer(&render::published_json(&answer)),
        FigureFormat::Csv => output.answer(&render::published_csv(&answer)),
        FigureFormat::Human | FigureFormat::Markdown => to_be_read(&session, &answer, args.answer.format, output),
    }
    Ok(CLEAN)
}

/// Prints the answer: the moment, a sheet for each indicator and method, and the legend.
fn to_be_read(session: &Session, answer: &PublishedAnswer<'_>, format: FigureFormat, output: &Output) {
    let words = &output.words;
    let is_markdown = format == FigureFormat::Markdown;
    let line = |text: &str| match is_markdown {
        true => markdown_paragraph(text),
        false => format!("{}\n", visible(text)),
    };
    output.answer(&line(&words.say(&super::moment_line(session, answer.now, answer.include_planned))));
    if answer.figures.is_empty() {
        return output.answer(&line(&words.text("published-none")));
    }
    let key = |beside: &PublishedComparison<'_>| (beside.indicator.id.clone(), beside.method.id.clone());
    for group in answer.figures.chunk_by(|a, b| key(a) == key(b)) {
        let Some(first) = group.first() else { continue };
        let title = words.say(&super::title(first.indicator, first.method, words));
        let sheet = render::published(answer.history, group, title, words);
        output.answer(&match is_markdown {
            true => format!("{}\n", markdown(&sheet)),
            false => format!("\n{}", sheet.text()),
        });
    }
    let legend: String = render::published_legend(answer.figures, words).iter().map(|text| line(text)).collect();
    output.answer(&match is_markdown {
        true => legend,
        false => format!("\n{legend}"),
    });
}

/// Says which published actuals are put beside nothing, and why.
fn note_uncompared(left_out: &[Uncompared<'_>], output: &Output) {
    for Uncompared { name, indicator, method, obstacle, .. } in left_out {
        let (name, indicator, method) = (*name, *indicator, method.unwrap_or_default());
        output.note(&match obstacle {
            Obstacle::UnknownIndicator => message!("published-unknown-indicator", name = name, indicator = indicator),
            Obstacle::UnknownMethod => {
                message!("published-unknown-method", name = name, indicator = indicator, method = method)
            }
            Obstacle::Measure(measure) => {
                message!("published-uncounted", measure = *measure, name = name, indicator = indicator, method = method)
            }
        });
    }
}
