use super::{FigureFormat, Question};
use crate::diagnostic::Outcome;
use crate::indicator::{Indicator, Method, Publication, Series, series};
use crate::render::{self, FigureRow, FigureTable};

/// Prints the figures by year, next to those that were published.
///
/// # Errors
///
/// Where the range of years can't be listed.
pub(super) fn answer(question: &Question<'_>) -> Outcome<()> {
    let Question { session, args, point, output, .. } = question;
    let all: Vec<(&Indicator, &Method, Series<'_>)> = question
        .chosen
        .iter()
        .map(|(indicator, method)| (*indicator, *method, series(session.history(), method, point, question.planned())))
        .collect();
    let today = i32::from(point.today.year());
    let years = args.years.listed(Series::common_years(all.iter().map(|(_, _, series)| series), today), today)?;
    if args.answer.format == FigureFormat::Json {
        output.answer(&render::indicators_json(&render::IndicatorsAnswer {
            history: session.history(),
            point,
            commit: session.commit(point),
            include_planned: question.planned(),
            figures: &all,
            years: &years,
        }));
        return Ok(());
    }
    let publications = super::super::session::published(session, output);
    let rows = all.iter().map(|(indicator, method, series)| FigureRow {
        indicator,
        method,
        values: years.iter().map(|year| series.year(*year).cloned().unwrap_or_default()).collect(),
        published: years.iter().map(|year| Publication::latest_actual(&publications, &indicator.id, *year)).collect(),
    });
    let table = FigureTable { years: &years, rows: rows.collect() };
    match args.answer.format {
        FigureFormat::Csv => output.answer(&render::figures_csv(&table)),
        _ => question.show(&[render::figures(&table, &output.words)]),
    }
    Ok(())
}
