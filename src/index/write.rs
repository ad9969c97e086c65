use std::path::Path;

use rusqlite::{Connection, Statement, Transaction, params};

use super::{FORMAT, Stamp, TOOL};
use crate::git::Oid;
use crate::timeline::{
    AliasRow, AttributeRow, CommitRow, FactRow, FileEventRow, FileTimelineRow, FolderRow, History, OwnerRow, RecordRow,
    RivalRow, VersionRow,
};

type Done = rusqlite::Result<()>;

/// Writes `history` to a new file at `path`, stamped with what it was built from.
pub(super) fn write(path: &Path, history: &History, stamp: Stamp<'_>) -> Done {
    let mut database = Connection::open(path)?;
    // The file is made aside and moved into place when it is whole.
    database.execute_batch(
        "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;",
    )?;
    let (tables, indexes) = include_str!("schema.sql").split_once("-- Made when").unwrap_or_default();
    database.execute_batch(tables)?;
    let transaction = database.transaction()?;
    let mut rows = Rows::of(&transaction)?;
    for (key, value) in [
        ("format", FORMAT),
        ("tool", TOOL),
        ("tip", &stamp.tip.to_string()),
        ("definitions", stamp.definitions),
        ("timezone", history.zone.name()),
    ] {
        transaction.execute("INSERT INTO meta VALUES (?, ?)", [key, value])?;
    }
    history.commits.iter().enumerate().try_for_each(|(seq, row)| rows.commit(seq, row))?;
    history.records.iter().enumerate().try_for_each(|(record, row)| rows.record(record, row))?;
    history.facts.iter().try_for_each(|row| rows.fact(row))?;
    history.attributes.iter().try_for_each(|row| rows.attribute(row))?;
    history.file_events.iter().try_for_each(|row| rows.file_event(row))?;
    history.versions.iter().try_for_each(|row| rows.version(row))?;
    let checkpoint = &history.checkpoint;
    checkpoint.files.iter().enumerate().try_for_each(|(number, row)| rows.file(number, row))?;
    checkpoint.owners.iter().try_for_each(|row| rows.owner(row))?;
    checkpoint.aliases.iter().try_for_each(|row| rows.alias(row))?;
    checkpoint.rivals.iter().try_for_each(|row| rows.rival(row))?;
    checkpoint.former_folders.iter().try_for_each(|row| rows.folder(row))?;
    drop(rows);
    transaction.execute_batch(&format!("-- {indexes}"))?;
    transaction.commit()?;
    database.close().map_err(|(_, error)| error)
}

/// One prepared statement for each table: puts a row there, in place of the one of the same key.
pub(super) struct Rows<'t> {
    commits: Statement<'t>,
    records: Statement<'t>,
    facts: Statement<'t>,
    attributes: Statement<'t>,
    restated: Statement<'t>,
    file_events: Statement<'t>,
    versions: Statement<'t>,
    files: Statement<'t>,
    shown: Statement<'t>,
    owners: Statement<'t>,
    aliases: Statement<'t>,
    rivals: Statement<'t>,
    folders: Statement<'t>,
}

impl<'t> Rows<'t> {
    pub(super) fn of(transaction: &'t Transaction<'_>) -> rusqlite::Result<Rows<'t>> {
        let put = |table: &str, columns: usize| {
            let places = vec!["?"; columns].join(", ");
            transaction.prepare(&format!("INSERT OR REPLACE INTO {table} VALUES ({places})"))
        };
        Ok(Rows {
            commits: put("commits", 10)?,
            records: put("records", 6)?,
            facts: put("facts", 14)?,
            attributes: put("attributes", 6)?,
            restated: put("restated", 10)?,
            file_events: put("file_events", 5)?,
            versions: put("versions", 4)?,
            files: put("files", 13)?,
            shown: put("shown", 4)?,
            owners: put("owners", 3)?,
            aliases: put("aliases", 3)?,
            rivals: put("rivals", 4)?,
            folders: put("folders", 2)?,
        })
    }

    pub(super) fn commit(&mut self, seq: usize, row: &CommitRow) -> Done {
        let written = self.commits.execute(params![
            seq,
            row.oid.to_string(),
            row.known_at,
            row.day.to_string(),
            row.committed_at,
            row.clock.word(),
            row.late,
            row.voucher.word(),
            row.subject,
            row.may_correct
        ]);
        written.map(drop)
    }

    pub(super) fn record(&mut self, record: usize, row: &RecordRow) -> Done {
        self.records.execute(params![record, row.kind, row.id, row.name, row.path, row.ids.join("\n")]).map(drop)
    }

    pub(super) fn fact(&mut self, row: &FactRow) -> Done {
        let written = self.facts.execute(params![
            row.record,
            row.key.what.word(),
            row.key.name,
            row.key.ordinal,
            row.from,
            row.file,
            row.to,
            row.value.effective.to_string(),
            row.value.dated_by.word(),
            row.value.cohort,
            row.value.approximate,
            row.written,
            row.path,
            row.line
        ]);
        written?;
        self.restated(row)
    }

    /// Where a fact was said in other words.
    pub(super) fn restated(&mut self, row: &FactRow) -> Done {
        let (what, key) = (row.key.what.word(), &row.key);
        for said in &row.restated {
            self.restated.execute(params![
                row.record,
                what,
                key.name,
                key.ordinal,
                row.from,
                row.file,
                said.at,
                said.written,
                said.path,
                said.line
            ])?;
        }
        Ok(())
    }

    pub(super) fn attribute(&mut self, row: &AttributeRow) -> Done {
        let values = params![row.record, row.field, row.value, row.from, row.file, row.to];
        self.attributes.execute(values).map(drop)
    }

    pub(super) fn file_event(&mut self, row: &FileEventRow) -> Done {
        self.file_events.execute(params![row.record, row.file, row.at, row.path, row.event.word()]).map(drop)
    }

    pub(super) fn version(&mut self, row: &VersionRow) -> Done {
        let blob = row.blob.as_ref().map(Oid::to_string);
        self.versions.execute(params![row.record, row.at, row.path, blob]).map(drop)
    }

    /// The phases that it showed before must have been taken away.
    pub(super) fn file(&mut self, number: usize, row: &FileTimelineRow) -> Done {
        self.files.execute(params![
            number,
            row.record,
            row.kind,
            row.ids.join("\n"),
            row.name,
            row.is_present,
            row.is_unreadable,
            row.path,
            row.blob.as_ref().map(Oid::to_string),
            row.merged.map(|(into, _)| into),
            row.merged.map(|(_, at)| at),
            row.guess.as_ref().map(|(id, _)| id),
            row.guess.as_ref().map(|(_, day)| day.to_string())
        ])?;
        for (name, nth, day) in &row.shown {
            self.shown.execute(params![number, name, nth, day.to_string()])?;
        }
        Ok(())
    }

    pub(super) fn owner(&mut self, row: &OwnerRow) -> Done {
        self.owners.execute(params![row.kind, row.id, row.file]).map(drop)
    }

    pub(super) fn alias(&mut self, row: &AliasRow) -> Done {
        self.aliases.execute(params![row.kind, row.id, row.file]).map(drop)
    }

    pub(super) fn rival(&mut self, row: &RivalRow) -> Done {
        self.rivals.execute(params![row.kind, row.id, row.path, row.file]).map(drop)
    }

    pub(super) fn folder(&mut self, row: &FolderRow) -> Done {
        self.folders.execute(params![row.folder, row.kind]).map(drop)
    }
}
