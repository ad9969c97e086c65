//! What `greffe export` promises: the tables are what their declaration says, in each form alike; the figures are
//! those of the other commands; the same commit gives the same bytes; nothing of others is written over; and the tools
//! that the documentation names answer as it shows.

mod agreement;
mod declaration;
mod forms;
mod hostile;
mod place;
mod recount;
mod same;
mod tools;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{DAY, Repo, START, lively};
use rusqlite::Connection;
use rusqlite::types::Value;

/// Methods that give a percentage, or look at a field.
const METHODS: &str = "  - id: part-des-femmes
    share: {of: selection, where: {gender: f}}
  - id: femmes
    counts: eig
    when: {enters: selection}
    where: {gender: f}
    take: first
";

/// Names that tools might run, misread or lose.
const NAMES: [&str; 8] = [
    "=1+1",
    "'=1+1",
    "@somme, \\\"été\\\"",
    "-3",
    "a\\tb\\r\\nc",
    "\\u202Edrawkcab",
    "<script>alert(1)</script>",
    "+33 1 23 45 67 89",
];

/// A register with a life: news, revisions, renamings, a return, a plan, published figures, shares, a correction, two
/// files that turn out to be one record, a second record of a name, and names that no tool likes.
fn rich() -> Repo {
    let repo = lively();
    let shipped = repo.read("registry/indicators/eig-selectionnes.yml");
    repo.write("registry/indicators/eig-selectionnes.yml", shipped + METHODS);
    repo.write("registry/promotions/p1.yml", "name: Promotion 1\nyear: 2019\nprogramme: eig\n");
    let eig = "promotion: p1\nprogramme: eig\nphases:\n  - name: selection\n    start: 2019\n";
    for id in ["a", "b", "c"] {
        repo.write(&format!("registry/eig/{id}.yml"), eig);
    }
    repo.commit(START + 500 * DAY, "=cmd|' /C calc'!A0");
    repo.write("registry/eig/a.yml", format!("gender: f\n{eig}"));
    let of = |name: &str, year: i32| {
        crate::support::EXEMPLE
            .replace("name: Exemple", &format!("name: \"{name}\""))
            .replace("2018", &year.to_string())
    };
    for (at, name) in NAMES.iter().enumerate() {
        repo.write(&format!("registry/startups/n{at}.yml"), of(name, 2016 + i32::try_from(at).unwrap() % 3));
    }
    repo.commit(START + 540 * DAY, "");
    // Two files that turn out to be one record: the older one goes.
    repo.write("registry/startups/n0.yml", of("un", 2017) + "previous_ids: [n1]\n");
    repo.commit(START + 560 * DAY, "Un nom de plus");
    repo.remove("registry/startups/n1.yml");
    repo.commit(START + 570 * DAY, "Le même\n\nCorrection: =HYPERLINK(\"x\")");
    // Another record takes an identifier that was the last one of a record before.
    repo.remove("registry/startups/n2.yml").commit(START + 580 * DAY, "Retirée");
    repo.rename("registry/startups/n3.yml", "registry/startups/n2.yml");
    repo.write("registry/startups/n2.yml", repo.read("registry/startups/n2.yml") + "previous_ids: [n3]\n");
    repo.commit(START + 600 * DAY, "Un autre n2");
    repo
}

/// Exports a register in a form, beside it, and gives where.
fn exported(repo: &Repo, register: &Path, form: &str, name: &str, args: &[&str]) -> PathBuf {
    let out = repo.outside().join(name);
    let run = repo.greffe_in(register, &[&["export", "--format", form, "--out", out.to_str().unwrap()], args].concat());
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    out
}

/// The files of a folder, by name.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let items = fs::read_dir(folder).unwrap().map(|item| item.unwrap().path());
    items.map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap())).collect()
}

/// What an SQLite export answers to a query.
fn rows(export: &Path, query: &str) -> Vec<Vec<Value>> {
    let database = Connection::open(export).unwrap();
    let mut statement = database.prepare(query).unwrap_or_else(|error| panic!("{error}: {query}"));
    let columns = statement.column_count();
    let row = |row: &rusqlite::Row<'_>| (0..columns).map(|column| row.get(column)).collect();
    statement.query_map([], row).unwrap().map(Result::unwrap).collect()
}

fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}
