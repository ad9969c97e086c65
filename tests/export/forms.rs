use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;

use greffe::export::{Kind, TABLES, Table};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use rusqlite::types::Value;

use super::{Repo, exported, rich, rows, text};

/// A cell as a text; `None` where there is no value.
type Cell = Option<String>;

/// The cells of a table, as each form holds them, in the order of the key.
fn sorted(mut rows: Vec<Vec<Cell>>) -> Vec<Vec<Cell>> {
    rows.sort();
    rows
}

fn of_csv(folder: &Path, table: &Table) -> Vec<Vec<Cell>> {
    let mut reader = csv::ReaderBuilder::new().from_path(folder.join(format!("{}.csv", table.name))).unwrap();
    let head: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(head, table.columns.iter().map(|column| column.name).collect::<Vec<_>>());
    let cell = |cell: &str| (!cell.is_empty()).then(|| undone(cell));
    reader.records().map(|row| row.unwrap().iter().map(cell).collect()).collect()
}

/// A cell of CSV as it was, by the rule that docs/tools.md states.
fn undone(cell: &str) -> String {
    let is_defused = cell.starts_with('\'')
        && cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if is_defused { cell[1..].to_owned() } else { cell.to_owned() }
}

fn of_jsonl(folder: &Path, table: &Table) -> Vec<Vec<Cell>> {
    let lines = fs::read_to_string(folder.join(format!("{}.jsonl", table.name))).unwrap();
    let row = |line: &str| {
        let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).unwrap();
        let names: Vec<&str> = object.keys().map(String::as_str).collect();
        assert_eq!(names, table.columns.iter().map(|column| column.name).collect::<Vec<_>>());
        let cell = |value: &serde_json::Value| match value {
            serde_json::Value::Null => None,
            serde_json::Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        };
        object.values().map(cell).collect()
    };
    lines.lines().map(row).collect()
}

fn of_sqlite(export: &Path, table: &Table) -> Vec<Vec<Cell>> {
    let cell = |(value, kind): (Value, Kind)| match (value, kind) {
        (Value::Null, _) => None,
        (Value::Text(text), _) => Some(text),
        (Value::Integer(number), Kind::Boolean) => Some((number == 1).to_string()),
        (Value::Integer(number), _) => Some(number.to_string()),
        (Value::Real(number), _) => Some(format!("{number:.1}")),
        (Value::Blob(_), _) => panic!("a blob"),
    };
    let rows = rows(export, &format!("SELECT * FROM {}", table.name)).into_iter();
    let kinds: Vec<Kind> = table.columns.iter().map(|column| column.kind).collect();
    rows.map(|row| row.into_iter().zip(kinds.iter().copied()).map(cell).collect()).collect()
}

fn of_parquet(folder: &Path, table: &Table) -> Vec<Vec<Cell>> {
    let file = File::open(folder.join(format!("{}.parquet", table.name))).unwrap();
    let reader = SerializedFileReader::new(file).unwrap();
    let day = |days: i32| {
        let first = greffe::lifecycle::PartialDate::of_epoch(i64::from(days) * 86_400);
        first.to_string()
    };
    let cell = |field: &Field| match field {
        Field::Null => None,
        Field::Str(text) => Some(text.clone()),
        Field::Long(number) => Some(number.to_string()),
        Field::Bool(truth) => Some(truth.to_string()),
        Field::Date(days) => Some(day(*days)),
        Field::TimestampMicros(micros) => Some(greffe::lifecycle::rfc3339(micros / 1_000_000)),
        Field::Decimal(decimal) => {
            let tenths = i32::from_be_bytes(decimal.data().try_into().unwrap());
            Some(format!("{}.{}", tenths / 10, tenths % 10))
        }
        other => panic!("{other:?}"),
    };
    let rows = reader.get_row_iter(None).unwrap().map(Result::unwrap);
    rows.map(|row| row.get_column_iter().map(|(_, field)| cell(field)).collect()).collect()
}

#[test]
fn every_form_holds_the_same_rows() {
    let counts = same_in_every_form(&rich());
    assert!(counts.values().all(|count| *count > 0), "a table that holds nothing is not tested: {counts:?}");
    same_in_every_form(&super::hostile::hostile());
}

fn same_in_every_form(repo: &Repo) -> BTreeMap<&'static str, usize> {
    let at = |form: &str| exported(repo, &repo.path(), form, &format!("out-{form}"), &["--quiet"]);
    let (csv, jsonl, parquet, sqlite) = (at("csv"), at("jsonl"), at("parquet"), at("sqlite"));
    let mut counts = BTreeMap::new();
    for table in &TABLES {
        let expected = of_csv(&csv, table);
        counts.insert(table.name, expected.len());
        assert_eq!(of_jsonl(&jsonl, table), expected, "{}: JSON Lines", table.name);
        assert_eq!(of_parquet(&parquet, table), expected, "{}: Parquet", table.name);
        // SQLite gives rows in the order of the key.
        assert_eq!(sorted(of_sqlite(&sqlite, table)), sorted(expected), "{}: SQLite", table.name);
    }
    counts
}

#[test]
fn the_keys_and_references_hold_and_the_file_says_what_it_is() {
    let repo = rich();
    let out = exported(&repo, &repo.path(), "sqlite", "out.sqlite", &[]);
    assert_eq!(rows(&out, "PRAGMA foreign_key_check"), Vec::<Vec<Value>>::new());
    assert_eq!(rows(&out, "PRAGMA integrity_check"), [[text("ok")]]);
    assert_eq!(rows(&out, "PRAGMA user_version"), [[Value::Integer(1)]]);
    assert!(greffe::export::is_export(&out));
    let names = rows(&out, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid").into_iter().flatten();
    let declared: Vec<Value> = TABLES.iter().map(|table| text(table.name)).collect();
    assert_eq!(names.collect::<Vec<_>>(), declared, "nothing internal is there");
}

#[test]
fn what_a_spreadsheet_would_run_is_defused() {
    let repo = rich();
    let out = exported(&repo, &repo.path(), "csv", "out", &[]);
    let records = fs::read_to_string(out.join("records.csv")).unwrap();
    assert!(records.contains(",'@somme, \"\"été\"\"") || records.contains(",\"'@somme, \"\"été\"\"\","), "{records}");
    assert!(fs::read_to_string(out.join("commits.csv")).unwrap().contains(",'=cmd|' /C calc'!A0,"));
    assert!(fs::read_to_string(out.join("corrections.csv")).unwrap().contains("'=HYPERLINK"));
}

#[test]
fn records_that_bore_one_name_are_told_apart_and_all_their_names_are_there() {
    let repo = rich();
    let out = exported(&repo, &repo.path(), "sqlite", "out.sqlite", &[]);
    let query = "SELECT record, present, name FROM records WHERE id = 'n2' ORDER BY record";
    let found = rows(&out, query);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[0][..2], [text("startup/n2"), Value::Integer(1)]);
    assert_eq!(found[1][..2], [text("startup/n2~2"), Value::Integer(0)]);
    let query = "SELECT id, is_last FROM names WHERE record = 'startup/n2' ORDER BY place";
    assert_eq!(rows(&out, query), [[text("n3"), Value::Integer(0)], [text("n2"), Value::Integer(1)]]);
    // The two files that turned out to be one record.
    let query = "SELECT count(*), count(joined_life) FROM lives JOIN records USING (record) WHERE id = 'n0'";
    assert_eq!(rows(&out, query), [[Value::Integer(2), Value::Integer(1)]]);
    let query = "SELECT phase FROM records WHERE record = 'startup/exemple'";
    assert_eq!(rows(&out, query), [[text("consolidation")]], "the plan has come true");
}
