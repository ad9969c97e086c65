use super::checkpoint::Checkpoint;
use super::checkpoint::MergeRow;
use crate::git::{Clock, MainlineCommit, MainlineConfig, Oid, SaidTime, Voucher};
use crate::lifecycle::{FactKey, FactValue, PartialDate, Zone};

/// The history of a register, as its mainline tells it up to one commit. Commits are named by
/// their place on the mainline (from 0); what holds does so from one commit (included) to another
/// (excluded), or for good.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// The register's time zone, by which instants have their day.
    pub zone: Zone,
    /// The mainline, oldest commit first.
    pub commits: Vec<CommitRow>,
    /// The records that ever were, a renamed one once.
    pub records: Vec<RecordRow>,
    /// The facts, by record, then key, then commit.
    pub facts: Vec<FactRow>,
    /// The fields that filters and groups look at.
    pub attributes: Vec<AttributeRow>,
    /// What happened to the files of the records, in the order of the commits.
    pub file_events: Vec<FileEventRow>,
    /// The versions of the files, in the order of the commits, then of the paths; left out of a history
    /// that comes from the index to answer a question.
    pub versions: Vec<VersionRow>,
    /// The files that turned out to be one record's, by record, then number.
    pub merges: Vec<MergeRow>,
    /// What the walk must remember to go on from the last commit; left out like the versions, but where a change is
    /// put on top.
    pub checkpoint: Checkpoint,
}

/// A commit of the mainline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitRow {
    /// The commit.
    pub oid: Oid,
    /// When its content became known, in seconds since 1970-01-01T00:00:00Z; never going back.
    pub known_at: i64,
    /// The day on which it did, in the register's time zone.
    pub day: PartialDate,
    /// The committer's time as the commit says it (same unit).
    pub committed_at: i64,
    /// What that time is worth.
    pub clock: Clock,
    /// Why it comes long after its date, in its own words.
    pub late: Option<String>,
    /// Who stands for it.
    pub voucher: Voucher,
    /// The first line of its message.
    pub subject: String,
    /// Whether its message, or one of those that it merged, may have a trailer `Correction`.
    pub may_correct: bool,
}

/// A record through all of its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordRow {
    /// Its kind.
    pub kind: String,
    /// The identifier that it has, or had last.
    pub id: String,
    /// Its `name`, as its last readable version gives it.
    pub name: Option<String>,
    /// Where its file is, or was last.
    pub path: String,
    /// Every identifier that it ever had, the first one first.
    pub ids: Vec<String>,
}

/// A fact, as it was known from one commit to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactRow {
    /// The record, by its place among [`History::records`].
    pub record: usize,
    /// The file that states it, by its number.
    pub file: usize,
    /// What it states.
    pub key: FactKey,
    /// What is known of it.
    pub value: FactValue,
    /// The phase's or event's name as the record wrote it.
    pub written: String,
    /// The commit that brought it.
    pub from: usize,
    /// The commit that took it back, if one did.
    pub to: Option<usize>,
    /// The file that said so in the commit that brought it.
    pub path: String,
    /// The line that said so there, from 1.
    pub line: usize,
    /// Where the record said it in other words since, oldest first.
    pub restated: Vec<Restated>,
}

/// A fact said in other words: what happened is the same, and known since as long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restated {
    /// The commit.
    pub at: usize,
    /// The phase's or event's name as the record wrote it from then on.
    pub written: String,
    /// The file that said so.
    pub path: String,
    /// The line that said so there, from 1.
    pub line: usize,
}

/// A value of a field, as it was known from one commit to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeRow {
    /// The record, by its place among [`History::records`].
    pub record: usize,
    /// The file that states it, by its number.
    pub file: usize,
    /// The field.
    pub field: String,
    /// The value; a field that holds a list has a row per item.
    pub value: String,
    /// The commit that brought it.
    pub from: usize,
    /// The commit that took it back, if one did.
    pub to: Option<usize>,
}

/// Something that happened to the file of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEventRow {
    /// The record, by its place among [`History::records`].
    pub record: usize,
    /// The file, by its number.
    pub file: usize,
    /// The commit.
    pub at: usize,
    /// The file, as that commit left it (or removed it).
    pub path: String,
    /// What happened.
    pub event: FileEvent,
}

/// A version of a record's file, as `git log --first-parent -m --raw --no-renames` lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionRow {
    /// The record, by its place among [`History::records`].
    pub record: usize,
    /// The commit that brought it.
    pub at: usize,
    /// The file.
    pub path: String,
    /// What it holds; `None` where the commit removed it.
    pub blob: Option<Oid>,
}

/// What can happen to the file of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileEvent {
    /// It was there for the first time.
    Created,
    /// It changed in a way that its facts or fields may show.
    Changed,
    /// It got another identifier.
    Renamed(RenameBy),
    /// It was deleted: its facts are no longer known.
    Deleted,
    /// It came back after a deletion.
    Returned,
    /// It could not be read: what was known before stands.
    Unreadable(GapReason),
    /// It could be read again.
    ReadableAgain,
    /// Another file (the one that is named) bears its identifier too, from now on.
    IdTaken,
    /// That file does no longer.
    IdAlone,
}

/// How a renaming was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RenameBy {
    /// The record says so in `previous_ids`.
    PreviousIds,
    /// The very same file stands under the new name.
    SameFile,
    /// One record went, one came, and what identifies them is alike: a guess.
    Guess,
}

/// Why a version of a record can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GapReason {
    /// It is not the YAML that records are written in.
    Document,
    /// It has no list of phases, though its kind has a lifecycle.
    NoLifecycle,
    /// It is a link or a submodule.
    NotRegular,
}

impl FileEvent {
    /// The word for it in the index and in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            FileEvent::Created => "created",
            FileEvent::Changed => "changed",
            FileEvent::Renamed(RenameBy::PreviousIds) => "renamed-by-previous-ids",
            FileEvent::Renamed(RenameBy::SameFile) => "renamed-by-same-file",
            FileEvent::Renamed(RenameBy::Guess) => "renamed-by-guess",
            FileEvent::Deleted => "deleted",
            FileEvent::Returned => "returned",
            FileEvent::Unreadable(GapReason::Document) => "unreadable-document",
            FileEvent::Unreadable(GapReason::NoLifecycle) => "unreadable-no-lifecycle",
            FileEvent::Unreadable(GapReason::NotRegular) => "unreadable-not-regular",
            FileEvent::ReadableAgain => "readable-again",
            FileEvent::IdTaken => "id-taken",
            FileEvent::IdAlone => "id-alone",
        }
    }

    /// The reverse of [`FileEvent::word`].
    pub(crate) fn from_word(word: &str) -> Option<FileEvent> {
        const ALL: [FileEvent; 13] = [
            FileEvent::Created,
            FileEvent::Changed,
            FileEvent::Renamed(RenameBy::PreviousIds),
            FileEvent::Renamed(RenameBy::SameFile),
            FileEvent::Renamed(RenameBy::Guess),
            FileEvent::Deleted,
            FileEvent::Returned,
            FileEvent::Unreadable(GapReason::Document),
            FileEvent::Unreadable(GapReason::NoLifecycle),
            FileEvent::Unreadable(GapReason::NotRegular),
            FileEvent::ReadableAgain,
            FileEvent::IdTaken,
            FileEvent::IdAlone,
        ];
        ALL.into_iter().find(|event| event.word() == word)
    }
}

impl History {
    /// The record as `kind/id`.
    pub fn key(&self, record: usize) -> String {
        self.records.get(record).map(|record| format!("{}/{}", record.kind, record.id)).unwrap_or_default()
    }

    /// The records that answer to `name`: `kind/id` or an identifier alone, present or past. Those
    /// that bear it now come first.
    pub fn find(&self, name: &str) -> Vec<usize> {
        let (kind, id) = match name.split_once('/') {
            Some((kind, id)) => (Some(kind), id),
            None => (None, name),
        };
        let answers = |record: &RecordRow| {
            kind.is_none_or(|kind| kind == record.kind) && record.ids.iter().any(|known| known == id)
        };
        let mut found: Vec<usize> =
            self.records.iter().enumerate().filter(|(_, record)| answers(record)).map(|(at, _)| at).collect();
        found.sort_by_key(|at| (self.records.get(*at).is_some_and(|record| record.id != id), *at));
        found
    }

    /// The tables, by their names in the index, in which another history differs from this one.
    pub fn differing(&self, other: &History) -> Vec<&'static str> {
        let tables = [
            ("commits", self.commits == other.commits),
            ("records", self.records == other.records),
            ("facts", self.facts == other.facts),
            ("attributes", self.attributes == other.attributes),
            ("file_events", self.file_events == other.file_events),
            ("versions", self.versions == other.versions),
            ("files", self.checkpoint.files == other.checkpoint.files),
            ("owners", self.checkpoint.owners == other.checkpoint.owners),
            ("aliases", self.checkpoint.aliases == other.checkpoint.aliases),
            ("rivals", self.checkpoint.rivals == other.checkpoint.rivals),
            ("folders", self.checkpoint.former_folders == other.checkpoint.former_folders),
            ("meta", self.zone == other.zone),
        ];
        tables.into_iter().filter(|(_, same)| !same).map(|(name, _)| name).collect()
    }

    /// When the commits say that they were made, and when they became known (seconds since 1970-01-01T00:00:00Z),
    /// oldest first.
    pub fn times(&self, config: &MainlineConfig) -> Vec<(SaidTime, i64)> {
        let time = |commit: &CommitRow| {
            let corrected = config.known_dates.get(&commit.oid).copied();
            let said = SaidTime { committed_at: commit.committed_at, corrected, is_late: commit.late.is_some() };
            (said, commit.known_at)
        };
        self.commits.iter().map(time).collect()
    }

    /// The facts of each record, by its place among [`History::records`].
    pub(crate) fn facts_by_record(&self) -> Vec<&[FactRow]> {
        let mut groups = vec![&[][..]; self.records.len()];
        for group in self.facts.chunk_by(|a, b| a.record == b.record) {
            if let Some(slot) = group.first().and_then(|fact| groups.get_mut(fact.record)) {
                *slot = group;
            }
        }
        groups
    }

    /// The files that turned out to be one record's, by the record's place among [`History::records`].
    pub(crate) fn merges_by_record(&self) -> Vec<&[MergeRow]> {
        let mut groups = vec![&[][..]; self.records.len()];
        for group in self.merges.chunk_by(|a, b| a.record == b.record) {
            if let Some(slot) = group.first().and_then(|merge| groups.get_mut(merge.record)) {
                *slot = group;
            }
        }
        groups
    }

    /// The attributes of each record, by its place among [`History::records`].
    pub(crate) fn attributes_by_record(&self) -> Vec<&[AttributeRow]> {
        let mut groups = vec![&[][..]; self.records.len()];
        for group in self.attributes.chunk_by(|a, b| a.record == b.record) {
            if let Some(slot) = group.first().and_then(|row| groups.get_mut(row.record)) {
                *slot = group;
            }
        }
        groups
    }
}

impl FactRow {
    /// The name that the record writes last.
    pub(crate) fn written_last(&self) -> &str {
        self.restated.last().map_or(&self.written, |restated| &restated.written)
    }

    /// Where the record says it in other words than at first, as known just after the commit `at`.
    pub(crate) fn restated_at(&self, at: usize) -> Option<&Restated> {
        self.restated.iter().rev().find(|restated| restated.at <= at)
    }

    /// Whether the fact was known just after the commit `at`.
    pub fn holds(&self, at: usize) -> bool {
        self.from <= at && self.to.is_none_or(|to| at < to)
    }
}

impl CommitRow {
    /// The row of a commit of the mainline, in a register of this time zone.
    pub fn of(commit: MainlineCommit, zone: &Zone) -> CommitRow {
        CommitRow {
            oid: commit.oid,
            known_at: commit.known_at,
            day: PartialDate::day(zone.day(commit.known_at)),
            committed_at: commit.committed_at,
            clock: commit.clock,
            late: commit.late,
            voucher: commit.voucher,
            subject: commit.subject,
            may_correct: commit.may_correct,
        }
    }
}

impl AttributeRow {
    /// Whether the value was known just after the commit `at`.
    pub fn holds(&self, at: usize) -> bool {
        self.from <= at && self.to.is_none_or(|to| at < to)
    }
}
