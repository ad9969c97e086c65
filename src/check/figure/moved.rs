use std::collections::BTreeSet;

use super::Told;
use super::rewritten::stated;
use crate::change::{Aspect, Change, Changed, Moved, Outlook, Part};
use crate::check::transition::{place, place_of_gone, place_of_key};
use crate::diagnostic::{Finding, Place, Rule};
use crate::i18n::Arg;
use crate::indicator::{Cause, Figure, FigureValue, Method, Publication, Unit};
use crate::lifecycle::{FactKey, PartialDate, Timeline, What, facts};
use crate::message;
use crate::registry::{Listing, Record};
use crate::timeline::WalkConfig;

/// A change makes the register give another figure than the one that was published.
pub(super) static RULE: Rule = rule!("F001", "published-figure-moved", Error);

/// How many further records that move the figure a finding shows at most.
const SHOWN: usize = 5;

/// The figures that the change moves and that were published as actuals, each once.
pub(super) fn check(change: &Change, listing: &Listing, outlook: &Outlook) -> Vec<Told> {
    let config = WalkConfig::new(&listing.definitions, listing.manifest.clone());
    let at = At { change, outlook, config };
    let moved = outlook.moved(false);
    let mut said = BTreeSet::new();
    let mut told = Vec::new();
    for (publication, figure, method) in outlook.actuals() {
        let Some(method) = method else { continue };
        let is_it = |moved: &&Moved<'_>| {
            moved.indicator.id == figure.indicator && moved.method.id == method && moved.series_diff.year == figure.year
        };
        // Where nothing came or went, a year in which nothing counts only became known as such, or unknown.
        let is_moved = |moved: &&Moved<'_>| {
            moved.series_diff.before != moved.series_diff.after
                && (moved.is_redefined || !moved.series_diff.causes.is_empty())
        };
        let Some(moved) = moved.iter().find(is_it).filter(is_moved) else { continue };
        if said.insert((&figure.indicator, figure.year, method)) {
            told.push(Told { finding: at.finding(publication, figure, moved), is_covered: at.is_covered(moved) });
        }
    }
    told
}

struct At<'a> {
    change: &'a Change,
    outlook: &'a Outlook,
    config: WalkConfig,
}

impl At<'_> {
    fn finding(&self, publication: &Publication, figure: &Figure, moved: &Moved<'_>) -> Finding {
        let message = message!(
            "F001-message",
            indicator = &figure.indicator,
            method = &moved.method.id,
            year = figure.year.to_string(),
            before = number(moved.series_diff.before),
            after = number(moved.series_diff.after),
            publication = &publication.name,
            stated = stated(&figure.value)
        );
        let mut places = self.places(moved).into_iter();
        let (shown, record, pointer, before) = places.next().unwrap_or_else(|| self.somewhere());
        let mut finding = Finding::new(&RULE, shown, message, message!("correction-help"));
        finding = finding.about(record.as_deref(), pointer);
        if let Some(before) = before {
            finding = finding.see(message!("related-before"), before);
        }
        for (shown, ..) in places.take(SHOWN) {
            finding = finding.see(message!("F001-too"), shown);
        }
        match self.published(publication, figure) {
            Some(published) => finding.see(message!("F001-published"), published),
            None => finding,
        }
    }

    /// Whether commits that bear a reason made all that moves a figure.
    fn is_covered(&self, moved: &Moved<'_>) -> bool {
        let key = format!("{}/{}", crate::check::indicator::KIND, moved.indicator.id);
        let is_definition_covered = || match self.change.record(&key) {
            Some(definition) => self.change.covers(definition, None, |_| true),
            None => self.change.covers_definitions(),
        };
        let is_cause_covered = |cause: &Cause<'_>| {
            let is_asked = |part: &Part| is_counted(moved.method, cause, part);
            let changed = self.change.record(&self.outlook.history().key(cause.record));
            let own = changed.map(|changed| (changed, self.config.lifecycle(changed.kind)));
            match own {
                Some((changed, lifecycle)) if Change::differs(changed, lifecycle, is_asked) => {
                    self.change.covers(changed, lifecycle, is_asked)
                }
                // What the record says of it is the same: it is defined otherwise, or read otherwise.
                _ if moved.is_redefined => true,
                _ if self.change.definitions().next().is_some() => self.change.covers_definitions(),
                own => own.is_some_and(|(changed, lifecycle)| self.change.covers(changed, lifecycle, |_| true)),
            }
        };
        (!moved.is_redefined || is_definition_covered()) && moved.series_diff.causes.iter().all(is_cause_covered)
    }

    /// Where the figure is moved: in the definition, where that is another, then in each record.
    fn places(&self, moved: &Moved<'_>) -> Vec<Shown> {
        let mut places = Vec::new();
        if moved.is_redefined {
            let key = format!("{}/{}", crate::check::indicator::KIND, moved.indicator.id);
            places.extend(self.definition(&key, &moved.method.id));
        }
        places.extend(moved.series_diff.causes.iter().filter_map(|cause| self.cause(cause)));
        places
    }

    fn definition(&self, key: &str, method: &str) -> Option<Shown> {
        let changed = self.change.record(key)?;
        let pointer = |record: &Record| {
            let root = record.document.root.as_ref()?;
            let methods = root.get("methods")?.as_list()?;
            let at = methods.iter().position(|known| known.get("id").and_then(|id| id.as_text()) == Some(method))?;
            Some(format!("/methods/{at}/id"))
        };
        let (before, after) = (changed.before.as_ref().and_then(pointer), changed.after.as_ref().and_then(pointer));
        Some(shown(changed, before, after, "/methods"))
    }

    fn cause(&self, cause: &Cause<'_>) -> Option<Shown> {
        let changed = self.change.record(&self.outlook.history().key(cause.record))?;
        let pointer = |record: Option<&Record>, unit: Option<Unit<'_>>| self.pointer(record?, &unit?.fact.key);
        let before = pointer(changed.before.as_ref(), cause.before);
        let after = pointer(changed.after.as_ref(), cause.after);
        let list = match cause.after.or(cause.before).map(|unit| unit.fact.key.what) {
            Some(What::Event) => "/events",
            _ => "/phases",
        };
        Some(shown(changed, before, after, list))
    }

    /// Where a record states a fact.
    fn pointer(&self, record: &Record, key: &FactKey) -> Option<String> {
        let root = record.document.root.as_ref()?;
        let timeline = Timeline::read(root, self.config.lifecycle(record.kind))?;
        let today = PartialDate::day(self.outlook.head().today);
        facts(&timeline, |_, _| today).0.remove(key).map(|stated| stated.pointer)
    }

    /// The first file of the change, where nothing else can be shown: a lifecycle reads the past otherwise.
    fn somewhere(&self) -> Shown {
        let path = self.change.files.first().map(|file| file.path.as_str()).unwrap_or_default();
        (place_of_gone(path), None, String::new(), None)
    }

    /// Where the publication states the figure, as it stands now, or stood.
    fn published(&self, publication: &Publication, figure: &Figure) -> Option<Place> {
        let at = publication.figures.iter().position(|known| known == figure)?;
        self.outlook.place_of_figure(&publication.id, at)
    }
}

/// Whether a part of a record makes it count in a figure: its unit's fact, or a field that the method looks at.
fn is_counted(method: &Method, cause: &Cause<'_>, part: &Part) -> bool {
    match part {
        Part::File | Part::Figure(..) => false,
        Part::Field(name) => method.fields().any(|field| field.split('.').next() == Some(name)),
        Part::Moment { is_phase, name, aspect } => cause.before.iter().chain(&cause.after).any(|unit| {
            let FactKey { what, name: known, .. } = &unit.fact.key;
            let is_told = *what == What::Left || *aspect != Aspect::End;
            known == name && *is_phase == (*what != What::Event) && is_told
        }),
    }
}

/// A place to show, the record and the pointer that it is about, and the place before.
type Shown = (Place, Option<String>, String, Option<Place>);

fn shown(changed: &Changed, before: Option<String>, after: Option<String>, list: &str) -> Shown {
    let old = changed.before.as_ref().map(|record| match &before {
        Some(pointer) => place(record, pointer),
        None => place_of_key(record, list),
    });
    match &changed.after {
        None => {
            let gone = changed.before.as_ref();
            let (path, key) = gone.map(|record| (record.path.as_str(), record.key.clone())).unwrap_or_default();
            (place_of_gone(path), Some(key), String::new(), old)
        }
        Some(record) => {
            let pointer = after.unwrap_or_else(|| list.to_owned());
            let here = match pointer == list {
                true => place_of_key(record, list),
                false => place(record, &pointer),
            };
            (here, Some(record.key.clone()), pointer, old)
        }
    }
}

/// A figure as a sentence gives it: of a share, its part and its whole.
fn number(figure: Option<FigureValue>) -> Arg {
    figure.map_or_else(|| Arg::from(message!("figures-unknown")), |value| Arg::from(value.to_string()))
}
