use std::collections::BTreeSet;
use std::path::Path;

use rusqlite::{Connection, OpenFlags, Params, Row, params_from_iter};

use super::seal::{self, Seal};
use super::{is_fresh, is_ours, meta};
use crate::git::{Clock, Oid, Voucher};
use crate::lifecycle::{DatedBy, FactKey, FactValue, PartialDate, What, Zone};
use crate::timeline::{
    AliasRow, AttributeRow, Checkpoint, CommitRow, FactRow, FileEvent, FileEventRow, FileTimelineRow, FolderRow,
    History, MergeRow, OwnerRow, RecordRow, Restated, RivalRow, VersionRow,
};

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
    /// What is told of the records that answer to a name: their facts, file events and fields.
    Log(String),
    /// What questions are answered by: all but the versions, and what a build must remember.
    Logs,
    /// What a change is put on top of: all but the versions.
    ToGoOn,
    /// All of it.
    Everything,
}

/// What an index has of a history that is wanted.
pub(super) enum Reading {
    /// All that is wanted.
    History(Box<History>),
    /// It goes up to another commit, was written by another version of this tool, or is not there: it must be brought
    /// forward, or built again.
    Behind,
    /// It is not as it was written: it must be built again.
    Damaged,
}

/// Reads the index at `path`, as far as it is wanted, if it is one that this very tool built of the history
/// up to `tip`.
pub(super) fn read(path: &Path, tip: Oid, wanted: &Wanted) -> Reading {
    match seal::check(path) {
        Seal::Whole => {}
        Seal::Absent | Seal::Missing => return Reading::Behind,
        Seal::Broken => return Reading::Damaged,
    }
    // What bears the right digest is as it was written, and can be read, unless it was replaced by something that can't.
    let read = || {
        let database = open(path).ok()?;
        match is_fresh(&database, tip).ok()? {
            true => rows(&database, wanted).map(|history| Reading::History(Box::new(history))),
            false => Some(Reading::Behind),
        }
    };
    read().unwrap_or(Reading::Damaged)
}

/// What an index holds, as far as it is wanted; `None` where it can't be read.
fn rows(database: &Connection, wanted: &Wanted) -> Option<History> {
    let mut history = History {
        zone: Zone::named(&meta(database, "timezone").ok()?)?,
        commits: all(database, "SELECT * FROM commits ORDER BY seq", [], commit)?,
        records: all(database, "SELECT kind, id, name, path, ids FROM records ORDER BY record", [], record)?,
        merges: all(
            database,
            "SELECT record, file, merged, merged_at FROM files WHERE merged IS NOT NULL ORDER BY record, file",
            [],
            merge,
        )?,
        ..History::default()
    };
    let places = |records: Vec<usize>| records.into_iter().map(|record| record.to_string()).collect();
    let (column, values): (&str, Option<BTreeSet<String>>) = match wanted {
        Wanted::Figures { names, .. } => ("name", Some(names.clone())),
        Wanted::Moves { whats, .. } => ("what", Some(whats.iter().map(|what| what.word().to_owned()).collect())),
        Wanted::Log(name) => ("record", Some(places(history.find(name)))),
        Wanted::Logs | Wanted::ToGoOn | Wanted::Everything => ("record", None),
    };
    history.facts = rows_where(database, "facts", (column, values.as_ref()), fact)?;
    let fields = match wanted {
        Wanted::Figures { fields, .. } | Wanted::Moves { fields, .. } => Some(fields),
        Wanted::Log(_) | Wanted::Logs | Wanted::ToGoOn | Wanted::Everything => None,
    };
    let (column, chosen) = match wanted {
        Wanted::Log(_) => (column, values.as_ref()),
        _ => ("field", fields),
    };
    history.attributes = rows_where(database, "attributes", (column, chosen), attribute)?;
    history.file_events = match wanted {
        Wanted::Figures { .. } | Wanted::Moves { .. } => Vec::new(),
        Wanted::Log(_) => rows_where(database, "file_events", (column, values.as_ref()), file_event)?,
        Wanted::Logs | Wanted::ToGoOn | Wanted::Everything => {
            rows_where(database, "file_events", ("record", None), file_event)?
        }
    };
    restate(database, &mut history.facts)?;
    if *wanted == Wanted::Everything {
        history.versions = all(database, "SELECT * FROM versions ORDER BY rowid", [], version)?;
    }
    if matches!(wanted, Wanted::ToGoOn | Wanted::Everything) {
        history.checkpoint = checkpoint(database)?;
    }
    Some(history)
}

/// The commits whose clocks seem to have been wrong, in the index at `path`, oldest first; none where it can't be read.
pub(crate) fn wrong_clocks(path: &Path) -> Vec<CommitRow> {
    let read = || {
        if seal::check(path) != Seal::Whole {
            return None;
        }
        let database = open(path).ok()?;
        let query = "SELECT * FROM commits WHERE clock IN (?, ?) ORDER BY seq";
        is_ours(&database)
            .ok()?
            .then(|| all(&database, query, [Clock::Ahead, Clock::Behind].map(Clock::word), commit))?
    };
    read().unwrap_or_default()
}

/// How many commits in the index at `path` bear a signature, and how many there are; `None` where it can't be read.
pub fn signed(path: &Path) -> Option<(usize, usize)> {
    if seal::check(path) != Seal::Whole {
        return None;
    }
    let database = open(path).ok().filter(|database| is_ours(database).unwrap_or_default())?;
    let count = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let query = "SELECT count(*) FILTER (WHERE voucher <> ?), count(*) FROM commits";
    database.query_row(query, [Voucher::Nobody.word()], count).ok()
}

/// What the walk remembers.
fn checkpoint(database: &Connection) -> Option<Checkpoint> {
    let mut files = all(database, "SELECT * FROM files ORDER BY file", [], file)?;
    let shown = all(database, "SELECT file, name, nth, day FROM shown ORDER BY file, name, nth", [], |row| {
        Ok(Some(row.get::<_, usize>(0)?).zip(shown_phase(row, 1)?))
    })?;
    for (number, phase) in shown {
        files.get_mut(number)?.shown.push(phase);
    }
    Some(Checkpoint {
        files,
        owners: all(database, "SELECT * FROM owners ORDER BY kind, id", [], owner)?,
        aliases: all(database, "SELECT * FROM aliases ORDER BY kind, id, file", [], alias)?,
        rivals: all(database, "SELECT * FROM rivals ORDER BY kind, id, path", [], rival)?,
        former_folders: all(database, "SELECT * FROM folders ORDER BY rowid", [], folder)?,
    })
}

/// Puts to the facts where they were said in other words; they are in the order of the index.
fn restate(database: &Connection, facts: &mut [FactRow]) -> Option<()> {
    let query = "SELECT * FROM restated ORDER BY record, what, name, ordinal, known_from, file, seq";
    put_restated(all(database, query, [], restated)?, facts);
    Some(())
}

/// The same for the facts of one record.
pub(super) fn restate_record(database: &Connection, record: usize, facts: &mut [FactRow]) -> Option<()> {
    let query = "SELECT * FROM restated WHERE record = ? ORDER BY what, name, ordinal, known_from, file, seq";
    put_restated(all(database, query, [record], restated)?, facts);
    Some(())
}

/// A fact by its place in the order of the index: record, key, commit, file.
type FactPlace = (usize, FactKey, usize, usize);

fn put_restated(rows: Vec<(FactPlace, Restated)>, facts: &mut [FactRow]) {
    for (place, restated) in rows {
        let key = |fact: &FactRow| (fact.record, fact.key.clone(), fact.from, fact.file);
        // A question may have left the fact out.
        if let Ok(at) = facts.binary_search_by(|fact| key(fact).cmp(&place))
            && let Some(fact) = facts.get_mut(at)
        {
            fact.restated.push(restated);
        }
    }
}

fn restated(row: &Row<'_>) -> rusqlite::Result<Option<(FactPlace, Restated)>> {
    let Some(what) = What::from_word(row.get_ref(1)?.as_str()?) else { return Ok(None) };
    let key = FactKey { what, name: row.get(2)?, ordinal: row.get(3)? };
    let restated = Restated { at: row.get(6)?, written: row.get(7)?, path: row.get(8)?, line: row.get(9)? };
    Ok(Some(((row.get(0)?, key, row.get(4)?, row.get(5)?), restated)))
}

/// The rows of a table in which a column has one of these values, if some are given, in their order.
fn rows_where<T>(
    database: &Connection,
    table: &str,
    (column, values): (&str, Option<&BTreeSet<String>>),
    read: impl Fn(&Row<'_>) -> rusqlite::Result<Option<T>>,
) -> Option<Vec<T>> {
    let order = match table {
        "facts" => "record, what, name, ordinal, known_from, file",
        "attributes" => "record, field, value, known_from, file",
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
pub(super) fn open(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let database = Connection::open_with_flags(path, flags)?;
    // Read where it is, instead of being copied first. No one shortens the file while it is read: a new index is
    // another file.
    database.execute_batch("PRAGMA mmap_size = 1073741824;")?;
    Ok(database)
}

fn commit(row: &Row<'_>) -> rusqlite::Result<Option<CommitRow>> {
    let Ok(oid) = row.get_ref(1)?.as_str()?.parse() else { return Ok(None) };
    let Some(day) = PartialDate::parse(row.get_ref(3)?.as_str()?) else { return Ok(None) };
    let Some(clock) = Clock::from_word(row.get_ref(5)?.as_str()?) else { return Ok(None) };
    let Some(voucher) = Voucher::from_word(row.get_ref(7)?.as_str()?) else { return Ok(None) };
    Ok(Some(CommitRow {
        oid,
        known_at: row.get(2)?,
        day,
        committed_at: row.get(4)?,
        clock,
        late: row.get(6)?,
        voucher,
        subject: row.get(8)?,
        may_correct: row.get(9)?,
    }))
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

fn merge(row: &Row<'_>) -> rusqlite::Result<Option<MergeRow>> {
    Ok(Some(MergeRow { record: row.get(0)?, file: row.get(1)?, into: row.get(2)?, at: row.get(3)? }))
}

fn file_event(row: &Row<'_>) -> rusqlite::Result<Option<FileEventRow>> {
    let event = FileEvent::from_word(row.get_ref(4)?.as_str()?);
    let (record, file, at, path) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
    Ok(event.map(|event| FileEventRow { record, file, at, path, event }))
}

fn version(row: &Row<'_>) -> rusqlite::Result<Option<VersionRow>> {
    let blob = row.get::<_, Option<String>>(3)?.map(|blob| blob.parse());
    let (record, at, path) = (row.get(0)?, row.get(1)?, row.get(2)?);
    Ok(blob.transpose().ok().map(|blob| VersionRow { record, at, path, blob }))
}

/// A row of `aliases`, whole.
pub(super) fn alias(row: &Row<'_>) -> rusqlite::Result<Option<AliasRow>> {
    Ok(Some(AliasRow { kind: row.get(0)?, id: row.get(1)?, file: row.get(2)? }))
}

/// A row of `rivals`, whole.
pub(super) fn rival(row: &Row<'_>) -> rusqlite::Result<Option<RivalRow>> {
    Ok(Some(RivalRow { kind: row.get(0)?, id: row.get(1)?, path: row.get(2)?, file: row.get(3)? }))
}

/// A row of `folders`, whole.
pub(super) fn folder(row: &Row<'_>) -> rusqlite::Result<Option<FolderRow>> {
    Ok(Some(FolderRow { folder: row.get(0)?, kind: row.get(1)? }))
}

fn owner(row: &Row<'_>) -> rusqlite::Result<Option<OwnerRow>> {
    Ok(Some(OwnerRow { kind: row.get(0)?, id: row.get(1)?, file: row.get(2)? }))
}

/// A row of `facts`, whole.
pub(super) fn fact(row: &Row<'_>) -> rusqlite::Result<Option<FactRow>> {
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
        file: row.get(5)?,
        to: row.get(6)?,
        value: FactValue { effective, dated_by, cohort: row.get(9)?, approximate: row.get(10)? },
        written: row.get(11)?,
        path: row.get(12)?,
        line: row.get(13)?,
        restated: Vec::new(),
    }))
}

/// A row of `attributes`, whole.
pub(super) fn attribute(row: &Row<'_>) -> rusqlite::Result<Option<AttributeRow>> {
    Ok(Some(AttributeRow {
        record: row.get(0)?,
        field: row.get(1)?,
        value: row.get(2)?,
        from: row.get(3)?,
        file: row.get(4)?,
        to: row.get(5)?,
    }))
}

/// A row of `files`, whole, but for the phases that it shows.
pub(super) fn file(row: &Row<'_>) -> rusqlite::Result<Option<FileTimelineRow>> {
    let blob = row.get::<_, Option<String>>(8)?.map(|blob| blob.parse()).transpose();
    let Ok(blob) = blob else { return Ok(None) };
    let day = row.get::<_, Option<String>>(12)?.and_then(|day| PartialDate::parse(&day));
    Ok(Some(FileTimelineRow {
        record: row.get(1)?,
        kind: row.get(2)?,
        ids: lines(row, 3)?,
        name: row.get(4)?,
        is_present: row.get(5)?,
        is_unreadable: row.get(6)?,
        path: row.get(7)?,
        blob,
        merged: row.get::<_, Option<usize>>(9)?.zip(row.get(10)?),
        guess: row.get::<_, Option<String>>(11)?.zip(day),
        shown: Vec::new(),
    }))
}

/// The phases that a file shows.
pub(super) fn shown(database: &Connection, file: usize) -> Option<Vec<(String, usize, PartialDate)>> {
    let query = "SELECT name, nth, day FROM shown WHERE file = ? ORDER BY name, nth";
    all(database, query, [file], |row| shown_phase(row, 0))
}

fn shown_phase(row: &Row<'_>, from: usize) -> rusqlite::Result<Option<(String, usize, PartialDate)>> {
    let day = PartialDate::parse(row.get_ref(from + 2)?.as_str()?);
    let (name, nth) = (row.get(from)?, row.get(from + 1)?);
    Ok(day.map(|day| (name, nth, day)))
}

fn lines(row: &Row<'_>, column: usize) -> rusqlite::Result<Vec<String>> {
    Ok(row.get_ref(column)?.as_str()?.lines().map(str::to_owned).collect())
}

/// All rows of a query; `None` if any of them can't be read.
pub(super) fn all<T>(
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
