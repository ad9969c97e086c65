use std::collections::BTreeSet;
use std::path::Path;

use rusqlite::{Connection, OpenFlags, Params, Row, params_from_iter};

use super::{PATIENCE, is_fresh};
use crate::git::Oid;
use crate::lifecycle::{DatedBy, FactKey, PartialDate, What};
use crate::timeline::History;
use crate::timeline::{AliasClaimRow, FileTimelineRow, MergeRow, OwnerRow};
use crate::timeline::{AttributeRow, CommitRow, FactRow, FileEvent, FileEventRow, RecordRow, VersionRow};

/// How much of a history is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// What figures are counted by: the facts of these phases and events, and these fields.
    Figures {
        /// The names of phases and events.
        names: BTreeSet<String>,
        /// The fields.
        fields: BTreeSet<String>,
    },
    /// What the moves of figures are explained by: all facts of these kinds, and these fields.
    Moves {
        /// The kinds of facts.
        whats: BTreeSet<What>,
        /// The fields.
        fields: BTreeSet<String>,
    },
    /// What is told of the records that answer to a name: their facts and episodes, and no fields.
    Life(String),
    /// What questions are answered by: all but the versions, and what a build must remember.
    Stories,
    /// All of it.
    Everything,
}

/// Reads the index at `path`, as far as it is wanted, if it is one that this very tool built of the history
/// up to `tip`. `None` for anything else: it must be brought forward, or built again.
pub(crate) fn read(path: &Path, tip: Oid, wanted: &Wanted) -> Option<History> {
    let database = open(path).ok()?;
    // All tables as one moment has them, whoever writes meanwhile.
    let database = database.unchecked_transaction().ok()?;
    if !is_fresh(&database, tip).ok()? {
        return None;
    }
    let mut history = History {
        commits: all(
            &database,
            "SELECT oid, known_at, committed_at, subject, may_correct FROM commits ORDER BY seq",
            [],
            commit,
        )?,
        records: all(&database, "SELECT kind, id, name, path, ids FROM records ORDER BY record", [], record)?,
        joins: all(
            &database,
            "SELECT record, strand, joined, joined_at FROM strands WHERE joined IS NOT NULL ORDER BY record, strand",
            [],
            join,
        )?,
        ..History::default()
    };
    let places = |records: Vec<usize>| records.into_iter().map(|record| record.to_string()).collect();
    let (column, values): (&str, Option<BTreeSet<String>>) = match wanted {
        Wanted::Figures { names, .. } => ("name", Some(names.clone())),
        Wanted::Moves { whats, .. } => ("what", Some(whats.iter().map(|what| what.word().to_owned()).collect())),
        Wanted::Life(name) => ("record", Some(places(history.find(name)))),
        Wanted::Stories | Wanted::Everything => ("record", None),
    };
    history.facts = rows_where(&database, "facts", (column, values.as_ref()), fact)?;
    let fields = match wanted {
        Wanted::Figures { fields, .. } | Wanted::Moves { fields, .. } => Some(fields),
        Wanted::Life(_) => Some(&BTreeSet::new()),
        Wanted::Stories | Wanted::Everything => None,
    };
    history.attributes = rows_where(&database, "attributes", ("field", fields), attribute)?;
    history.episodes = match wanted {
        Wanted::Figures { .. } | Wanted::Moves { .. } => Vec::new(),
        Wanted::Life(_) => rows_where(&database, "episodes", (column, values.as_ref()), episode)?,
        Wanted::Stories | Wanted::Everything => rows_where(&database, "episodes", ("record", None), episode)?,
    };
    if *wanted == Wanted::Everything {
        history.versions = all(&database, "SELECT * FROM versions ORDER BY rowid", [], version)?;
        history.strands = all(&database, "SELECT * FROM strands ORDER BY strand", [], strand)?;
        for (number, row) in history.strands.iter_mut().enumerate() {
            row.shown = shown(&database, number)?;
        }
        history.bearers = all(&database, "SELECT * FROM bearers ORDER BY kind, id", [], bearer)?;
        history.claims = all(&database, "SELECT * FROM claims ORDER BY kind, id", [], claim)?;
    }
    Some(history)
}

/// The rows of a table in which a column has one of these values, if some are given, in their order.
fn rows_where<T>(
    database: &Connection,
    table: &str,
    (column, values): (&str, Option<&BTreeSet<String>>),
    read: impl Fn(&Row<'_>) -> rusqlite::Result<Option<T>>,
) -> Option<Vec<T>> {
    let order = match table {
        "facts" => "record, what, name, ordinal, known_from, strand",
        "attributes" => "record, field, value, known_from, strand",
        _ => "rowid",
    };
    match values {
        None => all(database, &format!("SELECT * FROM {table} ORDER BY {order}"), [], read),
        Some(values) if values.is_empty() => Some(Vec::new()),
        Some(values) => {
            let places = vec!["?"; values.len()].join(", ");
            let query = format!("SELECT * FROM {table} WHERE {column} IN ({places}) ORDER BY {order}");
            all(database, &query, params_from_iter(values), read)
        }
    }
}

/// Opens the index to read it, and nothing else.
pub(crate) fn open(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let database = Connection::open_with_flags(path, flags)?;
    database.busy_timeout(std::time::Duration::from_millis(PATIENCE))?;
    // Read where it is, instead of being copied first. No one shortens the file while it is read: what is
    // undone in it is undone under SQLite's lock, and a new index is another file.
    database.execute_batch("PRAGMA mmap_size = 1073741824;")?;
    Ok(database)
}

fn commit(row: &Row<'_>) -> rusqlite::Result<Option<CommitRow>> {
    let Ok(oid) = row.get_ref(0)?.as_str()?.parse() else { return Ok(None) };
    let (known_at, committed_at, subject) = (row.get(1)?, row.get(2)?, row.get(3)?);
    Ok(Some(CommitRow { oid, known_at, committed_at, subject, may_correct: row.get(4)? }))
}

fn record(row: &Row<'_>) -> rusqlite::Result<Option<RecordRow>> {
    Ok(Some(RecordRow {
        kind: row.get(0)?,
        id: row.get(1)?,
        name: row.get(2)?,
        path: row.get(3)?,
        ids: lines(row, 4)?,
    }))
}

fn join(row: &Row<'_>) -> rusqlite::Result<Option<MergeRow>> {
    Ok(Some(MergeRow { record: row.get(0)?, strand: row.get(1)?, into: row.get(2)?, at: row.get(3)? }))
}

fn episode(row: &Row<'_>) -> rusqlite::Result<Option<FileEventRow>> {
    let episode = FileEvent::from_word(row.get_ref(3)?.as_str()?);
    let (record, at, path) = (row.get(0)?, row.get(1)?, row.get(2)?);
    Ok(episode.map(|episode| FileEventRow { record, at, path, episode }))
}

fn version(row: &Row<'_>) -> rusqlite::Result<Option<VersionRow>> {
    let blob = row.get::<_, Option<String>>(3)?.map(|blob| blob.parse());
    let (record, at, path) = (row.get(0)?, row.get(1)?, row.get(2)?);
    Ok(blob.transpose().ok().map(|blob| VersionRow { record, at, path, blob }))
}

/// A row of `claims`, whole.
pub(crate) fn claim(row: &Row<'_>) -> rusqlite::Result<Option<AliasClaimRow>> {
    Ok(Some(AliasClaimRow { kind: row.get(0)?, id: row.get(1)?, strand: row.get(2)? }))
}

fn bearer(row: &Row<'_>) -> rusqlite::Result<Option<OwnerRow>> {
    Ok(Some(OwnerRow { kind: row.get(0)?, id: row.get(1)?, strand: row.get(2)? }))
}

/// A row of `facts`, whole.
pub(crate) fn fact(row: &Row<'_>) -> rusqlite::Result<Option<FactRow>> {
    let what = What::from_word(row.get_ref(1)?.as_str()?);
    let effective = PartialDate::parse(row.get_ref(7)?.as_str()?);
    let dated_by = match row.get_ref(8)?.as_str()? {
        "record" => DatedBy::Record,
        _ => DatedBy::Commit,
    };
    let (Some(what), Some(effective)) = (what, effective) else { return Ok(None) };
    Ok(Some(FactRow {
        record: row.get(0)?,
        key: FactKey { what, name: row.get(2)?, ordinal: row.get(3)? },
        from: row.get(4)?,
        strand: row.get(5)?,
        to: row.get(6)?,
        effective,
        dated_by,
        cohort: row.get(9)?,
        approximate: row.get(10)?,
        written: row.get(11)?,
        path: row.get(12)?,
        line: row.get(13)?,
    }))
}

/// A row of `attributes`, whole.
pub(crate) fn attribute(row: &Row<'_>) -> rusqlite::Result<Option<AttributeRow>> {
    Ok(Some(AttributeRow {
        record: row.get(0)?,
        field: row.get(1)?,
        value: row.get(2)?,
        from: row.get(3)?,
        strand: row.get(4)?,
        to: row.get(5)?,
    }))
}

/// A row of `strands`, whole, but for the phases that it shows.
pub(crate) fn strand(row: &Row<'_>) -> rusqlite::Result<Option<FileTimelineRow>> {
    let blob = row.get::<_, Option<String>>(8)?.map(|blob| blob.parse()).transpose();
    let Ok(blob) = blob else { return Ok(None) };
    Ok(Some(FileTimelineRow {
        record: row.get(1)?,
        kind: row.get(2)?,
        ids: lines(row, 3)?,
        name: row.get(4)?,
        alive: row.get(5)?,
        unreadable: row.get(6)?,
        path: row.get(7)?,
        blob,
        joined: row.get::<_, Option<usize>>(9)?.zip(row.get(10)?),
        shown: Vec::new(),
    }))
}

/// The phases that a strand shows.
pub(crate) fn shown(database: &Connection, strand: usize) -> Option<Vec<(String, usize, PartialDate)>> {
    let query = "SELECT name, ordinal, day FROM shown WHERE strand = ? ORDER BY name, ordinal";
    all(database, query, [strand], |row| {
        let day = PartialDate::parse(row.get_ref(2)?.as_str()?);
        let (name, ordinal) = (row.get(0)?, row.get(1)?);
        Ok(day.map(|day| (name, ordinal, day)))
    })
}

fn lines(row: &Row<'_>, column: usize) -> rusqlite::Result<Vec<String>> {
    Ok(row.get_ref(column)?.as_str()?.lines().map(str::to_owned).collect())
}

/// All rows of a query; `None` if any of them can't be read.
pub(crate) fn all<T>(
    database: &Connection,
    query: &str,
    values: impl Params,
    read: impl Fn(&Row<'_>) -> rusqlite::Result<Option<T>>,
) -> Option<Vec<T>> {
    let mut statement = database.prepare(query).ok()?;
    let mut rows = statement.query(values).ok()?;
    // Rows are wide: growing from nothing would copy them several times.
    let mut found = Vec::with_capacity(1_024);
    while let Some(row) = rows.next().ok()? {
        found.push(read(row).ok()??);
    }
    Some(found)
}
