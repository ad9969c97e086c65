use super::Change;
use crate::diagnostic::{Outcome, Place};
use crate::git::{Origin, Repository};
use crate::index::{self, Wanted};
use crate::indicator::{
    Catalogue, Figure, FigureKind, FigureValue, Indicator, Method, Publication, View, YearDiff, series_diff,
};
use crate::lifecycle::Date;
use crate::registry::{Listing, Record, Register};
use crate::timeline::{self, History, Next, NextFile, NextStep, Point, WalkConfig};

/// The figures of a register without a change, and with it.
///
/// The head is thought of as one commit more after the base. Both sides are looked at on the same day:
/// what the change does is told, and not what time did.
pub struct Outlook {
    /// The history with the change.
    after: History,
    /// The history without it, where its own definitions read it otherwise; else it is the beginning
    /// of the other.
    before: Option<History>,
    /// The moment of the base, and that of the head.
    base: Point,
    head: Point,
    /// The indicators as the base defines them.
    pub catalogue_before: Catalogue,
    /// The indicators as the head defines them.
    pub catalogue: Catalogue,
    /// What the base says was published.
    pub published_before: Vec<Publication>,
    /// What the head says was published.
    pub published: Vec<Publication>,
    /// The records that define and publish figures at the base.
    records_before: Vec<Record>,
}

/// A figure that a change moves.
#[derive(Clone, Debug)]
pub struct Moved<'a> {
    /// The indicator, as the head defines it, or else the base.
    pub indicator: &'a Indicator,
    /// The method, likewise.
    pub method: &'a Method,
    /// Whether the change defines the method otherwise, brings it or takes it away.
    pub is_redefined: bool,
    /// The year, the figure before and after, and the records that cause it.
    pub series_diff: YearDiff<'a>,
}

impl Outlook {
    /// Reads the history of the base (from the index, else it is built) and puts the change on top of it, which
    /// leads to the register `after`.
    ///
    /// `today` is the day up to which things have taken effect. `progress` is told how many of how many
    /// changed files are read, if the history must be built.
    pub fn open(
        repository: &Repository,
        change: &Change,
        after: &Listing,
        today: Date,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Outcome<Outlook> {
        let is_asked = |kind: &str| matches!(kind, "indicator" | "publication");
        let (before, after) =
            (Register::of(repository, &change.before, is_asked)?, Register::of(repository, after, is_asked)?);
        let (catalogue_before, catalogue) = (Catalogue::of(&before), Catalogue::of(&after));
        let config = |Register { definitions, manifest, .. }: &Register, catalogue: &Catalogue| {
            let fields = catalogue.fields(definitions, manifest);
            WalkConfig::new(definitions, manifest.clone(), fields.names())
        };
        let guide_before = config(&before, &catalogue_before);
        let guide_after = config(&after, &catalogue);
        let asked = || Ok(guide_before.clone());
        let known = index::open_base(repository, change.base, &Wanted::Stories, asked, &mut *progress)?.history;
        let is_read_alike = guide_before.signature() == guide_after.signature();
        let (separate, under) = match is_read_alike {
            true => (None, known),
            false => {
                let read_anew = index::open_aside(repository, change.base, &guide_after, &mut *progress)?;
                (Some(known), read_anew.history)
            }
        };
        let commit = repository.commit(change.head)?;
        let is_commit = matches!(change.origin, Origin::Commit(_));
        let next =
            Next { oid: is_commit.then_some(change.head), committed_at: commit.committed_at, subject: commit.subject };
        let base = Point { at: under.commits.len().checked_sub(1), today, instant: None };
        let after_all = timeline::ahead(under, &next, &steps(change), &guide_after);
        let head = Point { at: after_all.commits.len().checked_sub(1), today, instant: None };
        Ok(Outlook {
            after: after_all,
            before: separate,
            base,
            head,
            catalogue_before,
            catalogue,
            published_before: Publication::all(&before),
            published: Publication::all(&after),
            records_before: before.records,
        })
    }

    /// The history with the change.
    pub fn history(&self) -> &History {
        &self.after
    }

    /// The moment of the base in [`Outlook::history`].
    pub fn base(&self) -> &Point {
        &self.base
    }

    /// The moment of the head there.
    pub fn head(&self) -> &Point {
        &self.head
    }

    /// The history without the change.
    pub fn history_before(&self) -> &History {
        self.before.as_ref().unwrap_or(&self.after)
    }

    /// Whether the definitions of the head read the past otherwise than those of the base.
    pub fn is_reread(&self) -> bool {
        self.before.is_some()
    }

    /// The figures that the change moves, by indicator, method, then year. With `planned`, what takes
    /// effect later counts too.
    pub fn moved(&self, planned: bool) -> Vec<Moved<'_>> {
        let mut found = Vec::new();
        for (indicator, method) in self.methods() {
            let old = method_of(&self.catalogue_before, &indicator.id, &method.id);
            let new = method_of(&self.catalogue, &indicator.id, &method.id);
            let before = View { history: self.history_before(), method: old, point: &self.base };
            let after = View { history: &self.after, method: new, point: &self.head };
            let is_redefined = old != new;
            let moves = series_diff(before, after, planned).into_iter();
            found.extend(moves.map(|series_diff| Moved { indicator, method, is_redefined, series_diff }));
        }
        found
    }

    /// The methods of the head, then those that only the base has.
    fn methods(&self) -> Vec<(&Indicator, &Method)> {
        let mut found = Vec::new();
        for indicator in &self.catalogue.indicators {
            found.extend(indicator.methods.iter().map(|method| (indicator, method)));
        }
        for indicator in &self.catalogue_before.indicators {
            let is_gone = |method: &&Method| method_of(&self.catalogue, &indicator.id, &method.id).is_none();
            found.extend(indicator.methods.iter().filter(is_gone).map(|method| (indicator, method)));
        }
        found
    }

    /// Where the base states a figure of a publication, by its place in the publication's list.
    pub fn place_of_figure(&self, publication: &str, at: usize) -> Option<Place> {
        let is_it = |record: &&Record| record.id == publication && record.key.starts_with("publication/");
        let Record { path, document, .. } = self.records_before.iter().find(is_it)?;
        let span = document.root.as_ref()?.span_at(&format!("/figures/{at}/value"));
        Some(Place::within(path, &document.text, document.lines(), span))
    }

    /// The numbers that the base says were published as actuals, each with its publication and the method that it
    /// used: the one that it names, else the indicator's first one.
    pub fn actuals(&self) -> impl Iterator<Item = (&Publication, &Figure, Option<&str>)> {
        self.published_before.iter().flat_map(move |publication| {
            let is_number = |figure: &&Figure| matches!(figure.value, FigureValue::Number(_));
            let actual = publication.figures.iter().filter(|figure| figure.kind == FigureKind::Actual);
            let actual = actual.filter(is_number);
            actual.map(move |figure| {
                let mut known = self.catalogue_before.indicators.iter();
                let indicator = known.find(|known| known.id == figure.indicator);
                let first = || Some(indicator?.methods.first()?.id.as_str());
                (publication, figure, figure.method.as_deref().or_else(first))
            })
        })
    }
}

/// A method of an indicator, by their identifiers.
fn method_of<'c>(catalogue: &'c Catalogue, indicator: &str, method: &str) -> Option<&'c Method> {
    let indicator = catalogue.indicators.iter().find(|known| known.id == indicator)?;
    indicator.method(Some(method))
}

/// What the change does to each record, for the history.
fn steps(change: &Change) -> Vec<NextStep<'_>> {
    let records = change.records.iter().map(|record| NextStep {
        kind: record.kind,
        before: record.before.as_ref().map(|before| before.id.as_str()),
        after: record.after.as_ref().map(|after| NextFile {
            id: &after.id,
            path: &after.path,
            text: after.document.root.as_ref().map(|_| &*after.document.text),
        }),
        by: record.by,
    });
    records.collect()
}
