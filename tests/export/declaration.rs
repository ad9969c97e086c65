use std::collections::BTreeSet;
use std::fmt::Write;

use greffe::export::{Kind, TABLES, Table, create_table};
use rusqlite::Connection;

/// The page that documents the tables, made of their declaration.
fn page() -> String {
    let mut page = String::from(
        "# Les tables de l’export · The tables of the export\n\n\
         Cette page est faite de la déclaration des tables, comme le sont les en-têtes CSV, `datapackage.json`, le schéma\n\
         Parquet et les tables SQLite ; la table `dictionary` de chaque export la contient aussi. Dans les CSV, une\n\
         apostrophe désamorce ce qu’un tableur exécuterait : voir [tools.md](tools.md), qui montre aussi chaque outil à l’œuvre.\n\n\
         This page is made of the declaration of the tables, as are the CSV headers, `datapackage.json`, the Parquet schema and\n\
         the SQLite tables; the table `dictionary` of each export holds it too. In CSV, an apostrophe defuses what a\n\
         spreadsheet would run: see [tools.md](tools.md), which also shows each tool at work.\n\n\
         | type | CSV, JSON Lines | Parquet | SQLite |\n|---|---|---|---|\n\
         | `string` | texte · text | `STRING` | `TEXT` |\n\
         | `integer` | `12` | `INT64` | `INTEGER` |\n\
         | `number` | `33.3` | `DECIMAL(9,1)` | `REAL` |\n\
         | `boolean` | `true`, `false` | `BOOLEAN` | `INTEGER` (1, 0) |\n\
         | `date` | `2020-01-31` | `DATE` | `TEXT` |\n\
         | `datetime` | `2020-01-31T12:00:00Z` | `TIMESTAMP(MICROS, UTC)` | `TEXT` |\n\n\
         Une valeur absente : une cellule vide en CSV, `null` ailleurs. Un texte vide est une valeur absente. Les dates et les\n\
         instants sont ramenés aux années 1 à 9999.\n\n\
         No value: an empty cell in CSV, `null` elsewhere. An empty text is no value. Dates and instants are brought back to\n\
         the years 1 to 9999.\n",
    );
    for table in &TABLES {
        describe(table, &mut page);
    }
    page
}

fn describe(table: &Table, page: &mut String) {
    let key: Vec<String> = table.key.iter().map(|column| format!("`{column}`")).collect();
    write!(page, "\n## {}\n\n{}\n\n{}\n\n", table.name, table.what.fr, table.what.en).unwrap();
    writeln!(page, "Clé · key: {}.", key.join(", ")).unwrap();
    for reference in table.references {
        let columns: Vec<String> = reference.columns.iter().map(|column| format!("`{column}`")).collect();
        writeln!(page, "{} → [{}](#{}).", columns.join(", "), reference.table, reference.table).unwrap();
    }
    page.push_str("\n| colonne · column | type | | ce qu’elle dit | what it says |\n|---|---|---|---|---|\n");
    for column in table.columns {
        let unit = column.unit.map(|unit| match unit.fr == unit.en {
            true => unit.fr.to_owned(),
            false => format!("{} · {}", unit.fr, unit.en),
        });
        let values = column.values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ");
        let more: Vec<String> = [
            unit.unwrap_or_default(),
            if column.optional { "facultatif · optional".to_owned() } else { String::new() },
            values,
        ]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
        writeln!(
            page,
            "| `{}` | `{}` | {} | {} | {} |",
            column.name,
            column.kind.word(),
            more.join("; "),
            column.what.fr,
            column.what.en
        )
        .unwrap();
    }
}

#[test]
fn the_page_of_the_tables_is_what_their_declaration_says() {
    crate::support::snapshot::holds("docs/tables.md", &page());
}

#[test]
fn a_reference_leads_to_a_key_of_the_same_kinds() {
    for table in &TABLES {
        let kind = |table: &Table, name: &str| {
            let column = table.columns.iter().find(|column| column.name == name);
            column.unwrap_or_else(|| panic!("{}.{name}", table.name)).kind
        };
        for reference in table.references {
            let other = Table::named(reference.table).unwrap();
            let own: Vec<Kind> = reference.columns.iter().map(|name| kind(table, name)).collect();
            let key: Vec<Kind> = other.key.iter().map(|name| kind(other, name)).collect();
            assert_eq!(own, key, "{} → {}", table.name, other.name);
        }
        let optional = table.columns.iter().filter(|column| column.optional).map(|column| column.name);
        assert!(optional.clone().all(|name| !table.key.contains(&name)), "{}: a key may be missing", table.name);
    }
}

#[test]
fn every_name_can_be_written_without_quotes_and_every_column_is_described_in_both_languages() {
    let plain = |name: &str| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let mut names = BTreeSet::new();
    for table in &TABLES {
        assert!(plain(table.name) && names.insert(table.name), "{}", table.name);
        for column in table.columns {
            let at = format!("{}.{}", table.name, column.name);
            assert!(plain(column.name), "{at}");
            assert!(column.what.fr.ends_with('.') && column.what.en.ends_with('.'), "{at}");
            assert!(!column.what.fr.contains('|') && !column.what.en.contains('|'), "{at}");
        }
    }
}

#[test]
fn the_sql_makes_the_tables() {
    let database = Connection::open_in_memory().unwrap();
    for table in &TABLES {
        database.execute_batch(&create_table(table)).unwrap_or_else(|error| panic!("{}: {error}", table.name));
        let query = format!("SELECT {} FROM {}", table.key.join(", "), table.name);
        database.prepare(&query).unwrap_or_else(|error| panic!("{query}: {error}"));
    }
}
