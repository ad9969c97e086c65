mod lay_over;
mod settle;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use self::lay_over::Contested;
use self::lay_over::Overlay;
use super::corrections::Correction;
use super::merge::Prefer;
use super::record::{Fields, ImportedRecord, Name, PREVIOUS};
use super::shapes::Shapes;
use super::{RecordKind, stand_in};

/// The records of the register as the sources state them, and what follows from that for others:
/// records that stand in, references to new names, previous identifiers that are free.
///
/// What it gives depends on the records alone, not on the way to them, so that an import taken up
/// again writes what one in a single run would.
pub(super) struct RegisterDraft {
    shapes: Shapes,
    held: BTreeMap<Name, Vec<Holding>>,
    stand_ins: BTreeMap<Name, Fields>,
    /// The records that name a record.
    named_by: BTreeMap<Name, BTreeSet<Name>>,
    /// By identifier (in lower case), the records that had it before; and the one of them that may claim it.
    claims: BTreeMap<Name, BTreeSet<Name>>,
    claimed: BTreeMap<Name, Name>,
    leads: BTreeMap<Name, settle::Lead>,
    dirty: BTreeSet<Name>,
    look: BTreeSet<Name>,
    /// What people did in the register, which is laid over what the sources say.
    overlay: Overlay,
    /// The identifiers that records had before, as people found out.
    renames: BTreeMap<Name, Vec<String>>,
}

/// A record as one source states it; without a source, as the register has it from a person, or from a source that is
/// not read this time.
struct Holding {
    source: Option<usize>,
    path: String,
    record: ImportedRecord,
}

impl RegisterDraft {
    /// An empty register.
    pub(super) fn new() -> RegisterDraft {
        RegisterDraft {
            shapes: Shapes::embedded(),
            held: BTreeMap::new(),
            stand_ins: BTreeMap::new(),
            named_by: BTreeMap::new(),
            claims: BTreeMap::new(),
            claimed: BTreeMap::new(),
            leads: BTreeMap::new(),
            dirty: BTreeSet::new(),
            look: BTreeSet::new(),
            overlay: Overlay::default(),
            renames: BTreeMap::new(),
        }
    }

    /// Lays over what people did in the register; where the sources change the same things, `prefer` says who is right.
    pub(super) fn correct(&mut self, corrections: BTreeMap<Name, Correction>, prefer: Prefer) {
        self.overlay = Overlay::new(corrections, prefer);
    }

    /// Takes in the identifiers that records had before, by the names that they have now.
    pub(super) fn renamed(&mut self, renames: BTreeMap<Name, Vec<String>>) {
        self.renames = renames;
    }

    /// Whether another source than `source`, or nobody who is read, has something to say of a record too.
    pub(super) fn is_shared(&self, name: &Name, source: usize) -> bool {
        self.held.get(name).into_iter().flatten().any(|holding| holding.source != Some(source))
    }

    /// The shapes of its kinds.
    pub(super) const fn shapes(&self) -> &Shapes {
        &self.shapes
    }

    /// The record as the source that spoke last states it.
    pub(super) fn get(&self, name: &Name) -> Option<&ImportedRecord> {
        Some(&self.held.get(name)?.last()?.record)
    }

    /// How many records of a kind there are, those that stand in included.
    pub(super) fn count(&self, kind: RecordKind) -> usize {
        let names = self.held.keys().filter(|name| self.is_there(name)).chain(self.stand_ins.keys());
        names.filter(|(of, _)| *of == kind).collect::<BTreeSet<_>>().len()
    }

    /// How many records of a kind stand in for pages that no source has.
    pub(super) fn stand_ins(&self, kind: RecordKind) -> usize {
        self.stand_ins.keys().filter(|(of, _)| *of == kind).count()
    }

    /// What others than `source` state of the records of a kind.
    pub(super) fn stated_elsewhere(&self, kind: RecordKind, source: usize) -> impl Iterator<Item = &Fields> {
        let of_kind = self.held.iter().filter(move |((of, _), _)| *of == kind);
        let others = of_kind.flat_map(|(_, holdings)| holdings).filter(move |holding| holding.source != Some(source));
        others.map(|holding| &holding.record.fields)
    }

    /// The records of a kind that are there.
    pub(super) fn of_kind(&self, kind: RecordKind) -> impl Iterator<Item = &Name> {
        self.held.keys().filter(move |(of, _)| *of == kind)
    }

    /// Takes in what `source` says of a record, in its file `path`.
    pub(super) fn set(&mut self, name: &Name, source: usize, path: &str, mut record: ImportedRecord) {
        for id in self.renames.get(name).into_iter().flatten() {
            if !record.previous.contains(id) {
                record.previous.push(id.clone());
            }
        }
        self.unlink(name);
        let holdings = self.held.entry(name.clone()).or_default();
        holdings.retain(|holding| holding.source != Some(source));
        holdings.push(Holding { source: Some(source), path: path.to_owned(), record });
        self.link(name);
    }

    /// Removes the record that the source no longer has, unless another source stated it later. Gives the record, if it
    /// was removed.
    pub(super) fn take(&mut self, name: &Name, source: usize) -> Option<ImportedRecord> {
        let last = self.held.get(name)?.last()?.source;
        self.unlink(name);
        let mut gone = None;
        if last == Some(source) {
            gone = self.held.remove(name).and_then(|mut holdings| holdings.pop()).map(|holding| holding.record);
        } else if let Some(holdings) = self.held.get_mut(name) {
            holdings.retain(|holding| holding.source != Some(source));
        }
        self.link(name);
        gone
    }

    /// Takes in a record that is there, as far as no source that is read states it.
    pub(super) fn keep(&mut self, name: &Name, fields: Fields) {
        if stand_in::is_one(&fields) && !self.held.contains_key(name) {
            self.stand_ins.insert(name.clone(), fields);
            self.look.insert(name.clone());
            return;
        }
        let holdings = self.held.get(name).into_iter().flatten();
        let stated: BTreeSet<&String> = holdings.flat_map(|holding| holding.record.fields.keys()).collect();
        if !stated.is_empty() && fields.keys().all(|key| key == PREVIOUS || stated.contains(key)) {
            return;
        }
        self.unlink(name);
        let record = ImportedRecord::from_file(fields);
        self.held.entry(name.clone()).or_default().insert(0, Holding { source: None, path: String::new(), record });
        self.link(name);
    }

    fn unlink(&mut self, name: &Name) {
        let (named, before) = self.links(name);
        for target in named {
            if let Some(by) = self.named_by.get_mut(&target) {
                by.remove(name);
            }
            self.look.insert(target);
        }
        for claim in before {
            if let Some(by) = self.claims.get_mut(&claim) {
                by.remove(name);
            }
            self.look.insert(claim);
        }
    }

    fn link(&mut self, name: &Name) {
        let (named, before) = self.links(name);
        for target in named {
            self.named_by.entry(target.clone()).or_default().insert(name.clone());
            self.look.insert(target);
        }
        for claim in before {
            self.claims.entry(claim.clone()).or_default().insert(name.clone());
            self.look.insert(claim);
        }
        self.look.insert(name.clone());
        self.dirty.insert(name.clone());
    }

    /// What a record names, and what it was named before.
    fn links(&self, name: &Name) -> (BTreeSet<Name>, BTreeSet<Name>) {
        let mut named = BTreeSet::new();
        let mut before = BTreeSet::new();
        for holding in self.held.get(name).into_iter().flatten() {
            if let Some(shape) = self.shapes.get(name.0) {
                shape.references(&mut holding.record.fields.clone(), &mut |kind, id| {
                    named.insert((kind, id.clone()));
                    true
                });
            }
            before.extend(holding.record.previous.iter().map(|id| (name.0, id.to_lowercase())));
        }
        // What people wrote names others too.
        if let (Some(shape), Some(ours)) = (self.shapes.get(name.0), self.overlay.ours(name)) {
            shape.references(&mut ours.clone(), &mut |kind, id| {
                named.insert((kind, id.clone()));
                true
            });
        }
        (named, before)
    }

    fn is_there(&self, name: &Name) -> bool {
        self.held.contains_key(name) && !self.overlay.is_away(name)
    }
}
