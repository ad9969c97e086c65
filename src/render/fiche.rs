use schemars::JsonSchema;
use serde::Serialize;

use super::csv::csv;
use super::figure_json::FigureJson;
use super::figures::{Marks, plain};
use super::published::{figure, gap};
use super::schemas::{COMMIT, INSTANT};
use super::{Sheet, to_json};
use crate::i18n::Words;
use crate::indicator::{Fiche, FicheCell, FigureKind, Indicator, Method, Publication, PublishedValue};
use crate::lifecycle::rfc3339;
use crate::registry::Label;
use crate::timeline::Point;

/// The fiches of a document.
pub(crate) struct FicheAnswer<'a> {
    /// The moment.
    pub point: &'a Point,
    /// The commit that answers for it.
    pub commit: Option<String>,
    /// Whether planned facts count.
    pub include_planned: bool,
    /// The document.
    pub document: &'a Publication,
    /// The fiches.
    pub fiches: &'a [(&'a Indicator, &'a Method, Fiche<'a>)],
}

#[derive(Serialize, JsonSchema)]
pub(super) struct FichesJson<'a> {
    /// The version of this answer.
    #[schemars(extend("const" = 1))]
    version: u32,
    /// The instant asked for (a day: its last second; a commit: when it became known); `null` for all that is known.
    #[schemars(regex(pattern = INSTANT))]
    as_of: Option<String>,
    /// The last commit of the mainline known by then; `null` before the first.
    #[schemars(regex(pattern = COMMIT))]
    commit: Option<&'a str>,
    /// Whether facts count that had not taken effect by then.
    include_planned: bool,
    /// The publication.
    pap: DocumentJson<'a>,
    /// The indicators.
    indicators: Vec<IndicatorJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct DocumentJson<'a> {
    /// Its identifier.
    id: &'a str,
    /// Its name.
    name: &'a str,
    /// Its budget year.
    year: i32,
}

#[derive(Serialize, JsonSchema)]
struct IndicatorJson<'a> {
    /// The indicator's code.
    code: &'a str,
    /// The identifier.
    id: &'a str,
    /// The method that it is counted by.
    method: &'a str,
    /// What is counted.
    unit: &'a str,
    /// The name in both languages.
    label: &'a Label,
    /// One figure for each column of the PAP, by year; the same columns for each indicator.
    figures: Vec<CellJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct CellJson<'a> {
    /// The year.
    year: i32,
    /// `actual`: what happened; `forecast`: what the PAP expected; `updated`: what was expected later; `target`: what is
    /// aimed at.
    kind: FigureKind,
    /// What the PAP says: a number, `nd` (not determined) or `na` (not applicable); `null` where it says nothing of this
    /// indicator.
    published: Option<&'a PublishedValue>,
    /// What happened in that year, as published: in the PAP itself, else in the latest publication that says so, unless
    /// it says that it counts by another method.
    actual: Option<i64>,
    /// What the register yields for that year.
    register: FigureJson,
    /// `register.value` less `actual`; `null` where either is not known, and for a share.
    gap: Option<i64>,
}

/// The fiche of one indicator, to be read: what the document says, what happened as published, what the
/// register yields, and the gap.
pub(crate) fn fiche_sheet(document: &Publication, fiche: &Fiche<'_>, title: String, words: &Words) -> Sheet {
    let mut marks = Marks::default();
    let row = |name: String, cell: &mut dyn FnMut(&FicheCell<'_>) -> String| -> Vec<String> {
        std::iter::once(name).chain(fiche.cells.iter().map(cell)).collect()
    };
    let number = |number: Option<i64>| number.map(|number| words.number(&number)).unwrap_or_default();
    let head = row(String::new(), &mut |cell| format!("{} {}", cell.year, words.text(kind(cell.kind))));
    let rows = vec![
        row(document.name.clone(), &mut |cell| {
            cell.published.as_ref().map(|value| figure(value, words)).unwrap_or_default()
        }),
        row(words.text("fiche-latest"), &mut |cell| number(cell.actual)),
        row(words.text("fiche-register"), &mut |cell| marks.cell(&cell.register, words)),
        row(words.text("fiche-gap"), &mut |cell| gap(cell.gap(), words)),
    ];
    let mut notes = marks.legend(words);
    if fiche.leaves_out {
        notes.push(words.text("fiche-left-out"));
    }
    Sheet { title: Some(title), head, rows, numbers_from: 1, notes }
}

/// The fiches as CSV, one line per indicator and column.
pub(crate) fn fiches_csv(answer: &FicheAnswer<'_>) -> String {
    let head =
        ["code", "indicator", "method", "pap", "year", "kind", "published", "actual", "value", "approximate", "gap"];
    let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    let rows = answer.fiches.iter().flat_map(|(indicator, method, fiche)| {
        fiche.cells.iter().map(move |cell| {
            vec![
                indicator.code.clone(),
                indicator.id.clone(),
                method.id.clone(),
                answer.document.id.clone(),
                cell.year.to_string(),
                cell.kind.word().to_owned(),
                published(cell.published.as_ref()),
                number(cell.actual),
                plain(&cell.register),
                cell.register.approximate.to_string(),
                number(cell.gap()),
            ]
        })
    });
    csv(&head, rows)
}

/// The fiches as JSON, version 1 (`docs/en/json.md`).
pub(crate) fn fiches_json(answer: &FicheAnswer<'_>) -> String {
    let indicators = answer.fiches.iter().map(|(indicator, method, fiche)| IndicatorJson {
        code: &indicator.code,
        id: &indicator.id,
        method: &method.id,
        unit: &indicator.unit,
        label: &indicator.label,
        figures: fiche.cells.iter().map(CellJson::of).collect(),
    });
    let Publication { id, name, year, .. } = answer.document;
    to_json(&FichesJson {
        version: 1,
        as_of: answer.point.instant.map(rfc3339),
        commit: answer.commit.as_deref(),
        include_planned: answer.include_planned,
        pap: DocumentJson { id, name, year: *year },
        indicators: indicators.collect(),
    })
}

impl<'a> CellJson<'a> {
    fn of(cell: &'a FicheCell<'_>) -> CellJson<'a> {
        CellJson {
            year: cell.year,
            kind: cell.kind,
            published: cell.published.as_ref(),
            actual: cell.actual,
            register: FigureJson::of(Some(&cell.register)),
            gap: cell.gap(),
        }
    }
}

fn kind(kind: FigureKind) -> &'static str {
    match kind {
        FigureKind::Actual => "fiche-actual",
        FigureKind::Forecast => "fiche-forecast",
        FigureKind::Updated => "fiche-updated",
        FigureKind::Target => "fiche-target",
    }
}

fn published(value: Option<&PublishedValue>) -> String {
    match value {
        None => String::new(),
        Some(PublishedValue::Number(number)) => number.to_string(),
        Some(PublishedValue::None(word)) => word.clone(),
    }
}
