//! The sites of the Entrepreneurs d'intérêt général: lists of challenges and persons in `_data`, then
//! a page for each below `content`.

mod challenge;
mod files;
mod person;
mod promotion;
mod view;
mod years;

pub(super) use files::{folders, is_of_person};
pub(super) use years::Years;

use std::collections::BTreeMap;

use self::files::Files;
use self::view::{Elsewhere, Item, Rolling, View};
use super::RecordKind;
use super::discretion::Person;
use super::reader::{ImportStep, SourceReader};
use super::record::{Fields, Name};
use super::source::SourceCommit;
use crate::diagnostic::Outcome;
use crate::git::Repository;

/// Reads a site, commit by commit: the records that its files give together, compared with those of the commit before.
pub(super) struct Eig {
    files: Files,
    years: Years,
    view: View,
    /// What goes on over several years.
    rolling: Rolling,
    /// The previous identifiers of challenges, by the present one.
    previous: BTreeMap<Name, Vec<String>>,
    /// The names of all EIG there were so far, by their pseudonyms.
    people: BTreeMap<String, String>,
    with_names: bool,
}

impl Eig {
    /// A reader at the beginning of a site.
    pub(super) fn new(with_names: bool) -> Eig {
        Eig {
            files: Files::default(),
            years: Years::default(),
            view: View::default(),
            rolling: Rolling::default(),
            previous: BTreeMap::new(),
            people: BTreeMap::new(),
            with_names,
        }
    }

    fn look(&mut self, step: &SourceCommit, elsewhere: &Elsewhere, import: &ImportStep<'_>) -> View {
        let (at, shapes) = (step.commit.known_at, import.register.shapes());
        let (files, years, before) = (&self.files, &self.years, &self.view);
        let mut view = View::of(files, years, at, self.with_names, shapes, before, elsewhere, &mut self.rolling);
        self.years.keep(view.records.iter().map(|(name, item)| (name, &item.record.fields)));
        self.follow(&mut view);
        self.people.extend(view.people.clone());
        view
    }

    /// Adds the previous identifier to challenges whose page changed its title or its promotion, and so its identifier.
    fn follow(&mut self, view: &mut View) {
        let challenges = |view: &View| -> BTreeMap<String, Name> {
            let of_kind = view.records.iter().filter(|((kind, _), _)| *kind == RecordKind::Defi);
            of_kind.filter(|(_, item)| item.is_page).map(|(name, item)| (item.path.clone(), name.clone())).collect()
        };
        let before = challenges(&self.view);
        for (path, new) in challenges(view) {
            if let Some(old) = before.get(&path).filter(|old| **old != new && !view.records.contains_key(old)) {
                let mut ids = self.previous.get(old).cloned().unwrap_or_default();
                ids.push(old.1.clone());
                ids.retain(|id| *id != new.1);
                self.previous.insert(new, ids);
            }
        }
        for (name, ids) in &self.previous {
            if let Some(item) = view.records.get_mut(name) {
                item.record.previous.clone_from(ids);
            }
        }
    }
}

impl SourceReader for Eig {
    fn prepare(&mut self, steps: &[SourceCommit], import: &mut ImportStep<'_>) -> Outcome<()> {
        for step in steps {
            self.files.read(import.repository, &step.changes)?;
        }
        Ok(())
    }

    fn dates(&self, years: &mut Years) {
        for (path, root) in self.files.all() {
            years.learn(path, root);
        }
    }

    fn dated(&mut self, years: &Years) {
        self.years = years.clone();
    }

    fn take_up(
        &mut self,
        done: &SourceCommit,
        there: &BTreeMap<Name, Fields>,
        import: &mut ImportStep<'_>,
    ) -> Outcome<()> {
        self.files.read(import.repository, &done.changes)?;
        self.files.put(&done.changes);
        for (name, fields) in there.iter().filter(|((kind, _), _)| *kind == RecordKind::Defi) {
            let ids = fields.get("previous_ids").and_then(|ids| ids.as_array()).into_iter().flatten();
            let ids: Vec<String> = ids.filter_map(|id| id.as_str().map(str::to_owned)).collect();
            if !ids.is_empty() {
                self.previous.insert(name.clone(), ids);
            }
        }
        self.rolling = Rolling::of(there);
        self.view = self.look(done, &Elsewhere::of(there), import);
        for (name, item) in &self.view.records {
            if there.contains_key(name) {
                import.register.set(name, import.source, &item.path, item.record.clone());
            }
        }
        Ok(())
    }

    fn people(&self, _step: &SourceCommit, _repository: &Repository) -> Outcome<Vec<Person>> {
        let person =
            |(pseudonym, name): (&String, &String)| Person { pseudonym: pseudonym.clone(), names: vec![name.clone()] };
        Ok(self.people.iter().map(person).collect())
    }

    fn step(&mut self, step: &SourceCommit, import: &mut ImportStep<'_>) -> Outcome<bool> {
        let commit = step.commit.oid;
        for change in self.files.put(&step.changes) {
            match change {
                files::Read::Unread(path, why) => import.report.unread(&path, commit, why),
                files::Read::Other(path) => {
                    import.report.other_files.entry(path).or_insert(commit);
                }
                files::Read::Noted(path, note) => import.report.note(&note, &path, commit),
            }
        }
        let elsewhere = Elsewhere::beside(import);
        let view = self.look(step, &elsewhere, import);
        for name in self.view.records.keys().filter(|name| !view.records.contains_key(name)) {
            if import.register.take(name, import.source).is_some() {
                import.report.deletion(name.0);
            }
        }
        let same = |old: Option<&Item>, new: &Item| old.is_some_and(|old| old.record == new.record);
        for (name, item) in &view.records {
            if same(self.view.records.get(name), item) {
                continue;
            }
            import.report.version(name.0);
            for note in &item.notes {
                import.report.note(note, &item.path, commit);
            }
            import.register.set(name, import.source, &item.path, item.record.clone());
        }
        for (key, (path, notes)) in &view.left {
            if self.view.left.get(key).is_none_or(|(_, before)| before != notes) {
                for note in notes {
                    import.report.note(note, path, commit);
                }
            }
        }
        self.view = view;
        Ok(false)
    }
}
