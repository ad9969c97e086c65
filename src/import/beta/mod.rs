//! The site of beta.gouv.fr: a page for each startup, incubator, organisation and member.

mod fast;
mod member;
mod names;
mod page;
mod path;
mod startup;
mod status;
mod versions;

pub(super) use path::{folders, is_of_person, pseudonym};

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};

use self::fast::{Rounds, by_round, fundings, round_of};
use self::names::Names;
use self::page::PageReading;
use self::path::{id, stem};
use self::versions::{Versions, record, record_before};
use super::discretion::Person;
use super::reader::{ImportStep, SourceReader};
use super::record::{Fields, ImportedRecord, Name};
use super::source::SourceCommit;
use super::{Note, RecordKind, front_matter};
use crate::diagnostic::Outcome;
use crate::git::{Change, Oid, Repository};
use crate::lifecycle::DatedBy;
use crate::message;
use crate::registry::nearest_valid_id;

/// Reads the site, commit by commit.
pub(super) struct Beta {
    versions: Versions,
    names: Names,
    rounds: Rounds,
    /// The files that are there, with the blob of each.
    files: BTreeMap<String, (RecordKind, Oid)>,
    /// The phases that a startup may have.
    phases: Vec<String>,
    /// Whether the commits that come next know `consolidation` in its later meaning.
    is_changed: bool,
    with_names: bool,
}

/// The startups that go in a step: the identifier, the blob and the fields of each.
type Left = Vec<(String, Oid, Fields)>;

impl Beta {
    /// A reader at the beginning of a site.
    pub(super) fn new(with_names: bool) -> Beta {
        let schema = RecordKind::Startup.schema();
        let phases = schema.pointer("/properties/phases/items/properties/name/enum").and_then(Json::as_array);
        let phases = phases.into_iter().flatten().filter_map(Json::as_str).map(str::to_owned).collect();
        Beta {
            versions: Versions::default(),
            names: Names::default(),
            rounds: Rounds::default(),
            files: BTreeMap::new(),
            phases,
            is_changed: false,
            with_names,
        }
    }

    /// Takes away the records whose files went, and moves those whose files are named otherwise since
    /// the step. A record whose file only changed folders stays: should its version there not be
    /// readable, the last good one stands.
    fn rename(&mut self, step: &SourceCommit, import: &mut ImportStep<'_>) -> Left {
        for change in &step.changes {
            match (record_before(change), record(change)) {
                (None, Some((kind, _))) => self.names.add(kind, &change.path),
                (Some(_), None) => self.names.remove(&change.path),
                _ => {}
            }
        }
        let moved = self.names.settle();
        let mut of_file: BTreeMap<&str, ImportedRecord> = BTreeMap::new();
        let mut left: BTreeMap<&Name, ImportedRecord> = BTreeMap::new();
        let mut startups = Left::new();
        for (path, (old, new)) in &moved {
            let Some(name) = old else { continue };
            let Some(record) = import.register.take(name, import.source) else { continue };
            let blob = self.files.get(path).map(|(_, oid)| *oid);
            if let (RecordKind::Startup, Some(blob)) = (name.0, blob) {
                startups.push((name.1.clone(), blob, record.fields.clone()));
            }
            if new.is_none() {
                left.insert(name, record.clone());
            }
            of_file.insert(path, record);
        }
        for (path, (old, new)) in &moved {
            let Some(name) = new else { continue };
            let record = if old.is_some() { of_file.get(path.as_str()).cloned() } else { left.get(name).cloned() };
            if let Some(record) = record {
                import.register.set(name, import.source, path, record);
                left.remove(name);
            }
        }
        for (kind, _) in left.into_keys() {
            import.report.deletion(*kind);
        }
        startups
    }

    /// Brings one version over.
    fn version(
        &self,
        change: &Change,
        (kind, oid): (RecordKind, Oid),
        left: &Left,
        step: &SourceCommit,
        import: &mut ImportStep<'_>,
    ) {
        let path = change.path.as_str();
        let commit = step.commit.oid;
        let Some(name) = self.names.get(path) else {
            return import.report.unread(path, commit, message!("import-no-id"));
        };
        let (mut record, notes) = match self.versions.get(path, kind, oid) {
            Some(PageReading::Record(record, notes)) => (record.clone(), notes),
            Some(PageReading::Status(record, notes, status)) => {
                let known = known_phases(import, name, record, oid, left, step);
                let Some(phases) = self.phases(known, status, path, step, import) else {
                    return import.report.unread(path, commit, message!("import-no-phase"));
                };
                let mut record = record.clone();
                record.fields.insert("phases".to_owned(), Json::Array(phases));
                (record, notes)
            }
            Some(PageReading::Elsewhere) => {
                // That they were trained stays true: the record stands as it was last stated.
                let was = import.register.get(name).is_some();
                let note = if was { Note::NoLongerIntrapreneur } else { Note::NotIntrapreneur };
                return import.report.note(&note, path, commit);
            }
            Some(PageReading::Unread(why)) => return import.report.unread(path, commit, why.clone()),
            None => return,
        };
        if kind == RecordKind::Startup {
            self.fund(name, &mut record, oid, left, path, step, import);
        }
        import.report.version(kind);
        for note in notes {
            import.report.note(note, path, commit);
        }
        if stem(path).and_then(|stem| id(kind, stem)).as_ref() != Some(&name.1) {
            import.report.note(&Note::Twin, path, commit);
        }
        import.register.set(name, import.source, path, record);
    }

    /// Adds to a startup what it got from the fund for products on their way to scale.
    #[expect(clippy::too_many_arguments, reason = "those of `version`, which it is a part of")]
    fn fund(
        &self,
        name: &Name,
        record: &mut ImportedRecord,
        oid: Oid,
        left: &Left,
        path: &str,
        step: &SourceCommit,
        import: &mut ImportStep<'_>,
    ) {
        if record.fields.contains_key("fundings") {
            return;
        }
        let of_commit = i64::from(import.register.shapes().zone().day(step.commit.known_at).year());
        let commit = step.commit.oid;
        let own = import.register.get(name).map(|known| &known.fields);
        let went = || left.iter().find(|(id, blob, _)| *blob == oid || was(record, id)).map(|(.., fields)| fields);
        let before = own.or_else(went).cloned();
        let is_its = |(round, _): &(i64, &Json)| Some(*round) == round_of(&record.fields);
        let known = before.as_ref().and_then(|before| by_round(before).find(is_its));
        let known = known.and_then(|(_, funding)| funding.get("year")?.as_i64());
        let year = |round: i64| self.rounds.year(round).or(known).or_else(|| self.registered(round, import));
        let dated = round_of(&record.fields).map(|round| (round, year(round)));
        if let Some((round, None)) = dated {
            import.report.note(&Note::RoundYear(format!("FAST {round} = {of_commit}")), path, commit);
        }
        let dated = dated.and_then(|(_, year)| year).unwrap_or(of_commit);
        let found = fundings(before.as_ref(), &record.fields, |_| dated);
        if found.is_untold {
            import.report.note(&Note::UntoldFunding, path, commit);
        }
        for _ in &found.list {
            import.report.note(&Note::Funding, path, commit);
        }
        if !found.list.is_empty() {
            record.fields.insert("fundings".to_owned(), Json::Array(found.list));
        }
    }

    /// The startups that are there: the name and the file of each.
    fn startups(&self) -> impl Iterator<Item = (&Name, &str)> {
        let of_kind = self.files.iter().filter(|(_, (kind, _))| *kind == RecordKind::Startup);
        of_kind.filter_map(|(path, _)| Some((self.names.get(path)?, path.as_str())))
    }

    /// The year of a round, as the records that are there have it: the first commit that named it gave it to them.
    fn registered(&self, round: i64, import: &ImportStep<'_>) -> Option<i64> {
        let years = self.startups().filter_map(|(name, _)| {
            let record = import.register.get(name)?;
            by_round(&record.fields).find(|(of, _)| *of == round)?.1.get("year")?.as_i64()
        });
        years.min()
    }

    /// Takes the pages of rounds in, and dates the fundings of their products by them.
    fn date_rounds(&mut self, step: &SourceCommit, import: &mut ImportStep<'_>) {
        let dated: BTreeMap<i64, i64> = step.changes.iter().filter_map(|change| self.rounds.put(change)).collect();
        if dated.is_empty() {
            return;
        }
        let startups: Vec<(&Name, &str)> = self.startups().collect();
        for (name, path) in startups {
            let Some(mut record) = import.register.get(name).cloned() else { continue };
            let listed = record.fields.get_mut("fundings").and_then(Json::as_array_mut);
            let mut is_other = false;
            for funding in listed.into_iter().flatten() {
                let round = funding.get("round").and_then(Json::as_i64);
                if let Some(year) = round.and_then(|round| dated.get(&round))
                    && funding.get("year").and_then(Json::as_i64) != Some(*year)
                {
                    funding["year"] = json!(year);
                    is_other = true;
                }
            }
            if is_other {
                import.register.set(name, import.source, path, record);
            }
        }
    }

    /// The phases of a startup that had `known` and shows `status` now; `None` where there is none.
    fn phases(
        &self,
        known: Vec<Json>,
        status: &str,
        path: &str,
        step: &SourceCommit,
        import: &mut ImportStep<'_>,
    ) -> Option<Vec<Json>> {
        let allowed: Vec<&str> = self.phases.iter().map(String::as_str).collect();
        let mut phases = known;
        let Some(phase) = status::phase(status, step.commit.known_at, &allowed) else {
            let note = Note::UnknownStatus(status.trim().to_owned());
            import.report.note(&note, path, step.commit.oid);
            return (!phases.is_empty()).then_some(phases);
        };
        let note = match status.trim() {
            same if same == phase => Note::Spelling("status".to_owned()),
            other => Note::Status(format!("{other} → {phase}")),
        };
        if phase != status {
            import.report.note(&note, path, step.commit.oid);
        }
        let day = import.register.shapes().zone().day(step.commit.known_at).to_string();
        let is_named = |known: &Json| known.get("name").and_then(Json::as_str) == Some(phase);
        let is_of_today = |known: &Json| known.get("start").and_then(Json::as_str) == Some(&day);
        let is_last = phases.last().is_some_and(is_named);
        if !is_last && !phases.iter().any(|known| is_named(known) && is_of_today(known)) {
            // The day is written down: without it, a phase whose record is renamed unnoticed would move to that day, and
            // one that a product came back to would have no place among the others.
            phases.push(json!({"name": phase, "start": day, "dated_by": DatedBy::Commit.word()}));
        }
        Some(phases)
    }

    /// The files whose status reads otherwise from this commit on, though they did not change.
    fn reread(&mut self, step: &SourceCommit) -> Vec<Change> {
        // The source changed its vocabulary in four commits of the same second.
        if self.is_changed || step.commit.known_at <= status::CONSOLIDATION_CHANGED {
            return Vec::new();
        }
        self.is_changed = true;
        let touched: BTreeSet<&str> = step.changes.iter().map(|change| change.path.as_str()).collect();
        let still = self.files.iter().filter(|(path, (kind, oid))| {
            let said = self.versions.get(path, *kind, *oid);
            let is_other = matches!(said, Some(PageReading::Status(_, _, status)) if status::changed_meaning(status));
            is_other && !touched.contains(path.as_str())
        });
        let regular = |oid: Oid| Some((oid, crate::git::Mode::Regular));
        still
            .map(|(path, (_, oid))| Change { path: path.clone(), before: regular(*oid), after: regular(*oid) })
            .collect()
    }
}

/// The phases that a startup had so far: its own, else those of one that went in the same step and
/// that it is said or seen to be.
fn known_phases(
    import: &ImportStep<'_>,
    name: &Name,
    record: &ImportedRecord,
    oid: Oid,
    left: &Left,
    step: &SourceCommit,
) -> Vec<Json> {
    let own = import.register.get(name).and_then(|record| record.fields.get("phases"));
    let added = step.changes.iter().filter(|change| record_before(change).is_none() && self::record(change).is_some());
    let is_only = || left.len() == 1 && added.count() == 1;
    let other = || {
        let same = left.iter().find(|(id, blob, _)| *blob == oid || was(record, id));
        let went = same.or_else(|| left.first().filter(|_| is_only()));
        went.and_then(|(.., fields)| fields.get("phases"))
    };
    own.or_else(other).and_then(Json::as_array).cloned().unwrap_or_default()
}

/// Whether a record says that it had this identifier before.
fn was(record: &ImportedRecord, id: &str) -> bool {
    record.previous.iter().any(|previous| nearest_valid_id(previous).as_deref() == Some(id))
}

impl SourceReader for Beta {
    fn prepare(&mut self, steps: &[SourceCommit], import: &mut ImportStep<'_>) -> Outcome<()> {
        self.rounds.read(import.repository, steps.iter().flat_map(|step| &step.changes))?;
        self.versions.plan(steps);
        Ok(())
    }

    fn take_up(
        &mut self,
        done: &SourceCommit,
        there: &BTreeMap<Name, Fields>,
        import: &mut ImportStep<'_>,
    ) -> Outcome<()> {
        let shapes = import.register.shapes();
        self.versions.convert(import.repository, done.changes.iter(), shapes, self.with_names)?;
        self.rounds.read(import.repository, done.changes.iter())?;
        for change in &done.changes {
            self.rounds.put(change);
            if let Some((kind, oid)) = record(change) {
                self.names.add(kind, &change.path);
                self.files.insert(change.path.clone(), (kind, oid));
            }
        }
        self.names.settle();
        self.is_changed = done.commit.known_at > status::CONSOLIDATION_CHANGED;
        for (path, (kind, oid)) in &self.files {
            let Some((name, fields)) = self.names.get(path).and_then(|name| Some((name, there.get(name)?))) else {
                continue;
            };
            let mut record = match self.versions.get(path, *kind, *oid) {
                Some(PageReading::Record(record, _) | PageReading::Status(record, _, _)) => record.clone(),
                // Of someone who was an intrapreneur, the record is there, as it was last stated.
                Some(PageReading::Elsewhere) => ImportedRecord::default(),
                // The last version that could be read is kept.
                Some(PageReading::Unread(_)) | None => ImportedRecord::default(),
            };
            if record.fields.is_empty() {
                record = ImportedRecord::from_file(fields.clone());
            } else if name.0 == RecordKind::Startup {
                // What the earlier commits of the source told, and its page alone does not.
                for field in ["phases", "fundings"] {
                    if let (false, Some(known)) = (record.fields.contains_key(field), fields.get(field)) {
                        record.fields.insert(field.to_owned(), known.clone());
                    }
                }
            }
            import.register.set(name, import.source, path, record);
        }
        Ok(())
    }

    fn people(&self, step: &SourceCommit, repository: &Repository) -> Outcome<Vec<Person>> {
        let mut people = Vec::new();
        for change in step.changes.iter().filter(|change| is_of_person(&change.path)) {
            let Some(stem) = stem(&change.path) else { continue };
            let mut names = vec![stem.to_owned()];
            for oid in [change.before, change.after].into_iter().flatten().map(|(oid, _)| oid) {
                let bytes = repository.blob_within(oid, versions::MAX_PAGE)?.unwrap_or_default();
                let root = front_matter::read(&bytes).and_then(|page| page.head.root);
                let said = ["fullname", "github"].map(|field| root.as_ref()?.get(field)?.scalar());
                names.extend(said.into_iter().flatten());
            }
            people.push(Person { pseudonym: pseudonym(stem), names });
        }
        Ok(people)
    }

    fn step(&mut self, step: &SourceCommit, import: &mut ImportStep<'_>) -> Outcome<bool> {
        self.versions.step(import.repository, &self.files, import.register.shapes(), self.with_names)?;
        let reread = self.reread(step);
        self.date_rounds(step, import);
        let left = self.rename(step, import);
        let mut is_touched = false;
        for change in step.changes.iter().chain(&reread) {
            let sides = (record_before(change), record(change));
            if let (_, Some((kind, oid))) = sides {
                self.version(change, (kind, oid), &left, step, import);
                self.files.insert(change.path.clone(), (kind, oid));
            } else {
                self.files.remove(&change.path);
            }
            is_touched |= [sides.0, sides.1].into_iter().flatten().any(|(kind, _)| !kind.is_person());
            if change.after.is_some() && sides.1.is_none() && !fast::is_page(&change.path) {
                import.report.other_files.entry(change.path.clone()).or_insert(step.commit.oid);
            }
        }
        Ok(is_touched)
    }
}
