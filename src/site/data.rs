//! What the script reads. A page opened from a disk may load no JSON, so the data are scripts that hand one
//! value over and do nothing else.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::counted::Counted;
use super::figures_over_time::KnownFigure;
use super::places;
use super::site_index::SiteIndex;
use crate::indicator::FigureValue;
use crate::render::{short, visible};
use crate::timeline::FileEvent;

/// A value as a script that passes it to the page's own script.
fn script(name: &str, value: &Value) -> String {
    // Within a script, JSON must not contain what a browser could take for markup (`</script>`).
    let text = value.to_string().replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    format!("greffe.take({}, {text});\n", json!(name))
}

/// Where the states of a method's figures are.
pub(super) fn known_path(counted: &Counted<'_>) -> String {
    format!("data/{}.js", counted.place())
}

/// The states of a method's figures, each as what differs from the one before: the day, and by year the
/// number and whether it is approximate, or null.
pub(super) fn known(counted: &Counted<'_>) -> String {
    script(&known_path(counted), &json!({ "states": deltas(counted) }))
}

fn deltas(counted: &Counted<'_>) -> Vec<Value> {
    let mut before: BTreeMap<i32, KnownFigure> = BTreeMap::new();
    let mut found = Vec::new();
    for (day, figures) in &counted.known.states {
        let mut moved = serde_json::Map::new();
        for (year, figure) in figures {
            if before.get(year) != Some(figure) {
                moved.insert(year.to_string(), number(Some(figure)));
            }
        }
        for year in before.keys().filter(|year| !figures.contains_key(year)) {
            moved.insert(year.to_string(), Value::Null);
        }
        found.push(json!([day.to_string(), moved]));
        before.clone_from(figures);
    }
    found
}

/// A figure: null, a number, or a list of the number, whether it is approximate, and what a ratio is made of.
fn number(figure: Option<&KnownFigure>) -> Value {
    let Some(figure) = figure else { return Value::Null };
    let Some(number) = figure.number() else { return Value::Null };
    let number = if number.fract() == 0.0 { json!(number.trunc() as i64) } else { json!(number) };
    match (figure.approximate, figure.value.and_then(FigureValue::ratio)) {
        (false, None) => number,
        (approximate, None) => json!([number, approximate]),
        (approximate, Some(ratio)) => json!([number, approximate, ratio.part, ratio.whole]),
    }
}

/// What the search looks through.
pub(super) const SEARCH: &str = "data/fiches.js";

/// The records: the page, the name, the kind (by its place), and every identifier.
pub(super) fn search(index: &SiteIndex<'_>) -> String {
    let mut kinds: Vec<Value> = Vec::new();
    let mut records: Vec<Value> = Vec::new();
    for (kind, of_kind) in super::records::kinds(index) {
        let label = index.kind(&kind).map(|kind| &kind.label);
        let (fr, en) = label.map_or((kind.as_str(), kind.as_str()), |label| (&label.fr, &label.en));
        kinds.push(json!({ "id": visible(&kind), "fr": visible(fr), "en": visible(en) }));
        for at in of_kind {
            let (Some(page), Some(row)) = (index.page_of(at), index.history().records.get(at)) else { continue };
            let ids: Vec<String> = row.ids.iter().map(|id| visible(&places::crop(id))).collect();
            records.push(json!([page, visible(&index.name(at)), kinds.len() - 1, ids.join(" ")]));
        }
    }
    script(SEARCH, &json!({ "kinds": kinds, "records": records }))
}

/// What the comparison of two dates reads.
pub(super) const CHANGES: &str = "data/changements.js";

/// Every fact with the commits between which it was known, and the states of the figures.
pub(super) fn changes(index: &SiteIndex<'_>) -> String {
    let history = index.history();
    let mut commits: BTreeMap<usize, usize> = BTreeMap::new();
    let told = history.facts.iter().flat_map(|fact| std::iter::once(fact.from).chain(fact.to));
    let moved = history.file_events.iter().filter(|row| row.event != FileEvent::Changed).map(|row| row.at);
    for at in told.chain(moved) {
        commits.insert(at, 0);
    }
    let mut rows = Vec::new();
    for (at, place) in &mut commits {
        *place = rows.len();
        let Some(commit) = history.commits.get(*at) else { continue };
        let page = index.change_pages.page_of(*at).unwrap_or_default();
        rows.push(json!([commit.day.to_string(), short(commit), page]));
    }
    let place = |at: usize| commits.get(&at).copied().unwrap_or(0);
    let records: Vec<Value> = (0..history.records.len())
        .map(|at| json!([index.page_of(at).unwrap_or_default(), visible(&index.name(at))]))
        .collect();
    let facts = history.facts.iter().map(|fact| {
        json!([
            fact.record,
            visible(&fact.key.to_string()),
            fact.value.effective.to_string(),
            place(fact.from),
            fact.to.map(place)
        ])
    });
    let episodes = history.file_events.iter().filter(|row| row.event != FileEvent::Changed);
    let episodes = episodes.map(|row| json!([row.record, row.event.word(), place(row.at)]));
    let figures = index.counted.iter().filter(|counted| counted.is_default).map(|counted| {
        let label = &counted.indicator.label;
        json!({
            "code": visible(&counted.indicator.code),
            "fr": visible(&label.fr),
            "en": visible(&label.en),
            "page": counted.page(),
            "states": deltas(counted),
        })
    });
    let value = json!({
        "commits": rows,
        "records": records,
        "facts": facts.collect::<Vec<_>>(),
        "episodes": episodes.collect::<Vec<_>>(),
        "figures": figures.collect::<Vec<_>>(),
    });
    script(CHANGES, &value)
}
