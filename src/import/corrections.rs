use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::RecordKind;
use super::merge::{Merge, Prefer};
use super::record::{Fields, Name, PREVIOUS};
use crate::diagnostic::Outcome;
use crate::git::{Change, Comparison, MainlineCommit, Mode, Oid, Repository};
use crate::yaml::Document;

/// A record that people changed in the register, removed from it, or gave another name there.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Correction {
    /// What the imports so far brought of it: the record as it would be without what people did.
    pub base: Fields,
    /// The record as the register has it; `None` where people removed it.
    pub ours: Option<Fields>,
    /// Its name in the register.
    pub now: Name,
}

/// The corrections by the names that the sources give, as the register's own history tells them. `own` are the commits
/// that no import wrote, `there` the records at the end.
///
/// git remembers what each import wrote: where an import's commit changes a record, what it changed there is what the
/// source changed. Without the other commits, those changes give the record as the source has it.
///
/// # Errors
///
/// Where a version can't be read.
pub(super) fn read(
    repository: &Repository,
    commits: &[MainlineCommit],
    own: &BTreeSet<Oid>,
    there: &BTreeMap<Name, Fields>,
) -> Outcome<BTreeMap<Name, Correction>> {
    let Some(first) = commits.iter().position(|commit| own.contains(&commit.oid)) else {
        return Ok(BTreeMap::new());
    };
    let comparison = Comparison::new(repository);
    let folders = RecordKind::ALL.map(RecordKind::folder);
    let mut before = first.checked_sub(1).and_then(|at| commits.get(at)).map(|commit| commit.tree);
    let mut replay = Replay { repository, stated: BTreeMap::new(), renamed: BTreeMap::new() };
    for commit in commits.iter().skip(first) {
        if before != Some(commit.tree) {
            let changes = comparison.changes(before, Some(commit.tree), &folders)?;
            match own.contains(&commit.oid) {
                true => replay.own(&changes)?,
                false => replay.imported(&changes)?,
            }
        }
        before = Some(commit.tree);
    }
    Ok(replay.end(there))
}

/// The two versions of a record before and after a commit.
type Sides = (Option<Oid>, Option<Oid>);

struct Replay<'r> {
    repository: &'r Repository,
    /// The records that people touched, as the sources have them; `None` where no source has one.
    stated: BTreeMap<Name, Option<Fields>>,
    /// The names that the sources give to records that people renamed, by their names in the register.
    renamed: BTreeMap<Name, Name>,
}

impl Replay<'_> {
    /// A commit of people: what it touches is a correction from then on.
    fn own(&mut self, changes: &[Change]) -> Outcome<()> {
        let sides = sides(changes);
        for (name, (before, after)) in &sides {
            if let (Some(before), None) = (before, after)
                && let Some(new) = self.successor(name, &sides)?
            {
                let of_source = self.renamed.remove(name).unwrap_or_else(|| name.clone());
                let said = self.fields(Some(*before))?;
                self.stated.entry(of_source.clone()).or_insert(said);
                self.renamed.insert(new, of_source);
            }
        }
        for (name, (before, _)) in &sides {
            let of_source = self.of_source(name);
            if !self.stated.contains_key(&of_source) {
                let said = self.fields(*before)?;
                self.stated.insert(of_source, said);
            }
        }
        Ok(())
    }

    /// A commit of an import: what it changes, the source changed.
    fn imported(&mut self, changes: &[Change]) -> Outcome<()> {
        let sides = sides(changes);
        for (name, (before, after)) in &sides {
            let of_source = self.of_source(name);
            let Some(stated) = self.stated.get(&of_source).cloned() else { continue };
            let before = self.fields(*before)?;
            match self.fields(*after)? {
                Some(after) => {
                    self.stated.insert(of_source, Some(as_changed(before, stated, &after)));
                }
                None => {
                    self.stated.remove(&of_source);
                    if let Some(new) = self.successor(name, &sides)? {
                        let after = self.fields(sides.get(&new).and_then(|(_, after)| *after))?.unwrap_or_default();
                        self.stated.insert(new, Some(as_changed(before, stated, &after)));
                    }
                }
            }
        }
        Ok(())
    }

    fn of_source(&self, name: &Name) -> Name {
        self.renamed.get(name).unwrap_or(name).clone()
    }

    /// The record that came in the same commit and says to have been `name` before.
    fn successor(&self, name: &Name, sides: &BTreeMap<Name, Sides>) -> Outcome<Option<Name>> {
        for (other, side) in sides {
            if let (true, (None, Some(after))) = (other.0 == name.0, side)
                && self.fields(Some(*after))?.is_some_and(|fields| was(&fields, &name.1))
            {
                return Ok(Some(other.clone()));
            }
        }
        Ok(None)
    }

    fn fields(&self, oid: Option<Oid>) -> Outcome<Option<Fields>> {
        let Some(oid) = oid else { return Ok(None) };
        let root = Document::read(&self.repository.blob(oid)?).root;
        Ok(match root.map(|root| root.to_json()) {
            Some(Json::Object(fields)) => Some(fields),
            _ => None,
        })
    }

    fn end(self, there: &BTreeMap<Name, Fields>) -> BTreeMap<Name, Correction> {
        let now: BTreeMap<&Name, &Name> = self.renamed.iter().map(|(now, source)| (source, now)).collect();
        let correction = |(name, stated): (Name, Option<Fields>)| {
            let now = now.get(&name).map_or_else(|| name.clone(), |now| (*now).clone());
            let ours = there.get(&now).cloned();
            // What stands as the sources have it was corrected and came to be the same.
            let is_one = ours != stated || now != name;
            is_one.then(|| (name, Correction { base: stated.unwrap_or_default(), ours, now }))
        };
        self.stated.into_iter().filter_map(correction).collect()
    }
}

/// What the source says after a change that brought the register from `before` to `after`.
fn as_changed(before: Option<Fields>, stated: Option<Fields>, after: &Fields) -> Fields {
    match (before, stated) {
        (Some(before), Some(stated)) => Merge::new(Prefer::Source).fields(&before, &stated, after),
        (None, Some(stated)) => Merge::new(Prefer::Source).fields(&Fields::new(), &stated, after),
        (_, None) => after.clone(),
    }
}

/// Whether a record says to have had an identifier before.
pub(super) fn was(fields: &Fields, id: &str) -> bool {
    let previous = fields.get(PREVIOUS).and_then(Json::as_array).into_iter().flatten();
    previous.filter_map(Json::as_str).any(|previous| previous.eq_ignore_ascii_case(id))
}

/// The records that changes touch. One that only moved to another folder has both sides.
fn sides(changes: &[Change]) -> BTreeMap<Name, Sides> {
    let mut sides: BTreeMap<Name, Sides> = BTreeMap::new();
    for change in changes {
        let Some(name) = name(&change.path) else { continue };
        let (before, after) = sides.entry(name).or_default();
        let regular = |side: Option<(Oid, Mode)>| side.filter(|(_, mode)| *mode == Mode::Regular).map(|(oid, _)| oid);
        *before = before.or(regular(change.before));
        *after = after.or(regular(change.after));
    }
    sides
}

/// The record that the register's file `path` holds.
pub(super) fn name(path: &str) -> Option<Name> {
    let holds = |kind: &RecordKind| path.strip_prefix(kind.folder()).is_some_and(|rest| rest.starts_with('/'));
    let kind = RecordKind::ALL.into_iter().find(holds)?;
    let id = path.rsplit('/').next()?.strip_suffix(".yml")?;
    Some((kind, id.to_owned()))
}
