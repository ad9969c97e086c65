use std::path::Path;

use rusqlite::{Connection, Statement, Transaction, params};

use super::{FORMAT, Stamp, TOOL};
use crate::git::Oid;
use crate::timeline::History;
use crate::timeline::{AliasClaimRow, FileTimelineRow, OwnerRow};
use crate::timeline::{AttributeRow, CommitRow, FactRow, FileEventRow, RecordRow, VersionRow};

type Done = rusqlite::Result<()>;

/// Writes `history` to a new file at `path`, stamped with what it was built from.
pub(crate) fn write(path: &Path, history: &History, stamp: Stamp<'_>) -> Done {
    let mut database = Connection::open(path)?;
    // The file is made aside and moved into place when it is whole.
    database.execute_batch(
        "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;",
    )?;
    let (tables, indexes) = include_str!("schema.sql").split_once("-- Made when").unwrap_or_default();
    database.execute_batch(tables)?;
    let transaction = database.transaction()?;
    let mut rows = Rows::of(&transaction)?;
    for (key, value) in
        [("format", FORMAT), ("tool", TOOL), ("tip", &stamp.tip.to_string()), ("definitions", stamp.definitions)]
    {
        transaction.execute("INSERT INTO meta VALUES (?, ?)", [key, value])?;
    }
    history.commits.iter().enumerate().try_for_each(|(seq, row)| rows.commit(seq, row))?;
    history.records.iter().enumerate().try_for_each(|(record, row)| rows.record(record, row))?;
    history.facts.iter().try_for_each(|row| rows.fact(row))?;
    history.attributes.iter().try_for_each(|row| rows.attribute(row))?;
    history.episodes.iter().try_for_each(|row| rows.episode(row))?;
    history.versions.iter().try_for_each(|row| rows.version(row))?;
    history.strands.iter().enumerate().try_for_each(|(strand, row)| rows.strand(strand, row))?;
    history.bearers.iter().try_for_each(|row| rows.bearer(row))?;
    history.claims.iter().try_for_each(|row| rows.claim(row))?;
    drop(rows);
    transaction.execute_batch(&format!("-- {indexes}"))?;
    transaction.commit()?;
    database.close().map_err(|(_, error)| error)
}

/// One prepared statement for each table: puts a row there, in place of the one of the same key.
pub(crate) struct Rows<'t> {
    commits: Statement<'t>,
    records: Statement<'t>,
    facts: Statement<'t>,
    attributes: Statement<'t>,
    episodes: Statement<'t>,
    versions: Statement<'t>,
    strands: Statement<'t>,
    shown: Statement<'t>,
    bearers: Statement<'t>,
    claims: Statement<'t>,
}

impl<'t> Rows<'t> {
    pub(crate) fn of(transaction: &'t Transaction<'_>) -> rusqlite::Result<Rows<'t>> {
        let put = |table: &str, columns: usize| {
            let places = vec!["?"; columns].join(", ");
            transaction.prepare(&format!("INSERT OR REPLACE INTO {table} VALUES ({places})"))
        };
        Ok(Rows {
            commits: put("commits", 6)?,
            records: put("records", 6)?,
            facts: put("facts", 14)?,
            attributes: put("attributes", 6)?,
            episodes: put("episodes", 4)?,
            versions: put("versions", 4)?,
            strands: put("strands", 11)?,
            shown: put("shown", 4)?,
            bearers: put("bearers", 3)?,
            claims: put("claims", 3)?,
        })
    }

    pub(crate) fn commit(&mut self, seq: usize, row: &CommitRow) -> Done {
        let oid = row.oid.to_string();
        self.commits.execute(params![seq, oid, row.known_at, row.committed_at, row.subject, row.may_correct]).map(drop)
    }

    pub(crate) fn record(&mut self, record: usize, row: &RecordRow) -> Done {
        self.records.execute(params![record, row.kind, row.id, row.name, row.path, row.ids.join("\n")]).map(drop)
    }

    pub(crate) fn fact(&mut self, row: &FactRow) -> Done {
        let written = self.facts.execute(params![
            row.record,
            row.key.what.word(),
            row.key.name,
            row.key.ordinal,
            row.from,
            row.strand,
            row.to,
            row.effective.to_string(),
            row.dated_by.word(),
            row.cohort,
            row.approximate,
            row.written,
            row.path,
            row.line
        ]);
        written.map(drop)
    }

    pub(crate) fn attribute(&mut self, row: &AttributeRow) -> Done {
        let values = params![row.record, row.field, row.value, row.from, row.strand, row.to];
        self.attributes.execute(values).map(drop)
    }

    pub(crate) fn episode(&mut self, row: &FileEventRow) -> Done {
        self.episodes.execute(params![row.record, row.at, row.path, row.episode.word()]).map(drop)
    }

    pub(crate) fn version(&mut self, row: &VersionRow) -> Done {
        let blob = row.blob.as_ref().map(Oid::to_string);
        self.versions.execute(params![row.record, row.at, row.path, blob]).map(drop)
    }

    /// The phases that it showed before must have been taken away.
    pub(crate) fn strand(&mut self, strand: usize, row: &FileTimelineRow) -> Done {
        self.strands.execute(params![
            strand,
            row.record,
            row.kind,
            row.ids.join("\n"),
            row.name,
            row.alive,
            row.unreadable,
            row.path,
            row.blob.as_ref().map(Oid::to_string),
            row.joined.map(|(into, _)| into),
            row.joined.map(|(_, at)| at)
        ])?;
        for (name, ordinal, day) in &row.shown {
            self.shown.execute(params![strand, name, ordinal, day.to_string()])?;
        }
        Ok(())
    }

    pub(crate) fn bearer(&mut self, row: &OwnerRow) -> Done {
        self.bearers.execute(params![row.kind, row.id, row.strand]).map(drop)
    }

    pub(crate) fn claim(&mut self, row: &AliasClaimRow) -> Done {
        self.claims.execute(params![row.kind, row.id, row.strand]).map(drop)
    }
}
