use super::file_timeline::FileTimeline;
use super::history::RecordRow;
use super::identity::Identity;
use crate::git::Oid;
use crate::lifecycle::PartialDate;
use crate::registry::Manifest;

/// The life of one file, as far as the walk must remember it to go on from the last commit. A record
/// has several where files turned out later to be one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileTimelineRow {
    /// The record, by its place among [`History::records`](super::History::records).
    pub record: usize,
    /// Its kind.
    pub kind: String,
    /// Every identifier that it had, the present one last.
    pub ids: Vec<String>,
    /// Its `name`, as its last readable version gives it.
    pub name: Option<String>,
    /// Whether the file is there.
    pub alive: bool,
    /// Whether its last version can't be read.
    pub unreadable: bool,
    /// Where the file is, or was last.
    pub path: String,
    /// Its last version that could be read.
    pub blob: Option<Oid>,
    /// The strand that it turned out to be one record with, and that goes on for both; and the commit
    /// that said so.
    pub joined: Option<(usize, usize)>,
    /// The phases of that version: name, which one of that name (from 1), and the day on which the
    /// mainline first showed it; in order.
    pub shown: Vec<(String, usize, PartialDate)>,
}

/// An identifier, and the strand that bears it, or bore it last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OwnerRow {
    /// The kind of record.
    pub kind: String,
    /// The identifier.
    pub id: String,
    /// The strand, by its number.
    pub strand: usize,
}

/// A name that a record says to have borne before, and another one bears still. When that one goes, they
/// are one record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AliasClaimRow {
    /// The kind of record.
    pub kind: String,
    /// The name.
    pub id: String,
    /// The strand that says so.
    pub strand: usize,
}

/// Two lives that turned out to be one record's. Until then, they were known as two records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MergeRow {
    /// The record that they are, by its place among [`History::records`](super::History::records).
    pub record: usize,
    /// The strand that is no record of its own any more.
    pub strand: usize,
    /// The strand that goes on for it.
    pub into: usize,
    /// The commit that said so, by its place on the mainline.
    pub at: usize,
}

/// The strand that stood for the record of `strand`, as known just after the commit `at`.
pub fn owner_at(joins: &[MergeRow], mut strand: usize, at: usize) -> usize {
    while let Some(join) = joins.iter().find(|join| join.strand == strand && join.at <= at) {
        strand = join.into;
    }
    strand
}

impl FileTimelineRow {
    pub(crate) fn of(
        strand: &FileTimeline,
        record: usize,
        joined: Option<(usize, usize)>,
        manifest: &Manifest,
    ) -> FileTimelineRow {
        let shown = strand.shown.iter().map(|((name, ordinal), day)| (name.clone(), *ordinal, *day));
        let mut shown: Vec<_> = shown.collect();
        shown.sort();
        FileTimelineRow {
            record,
            kind: kind_name(manifest, strand.kind),
            ids: strand.ids.clone(),
            name: strand.name.clone(),
            alive: strand.alive,
            unreadable: strand.unreadable,
            path: strand.path.clone(),
            blob: strand.blob,
            joined,
            shown,
        }
    }

    /// The strand, but for what it says and the facts that hold; `None` where the manifest has no such kind.
    pub(crate) fn strand(&self, manifest: &Manifest) -> Option<FileTimeline> {
        let mut strand = FileTimeline::new(manifest.kind_at(&self.kind)?, String::new());
        strand.ids.clone_from(&self.ids);
        strand.name.clone_from(&self.name);
        strand.alive = self.alive;
        strand.unreadable = self.unreadable;
        strand.path.clone_from(&self.path);
        strand.blob = self.blob;
        strand.shown = self.shown.iter().map(|(name, ordinal, day)| ((name.clone(), *ordinal), *day)).collect();
        Some(strand)
    }
}

impl OwnerRow {
    /// All identifiers that are known, by kind, then identifier.
    pub(crate) fn all(identity: &Identity, manifest: &Manifest) -> Vec<OwnerRow> {
        let rows = identity.bearers().map(|((kind, id), strand)| OwnerRow {
            kind: kind_name(manifest, *kind),
            id: id.clone(),
            strand: *strand,
        });
        let mut rows: Vec<OwnerRow> = rows.collect();
        rows.sort();
        rows
    }
}

impl AliasClaimRow {
    /// All such names, by kind, then name.
    pub(crate) fn all(identity: &Identity, manifest: &Manifest) -> Vec<AliasClaimRow> {
        let claims = identity.claims.iter();
        let row = claims.map(|((kind, id), strand)| AliasClaimRow {
            kind: kind_name(manifest, *kind),
            id: id.clone(),
            strand: *strand,
        });
        row.collect()
    }
}

/// The name of a kind, by its place in the manifest.
fn kind_name(manifest: &Manifest, kind: usize) -> String {
    manifest.kinds.get(kind).map_or_else(String::new, |kind| kind.name.clone())
}

/// The record that these strands are, in the order of their numbers.
pub(crate) fn record_row(strands: &[&FileTimelineRow]) -> RecordRow {
    let mut ids: Vec<String> = Vec::new();
    for id in strands.iter().flat_map(|strand| &strand.ids) {
        if !ids.contains(id) {
            ids.push(id.clone());
        }
    }
    // One of them goes on for all.
    let present = strands.iter().find(|strand| strand.joined.is_none()).or(strands.first());
    RecordRow {
        kind: present.map_or_else(String::new, |strand| strand.kind.clone()),
        id: present.and_then(|strand| strand.ids.last().cloned()).unwrap_or_default(),
        name: present.and_then(|strand| strand.name.clone()),
        path: present.map_or_else(String::new, |strand| strand.path.clone()),
        ids,
    }
}
