use std::collections::BTreeSet;

use super::{FigureFormat, Question};
use crate::diagnostic::{Failure, Outcome};
use crate::indicator::{Grouping, Indicator, Method, Series, groups};
use crate::message;
use crate::render::{self, GroupedAnswer, GroupedFigure};

/// Prints the figures by the values of a field.
///
/// # Errors
///
/// Where the field is unknown (see [`with_field`]), or the range of years can't be listed.
pub(super) fn answer(question: &Question<'_>, field: &str) -> Outcome<()> {
    let Question { session, args, point, output, .. } = question;
    let chosen = with_field(question, field)?;
    let figures = chosen.into_iter().map(|(indicator, method, grouping)| GroupedFigure {
        indicator,
        method,
        groups: groups(session.history(), method, &grouping, point, question.planned()),
    });
    let figures: Vec<GroupedFigure<'_>> = figures.collect();
    let today = i32::from(point.today.year());
    let common = Series::common_years(figures.iter().map(|figure| &figure.groups.total), today);
    let years = args.years.listed(common, today)?;
    let answer = GroupedAnswer {
        history: session.history(),
        point,
        commit: session.commit(point),
        include_planned: question.planned(),
        by: field,
        figures: &figures,
        years: &years,
    };
    match args.answer.format {
        FigureFormat::Json => output.answer(&render::grouped_json(&answer)),
        FigureFormat::Csv => output.answer(&render::grouped_csv(&answer)),
        FigureFormat::Human | FigureFormat::Markdown => {
            let sheet = |figure: &GroupedFigure<'_>| {
                let title = crate::cli::title(figure.indicator, figure.method, &output.words);
                render::grouped_sheet(&answer, figure, output.words.say(&title), &output.words)
            };
            question.show(&figures.iter().map(sheet).collect::<Vec<_>>());
        }
    }
    Ok(())
}

/// The chosen indicators whose records have the field; those left out are noted on stderr.
///
/// # Errors
///
/// Where no indicator has the field, or one that was named with `--indicator` has not.
fn with_field<'a>(question: &Question<'a>, field: &str) -> Outcome<Vec<(&'a Indicator, &'a Method, Grouping)>> {
    let fields = question.session.fields()?;
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for (indicator, method) in &question.chosen {
        match fields.grouping(&method.counts, field) {
            Some(grouping) => with.push((*indicator, *method, grouping)),
            None => without.push((*indicator, *method)),
        }
    }
    let are_named = !question.args.indicator.is_empty();
    if !without.is_empty() && (with.is_empty() || are_named) {
        let known: BTreeSet<String> = without.iter().flat_map(|(_, method)| fields.of_kind(&method.counts)).collect();
        let known = known.into_iter().collect::<Vec<_>>().join(", ");
        return Err(
            Failure::new(message!("by-unknown", field = field)).help(message!("by-unknown-help", known = known))
        );
    }
    if !without.is_empty() {
        let codes: Vec<&str> = without.iter().map(|(indicator, _)| indicator.code.as_str()).collect();
        question.output.note(&message!("by-left-out", field = field, indicators = codes.join(", ")));
    }
    Ok(with)
}
