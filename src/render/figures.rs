use super::table;
use crate::indicator::{Indicator, Method, YearValue};
use crate::registry::Label;
use crate::words::{Lang, Words};

/// Figures by year, to be shown as a table.
pub struct FigureTable<'a> {
    /// The years, one per column.
    pub years: &'a [i32],
    /// The indicators, one or two rows each.
    pub rows: Vec<FigureRow<'a>>,
}

/// One indicator of a table.
pub struct FigureRow<'a> {
    /// The indicator.
    pub indicator: &'a Indicator,
    /// The method by which it is counted.
    pub method: &'a Method,
    /// Its figures, one per year of the table.
    pub values: Vec<YearValue<'a>>,
    /// The published figures, one per year of the table.
    pub published: Vec<Option<i64>>,
}

/// The name in the language of `words`.
pub fn label(label: &Label, words: &Words) -> String {
    match words.lang() {
        Lang::Fr => label.fr.clone(),
        Lang::En => label.en.clone(),
    }
}

/// The table for a terminal, with its legend.
pub fn figures(figures: &FigureTable<'_>, words: &Words) -> String {
    let mut head = vec![words.text("figures-indicator")];
    head.extend(figures.years.iter().map(ToString::to_string));
    let mut rows = Vec::new();
    let mut approximate = false;
    let mut unknown = false;
    for row in &figures.rows {
        let mut cells = vec![format!("{} {}", row.indicator.code, label(&row.indicator.label, words))];
        cells.extend(row.values.iter().map(|value| match value.value {
            None => {
                unknown = true;
                words.text("figures-unknown")
            }
            Some(number) if value.approximate => {
                approximate = true;
                format!("≈ {number}")
            }
            Some(number) => number.to_string(),
        }));
        rows.push(cells);
        if row.published.iter().any(Option::is_some) {
            let mut cells = vec![format!("    {}", words.text("figures-published"))];
            cells.extend(row.published.iter().map(|value| value.map(|number| number.to_string()).unwrap_or_default()));
            rows.push(cells);
        }
    }
    let mut text = table(&head, &rows, 1);
    if unknown {
        text.push_str(&format!("{}\n", words.text("figures-unknown-legend")));
    }
    if approximate {
        text.push_str(&format!("{}\n", words.text("figures-approximate-legend")));
    }
    text
}
