use std::collections::BTreeSet;
use std::path::Path;

use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, TransactionBehavior, params};

use super::read::{all, attribute, claim, fact, shown, strand};
use super::write::Rows;
use super::{PATIENCE, Stamp, is_ours, meta};
use crate::git::Oid;
use crate::timeline::Rows as Walked;
use crate::timeline::{AliasClaimRow, FileTimelineRow, OwnerRow, record_row};
use crate::timeline::{AttributeRow, CommitRow, FactRow};

/// Anything that keeps an index from being brought forward: it is then built again, and that says what
/// is wrong with the place, if something is.
#[derive(Debug)]
pub(crate) struct Unusable;

impl From<rusqlite::Error> for Unusable {
    fn from(_: rusqlite::Error) -> Unusable {
        Unusable
    }
}

type Got<T> = Result<T, Unusable>;

/// An index that is being brought forward: all of it changes at once, or nothing does.
pub(crate) struct Ledger<'d> {
    database: Transaction<'d>,
}

/// What commits brought, by the numbers that the index gives.
pub(crate) struct Touched {
    /// The commits, the first of which has the place `first`.
    pub commits: Vec<CommitRow>,
    pub first: usize,
    /// The strands that were looked at, by number.
    pub strands: Vec<(usize, FileTimelineRow)>,
    pub bearers: Vec<OwnerRow>,
    /// All claims.
    pub claims: Vec<AliasClaimRow>,
    /// The rows, new ones and some that were there before.
    pub rows: Walked,
    /// Which of the facts were there before, by their places among the rows.
    pub old_facts: BTreeSet<usize>,
    /// Which of the attributes were there before, likewise.
    pub old_attributes: BTreeSet<usize>,
}

impl<'d> Ledger<'d> {
    /// Opens an index to write to it. What a killed process left half done is undone by SQLite.
    pub(crate) fn open(path: &Path) -> Got<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let database = Connection::open_with_flags(path, flags)?;
        database.busy_timeout(std::time::Duration::from_millis(PATIENCE))?;
        // The rows are written in the order of the walk, not of what refers to what. A loss of power can't
        // leave half of a change; at worst, the change is made again.
        database.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA synchronous = NORMAL;")?;
        Ok(database)
    }

    /// Takes hold of an index, if it is one of this format, built with these definitions.
    pub(crate) fn take(database: &'d mut Connection, definitions: &str) -> Got<Ledger<'d>> {
        let database = database.transaction_with_behavior(TransactionBehavior::Immediate)?;
        match is_ours(&database)? && meta(&database, "definitions")? == definitions {
            true => Ok(Ledger { database }),
            false => Err(Unusable),
        }
    }

    /// The last commit: its place, its hash, and when it became known.
    pub(crate) fn last_commit(&self) -> Got<(usize, Oid, i64)> {
        let query = "SELECT seq, oid, known_at FROM commits ORDER BY seq DESC LIMIT 1";
        let (seq, oid, known_at) =
            self.database.query_row(query, [], |row| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?)))?;
        match meta(&self.database, "tip")? == oid {
            true => Ok((seq, oid.parse().map_err(|_| Unusable)?, known_at)),
            false => Err(Unusable),
        }
    }

    /// The place of a commit on the mainline; `None` also where the index can't be read.
    pub(crate) fn place(&self, oid: Oid) -> Option<usize> {
        let mut query = self.database.prepare("SELECT seq FROM commits WHERE oid = ?").ok()?;
        query.query_row([oid.to_string()], |row| row.get(0)).ok()
    }

    /// How many strands there are.
    pub(crate) fn strands(&self) -> Got<usize> {
        Ok(self.database.query_row("SELECT count(*) FROM strands", [], |row| row.get(0))?)
    }

    /// How many records there are.
    pub(crate) fn records(&self) -> Got<usize> {
        Ok(self.database.query_row("SELECT count(*) FROM records", [], |row| row.get(0))?)
    }

    /// The strand that bears an identifier, or bore it last.
    pub(crate) fn bearer(&self, kind: &str, id: &str) -> Got<Option<usize>> {
        let mut query = self.database.prepare("SELECT strand FROM bearers WHERE kind = ? AND id = ?")?;
        Ok(query.query_row([kind, id], |row| row.get(0)).optional()?)
    }

    /// The names that records say to have borne before and that others bear still.
    pub(crate) fn claims(&self) -> Got<Vec<AliasClaimRow>> {
        all(&self.database, "SELECT * FROM claims", [], claim).ok_or(Unusable)
    }

    /// A strand.
    pub(crate) fn strand(&self, number: usize) -> Got<FileTimelineRow> {
        let rows = all(&self.database, "SELECT * FROM strands WHERE strand = ?", [number], strand);
        let mut row = rows.and_then(|mut rows| rows.pop()).ok_or(Unusable)?;
        row.shown = shown(&self.database, number).ok_or(Unusable)?;
        Ok(row)
    }

    /// The facts of a strand that hold.
    pub(crate) fn facts(&self, record: usize, strand: usize) -> Got<Vec<FactRow>> {
        let query = "SELECT * FROM facts WHERE record = ? AND strand = ? AND known_to IS NULL";
        all(&self.database, query, [record, strand], fact).ok_or(Unusable)
    }

    /// The values of a strand's fields that hold.
    pub(crate) fn attributes(&self, record: usize, strand: usize) -> Got<Vec<AttributeRow>> {
        let query = "SELECT * FROM attributes WHERE record = ? AND strand = ? AND known_to IS NULL";
        all(&self.database, query, [record, strand], attribute).ok_or(Unusable)
    }

    /// Writes down what commits brought, and stamps the index with the last of them.
    pub(crate) fn write(self, touched: &Touched, stamp: Stamp<'_>) -> Got<()> {
        let Touched { commits, first, strands, bearers, claims, rows: walked, old_facts, old_attributes } = touched;
        let mut rows = Rows::of(&self.database)?;
        commits.iter().enumerate().try_for_each(|(at, row)| rows.commit(first + at, row))?;
        for (number, row) in strands {
            self.database.execute("DELETE FROM shown WHERE strand = ?", [number])?;
            rows.strand(*number, row)?;
        }
        bearers.iter().try_for_each(|row| rows.bearer(row))?;
        self.database.execute("DELETE FROM claims", [])?;
        claims.iter().try_for_each(|row| rows.claim(row))?;
        let records: BTreeSet<usize> = strands.iter().map(|(_, row)| row.record).collect();
        for record in records {
            let query = "SELECT * FROM strands WHERE record = ? ORDER BY strand";
            let group = all(&self.database, query, [record], strand).ok_or(Unusable)?;
            rows.record(record, &record_row(&group.iter().collect::<Vec<_>>()))?;
        }
        // A row that was there before is written again only where it no longer holds.
        let mut facts = walked.facts.iter().enumerate();
        facts.try_for_each(|(at, row)| match row.to.is_none() && old_facts.contains(&at) {
            true => Ok(()),
            false => rows.fact(row),
        })?;
        let mut attributes = walked.attributes.iter().enumerate();
        attributes.try_for_each(|(at, row)| match row.to.is_none() && old_attributes.contains(&at) {
            true => Ok(()),
            false => rows.attribute(row),
        })?;
        walked.episodes.iter().try_for_each(|row| rows.episode(row))?;
        walked.versions.iter().try_for_each(|row| rows.version(row))?;
        drop(rows);
        self.database.execute("UPDATE meta SET value = ? WHERE key = 'tip'", params![stamp.tip.to_string()])?;
        self.database.commit()?;
        Ok(())
    }
}
