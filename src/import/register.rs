use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::record::{Fields, Name, PREVIOUS, Record, text};
use super::shapes::Shapes;
use super::{Note, RecordKind, stand_in};
use crate::diagnostic::Outcome;
use crate::registry::is_valid_id;

/// The records of the register as the sources state them, and what follows from that for others:
/// records that stand in, references to new names, previous identifiers that are free.
///
/// What it gives depends on the records alone, not on the way to them, so that an import taken up
/// again writes what one in a single run would.
pub(super) struct Register {
    shapes: Shapes,
    held: BTreeMap<Name, Vec<Holding>>,
    stand_ins: BTreeMap<Name, Fields>,
    /// Who names a record.
    named_by: BTreeMap<Name, BTreeSet<Name>>,
    /// Who had an identifier before (in lower case), and who of them may say so.
    claims: BTreeMap<Name, BTreeSet<Name>>,
    claimed: BTreeMap<Name, Name>,
    leads: BTreeMap<Name, Lead>,
    dirty: BTreeSet<Name>,
    look: BTreeSet<Name>,
}

/// A record as one source states it, or (none) as the register has it beside what the sources that
/// are read state: from a source that is not read this time, or from people.
struct Holding {
    source: Option<usize>,
    path: String,
    record: Record,
}

/// Where a reference leads.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Lead {
    /// To a record.
    There,
    /// To a record that has another name now.
    Renamed(String),
    /// To a record that stands in.
    StandIn,
    /// Nowhere.
    Gone,
}

/// What becomes of a file of the register.
pub(super) struct Outcomes {
    /// The text of each record that may have changed; `None` where it goes.
    pub files: BTreeMap<Name, Option<String>>,
    /// What was changed on the way: the source, the path of its file, the note.
    pub notes: Vec<(usize, String, Note)>,
}

impl Register {
    /// An empty register.
    pub(super) fn new() -> Register {
        Register {
            shapes: Shapes::embedded(),
            held: BTreeMap::new(),
            stand_ins: BTreeMap::new(),
            named_by: BTreeMap::new(),
            claims: BTreeMap::new(),
            claimed: BTreeMap::new(),
            leads: BTreeMap::new(),
            dirty: BTreeSet::new(),
            look: BTreeSet::new(),
        }
    }

    /// The shapes of its kinds.
    pub(super) const fn shapes(&self) -> &Shapes {
        &self.shapes
    }

    /// The record as the source that spoke last states it.
    pub(super) fn get(&self, name: &Name) -> Option<&Record> {
        Some(&self.held.get(name)?.last()?.record)
    }

    /// How many records of a kind there are, those that stand in included.
    pub(super) fn count(&self, kind: RecordKind) -> usize {
        let names = self.held.keys().chain(self.stand_ins.keys());
        names.filter(|(of, _)| *of == kind).collect::<BTreeSet<_>>().len()
    }

    /// How many records of a kind stand in for pages that no source has.
    pub(super) fn stand_ins(&self, kind: RecordKind) -> usize {
        self.stand_ins.keys().filter(|(of, _)| *of == kind).count()
    }

    /// Takes in what `source` says of a record, in its file `path`.
    pub(super) fn set(&mut self, name: &Name, source: usize, path: &str, record: Record) {
        self.unlink(name);
        let holdings = self.held.entry(name.clone()).or_default();
        holdings.retain(|holding| holding.source != Some(source));
        holdings.push(Holding { source: Some(source), path: path.to_owned(), record });
        self.link(name);
    }

    /// The source no longer has the record: it goes, unless another source spoke of it since.
    /// Gives the record, where it goes.
    pub(super) fn take(&mut self, name: &Name, source: usize) -> Option<Record> {
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
        let record = Record::from_file(fields);
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
        (named, before)
    }

    fn is_there(&self, name: &Name) -> bool {
        self.held.contains_key(name)
    }

    /// Works out what follows from all that was set and taken, and gives the files that change.
    pub(super) fn settle(&mut self) -> Outcome<Outcomes> {
        let mut files = BTreeMap::new();
        self.settle_claims();
        self.settle_leads(&mut files)?;
        let mut notes = Vec::new();
        for name in std::mem::take(&mut self.dirty) {
            let text = match self.held.get(&name).and_then(|holdings| holdings.split_last()) {
                // What people wrote, or a source that is not read, stays as it is.
                Some((Holding { source: None, .. }, _)) => continue,
                Some((Holding { source: Some(source), path, record }, before)) => {
                    let mut say = |note: Note| notes.push((*source, path.clone(), note));
                    Some(self.render(&name, record, before, &mut say)?)
                }
                // A record that stands in took its place.
                None if self.stand_ins.contains_key(&name) => continue,
                None => None,
            };
            files.insert(name, text);
        }
        Ok(Outcomes { files, notes })
    }

    /// An identifier that a record had before is a record's that has it now, else that of the first
    /// of those that had it.
    fn settle_claims(&mut self) {
        for claim in &self.look {
            let claimants = self.claims.get(claim);
            // Who had the same identifier in another case still has it, in a way.
            let own = claimants.and_then(|names| names.get(claim));
            let free = !self.is_there(claim);
            let new = own.or_else(|| claimants.filter(|_| free).and_then(|names| names.first()));
            if self.claimed.get(claim) == new {
                // Who comes to claim it all the same is rendered anyway.
                continue;
            }
            self.dirty.extend(claimants.into_iter().flatten().cloned());
            match new.cloned() {
                Some(name) => self.claimed.insert(claim.clone(), name),
                None => self.claimed.remove(claim),
            };
        }
    }

    fn settle_leads(&mut self, files: &mut BTreeMap<Name, Option<String>>) -> Outcome<()> {
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
                files.insert(target.clone(), Some(text(*kind, &self.shapes, fields.clone())?));
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
        Ok(())
    }

    fn introduced(&self, name: &Name, target: &Name) -> Option<&Fields> {
        let holdings = self.held.get(name)?.iter().rev();
        let mut introduced = holdings.flat_map(|holding| &holding.record.introduces);
        introduced.find(|(of, _)| of == target).map(|(_, fields)| fields)
    }

    fn render(&self, name: &Name, record: &Record, before: &[Holding], say: &mut dyn FnMut(Note)) -> Outcome<String> {
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
        text(name.0, &self.shapes, fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn startup(previous: &[&str], incubator: &str) -> Record {
        let fields = serde_json::from_str(&format!(r#"{{"name": "A", "incubator": "{incubator}"}}"#)).unwrap();
        Record { fields, previous: previous.iter().map(|id| (*id).to_owned()).collect(), introduces: Vec::new() }
    }

    fn name(kind: RecordKind, id: &str) -> Name {
        (kind, id.to_owned())
    }

    fn files(register: &mut Register) -> Vec<(String, bool)> {
        let files = register.settle().unwrap().files;
        files.into_iter().map(|((kind, id), text)| (format!("{}/{id}", kind.name()), text.is_some())).collect()
    }

    #[test]
    fn a_record_that_others_name_stands_in_until_its_page_comes_or_nobody_names_it() {
        let mut register = Register::new();
        let (a, mtes) = (name(RecordKind::Startup, "a"), name(RecordKind::Incubator, "mtes"));
        register.set(&a, 0, "a.md", startup(&[], "mtes"));
        let there = |name: &str| (name.to_owned(), true);
        assert_eq!(files(&mut register), [there("startup/a"), there("incubator/mtes")]);
        let page = Record { fields: serde_json::from_str(r#"{"name": "M"}"#).unwrap(), ..Record::default() };
        register.set(&mtes, 0, "mtes.md", page);
        assert_eq!(register.settle().unwrap().files[&mtes].as_deref().unwrap().lines().last(), Some("name: M"));
        register.take(&mtes, 0);
        assert!(register.settle().unwrap().files[&mtes].as_deref().unwrap().contains("comment:"));
        register.take(&a, 0);
        assert_eq!(files(&mut register), [("startup/a".to_owned(), false), ("incubator/mtes".to_owned(), false)]);
    }

    #[test]
    fn a_reference_follows_a_record_to_its_new_name() {
        let mut register = Register::new();
        register.set(&name(RecordKind::Startup, "a"), 0, "a.md", startup(&[], "dinsic"));
        register.settle().unwrap();
        let page = Record {
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
        let mut register = Register::new();
        let says = |register: &mut Register, id: &str| {
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
        let mut register = Register::new();
        let record = |text: &str| Record { fields: serde_json::from_str(text).unwrap(), ..Record::default() };
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
