use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::settle::{Lead, Outcomes};
use super::{Holding, RegisterDraft};
use crate::diagnostic::Outcome;
use crate::import::corrections::Correction;
use crate::import::merge::{Disagreement, Merge, Prefer};
use crate::import::record::{Fields, ImportedRecord, Name, text};

/// What people did in the register. The draft says what the sources say; this is laid over all that it gives.
#[derive(Default)]
pub(super) struct Overlay {
    /// By the names that the sources give.
    corrections: BTreeMap<Name, Correction>,
    prefer: Prefer,
}

/// A thing that a source and the register each changed in their own way.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::import) struct Contested {
    /// The record, by its name in the register.
    pub record: Name,
    /// The thing, and both values; the whole record where it names none.
    pub what: Disagreement,
    /// Who was preferred.
    pub kept: Prefer,
}

impl Overlay {
    pub(super) const fn new(corrections: BTreeMap<Name, Correction>, prefer: Prefer) -> Overlay {
        Overlay { corrections, prefer }
    }

    /// Whether the register has no record of this name, though a source has: people removed it there, or renamed it.
    pub(super) fn is_away(&self, name: &Name) -> bool {
        self.corrections.get(name).is_some_and(|correction| correction.ours.is_none() || correction.now != *name)
    }

    /// What people wrote in a record.
    pub(super) fn ours(&self, name: &Name) -> Option<&Fields> {
        self.corrections.get(name)?.ours.as_ref()
    }
}

impl RegisterDraft {
    /// Lays what people did over what the sources say, and gives the files. Whether that keeps a record that was to go,
    /// so that others may name it still: then all must be settled once more.
    ///
    /// # Errors
    ///
    /// Where YAML can't hold a value.
    pub(super) fn lay_over(
        &mut self,
        mut files: BTreeMap<Name, Option<Fields>>,
        outcomes: &mut Outcomes,
    ) -> Outcome<bool> {
        let gone =
            files.iter().filter(|(name, stated)| stated.is_none() && self.overlay.corrections.contains_key(*name));
        let gone: BTreeSet<Name> = gone.map(|(name, _)| name.clone()).collect();
        // A record that the source renames takes its corrections along.
        for name in &gone {
            let new = self.claimed.get(&(name.0, name.1.to_lowercase())).cloned();
            if let Some(new) = new.filter(|new| files.get(new).is_some_and(Option::is_some))
                && !self.overlay.corrections.contains_key(&new)
                && let Some(mut correction) = self.overlay.corrections.get(name).cloned()
            {
                if correction.now == *name {
                    correction.now = new.clone();
                } else {
                    files.remove(name);
                }
                self.put(name, None);
                self.put(&new, Some(correction));
            }
        }
        let mut is_kept = false;
        for (name, stated) in files {
            match (self.overlay.corrections.get(&name).cloned(), stated) {
                (None, stated) => {
                    let stated = stated.map(|fields| text(name.0, &self.shapes, fields)).transpose()?;
                    outcomes.files.insert(name, stated);
                }
                (Some(correction), Some(stated)) => self.merge(&name, correction, stated, outcomes)?,
                (Some(correction), None) => is_kept |= self.let_go(&name, correction, outcomes),
            }
        }
        Ok(is_kept)
    }

    /// Puts a correction in the place of the one there was, and keeps in mind whom it names.
    fn put(&mut self, name: &Name, correction: Option<Correction>) {
        self.unlink(name);
        match correction {
            Some(correction) => self.overlay.corrections.insert(name.clone(), correction),
            None => self.overlay.corrections.remove(name),
        };
        self.link(name);
        self.dirty.remove(name);
    }

    /// A record that people corrected, and of which the source now says `stated`.
    fn merge(&mut self, name: &Name, correction: Correction, stated: Fields, outcomes: &mut Outcomes) -> Outcome<()> {
        let prefer = self.overlay.prefer;
        let Correction { base, ours, now } = correction;
        let Some(ours) = ours else {
            // People removed it.
            let is_new = base != stated;
            if is_new {
                let source = Some(Json::Object(stated.clone()));
                let what = Disagreement { at: String::new(), register: None, source };
                outcomes.contested.push(Contested { record: now.clone(), what, kept: prefer });
            }
            if is_new && prefer == Prefer::Source {
                outcomes.files.insert(name.clone(), Some(text(name.0, &self.shapes, stated)?));
                self.put(name, None);
            } else {
                self.put(name, Some(Correction { base: stated, ours: None, now }));
            }
            return Ok(());
        };
        let mut merge = Merge::new(prefer);
        let mut merged = merge.fields(&base, &ours, &stated);
        self.follow(name, &mut merged);
        let contested = |what| Contested { record: now.clone(), what, kept: prefer };
        outcomes.contested.extend(merge.disagreements.into_iter().map(contested));
        outcomes.kept.extend(merge.kept.into_iter().map(|what| (now.clone(), what)));
        if merged != ours {
            outcomes.files.insert(now.clone(), Some(text(now.0, &self.shapes, merged.clone())?));
        }
        self.put(name, Some(Correction { base: stated, ours: Some(merged), now }));
        Ok(())
    }

    /// A record that people corrected, and that the source no longer has. Whether it is kept.
    fn let_go(&mut self, name: &Name, correction: Correction, outcomes: &mut Outcomes) -> bool {
        let prefer = self.overlay.prefer;
        let Correction { base, ours, now } = correction;
        let Some(ours) = ours else { return false };
        if base == ours && now == *name {
            self.put(name, None);
            outcomes.files.insert(now, None);
            return false;
        }
        let register = Some(Json::Object(ours.clone()));
        let what = Disagreement { at: String::new(), register, source: None };
        outcomes.contested.push(Contested { record: now.clone(), what, kept: prefer });
        if prefer == Prefer::Source {
            self.put(name, None);
            outcomes.files.insert(now, None);
            return false;
        }
        if now != *name {
            self.put(name, None);
            return false;
        }
        // From now on it is the register's own, until a source speaks of it again.
        let record = ImportedRecord::from_file(ours.clone());
        self.held.insert(name.clone(), vec![Holding { source: None, path: String::new(), record }]);
        self.put(name, Some(Correction { base: Fields::new(), ours: Some(ours), now }));
        true
    }

    /// Lets references of people's follow records to their new names.
    fn follow(&self, name: &Name, fields: &mut Fields) {
        if let Some(shape) = self.shapes.get(name.0) {
            shape.references(fields, &mut |kind, id| {
                if let Some(Lead::Renamed(new)) = self.leads.get(&(kind, id.clone())) {
                    id.clone_from(new);
                }
                true
            });
        }
    }
}
