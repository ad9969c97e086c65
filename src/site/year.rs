use askama::Template;

use super::counted::Counted;
use super::figure_chart;
use super::page::{Commit, Link, Page};
use super::site_index::SiteIndex;
use super::step::{StepView, step};
use crate::i18n::Words;
use crate::indicator::Unit;
use crate::lifecycle::DatedBy;
use crate::message;
use crate::render;

#[derive(Template)]
#[template(path = "year.html")]
struct YearPage<'a> {
    page: Page<'a>,
    year: i32,
    code: String,
    indicator: Link,
    method: String,
    figure: String,
    before: Option<Link>,
    after: Option<Link>,
    published: Vec<String>,
    units: Vec<UnitRow>,
    more_units: usize,
    /// The head of the column that says what each unit adds, where there is one.
    adds: Option<String>,
    steps: Vec<StepView>,
    more_steps: usize,
    api: String,
}

/// A unit of the figure, with what establishes it.
struct UnitRow {
    record: Link,
    key: String,
    date: String,
    commit: Option<Commit>,
    place: String,
    place_href: Option<String>,
    adds: Option<String>,
}

/// How many steps the page lists: the last ones.
const STEPS: usize = 150;
/// How many units it lists.
const UNITS: usize = 200;

/// The page of one year's figure: the records behind it, and how it came about.
pub(super) fn year(index: &SiteIndex<'_>, counted: &Counted<'_>, year: i32, words: &Words) -> askama::Result<String> {
    let mut page = Page { index, words, place: counted.year_page(year), title: String::new() };
    let name = page.label(&counted.indicator.label);
    page.title = format!("{name} — {year}");
    let years: Vec<i32> = counted.paged_years(index.today()).into_iter().collect();
    let place = years.iter().position(|other| *other == year);
    let link = |place: Option<usize>| {
        let year = years.get(place?)?;
        Some(Link { text: year.to_string(), href: Some(page.to(&counted.year_page(*year))) })
    };
    let value = counted.now.years.get(&year);
    let units = value.map(|value| value.units.as_slice()).unwrap_or_default();
    let mut steps: Vec<_> = counted.steps.iter().filter(|step| step.year == year).collect();
    steps.reverse();
    let published = counted.published.iter().filter(|stated| stated.year == year);
    let view = YearPage {
        year,
        code: counted.indicator.code.clone(),
        indicator: Link { text: name, href: Some(page.to(&counted.page())) },
        method: page.method_name(counted.method),
        figure: page.figure(figure_chart::now(counted).get(&year)),
        before: link(place.and_then(|place| place.checked_sub(1))),
        after: link(place.map(|place| place + 1)),
        published: published.map(|stated| figure_chart::said(&page, stated)).collect(),
        units: units.iter().take(UNITS).map(|unit| row(&page, unit)).collect(),
        more_units: units.len().saturating_sub(UNITS),
        adds: render::unit_head(&counted.method.measure, words),
        more_steps: steps.len().saturating_sub(STEPS),
        steps: steps.into_iter().take(STEPS).filter_map(|one| step(&page, one)).collect(),
        api: page.shared(&super::api::why_path(counted, year)),
        page,
    };
    view.render()
}

fn row(page: &Page<'_>, unit: &Unit<'_>) -> UnitRow {
    let fact = unit.fact;
    let history = page.index.history();
    let date = fact.value.effective.in_short();
    let date = match (fact.value.dated_by, fact.value.cohort) {
        (DatedBy::Record, None) => page.words.short_date(fact.value.effective),
        (DatedBy::Record, Some(cohort)) => page.say(&message!("why-cohort", date = date, cohort = cohort.to_string())),
        (DatedBy::Commit, _) => page.say(&message!("why-by-commit", date = date)),
    };
    let commit = history.commits.get(fact.from).map(|commit| commit.oid);
    let forge = page.index.source.forge.as_ref();
    UnitRow {
        record: page.record(fact.record),
        key: history.key(fact.record),
        date: if fact.value.approximate { format!("≈ {date}") } else { date },
        commit: page.commit(fact.from),
        place: format!("{}:{}", fact.path, fact.line),
        place_href: forge.and_then(|forge| forge.line(commit?, &fact.path, fact.line)),
        adds: render::unit_cell(unit.adds, page.words),
    }
}

impl YearPage<'_> {
    fn why(&self) -> String {
        self.page.say(&message!("site-units-of-year", year = self.year.to_string()))
    }

    fn more_units(&self) -> String {
        self.page.say(&message!("site-more-records", count = self.more_units))
    }

    fn more(&self) -> String {
        self.page.say(&message!("site-more-steps", count = self.more_steps))
    }
}
