use std::collections::BTreeSet;
use std::path::Path;

use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, TransactionBehavior, params};

use super::read::{alias, all, attribute, fact, file, folder, restate_record, rival, shown};
use super::write::Rows;
use super::{Stamp, is_ours, meta};
use crate::git::{MainlineConfig, Oid, SaidTime};
use crate::timeline::{
    AliasRow, AttributeRow, FactRow, FileTimelineRow, FolderRow, Memory, RivalRow, Touched, record_row,
};

/// Anything that keeps an index from being brought forward: it is then built again, and that says what
/// is wrong with the place, if something is.
#[derive(Debug)]
pub(super) struct Unusable;

impl From<rusqlite::Error> for Unusable {
    fn from(_: rusqlite::Error) -> Unusable {
        Unusable
    }
}

type Got<T> = Result<T, Unusable>;

/// An index that is being brought forward: all of it changes at once, or nothing does.
pub(super) struct Ledger<'d> {
    database: Transaction<'d>,
}

impl<'d> Ledger<'d> {
    /// Opens an index to write to it: a copy that nobody else knows of, so that it needs neither a journal nor the disk.
    pub(super) fn open(path: &Path) -> Got<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let database = Connection::open_with_flags(path, flags)?;
        // The rows are written in the order of the walk, not of what refers to what.
        database.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;")?;
        Ok(database)
    }

    /// Takes hold of an index, if it is one of this format, built with these definitions.
    pub(super) fn take(database: &'d mut Connection, definitions: &str) -> Got<Ledger<'d>> {
        let database = database.transaction_with_behavior(TransactionBehavior::Immediate)?;
        match is_ours(&database)? && meta(&database, "definitions")? == definitions {
            true => Ok(Ledger { database }),
            false => Err(Unusable),
        }
    }

    /// The last commit: its place, its hash, and when it became known.
    pub(super) fn last_commit(&self) -> Got<(usize, Oid, i64)> {
        let query = "SELECT seq, oid, known_at FROM commits ORDER BY seq DESC LIMIT 1";
        let (seq, oid, known_at) =
            self.database.query_row(query, [], |row| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?)))?;
        match meta(&self.database, "tip")? == oid {
            true => Ok((seq, oid.parse().map_err(|_| Unusable)?, known_at)),
            false => Err(Unusable),
        }
    }

    /// When the commits say that they were made, and when they became known (seconds since 1970-01-01T00:00:00Z),
    /// oldest first.
    pub(super) fn times(&self, config: &MainlineConfig) -> Option<Vec<(SaidTime, i64)>> {
        all(&self.database, "SELECT oid, committed_at, late, known_at FROM commits ORDER BY seq", [], |row| {
            let Ok(oid) = row.get_ref(0)?.as_str()?.parse() else { return Ok(None) };
            let corrected = config.known_dates.get(&oid).copied();
            let is_late = row.get::<_, Option<String>>(2)?.is_some();
            Ok(Some((SaidTime { committed_at: row.get(1)?, corrected, is_late }, row.get(3)?)))
        })
    }

    /// The place of a commit on the mainline; `None` also where the index can't be read.
    pub(super) fn place(&self, oid: Oid) -> Option<usize> {
        let mut query = self.database.prepare("SELECT seq FROM commits WHERE oid = ?").ok()?;
        query.query_row([oid.to_string()], |row| row.get(0)).ok()
    }

    /// Writes down what commits brought, and stamps the index with the last of them.
    pub(super) fn write(self, touched: &Touched, stamp: Stamp<'_>) -> Got<()> {
        let Touched { commits, first, files, checkpoint, rows: walked, old_facts, old_attributes, .. } = touched;
        let mut rows = Rows::of(&self.database)?;
        commits.iter().enumerate().try_for_each(|(at, row)| rows.commit(first + at, row))?;
        for (number, row) in files {
            self.database.execute("DELETE FROM shown WHERE file = ?", [number])?;
            rows.file(*number, row)?;
        }
        checkpoint.owners.iter().try_for_each(|row| rows.owner(row))?;
        self.database.execute_batch("DELETE FROM aliases; DELETE FROM rivals; DELETE FROM folders;")?;
        checkpoint.aliases.iter().try_for_each(|row| rows.alias(row))?;
        checkpoint.rivals.iter().try_for_each(|row| rows.rival(row))?;
        checkpoint.former_folders.iter().try_for_each(|row| rows.folder(row))?;
        let records: BTreeSet<usize> = files.iter().map(|(_, row)| row.record).collect();
        for record in records {
            let query = "SELECT * FROM files WHERE record = ? ORDER BY file";
            let group = all(&self.database, query, [record], file).ok_or(Unusable)?;
            rows.record(record, &record_row(&group.iter().collect::<Vec<_>>()))?;
        }
        // A row that was there before is written again only where it no longer holds.
        let mut facts = walked.facts.iter().enumerate();
        facts.try_for_each(|(at, row)| match row.to.is_none() && old_facts.contains(&at) {
            true => rows.restated(row),
            false => rows.fact(row),
        })?;
        let mut attributes = walked.attributes.iter().enumerate();
        attributes.try_for_each(|(at, row)| match row.to.is_none() && old_attributes.contains(&at) {
            true => Ok(()),
            false => rows.attribute(row),
        })?;
        walked.file_events.iter().try_for_each(|row| rows.file_event(row))?;
        walked.versions.iter().try_for_each(|row| rows.version(row))?;
        drop(rows);
        self.database.execute("UPDATE meta SET value = ? WHERE key = 'tip'", params![stamp.tip.to_string()])?;
        self.database.commit()?;
        Ok(())
    }
}

impl Memory for Ledger<'_> {
    type Error = Unusable;

    fn files(&self) -> Got<usize> {
        Ok(self.database.query_row("SELECT count(*) FROM files", [], |row| row.get(0))?)
    }

    fn records(&self) -> Got<usize> {
        Ok(self.database.query_row("SELECT count(*) FROM records", [], |row| row.get(0))?)
    }

    fn aliases(&self) -> Got<Vec<AliasRow>> {
        all(&self.database, "SELECT * FROM aliases", [], alias).ok_or(Unusable)
    }

    fn rivals(&self) -> Got<Vec<RivalRow>> {
        all(&self.database, "SELECT * FROM rivals", [], rival).ok_or(Unusable)
    }

    fn former_folders(&self) -> Got<Vec<FolderRow>> {
        all(&self.database, "SELECT * FROM folders ORDER BY rowid", [], folder).ok_or(Unusable)
    }

    fn owner(&self, kind: &str, id: &str) -> Got<Option<usize>> {
        let mut query = self.database.prepare("SELECT file FROM owners WHERE kind = ? AND id = ?")?;
        Ok(query.query_row([kind, id], |row| row.get(0)).optional()?)
    }

    fn file(&self, number: usize) -> Got<FileTimelineRow> {
        let rows = all(&self.database, "SELECT * FROM files WHERE file = ?", [number], file);
        let mut row = rows.and_then(|mut rows| rows.pop()).ok_or(Unusable)?;
        row.shown = shown(&self.database, number).ok_or(Unusable)?;
        Ok(row)
    }

    fn facts(&self, record: usize, file: usize) -> Got<Vec<FactRow>> {
        let query = "SELECT * FROM facts WHERE record = ? AND file = ? AND known_to IS NULL \
                     ORDER BY record, what, name, ordinal, known_from, file";
        let mut facts = all(&self.database, query, [record, file], fact).ok_or(Unusable)?;
        restate_record(&self.database, record, &mut facts).ok_or(Unusable)?;
        Ok(facts)
    }

    fn attributes(&self, record: usize, file: usize) -> Got<Vec<AttributeRow>> {
        let query = "SELECT * FROM attributes WHERE record = ? AND file = ? AND known_to IS NULL";
        all(&self.database, query, [record, file], attribute).ok_or(Unusable)
    }
}
