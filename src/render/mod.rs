//! Findings and answers in the formats that people and programs read: one file per format, and one
//! for escaping. Nothing here prints. The only room that knows miette and the crates for tables and CSV.

mod answers;
mod by_field;
mod csv;
mod diff;
mod diff_json;
mod doctor;
mod escape;
mod every;
mod excerpt;
mod fiche;
mod field_change;
mod figure_json;
mod figures;
mod figures_csv;
mod github;
mod gitlab;
mod history;
mod human;
mod import_json;
mod json;
mod junit;
mod log_json;
mod markdown;
mod measure;
mod patch;
mod published;
mod published_csv;
mod published_json;
mod reason_json;
mod review;
mod review_json;
mod review_markdown;
mod review_words;
mod sarif;
mod schemas;
mod severity;
mod sheet;
mod table;

pub use answers::{HistoryAnswer, WhyAnswer};
pub(crate) use answers::{IndicatorsAnswer, history_json, indicators_json, why_json};
pub(crate) use by_field::{GroupedAnswer, GroupedFigure, grouped_csv, grouped_json, grouped_sheet};
pub(crate) use csv::CsvLines;
pub(crate) use diff::{DiffAnswer, Unmarked, diff};
pub(crate) use diff_json::diff_json;
pub(crate) use doctor::doctor_json;
pub use doctor::{CheckUp, Health, doctor};
pub use escape::visible;
pub(crate) use every::{EveryAnswer, every_csv, every_json, every_sheet};
pub(crate) use fiche::{FicheAnswer, fiche_sheet, fiches_csv, fiches_json};
pub use figures::{FigureRow, FigureTable, figures, label};
pub(crate) use figures_csv::figures_csv;
pub use github::github;
pub use gitlab::gitlab;
pub(crate) use history::{cause_line, fact_line, file_event_line, log_entry};
pub use history::{history, short, why};
pub use human::{Style, failure, findings};
pub(crate) use import_json::import_json;
pub use json::{Source, to_json, validation};
pub use junit::junit;
pub(crate) use log_json::log_json;
pub use markdown::markdown;
pub(crate) use markdown::markdown_paragraph;
pub(crate) use measure::{exact_value, figure_value, filter_lines, measure_lines, unit_cell, unit_head};
pub(crate) use patch::patch;
pub use published::published;
pub(crate) use published::published_legend;
pub(crate) use published_csv::published_csv;
pub(crate) use published_json::{PublishedAnswer, published_json};
pub use review::{Extent, review};
pub(crate) use review_json::review_json;
pub(crate) use review_markdown::review_markdown;
pub use sarif::sarif;
pub use schemas::{AnswerSchema, answer_schemas, key_table};
pub(crate) use severity::severity_word;
pub use sheet::Sheet;
pub use table::table;

use crate::diagnostic::Finding;
use crate::i18n::Words;
use crate::message;

/// What is wrong, and below it how to mend it, as a text of two lines.
pub(crate) fn message_and_help(finding: &Finding, words: &Words) -> String {
    let help = words.say(&message!("help-line", help = finding.help.clone()));
    format!("{}\n{}", visible(&words.say(&finding.message)), visible(&help))
}

/// What is wrong, and how to mend it, in one text: the help follows after `joint`.
fn with_help(finding: &Finding, joint: &str, words: &Words) -> String {
    let help = words.say(&message!("help-line", help = finding.help.clone()));
    format!("{}{joint}{help}", words.say(&finding.message))
}
