use std::collections::{BTreeMap, BTreeSet};

use super::outlook::Outlook;
use crate::diagnostic::Outcome;
use crate::git::Repository;
use crate::lifecycle::PartialDate;
use crate::registry::{Listing, Name, Record};
use crate::timeline::{FileEvent, FileTimelineRow, RenameBy};
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
    /// Whether it is there again after a deletion.
    pub returns: bool,
    /// The record (as `kind/id`) that it turned out to be, where it is gone for that.
    pub merged_into: Option<String>,
    /// Its files, the present one first, then the one before, then others that it may have had in between.
    pub(super) paths: Vec<String>,
    /// When the mainline first showed its phases, before and after.
    pub(super) shown: [FirstShown; 2],
}

/// When phases were first shown: name, which one of that name (from 1, as listed), and the day.
pub(super) type FirstShown = Vec<(String, usize, PartialDate)>;

impl Changed {
    /// The record as it is, or else as it was.
    pub(crate) fn latest(&self) -> Option<&Record> {
        self.after.as_ref().or(self.before.as_ref())
    }

    /// What it was and what it is, where it can be read on both sides.
    pub(crate) fn roots(&self) -> Option<(&Node, &Node)> {
        Some((self.before.as_ref()?.document.root.as_ref()?, self.after.as_ref()?.document.root.as_ref()?))
    }
}

/// The records that differ, as the walk along the mainline tells them with the change on top of it.
pub(super) fn changed(
    repository: &Repository,
    outlook: &Outlook,
    before: &Listing,
    after: &Listing,
) -> Outcome<Vec<Changed>> {
    let history = outlook.history();
    let path = |row: Option<&FileTimelineRow>| row.filter(|row| row.is_present).map(|row| row.path.clone());
    let sides: Vec<_> = outlook
        .touched()
        .iter()
        .filter_map(|(number, old)| {
            let new = history.checkpoint.files.get(*number)?;
            Some((old.as_ref(), new, path(old.as_ref()), path(Some(new))))
        })
        .collect();
    let kind_after = |kind: usize| after.manifest.kind_at(&before.manifest.kinds.get(kind)?.name);
    let is_asked = |paths: &BTreeMap<&str, ()>, name: &Name| paths.contains_key(name.path());
    let old_paths: BTreeMap<&str, ()> = sides.iter().filter_map(|side| Some((side.2.as_deref()?, ()))).collect();
    let new_paths: BTreeMap<&str, ()> = sides.iter().filter_map(|side| Some((side.3.as_deref()?, ()))).collect();
    let mut olds: BTreeMap<String, Record> = BTreeMap::new();
    for mut record in before.read_each(repository, |name| is_asked(&old_paths, name), |record| record)? {
        let Some(kind) = kind_after(record.kind) else { continue };
        record.kind = kind;
        olds.insert(record.path.clone(), record);
    }
    let news = after.read_each(repository, |name| is_asked(&new_paths, name), |record| record)?;
    let mut news: BTreeMap<String, Record> = news.into_iter().map(|record| (record.path.clone(), record)).collect();
    let mut between: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for event in history.file_events.iter().filter(|event| outlook.base().at.is_none_or(|base| event.at > base)) {
        between.entry(event.record).or_default().insert(&event.path);
    }
    let mut found = Vec::new();
    for (old_row, new_row, old_path, new_path) in sides {
        let between = between.get(&new_row.record).into_iter().flatten().copied();
        let paths = paths(new_path.as_deref(), old_path.as_deref(), between);
        let old = old_path.and_then(|path| olds.remove(&path));
        let new = new_path.and_then(|path| news.remove(&path));
        // What says the very same, in the same place, was only looked at.
        let is_same = |old: &Record, new: &Record| old.path == new.path && old.document.text == new.document.text;
        let Some(kind) = new.as_ref().or(old.as_ref()).map(|record| record.kind) else { continue };
        if old.as_ref().zip(new.as_ref()).is_some_and(|(old, new)| is_same(old, new)) {
            continue;
        }
        let shown = |row: Option<&FileTimelineRow>| row.map(|row| row.shown.clone()).unwrap_or_default();
        let merged_into = new_row.merged.filter(|_| new.is_none()).and_then(|(into, _)| {
            let root = outlook.root(into);
            history.checkpoint.files.get(root).filter(|row| row.is_present)?;
            Some(history.key(new_row.record))
        });
        found.push(Changed {
            kind,
            by: renamed_by(outlook, new_row, old.as_ref(), new.as_ref()),
            returns: old.is_none() && new.is_some() && old_row.is_some(),
            merged_into,
            paths,
            shown: [shown(old_row), shown(Some(new_row))],
            before: old,
            after: new,
        });
    }
    found.sort_by_key(|record| record.latest().map(|record| (record.kind, record.id.clone())));
    Ok(found)
}

/// The files of a record, each once: that of now, that of before, and those that it had in between.
fn paths<'p>(now: Option<&'p str>, before: Option<&'p str>, between: impl Iterator<Item = &'p str>) -> Vec<String> {
    let mut paths: Vec<String> = Vec::new();
    for path in now.into_iter().chain(before).chain(between) {
        if !paths.iter().any(|known| known == path) {
            paths.push(path.to_owned());
        }
    }
    paths
}

/// How a record was recognised that bears another identifier: by its own word, else as the walk tells it.
fn renamed_by(
    outlook: &Outlook,
    row: &FileTimelineRow,
    old: Option<&Record>,
    new: Option<&Record>,
) -> Option<RenameBy> {
    let (old, new) = (old?, new?);
    if old.id == new.id {
        return None;
    }
    let list = new.document.root.as_ref().and_then(|root| root.get("previous_ids")?.as_list());
    if list.unwrap_or_default().iter().filter_map(Node::as_text).any(|id| id == old.id) {
        return Some(RenameBy::PreviousIds);
    }
    let is_its = |event: &&crate::timeline::FileEventRow| {
        event.record == row.record && outlook.base().at.is_none_or(|base| event.at > base)
    };
    outlook.history().file_events.iter().rev().filter(is_its).find_map(|event| match event.event {
        FileEvent::Renamed(by) => Some(by),
        _ => None,
    })
}
