use super::{Sheet, figure_value};
use crate::i18n::{Lang, Words};
use crate::indicator::{FigureValue, Indicator, Method, YearValue};
use crate::registry::Label;

/// Figures by year, side by side.
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

/// The table to be read, with its legend.
pub fn figures(figures: &FigureTable<'_>, words: &Words) -> Sheet {
    let mut head = vec![words.text("figures-indicator")];
    head.extend(figures.years.iter().map(ToString::to_string));
    let mut marks = Marks::default();
    let mut rows = Vec::new();
    for row in &figures.rows {
        let mut cells = vec![format!("{} {}", row.indicator.code, label(&row.indicator.label, words))];
        cells.extend(row.values.iter().map(|value| marks.cell(value, words)));
        rows.push(cells);
        if row.published.iter().any(Option::is_some) {
            let mut cells = vec![format!("    {}", words.text("figures-published"))];
            cells.extend(
                row.published.iter().map(|value| value.map(|number| words.number(&number)).unwrap_or_default()),
            );
            rows.push(cells);
        }
    }
    Sheet { title: None, head, rows, numbers_from: 1, notes: marks.legend(words) }
}

/// The figure for a program: a number (of percents, for a share), or nothing where the register can't
/// know it.
pub(super) fn plain(value: &YearValue<'_>) -> String {
    let number = value.value.and_then(FigureValue::number);
    number.map(|number| number.to_string()).unwrap_or_default()
}

/// The marks that stand in the cells of a table, to be explained below it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Marks {
    unknown: bool,
    approximate: bool,
}

impl Marks {
    /// The figure for people.
    pub(super) fn cell(&mut self, value: &YearValue<'_>, words: &Words) -> String {
        let Some(figure) = value.value else {
            self.unknown = true;
            return words.text("figures-unknown");
        };
        let figure = figure_value(figure, words);
        if value.approximate {
            self.approximate = true;
            return format!("≈ {figure}");
        }
        figure
    }

    /// What the marks mean, one sentence for each that was used.
    pub(super) fn legend(self, words: &Words) -> Vec<String> {
        let borne = [(self.unknown, "figures-unknown-legend"), (self.approximate, "figures-approximate-legend")];
        borne.into_iter().filter(|(is_borne, _)| *is_borne).map(|(_, id)| words.text(id)).collect()
    }
}
