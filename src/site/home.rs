use std::collections::BTreeSet;

use askama::Template;

use super::chart::{BarChart, shape};
use super::counted::Counted;
use super::page::Page;
use super::site_index::SiteIndex;
use super::{figure_chart, gap};
use crate::i18n::Words;
use crate::indicator::FigureKind;

#[derive(Template)]
#[template(path = "home.html")]
struct Home<'a> {
    page: Page<'a>,
    indicators: Vec<Card>,
    counts: Vec<(String, usize, String)>,
    legend: Vec<ShapeLegend>,
}

/// An indicator, in short.
struct Card {
    code: String,
    title: String,
    href: String,
    method: String,
    gap: String,
    chart: BarChart,
    years: Vec<(i32, String, String)>,
    other_methods: usize,
}

/// A shape of the charts, and what it stands for.
pub(super) struct ShapeLegend {
    pub kind: &'static str,
    pub path: String,
    pub text: String,
}

/// The shapes that these charts are made of.
pub(super) fn legend<'c>(page: &Page<'_>, charts: impl Iterator<Item = &'c BarChart>) -> Vec<ShapeLegend> {
    let marks = charts.flat_map(|chart| chart.slots.iter().flat_map(|slot| slot.marks.iter()));
    let drawn: BTreeSet<FigureKind> = marks.map(|mark| mark.kind).collect();
    let bar = ShapeLegend { kind: "bar", path: "M4 3H14V15H4Z".to_owned(), text: page.t("site-register") };
    let marks = figure_chart::KINDS.iter().filter(|kind| drawn.contains(kind)).map(|kind| ShapeLegend {
        kind: kind.word(),
        path: match kind {
            FigureKind::Target => "M2 9H22".to_owned(),
            kind => shape(*kind, 11.0, 9.0),
        },
        text: page.t(figure_chart::kind_word(*kind)),
    });
    std::iter::once(bar).chain(marks).collect()
}

/// The home page: the indicators, each with its chart.
pub(super) fn home(index: &SiteIndex<'_>, words: &Words) -> askama::Result<String> {
    let page = Page { index, words, place: "index.html".to_owned(), title: words.text("site-title") };
    let defaults = index.counted.iter().filter(|counted| counted.is_default);
    let indicators: Vec<Card> = defaults.map(|counted| card(&page, counted)).collect();
    let counts = super::records::kinds(index)
        .into_iter()
        .map(|(kind, records)| (page.kind_name(&kind), records.len(), page.to(&super::places::kind(&kind, 0))));
    let counts = counts.collect();
    let legend = legend(&page, indicators.iter().map(|card| &card.chart));
    Home { page, indicators, counts, legend }.render()
}

fn card(page: &Page<'_>, counted: &Counted<'_>) -> Card {
    let now = figure_chart::now(counted);
    let years = counted.years(page.index.today()).into_iter();
    Card {
        code: counted.indicator.code.clone(),
        title: page.label(&counted.indicator.label),
        href: page.to(&counted.page()),
        method: page.method_name(counted.method),
        gap: gap::latest(page, counted),
        chart: figure_chart::bars(page, counted, false),
        years: years.map(|year| (year, page.figure(now.get(&year)), page.to(&counted.year_page(year)))).collect(),
        other_methods: counted.indicator.methods.len().saturating_sub(1),
    }
}
