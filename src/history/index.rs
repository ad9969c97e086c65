use std::path::Path;

use rusqlite::{Connection, OpenFlags, params};

use super::History;
use super::rows::{AttributeRow, CommitRow, Episode, EpisodeRow, FactRow, RecordRow, VersionRow};
use crate::git::Oid;
use crate::lifecycle::{DatedBy, FactKey, PartialDate, What};

/// The version of the index's format: another one is not read, but rebuilt.
const FORMAT: &str = "2";

/// Writes `history` to a new file at `path`, stamped with what it was built from.
pub(super) fn write(path: &Path, history: &History, tip: Oid, definitions: &str) -> rusqlite::Result<()> {
    let mut database = Connection::open(path)?;
    // The file is made aside and moved into place when it is whole.
    database.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")?;
    database.execute_batch(include_str!("schema.sql"))?;
    let transaction = database.transaction()?;
    {
        let mut meta = transaction.prepare("INSERT INTO meta VALUES (?, ?)")?;
        for (key, value) in [("format", FORMAT), ("tip", &tip.to_string()), ("definitions", definitions)] {
            meta.execute([key, value])?;
        }
        let mut commits = transaction.prepare("INSERT INTO commits VALUES (?, ?, ?, ?, ?)")?;
        for (seq, row) in history.commits.iter().enumerate() {
            commits.execute(params![seq, row.oid.to_string(), row.known_at, row.committed_at, row.subject])?;
        }
        let mut records = transaction.prepare("INSERT INTO records VALUES (?, ?, ?, ?, ?)")?;
        for (record, row) in history.records.iter().enumerate() {
            records.execute(params![record, row.kind, row.id, row.name, row.ids.join("\n")])?;
        }
        let mut facts = transaction.prepare("INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
        for row in &history.facts {
            facts.execute(params![
                row.record,
                row.key.what.word(),
                row.key.name,
                row.key.ordinal,
                row.effective.to_string(),
                row.dated_by.word(),
                row.cohort,
                row.approximate,
                row.written,
                row.from,
                row.to,
                row.path,
                row.line
            ])?;
        }
        let mut attributes = transaction.prepare("INSERT INTO attributes VALUES (?, ?, ?, ?, ?)")?;
        for row in &history.attributes {
            attributes.execute(params![row.record, row.field, row.value, row.from, row.to])?;
        }
        let mut episodes = transaction.prepare("INSERT INTO episodes VALUES (?, ?, ?, ?)")?;
        for row in &history.episodes {
            episodes.execute(params![row.record, row.at, row.path, row.episode.word()])?;
        }
        let mut versions = transaction.prepare("INSERT INTO versions VALUES (?, ?, ?, ?)")?;
        for row in &history.versions {
            versions.execute(params![row.record, row.at, row.path, row.blob.map(|oid| oid.to_string())])?;
        }
    }
    transaction.commit()?;
    database.close().map_err(|(_, error)| error)
}

/// Reads the index at `path`, if it is one of this format, built from these very commits and
/// definitions. `None` for anything else: it is to be built again.
///
/// The versions are most of the rows, and no question needs them: they are read where `with_versions`.
pub(super) fn read(path: &Path, tip: Oid, definitions: &str, with_versions: bool) -> Option<History> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let database = Connection::open_with_flags(path, flags).ok()?;
    let meta = |key: &str| -> Option<String> {
        database.query_row("SELECT value FROM meta WHERE key = ?", [key], |row| row.get(0)).ok()
    };
    let fresh = meta("format")? == FORMAT && meta("tip")? == tip.to_string() && meta("definitions")? == definitions;
    if !fresh {
        return None;
    }
    let versions = match with_versions {
        true => "SELECT * FROM versions ORDER BY rowid",
        false => "SELECT * FROM versions LIMIT 0",
    };
    Some(History {
        commits: all(&database, "SELECT oid, known_at, committed_at, subject FROM commits ORDER BY seq", |row| {
            Ok(Some(CommitRow {
                oid: match row.get::<_, String>(0)?.parse() {
                    Ok(oid) => oid,
                    Err(_) => return Ok(None),
                },
                known_at: row.get(1)?,
                committed_at: row.get(2)?,
                subject: row.get(3)?,
            }))
        })?,
        records: all(&database, "SELECT kind, id, name, ids FROM records ORDER BY record", |row| {
            let ids: String = row.get(3)?;
            let ids = ids.lines().map(str::to_owned).collect();
            Ok(Some(RecordRow { kind: row.get(0)?, id: row.get(1)?, name: row.get(2)?, ids }))
        })?,
        facts: all(&database, "SELECT * FROM facts ORDER BY rowid", fact)?,
        attributes: all(&database, "SELECT * FROM attributes ORDER BY rowid", |row| {
            Ok(Some(AttributeRow {
                record: row.get(0)?,
                field: row.get(1)?,
                value: row.get(2)?,
                from: row.get(3)?,
                to: row.get(4)?,
            }))
        })?,
        episodes: all(&database, "SELECT * FROM episodes ORDER BY rowid", |row| {
            let episode = Episode::from_word(&row.get::<_, String>(3)?);
            let (record, at, path) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(episode.map(|episode| EpisodeRow { record, at, path, episode }))
        })?,
        versions: all(&database, versions, |row| {
            let blob = row.get::<_, Option<String>>(3)?.map(|blob| blob.parse());
            let (record, at, path) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(blob.transpose().ok().map(|blob| VersionRow { record, at, path, blob }))
        })?,
    })
}

fn fact(row: &rusqlite::Row<'_>) -> rusqlite::Result<Option<FactRow>> {
    let what = What::from_word(&row.get::<_, String>(1)?);
    let effective = PartialDate::parse(&row.get::<_, String>(4)?);
    let dated_by = match row.get::<_, String>(5)?.as_str() {
        "record" => DatedBy::Record,
        _ => DatedBy::Commit,
    };
    let (Some(what), Some(effective)) = (what, effective) else { return Ok(None) };
    Ok(Some(FactRow {
        record: row.get(0)?,
        key: FactKey { what, name: row.get(2)?, ordinal: row.get(3)? },
        effective,
        dated_by,
        cohort: row.get(6)?,
        approximate: row.get(7)?,
        written: row.get(8)?,
        from: row.get(9)?,
        to: row.get(10)?,
        path: row.get(11)?,
        line: row.get(12)?,
    }))
}

/// All rows of a query; `None` if any of them can't be read.
fn all<T>(
    database: &Connection,
    query: &str,
    read: impl Fn(&rusqlite::Row<'_>) -> rusqlite::Result<Option<T>>,
) -> Option<Vec<T>> {
    let mut statement = database.prepare(query).ok()?;
    let mut rows = statement.query([]).ok()?;
    let mut found = Vec::new();
    while let Some(row) = rows.next().ok()? {
        found.push(read(row).ok()??);
    }
    Some(found)
}
