use super::page::Page;
use crate::indicator::{Indicator, Method, Take, YearBy};
use crate::lifecycle::What;
use crate::message;
use crate::render::{filter_lines, measure_lines};

/// A way to count, in words.
pub(super) struct Definition {
    pub name: String,
    pub id: String,
    pub lines: Vec<String>,
}

/// The methods of an indicator, in words.
pub(super) fn all(page: &Page<'_>, indicator: &Indicator) -> Vec<Definition> {
    let one = |method: &Method| Definition {
        name: page.method_name(method),
        id: method.id.clone(),
        lines: lines(page, method),
    };
    indicator.methods.iter().map(one).collect()
}

fn lines(page: &Page<'_>, method: &Method) -> Vec<String> {
    let kind = page.kind_name(&method.counts);
    let names: Vec<String> = method
        .names
        .iter()
        .map(|name| match method.what {
            What::Entered | What::Left => page.phase_name(&method.counts, name),
            What::Event => name.clone(),
        })
        .collect();
    let names = names.join(", ");
    let what = match method.what {
        What::Entered => message!("site-counts-entered", kind = kind, names = names),
        What::Left => message!("site-counts-left", kind = kind, names = names),
        What::Event => message!("site-counts-event", kind = kind, names = names),
    };
    let take = match method.take {
        Take::First => "site-take-first",
        Take::Last => "site-take-last",
        Take::Every => "site-take-every",
    };
    let year = match method.year_by {
        YearBy::Cohort => "site-year-by-cohort",
        YearBy::Date => "site-year-by-date",
    };
    let mut lines = vec![page.say(&what), page.t(take), page.t(year)];
    lines.extend(method.note.as_ref().map(|note| crate::render::label(note, page.words)));
    if let Some(cutoff) = method.cutoff {
        lines.push(page.say(&message!("site-cutoff", day = cutoff.to_string())));
    }
    lines.extend(filter_lines(&method.filter).map(|text| page.say(&message!("site-filter", filter = text))));
    lines.extend(measure_lines(&method.measure, page.words));
    if let Some(covers) = method.covers {
        let from = covers.from.to_string();
        lines.push(page.say(&match covers.to {
            Some(to) => message!("site-covers", from = from, to = to.to_string()),
            None => message!("site-covers-on", from = from),
        }));
    }
    lines
}
