use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::{Contested, Holding, RegisterDraft};
use crate::diagnostic::Outcome;
use crate::import::corrections::was;
use crate::import::record::{Fields, ImportedRecord, Name, PREVIOUS};
use crate::import::{Note, stand_in};
use crate::registry::is_valid_id;

/// Where a reference leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// To a record.
    There,
    /// To a record that has another name now.
    Renamed(String),
    /// To a record that stands in.
    StandIn,
    /// Nowhere.
    Gone,
}

/// What becomes of files of the register.
#[derive(Default)]
pub(in crate::import) struct Outcomes {
    /// The text of each record that may have changed; `None` where it is removed.
    pub files: BTreeMap<Name, Option<String>>,
    /// What was changed on the way: the source, the path of its file, the note.
    pub notes: Vec<(usize, String, Note)>,
    /// Where the register and a source don't agree.
    pub contested: Vec<Contested>,
    /// The things that the register says otherwise than a source that did not change them: the record, the thing.
    pub kept: Vec<(Name, String)>,
}

impl RegisterDraft {
    /// Takes all that was set so far for what the register holds already: the records that are `there`.
    pub(in crate::import) fn settle_first(&mut self, there: &BTreeMap<Name, Fields>) {
        self.settle_claims();
        self.settle_leads(&mut BTreeMap::new());
        self.dirty.clear();
        // What people found out since the last import is new to the register.
        for (name, ids) in &self.renames {
            let is_new = |fields: &Fields| ids.iter().any(|id| !was(fields, id));
            if there.get(name).is_some_and(is_new) {
                self.dirty.insert(name.clone());
            }
        }
    }

    /// Works out what follows from all that was set and taken, and gives the files that change.
    ///
    /// # Errors
    ///
    /// Where YAML can't hold a value.
    pub(in crate::import) fn settle(&mut self) -> Outcome<Outcomes> {
        let mut outcomes = Outcomes::default();
        loop {
            let mut files = BTreeMap::new();
            self.settle_claims();
            self.settle_leads(&mut files);
            for name in std::mem::take(&mut self.dirty) {
                let stated = match self.held.get(&name).and_then(|holdings| holdings.split_last()) {
                    // What people wrote, or a source that is not read, stays as it is.
                    Some((Holding { source: None, .. }, _)) => continue,
                    Some((Holding { source: Some(source), path, record }, before)) => {
                        let mut say = |note: Note| outcomes.notes.push((*source, path.clone(), note));
                        Some(self.state(&name, record, before, &mut say))
                    }
                    // A record that stands in took its place.
                    None if self.stand_ins.contains_key(&name) => continue,
                    None => None,
                };
                files.insert(name, stated);
            }
            if !self.lay_over(files, &mut outcomes)? {
                return Ok(outcomes);
            }
        }
    }

    /// An identifier that a record had before is a record's that has it now, else that of the first
    /// of those that had it.
    fn settle_claims(&mut self) {
        for claim in &self.look {
            let claimants = self.claims.get(claim);
            // A record that had its own identifier in another case (`Pix`, now `pix`) keeps the claim to it.
            let own = claimants.and_then(|names| names.get(claim));
            let free = !self.is_there(claim);
            let new = own.or_else(|| claimants.filter(|_| free).and_then(|names| names.first()));
            if self.claimed.get(claim) == new {
                // A record that newly claims it is rendered anyway, since the record itself changed.
                continue;
            }
            self.dirty.extend(claimants.into_iter().flatten().cloned());
            match new.cloned() {
                Some(name) => self.claimed.insert(claim.clone(), name),
                None => self.claimed.remove(claim),
            };
        }
    }

    fn settle_leads(&mut self, files: &mut BTreeMap<Name, Option<Fields>>) {
        for target in std::mem::take(&mut self.look) {
            let names = self.named_by.get(&target).filter(|names| !names.is_empty());
            let (kind, id) = &target;
            let lead = if self.is_there(&target) {
                Lead::There
            } else if let Some((_, id)) = self.claimed.get(&target) {
                Lead::Renamed(id.clone())
            } else if kind.may_stand_in() && names.is_some() && is_valid_id(id) {
                Lead::StandIn
            } else {
                Lead::Gone
            };
            if self.leads.get(&target) != Some(&lead) {
                self.dirty.extend(names.into_iter().flatten().cloned());
            }
            let stands = self.stand_ins.contains_key(&target);
            if lead == Lead::StandIn && !stands {
                let said = names.into_iter().flatten().find_map(|name| self.introduced(name, &target));
                let fields = stand_in::fields(&target, said);
                files.insert(target.clone(), Some(fields.clone()));
                self.stand_ins.insert(target.clone(), fields);
            } else if lead != Lead::StandIn && stands {
                self.stand_ins.remove(&target);
                files.insert(target.clone(), None);
            }
            if names.is_some() {
                self.leads.insert(target, lead);
            } else {
                self.leads.remove(&target);
            }
        }
    }

    fn introduced(&self, name: &Name, target: &Name) -> Option<&Fields> {
        let holdings = self.held.get(name)?.iter().rev();
        let mut introduced = holdings.flat_map(|holding| &holding.record.introduces);
        introduced.find(|(of, _)| of == target).map(|(_, fields)| fields)
    }

    /// The fields of a record, as the sources have it together.
    fn state(&self, name: &Name, record: &ImportedRecord, before: &[Holding], say: &mut dyn FnMut(Note)) -> Fields {
        let mut fields = record.fields.clone();
        // What a source that spoke before knows more, as long as it speaks of the same promotion.
        for holding in before.iter().rev() {
            let older = &holding.record.fields;
            if older.get("promotion") == fields.get("promotion") {
                for (key, value) in older {
                    fields.entry(key.clone()).or_insert_with(|| value.clone());
                }
            }
        }
        if let Some(shape) = self.shapes.get(name.0) {
            shape.references(&mut fields, &mut |kind, id| match self.leads.get(&(kind, id.clone())) {
                Some(Lead::Renamed(new)) => {
                    say(Note::RenamedReference);
                    id.clone_from(new);
                    true
                }
                Some(Lead::Gone) => {
                    say(Note::Dangling(kind.name().to_owned()));
                    false
                }
                Some(Lead::There | Lead::StandIn) | None => true,
            });
        }
        let mut previous: Vec<Json> = Vec::new();
        for id in &record.previous {
            let is_own = self.claimed.get(&(name.0, id.to_lowercase())) == Some(name);
            if is_own && !previous.iter().any(|known| known.as_str() == Some(id)) {
                previous.push(id.as_str().into());
            } else if !is_own {
                say(Note::PreviousTaken);
            }
        }
        if !previous.is_empty() {
            fields.insert(PREVIOUS.to_owned(), Json::Array(previous));
        }
        fields
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::RecordKind;

    fn startup(previous: &[&str], incubator: &str) -> ImportedRecord {
        let fields = serde_json::from_str(&format!(r#"{{"name": "A", "incubator": "{incubator}"}}"#)).unwrap();
        ImportedRecord {
            fields,
            previous: previous.iter().map(|id| (*id).to_owned()).collect(),
            introduces: Vec::new(),
        }
    }

    fn name(kind: RecordKind, id: &str) -> Name {
        (kind, id.to_owned())
    }

    fn files(register: &mut RegisterDraft) -> Vec<(String, bool)> {
        let files = register.settle().unwrap().files;
        files.into_iter().map(|((kind, id), text)| (format!("{}/{id}", kind.name()), text.is_some())).collect()
    }

    #[test]
    fn a_record_that_others_name_stands_in_until_its_page_comes_or_nobody_names_it() {
        let mut register = RegisterDraft::new();
        let (a, mtes) = (name(RecordKind::Startup, "a"), name(RecordKind::Incubator, "mtes"));
        register.set(&a, 0, "a.md", startup(&[], "mtes"));
        let there = |name: &str| (name.to_owned(), true);
        assert_eq!(files(&mut register), [there("startup/a"), there("incubator/mtes")]);
        let page =
            ImportedRecord { fields: serde_json::from_str(r#"{"name": "M"}"#).unwrap(), ..ImportedRecord::default() };
        register.set(&mtes, 0, "mtes.md", page);
        assert_eq!(register.settle().unwrap().files[&mtes].as_deref().unwrap().lines().last(), Some("name: M"));
        register.take(&mtes, 0);
        assert!(register.settle().unwrap().files[&mtes].as_deref().unwrap().contains("comment:"));
        register.take(&a, 0);
        assert_eq!(files(&mut register), [("startup/a".to_owned(), false), ("incubator/mtes".to_owned(), false)]);
    }

    #[test]
    fn a_reference_follows_a_record_to_its_new_name() {
        let mut register = RegisterDraft::new();
        register.set(&name(RecordKind::Startup, "a"), 0, "a.md", startup(&[], "dinsic"));
        register.settle().unwrap();
        let page = ImportedRecord {
            fields: serde_json::from_str(r#"{"name": "D"}"#).unwrap(),
            previous: vec!["DINSIC".to_owned()],
            introduces: Vec::new(),
        };
        register.set(&name(RecordKind::Incubator, "dinum"), 0, "dinum.md", page);
        let outcomes = register.settle().unwrap();
        let a = outcomes.files[&name(RecordKind::Startup, "a")].clone().unwrap();
        assert!(a.contains("incubator: dinum\n"), "{a}");
        assert_eq!(outcomes.files[&name(RecordKind::Incubator, "dinsic")], None);
        assert_eq!(outcomes.notes, [(0, "a.md".to_owned(), Note::RenamedReference)]);
    }

    #[test]
    fn a_previous_identifier_is_said_by_one_record_only_and_never_beside_its_present_holder() {
        let mut register = RegisterDraft::new();
        let says = |register: &mut RegisterDraft, id: &str| {
            let text = register.settle().unwrap().files.remove(&name(RecordKind::Startup, id));
            text.map(|text| text.unwrap().contains("- old\n"))
        };
        register.set(&name(RecordKind::Startup, "b"), 0, "b.md", startup(&["old"], "x"));
        assert_eq!(says(&mut register, "b"), Some(true));
        register.set(&name(RecordKind::Startup, "a"), 0, "a.md", startup(&["old"], "x"));
        assert_eq!(says(&mut register, "b"), Some(false));
        register.set(&name(RecordKind::Startup, "old"), 0, "old.md", startup(&[], "x"));
        assert_eq!(says(&mut register, "a"), Some(false));
        register.take(&name(RecordKind::Startup, "old"), 0);
        assert_eq!(says(&mut register, "a"), Some(true));
    }

    #[test]
    fn the_source_that_spoke_last_rules_a_record() {
        let mut register = RegisterDraft::new();
        let record =
            |text: &str| ImportedRecord { fields: serde_json::from_str(text).unwrap(), ..ImportedRecord::default() };
        let eig = name(RecordKind::Eig, "eig-1");
        register.set(&eig, 0, "old", record(r#"{"promotion": "eig1", "profil": "Dev"}"#));
        register.set(&eig, 1, "new", record(r#"{"promotion": "eig1", "defi": "d"}"#));
        let text = register.settle().unwrap().files[&eig].clone().unwrap();
        assert!(text.contains("profil: Dev") && !text.contains("defi:"), "{text}");
        assert!(register.take(&eig, 0).is_none());
        assert!(register.take(&eig, 1).is_some());
        assert_eq!(register.settle().unwrap().files[&eig], None);
    }
}
