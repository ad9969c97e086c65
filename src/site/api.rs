//! The data as JSON for other tools: the answers of the commands, at fixed addresses.

use serde_json::{Value, json};

use super::counted::Counted;
use super::places;
use super::site_index::SiteIndex;
use crate::indicator::{Series, YearValue};
use crate::render::{self, HistoryAnswer, IndicatorsAnswer, PublishedAnswer, WhyAnswer};
use crate::timeline::Point;

/// Where all of it stands.
pub(super) const TOP: &str = "api/v1";

/// The files that are the same in every site: the description, and the schemas that it names.
pub(super) const FIXED: [(&str, &str); 6] = [
    ("api/v1/openapi.json", include_str!("assets/openapi.json")),
    ("api/v1/schemas/indicators.schema.json", include_str!("../../docs/json/indicators.schema.json")),
    ("api/v1/schemas/history.schema.json", include_str!("../../docs/json/history.schema.json")),
    ("api/v1/schemas/why.schema.json", include_str!("../../docs/json/why.schema.json")),
    ("api/v1/schemas/published.schema.json", include_str!("../../docs/json/published.schema.json")),
    ("api/v1/schemas/log.schema.json", include_str!("../../docs/json/log.schema.json")),
];

fn of_method(what: &str, counted: &Counted<'_>) -> String {
    format!("{TOP}/{what}/{}/{}", places::step(&counted.indicator.id), places::step(&counted.method.id))
}

/// Where the steps of a method's figures stand.
pub(super) fn history_path(counted: &Counted<'_>) -> String {
    format!("{}.json", of_method("history", counted))
}

/// Where the records behind a figure stand.
pub(super) fn why_path(counted: &Counted<'_>, year: i32) -> String {
    format!("{}/{year}.json", of_method("why", counted))
}

/// Where a record's life stands: beside its page.
pub(super) fn log_path(index: &SiteIndex<'_>, record: usize) -> String {
    let page = index.page_of(record).unwrap_or_default();
    let place = page.strip_prefix("fiche/").and_then(|place| place.strip_suffix(".html")).unwrap_or(page);
    format!("{TOP}/log/{place}.json")
}

/// What there is: the first file to read.
pub(super) fn index(index: &SiteIndex<'_>) -> String {
    let indicators: Vec<Value> = index
        .counted
        .iter()
        .filter(|counted| counted.is_default)
        .map(|counted| {
            let methods = index.counted.iter().filter(|other| other.indicator.id == counted.indicator.id);
            let methods = methods.map(|other| {
                let path = |path: String| path.strip_prefix("api/v1/").map(str::to_owned).unwrap_or(path);
                let years = other.paged_years(index.today()).into_iter();
                json!({
                    "id": other.method.id,
                    "label": other.method.label,
                    "history": (other.method.measure.is_count()).then(|| path(history_path(other))),
                    "why": years.map(|year| path(why_path(other, year))).collect::<Vec<_>>(),
                })
            });
            json!({
                "id": counted.indicator.id,
                "code": counted.indicator.code,
                "label": counted.indicator.label,
                "methods": methods.collect::<Vec<_>>(),
            })
        })
        .collect();
    render::to_json(&json!({
        "version": 1,
        "tool": env!("CARGO_PKG_VERSION"),
        "commit": commit(index, index.source.now),
        "today": index.source.now.today.to_string(),
        "indicators": indicators,
        "figures": "indicators.json",
        "published": "published.json",
        "records": "records.json",
        "openapi": "openapi.json",
    }))
}

/// The records: each with the file of its life.
pub(super) fn records(index: &SiteIndex<'_>) -> String {
    let history = index.history();
    let records = history.records.iter().enumerate().filter(|(at, _)| index.page_of(*at).is_some());
    let records = records.map(|(at, row)| {
        json!({
            "record": history.key(at),
            "name": row.name,
            "ids": row.ids,
            "path": row.path,
            "present": index.document(at).is_some(),
            "phase": index.phase(at),
            "log": log_path(index, at).strip_prefix("api/v1/"),
            "page": format!("../../{}", index.page_of(at).unwrap_or_default()),
        })
    });
    render::to_json(&json!({ "version": 1, "records": records.collect::<Vec<_>>() }))
}

fn commit(index: &SiteIndex<'_>, point: &Point) -> Option<String> {
    point.at.and_then(|at| index.history().commits.get(at)).map(|commit| commit.oid.to_string())
}

/// The figures: the answer of `greffe indicators`.
pub(super) fn indicators(index: &SiteIndex<'_>) -> String {
    let defaults = index.counted.iter().filter(|counted| counted.is_default);
    let figures: Vec<_> = defaults.map(|counted| (counted.indicator, counted.method, counted.now.clone())).collect();
    let years = Series::common_years(figures.iter().map(|(.., series)| series), index.today());
    render::indicators_json(&IndicatorsAnswer {
        history: index.history(),
        point: index.source.now,
        commit: commit(index, index.source.now),
        include_planned: false,
        figures: &figures,
        years: &years,
    })
}

/// The steps of a method's figures: the answer of `greffe history`.
pub(super) fn history(index: &SiteIndex<'_>, counted: &Counted<'_>) -> String {
    render::history_json(&HistoryAnswer {
        history: index.history(),
        indicator: counted.indicator,
        method: counted.method,
        steps: &counted.steps,
        corrections: index.source.corrections,
    })
}

/// The records behind a figure: the answer of `greffe why`.
pub(super) fn why(index: &SiteIndex<'_>, counted: &Counted<'_>, year: i32) -> String {
    let nothing = YearValue::default();
    render::why_json(&WhyAnswer {
        history: index.history(),
        point: index.source.now,
        commit: commit(index, index.source.now),
        include_planned: false,
        indicator: counted.indicator,
        method: counted.method,
        year,
        figure: counted.now.years.get(&year).unwrap_or(&nothing),
    })
}

/// The published figures beside the register's: the answer of `greffe published`.
pub(super) fn published(index: &SiteIndex<'_>) -> String {
    let figures: Vec<_> = index.counted.iter().flat_map(|counted| counted.beside.iter().cloned()).collect();
    let left_out = crate::indicator::uncompared(index.source.catalogue, index.source.publications);
    render::published_json(&PublishedAnswer {
        history: index.history(),
        now: index.source.now,
        include_planned: false,
        figures: &figures,
        left_out: &left_out,
    })
}

/// A record's life: the answer of `greffe log`.
pub(super) fn log(index: &SiteIndex<'_>, record: usize) -> String {
    let empty = std::collections::BTreeMap::new();
    render::log_json(index.history(), record, index.logs.get(record).unwrap_or(&empty))
}
