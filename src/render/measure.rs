//! Measures as people read them: the only place that branches on what a method measures.

use crate::i18n::Words;
use crate::indicator::{FigureValue, Filter, Measure, Share};
use crate::message;

/// A figure: a number; of a share, the percentage with what it is made of.
pub(crate) fn figure_value(value: FigureValue, words: &Words) -> String {
    match value {
        FigureValue::Count(count) => words.number(&count),
        FigureValue::Share(share) => {
            let (part, whole) = (share.part, share.whole);
            let Some(percent) = share.percent() else { return words.text("figures-share-of-nothing") };
            words.say(&message!("figures-share", percent = words.number(&percent), part = part, whole = whole))
        }
    }
}

/// A figure, not rounded: a share is given as numerator and denominator.
pub(crate) fn exact_value(value: FigureValue, words: &Words) -> String {
    match value {
        FigureValue::Count(count) => words.number(&count),
        FigureValue::Share(Share { part, whole }) => format!("{}/{}", words.number(&part), words.number(&whole)),
    }
}

/// In a table of units, the head of the column that says what each of them adds to the figure; `None` where all add the
/// same.
pub(crate) fn unit_head(measure: &Measure, words: &Words) -> Option<String> {
    match measure {
        Measure::Count => None,
        Measure::Share(_) => Some(words.text("why-numerator")),
    }
}

/// What a unit adds to the figure, in the column of [`unit_head`].
pub(crate) fn unit_cell(adds: FigureValue, words: &Words) -> Option<String> {
    match adds {
        FigureValue::Count(_) => None,
        FigureValue::Share(Share { part: 0, .. }) => Some(words.text("why-not-in-numerator")),
        FigureValue::Share(_) => Some(words.text("why-in-numerator")),
    }
}

/// What a measure makes of its units, a sentence each; nothing for a count.
pub(crate) fn measure_lines(measure: &Measure, words: &Words) -> Vec<String> {
    match measure {
        Measure::Count => Vec::new(),
        Measure::Share(filter) => {
            filter_lines(filter).map(|text| words.say(&message!("site-share-of", filter = text))).collect()
        }
    }
}

/// The fields of a filter, each with the values that it may have.
pub(crate) fn filter_lines(filter: &Filter) -> impl Iterator<Item = String> {
    filter.iter().map(|(field, values)| format!("{field} = {}", values.join(", ")))
}
