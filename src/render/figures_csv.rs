use super::csv::csv;
use super::figures::{FigureTable, plain};

/// The figures as CSV, one line per figure and year; what the register can't know is an empty cell.
pub(crate) fn figures_csv(figures: &FigureTable<'_>) -> String {
    let head = ["code", "indicator", "method", "year", "value", "approximate", "published"];
    let rows = figures.rows.iter().flat_map(|row| {
        let cells = figures.years.iter().zip(&row.values).zip(&row.published);
        cells.map(|((year, value), published)| {
            vec![
                row.indicator.code.clone(),
                row.indicator.id.clone(),
                row.method.id.clone(),
                year.to_string(),
                plain(value),
                value.approximate.to_string(),
                published.map(|number| number.to_string()).unwrap_or_default(),
            ]
        })
    });
    csv(&head, rows)
}
