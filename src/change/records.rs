use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::diagnostic::Outcome;
use crate::git::{self, Repository};
use crate::lifecycle::Timeline;
use crate::registry::{Listing, Name, Record};
use crate::timeline::{RenameBy, WalkConfig};
use crate::yaml::Node;

/// A record that differs between a base and a head.
#[derive(Clone, Debug)]
pub struct Changed {
    /// Its kind, by its place in the head's manifest.
    pub kind: usize,
    /// What it was, if it was there.
    pub before: Option<Record>,
    /// What it is, if it is there.
    pub after: Option<Record>,
    /// How it was recognised, where its identifier is another.
    pub by: Option<RenameBy>,
}

impl Changed {
    /// The record as it is, or else as it was.
    pub fn latest(&self) -> Option<&Record> {
        self.after.as_ref().or(self.before.as_ref())
    }

    /// What it was and what it is, where it can be read on both sides.
    pub fn roots(&self) -> Option<(&Node, &Node)> {
        Some((self.before.as_ref()?.document.root.as_ref()?, self.after.as_ref()?.document.root.as_ref()?))
    }
}

type Sides = (Option<Record>, Option<Record>);

/// The records that differ, those that only bear another name recognised: by their own word, by their very
/// content, and at last by a guess, as in the history.
pub(super) fn changed(
    repository: &Repository,
    files: &[git::Change],
    before: &Listing,
    after: &Listing,
) -> Outcome<Vec<Changed>> {
    let paths: BTreeSet<&str> = files.iter().map(|change| change.path.as_str()).collect();
    let differs = |name: &Name| paths.contains(name.path());
    let kind_after = |kind: usize| after.manifest.kind_at(&before.manifest.kinds.get(kind)?.name);
    let mut pairs: BTreeMap<(usize, String), Sides> = BTreeMap::new();
    for mut record in before.read_each(repository, differs, |record| record)? {
        let Some(kind) = kind_after(record.kind) else { continue };
        record.kind = kind;
        let key = (kind, record.id.clone());
        pairs.entry(key).or_default().0 = Some(record);
    }
    for record in after.read_each(repository, differs, |record| record)? {
        let key = (record.kind, record.id.clone());
        pairs.entry(key).or_default().1 = Some(record);
    }
    let held_after: HashSet<(usize, &str)> = after.names.iter().map(|name| (name.kind, name.id.as_str())).collect();
    let kinds: Vec<Option<usize>> = (0..before.manifest.kinds.len()).map(kind_after).collect();
    let kind_of = |name: &'_ Name| kinds.get(name.kind).copied().flatten();
    let held_before: HashSet<(usize, &str)> =
        before.names.iter().filter_map(|name| Some((kind_of(name)?, name.id.as_str()))).collect();
    let stays = |kind: usize, id: &str| held_after.contains(&(kind, id));
    let was = |kind: usize, id: &str| held_before.contains(&(kind, id));
    let mut found = Vec::new();
    let (mut gone, mut came) = (Vec::new(), Vec::new());
    for ((kind, id), (before, after)) in pairs {
        match (before, after) {
            // Where two files bore one identifier, the record goes on in the other.
            (Some(_), None) if stays(kind, &id) => {}
            (Some(old), None) => gone.push(old),
            (None, Some(new)) if !was(kind, &id) => came.push(new),
            (before, after) => found.push(Changed { kind, before, after, by: None }),
        }
    }
    pair(&mut gone, &mut came, &mut found, &WalkConfig::new(&after.definitions, after.manifest.clone(), []));
    found.extend(gone.into_iter().map(|old| Changed { kind: old.kind, before: Some(old), after: None, by: None }));
    found.extend(came.into_iter().map(|new| Changed { kind: new.kind, before: None, after: Some(new), by: None }));
    let order = |record: &Changed| record.latest().map(|record| (record.kind, record.id.clone()));
    found.sort_by_key(order);
    Ok(found)
}

/// Takes out of `gone` and `came` the records that only bear another name.
fn pair(gone: &mut Vec<Record>, came: &mut Vec<Record>, found: &mut Vec<Changed>, config: &WalkConfig) {
    let mut join = |gone: &mut Vec<Record>, came: &mut Vec<Record>, by, is_one: &dyn Fn(&Record, &Record) -> bool| {
        for new in std::mem::take(came) {
            match gone.iter().position(|old| old.kind == new.kind && is_one(old, &new)) {
                Some(at) => {
                    let (kind, before) = (new.kind, Some(gone.remove(at)));
                    found.push(Changed { kind, before, after: Some(new), by: Some(by) });
                }
                None => came.push(new),
            }
        }
    };
    join(gone, came, RenameBy::PreviousIds, &|old, new| previous_ids(new).any(|id| id == old.id));
    join(gone, came, RenameBy::SameFile, &|old, new| old.document.text == new.document.text);
    let only = |records: &[Record], kind: usize| records.iter().filter(|record| record.kind == kind).count() == 1;
    let alone: BTreeSet<usize> =
        came.iter().map(|new| new.kind).filter(|kind| only(gone, *kind) && only(came, *kind)).collect();
    join(gone, came, RenameBy::Guess, &|old, new| alone.contains(&new.kind) && lived_alike(old, new, config));
}

/// Whether two records tell the same life, and not an empty one.
fn lived_alike(old: &Record, new: &Record, config: &WalkConfig) -> bool {
    let timeline = |record: &Record| Timeline::read(record.document.root.as_ref()?, config.lifecycle(record.kind));
    let (Some(old), Some(new)) = (timeline(old), timeline(new)) else { return false };
    (!old.phases.is_empty() || !old.events.is_empty()) && old == new
}

/// The identifiers that a record says it had before.
fn previous_ids(record: &Record) -> impl Iterator<Item = &str> {
    let list = record.document.root.as_ref().and_then(|root| root.get("previous_ids")?.as_list());
    list.unwrap_or_default().iter().filter_map(Node::as_text)
}
