use super::csv::csv;
use super::published_json::{PublishedAnswer, stated};

/// The published figures as CSV, one line each; what is not known, or can't be compared, is an empty cell.
pub(crate) fn published_csv(answer: &PublishedAnswer<'_>) -> String {
    let head =
        ["code", "indicator", "method", "year", "publication", "date", "published", "then", "gap_then", "now", "gap"];
    let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    let figure = |number: Option<usize>| number.map(|number| number.to_string()).unwrap_or_default();
    let rows = answer.figures.iter().map(|beside| {
        vec![
            beside.indicator.code.clone(),
            beside.indicator.id.clone(),
            beside.method.id.clone(),
            beside.figure.year.to_string(),
            beside.publication.id.clone(),
            beside.publication.published.map(|date| date.to_string()).unwrap_or_default(),
            stated(&beside.figure.value),
            figure(beside.then.as_ref().and_then(|then| then.value)),
            number(beside.gap_then()),
            figure(beside.now),
            number(beside.gap()),
        ]
    });
    csv(&head, rows)
}
