use super::file_timeline::FileTimeline;
use super::history::RecordRow;
use super::replay::Replay;
use crate::git::Oid;
use crate::lifecycle::PartialDate;
use crate::registry::Manifest;

/// What the walk must remember to go on from the last commit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checkpoint {
    /// The files of records, by number.
    pub files: Vec<FileTimelineRow>,
    /// The identifiers that were ever borne, by kind, then identifier.
    pub owners: Vec<OwnerRow>,
    /// The identifiers that records say to have borne before, by kind, then identifier.
    pub aliases: Vec<AliasRow>,
    /// The files that bear the identifier of another one, by kind, identifier, then path.
    pub rivals: Vec<RivalRow>,
    /// The folders in which kinds stood by earlier manifests.
    pub former_folders: Vec<FolderRow>,
}

/// A folder in which the records of a kind stood, by an earlier manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderRow {
    /// The folder, below `registry/`.
    pub folder: String,
    /// The kind.
    pub kind: String,
}

/// One file of a record. A record has several where files turned out later to be one record's.
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
    pub is_present: bool,
    /// Whether its last version can't be read.
    pub is_unreadable: bool,
    /// Where the file is, or was last.
    pub path: String,
    /// Its last version that could be read.
    pub blob: Option<Oid>,
    /// The file that it turned out to be of one record with, and that goes on for both; and the commit
    /// that said so.
    pub merged: Option<(usize, usize)>,
    /// The identifier that it is guessed to have had before, and since when.
    pub guess: Option<(String, PartialDate)>,
    /// The phases of that version: name, which one of that name (from 1, as listed), and the day on which the
    /// mainline first showed it; in order.
    pub shown: Vec<(String, usize, PartialDate)>,
}

/// An identifier, and the file that owns it, or owned it last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OwnerRow {
    /// The kind of record.
    pub kind: String,
    /// The identifier.
    pub id: String,
    /// The file, by its number.
    pub file: usize,
}

/// An identifier that a record says to have borne before. When nobody bears it any more, whoever bore it last is
/// that record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AliasRow {
    /// The kind of record.
    pub kind: String,
    /// The identifier.
    pub id: String,
    /// The file that says so.
    pub file: usize,
}

/// A file that bears the identifier of another one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RivalRow {
    /// The kind of record.
    pub kind: String,
    /// The identifier.
    pub id: String,
    /// Where it stands.
    pub path: String,
    /// The file, by its number.
    pub file: usize,
}

/// Two files that turned out to be one record's. Until then, they were known as two records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MergeRow {
    /// The record that they are, by its place among [`History::records`](super::History::records).
    pub record: usize,
    /// The file that is no record of its own any more.
    pub file: usize,
    /// The file that goes on for it.
    pub into: usize,
    /// The commit that said so, by its place on the mainline.
    pub at: usize,
}

/// The file that stood for the record of `file`, as known just after the commit `at`.
pub(crate) fn owner_at(merges: &[MergeRow], mut file: usize, at: usize) -> usize {
    while let Some(merge) = merges.iter().find(|merge| merge.file == file && merge.at <= at) {
        file = merge.into;
    }
    file
}

impl FileTimelineRow {
    pub(crate) fn of(
        file: &FileTimeline,
        record: usize,
        merged: Option<(usize, usize)>,
        manifest: &Manifest,
    ) -> FileTimelineRow {
        let shown = file.shown.iter().map(|((name, nth), day)| (name.clone(), *nth, *day));
        let mut shown: Vec<_> = shown.collect();
        shown.sort();
        FileTimelineRow {
            record,
            kind: kind_name(manifest, file.kind),
            ids: file.ids.clone(),
            name: file.name.clone(),
            is_present: file.is_present,
            is_unreadable: file.is_unreadable,
            path: file.path.clone(),
            blob: file.blob,
            merged,
            guess: file.guess.clone(),
            shown,
        }
    }

    /// The file, but for what it says and the facts that hold; `None` where the manifest has no such kind.
    pub(crate) fn file(&self, manifest: &Manifest) -> Option<FileTimeline> {
        let mut file = FileTimeline::new(manifest.kind_at(&self.kind)?, String::new());
        file.ids.clone_from(&self.ids);
        file.name.clone_from(&self.name);
        file.is_present = self.is_present;
        file.is_unreadable = self.is_unreadable;
        file.path.clone_from(&self.path);
        file.blob = self.blob;
        file.guess.clone_from(&self.guess);
        file.shown = self.shown.iter().map(|(name, nth, day)| ((name.clone(), *nth), *day)).collect();
        Some(file)
    }
}

impl Checkpoint {
    /// What the walk remembers beside the files themselves.
    pub(crate) fn of(replay: &Replay, manifest: &Manifest) -> Checkpoint {
        let identity = &replay.identity;
        let kind = |kind: usize| kind_name(manifest, kind);
        let owner =
            |((at, id), file): (&(usize, String), &usize)| OwnerRow { kind: kind(*at), id: id.clone(), file: *file };
        let mut owners: Vec<OwnerRow> = identity.owners().map(owner).collect();
        owners.sort();
        let aliases = identity.aliases.iter().flat_map(|((at, id), files)| {
            files.iter().map(|file| AliasRow { kind: kind(*at), id: id.clone(), file: *file })
        });
        let rivals = identity.rivals.iter().map(|((at, id, path), file)| RivalRow {
            kind: kind(*at),
            id: id.clone(),
            path: path.clone(),
            file: *file,
        });
        let former = replay.former_folders.iter();
        let former = former.map(|(folder, at)| FolderRow { folder: folder.clone(), kind: kind(*at) });
        Checkpoint {
            files: Vec::new(),
            owners,
            aliases: aliases.collect(),
            rivals: rivals.collect(),
            former_folders: former.collect(),
        }
    }
}

/// The name of a kind, by its place in the manifest.
fn kind_name(manifest: &Manifest, kind: usize) -> String {
    manifest.kinds.get(kind).map_or_else(String::new, |kind| kind.name.clone())
}

/// The record that these files are of, in the order of their numbers.
pub(crate) fn record_row(files: &[&FileTimelineRow]) -> RecordRow {
    let mut ids: Vec<String> = Vec::new();
    for id in files.iter().flat_map(|file| &file.ids) {
        if !ids.contains(id) {
            ids.push(id.clone());
        }
    }
    // One of them goes on for all.
    let present = files.iter().find(|file| file.merged.is_none()).or(files.first());
    RecordRow {
        kind: present.map_or_else(String::new, |file| file.kind.clone()),
        id: present.and_then(|file| file.ids.last().cloned()).unwrap_or_default(),
        name: present.and_then(|file| file.name.clone()),
        path: present.map_or_else(String::new, |file| file.path.clone()),
        ids,
    }
}
