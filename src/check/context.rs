use std::collections::HashSet;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::compiled::Compiled;
use super::document;
use super::lifecycle::CutoffEvent;
use crate::diagnostic::{Finding, Place};
use crate::lifecycle::{Date, Lifecycle};
use crate::registry::{Listing, Name, Record, previous_ids};
use crate::schema::Schema;
use crate::yaml::Document;

/// What the rules look at besides the record that they check.
pub(crate) struct Context<'r> {
    /// The names in the register, and its definitions.
    pub listing: &'r Listing,
    /// The day from which dates are in the future.
    pub today: Option<Date>,
    /// By kind, the schema (`None` where it can't be used).
    schemas: Vec<Option<Arc<Schema>>>,
    /// By kind, the JSON of its schema, parsed on first use.
    schema_texts: Vec<OnceLock<serde_json::Value>>,
    /// By kind, the lifecycle.
    lifecycles: Vec<Option<Lifecycle>>,
    /// By kind, the records that are there, in the order of their identifiers, then of their paths.
    names: Vec<Vec<&'r Name>>,
    /// The identifiers that two records of a kind have.
    twice: HashSet<(usize, &'r str)>,
    /// The events that count in the year before where they are dated early in a year.
    cutoff_events: Vec<CutoffEvent>,
}

/// A document as the rules name places in it.
pub(crate) struct Named<'a> {
    /// Its path.
    pub path: &'a str,
    /// Its text, and where its lines begin.
    pub document: &'a Document,
    /// The record that it is, as `kind/id`.
    pub record: Option<&'a str>,
}

impl Named<'_> {
    /// The place of `span` (in bytes).
    pub fn place(&self, span: Range<usize>) -> Place {
        Place::within(self.path, &self.document.text, self.document.lines(), span)
    }
}

impl<'r> Context<'r> {
    /// The context of a register's rules, and what is wrong with its definitions. Without a readable
    /// manifest there is no context: nothing else can be checked.
    pub(super) fn new(
        listing: &'r Listing,
        compiled: Compiled,
        today: Option<Date>,
    ) -> (Option<Context<'r>>, Vec<Finding>) {
        let mut findings = document::not_regular(listing);
        findings.extend(document::too_large(listing));
        if !compiled.readable {
            findings.extend(compiled.findings);
            return (None, findings);
        }
        findings.extend(document::unknown_names(listing));
        findings.extend(compiled.findings);
        let Compiled { schemas, lifecycles, .. } = compiled;
        let schema_texts = listing.manifest.kinds.iter().map(|_| OnceLock::new()).collect();
        let mut names = vec![Vec::new(); listing.manifest.kinds.len()];
        for name in &listing.names {
            if let Some(of_kind) = names.get_mut(name.kind) {
                of_kind.push(name);
            }
        }
        let mut twice = HashSet::new();
        for (kind, of_kind) in names.iter_mut().enumerate() {
            // They come in the order of their paths, which nearly always is that of their identifiers.
            if !of_kind.is_sorted_by(|one: &&Name, next| one.id < next.id) {
                of_kind.sort_by(|one, next| one.id.cmp(&next.id));
                let pairs = of_kind.iter().zip(of_kind.iter().skip(1));
                twice.extend(pairs.filter(|(one, next)| one.id == next.id).map(|(one, _)| (kind, one.id.as_str())));
            }
        }
        let cutoff_events = Vec::new();
        let context = Context { listing, today, schemas, schema_texts, lifecycles, names, twice, cutoff_events };
        (Some(context), findings)
    }

    /// The same context, which knows of events that count in the year before where they are dated early in a year: what
    /// the definitions of indicators say.
    pub(super) fn with(mut self, cutoff_events: Vec<CutoffEvent>) -> Context<'r> {
        self.cutoff_events = cutoff_events;
        self
    }

    /// The events of records of a kind that count in the year before where they are dated early in a year.
    pub fn cutoff_events(&self, kind: usize) -> impl Iterator<Item = &CutoffEvent> {
        let name = self.listing.manifest.kinds.get(kind).map(|kind| kind.name.as_str());
        self.cutoff_events.iter().filter(move |event| Some(event.kind.as_str()) == name)
    }

    /// The document of a record.
    pub fn document<'a>(&self, record: &'a Record) -> Named<'a> {
        let Record { path, key, document, .. } = record;
        Named { path, document, record: Some(key) }
    }

    /// The schema of a kind.
    pub fn schema(&self, kind: usize) -> Option<&Schema> {
        self.schemas.get(kind)?.as_deref()
    }

    /// What the schema of a kind says; `null` where it can't be read.
    pub(crate) fn schema_text(&self, kind: usize) -> &serde_json::Value {
        let text = || {
            let file = self.listing.definitions.file(&self.listing.manifest.kinds.get(kind)?.schema)?;
            serde_json::from_str(file.text.as_ref()?).ok()
        };
        let cell = self.schema_texts.get(kind);
        cell.map_or(&serde_json::Value::Null, |cell| cell.get_or_init(|| text().unwrap_or_default()))
    }

    /// The lifecycle of a kind.
    pub fn lifecycle(&self, kind: usize) -> Option<&Lifecycle> {
        self.lifecycles.get(kind)?.as_ref()
    }

    /// Whether two records of the kind have this identifier.
    pub(crate) fn is_twice(&self, kind: usize, id: &str) -> bool {
        self.twice.contains(&(kind, id))
    }

    /// Whether other records are compared with this one.
    pub(super) fn is_compared(&self, record: &Record) -> bool {
        self.listing.manifest.kind_at(super::waiver::KIND) == Some(record.kind)
            || super::indicator::is_compared(self, record)
            || self.is_twice(record.kind, &record.id)
            || previous_ids(record).next().is_some()
    }

    /// The first record, by its path, of this kind and identifier, readable or not.
    pub(crate) fn holder(&self, kind: usize, id: &str) -> Option<&'r Name> {
        let names = self.names.get(kind)?;
        let at = names.partition_point(|name| name.id.as_str() < id);
        names.get(at).copied().filter(|name| name.id == id)
    }

    /// Whether there is a record of this kind and identifier, readable or not.
    pub fn has(&self, kind: usize, id: &str) -> bool {
        self.holder(kind, id).is_some()
    }

    /// The identifiers of a kind, in order.
    pub fn ids(&self, kind: usize) -> impl Iterator<Item = &'r str> {
        self.names.get(kind).into_iter().flatten().map(|name| name.id.as_str())
    }
}
