use askama::Template;

use super::chart::{BarChart, MoveChart};
use super::counted::Counted;
use super::home::{ShapeLegend, legend};
use super::page::{Link, Page};
use super::site_index::SiteIndex;
use super::step::{StepView, step};
use super::{definition, figure_chart, gap};
use crate::i18n::Words;
use crate::indicator::FigureKind;
use crate::message;

#[derive(Template)]
#[template(path = "indicator.html")]
struct IndicatorPage<'a> {
    page: Page<'a>,
    code: String,
    methods: Vec<MethodLink>,
    gap: String,
    chart: BarChart,
    legend: Vec<ShapeLegend>,
    data: String,
    first_day: String,
    last_day: String,
    states: usize,
    columns: Vec<String>,
    rows: Vec<YearRow>,
    moves: Vec<MoveChart>,
    years: Vec<i32>,
    year_ends: Vec<(String, Vec<String>)>,
    by_year: Vec<YearRecords>,
    steps: Vec<StepView>,
    all_steps: usize,
    definitions: Vec<definition::Definition>,
    source: Option<String>,
    api: String,
    has_approximate: bool,
}

/// A way to count, as the menu of the page offers it.
struct MethodLink {
    name: String,
    href: String,
    is_here: bool,
}

/// A year of the table behind the chart.
struct YearRow {
    year: i32,
    href: String,
    register: String,
    published: Vec<String>,
}

/// The records of a year.
struct YearRecords {
    year: i32,
    href: String,
    figure: String,
    records: Vec<(Link, Option<super::page::Commit>)>,
    more: usize,
}

/// How many records of a year the page lists; the year's own page lists all.
const RECORDS: usize = 25;
/// How many of the last steps it lists.
const STEPS: usize = 20;

/// The page of an indicator, counted by one of its methods.
pub(super) fn indicator(index: &SiteIndex<'_>, counted: &Counted<'_>, words: &Words) -> askama::Result<String> {
    let mut page = Page { index, words, place: counted.page(), title: String::new() };
    page.title = page.label(&counted.indicator.label);
    if !counted.is_default {
        page.title = format!("{} — {}", page.title, page.method_name(counted.method));
    }
    let of_indicator = index.counted.iter().filter(|other| other.indicator.id == counted.indicator.id);
    let methods = of_indicator.map(|other| MethodLink {
        name: page.method_name(other.method),
        href: page.to(&other.page()),
        is_here: other.method.id == counted.method.id,
    });
    let methods: Vec<MethodLink> = methods.collect();
    let years = counted.years(index.today());
    let now = figure_chart::now(counted);
    // A kind of published figure that no document gives gets no column.
    let is_given = |kind: &&FigureKind| counted.published.iter().any(|stated| stated.kind == **kind);
    let kinds: Vec<FigureKind> = figure_chart::KINDS.iter().filter(is_given).copied().collect();
    let rows = years.iter().map(|year| YearRow {
        year: *year,
        href: page.to(&counted.year_page(*year)),
        register: page.figure(now.get(year)),
        published: kinds.iter().map(|kind| published(&page, counted, *year, *kind)).collect(),
    });
    let rows: Vec<YearRow> = rows.collect();
    let ends = counted.year_ends.iter().map(|(point, series)| {
        let figure =
            |year: &i32| page.figure(series.years.get(year).map(super::figures_over_time::KnownFigure::of).as_ref());
        (page.words.short_date(point.today), years.iter().map(figure).collect())
    });
    let year_ends = ends.collect();
    let by_year = counted.now.years.iter().rev().filter(|(_, value)| !value.units.is_empty());
    let by_year = by_year.map(|(year, value)| YearRecords {
        year: *year,
        href: page.to(&counted.year_page(*year)),
        figure: page.figure(now.get(year)),
        records: value
            .units
            .iter()
            .take(RECORDS)
            .map(|unit| (page.record(unit.fact.record), page.commit(unit.fact.from)))
            .collect(),
        more: value.units.len().saturating_sub(RECORDS),
    });
    let by_year = by_year.collect();
    let steps = counted.steps.iter().rev().take(STEPS).filter_map(|one| step(&page, one)).collect();
    let file = index.find("indicator", &counted.indicator.id);
    let file = file.and_then(|record| index.document(record)).map(|record| record.path.as_str());
    let tip = index.source.now.at.and_then(|at| index.history().commits.get(at));
    let source = index.source.forge.as_ref().and_then(|forge| forge.line(tip?.oid, file?, 1));
    let states = &counted.known.states;
    let chart = figure_chart::bars(&page, counted, true);
    let view = IndicatorPage {
        columns: kinds.iter().map(|kind| page.t(figure_chart::kind_word(*kind))).collect(),
        code: counted.indicator.code.clone(),
        gap: gap::latest(&page, counted),
        legend: legend(&page, std::iter::once(&chart)),
        chart,
        data: page.shared(&super::data::known_path(counted)),
        first_day: states.first().map(|(day, _)| day.to_string()).unwrap_or_default(),
        last_day: index.source.now.today.to_string(),
        states: states.len(),
        moves: figure_chart::moves(&page, counted),
        definitions: definition::all(&page, counted.indicator),
        all_steps: counted.steps.len(),
        api: page.shared(&super::api::history_path(counted)),
        has_approximate: now.values().any(|figure| figure.approximate),
        methods,
        rows,
        years,
        year_ends,
        by_year,
        steps,
        source,
        page,
    };
    view.render()
}

/// The published figures of a kind for a year, with their documents.
fn published(page: &Page<'_>, counted: &Counted<'_>, year: i32, kind: FigureKind) -> String {
    let stated = counted.published.iter().filter(|stated| stated.year == year && stated.kind == kind);
    // A number that several documents repeat is given once.
    let mut numbers: Vec<(String, Vec<String>)> = Vec::new();
    for stated in stated {
        let (number, document) = (figure_chart::value(page, stated), super::places::crop(&stated.publication.name));
        match numbers.iter_mut().find(|(known, _)| *known == number) {
            Some((_, documents)) => documents.push(document),
            None => numbers.push((number, vec![document])),
        }
    }
    let texts: Vec<String> =
        numbers.iter().map(|(number, documents)| format!("{number} ({})", documents.join(", "))).collect();
    texts.join(" ; ")
}

impl IndicatorPage<'_> {
    /// The sentence under a list that was cut.
    fn more(&self, count: &usize) -> String {
        self.page.say(&message!("site-more-records", count = *count))
    }

    fn all_steps(&self) -> String {
        self.page.say(&message!("site-last-steps", shown = self.steps.len(), count = self.all_steps))
    }
}
