use super::TABLES;
use crate::diagnostic::Outcome;
use crate::export::stock::Stock;
use crate::export::table::{Bilingual, Kind, RowSink, Table, column};
use crate::export::value::{ColumnValue, number, text};
use crate::export::{FORMAT, TOOL};
use crate::lifecycle::rfc3339;

/// What the export was made of.
pub(super) const ABOUT: Table = Table {
    name: "about",
    what: Bilingual { fr: "De quoi cet export est fait.", en: "What this export was made of." },
    columns: &[
        column(
            "item",
            Kind::Text,
            "Ce qui est dit : « format » (version de ces tables), « tool » (le programme et sa version), « commit » (dernier commit connu), « known_at » (quand il l’a été), « today » (jour jusqu’auquel ce qui prend effet compte).",
            "What is said: “format” (the version of these tables), “tool” (the program and its version), “commit” (the last one known), “known_at” (when it was), “today” (the day up to which what takes effect counts).",
        ),
        column("value", Kind::Text, "Sa valeur.", "Its value.").optional(),
    ],
    key: &["item"],
    references: &[],
    rows: about,
};

fn about(stock: &Stock<'_>, take: &mut RowSink<'_>) -> Outcome<()> {
    let now = stock.source.now;
    let commit = now.at.and_then(|at| stock.commit(at));
    let items = [
        ("format", FORMAT.to_string()),
        ("tool", TOOL.to_owned()),
        ("commit", commit.map(|commit| commit.oid.to_string()).unwrap_or_default()),
        ("known_at", commit.map(|commit| rfc3339(commit.known_at)).unwrap_or_default()),
        ("today", now.today.to_string()),
    ];
    items.into_iter().try_for_each(|(item, value)| take(&[text(item), text(value)]))
}

/// What the columns of all tables say.
pub(super) const DICTIONARY: Table = Table {
    name: "dictionary",
    what: Bilingual {
        fr: "Les colonnes de toutes les tables, celle-ci comprise.",
        en: "The columns of all tables, this one included.",
    },
    columns: &[
        column("table_name", Kind::Text, "La table.", "The table."),
        column("column_name", Kind::Text, "La colonne.", "The column."),
        column("place", Kind::Integer, "Sa place dans la table, à partir de 1.", "Its place in the table, from 1."),
        column("type", Kind::Text, "Le type de ses valeurs.", "The type of its values."),
        column("unit_fr", Kind::Text, "Ce que compte un nombre, en français.", "What a number counts, in French.")
            .optional(),
        column("unit_en", Kind::Text, "Ce que compte un nombre, en anglais.", "What a number counts, in English.")
            .optional(),
        column("optional", Kind::Boolean, "S’il peut n’y avoir aucune valeur.", "Whether there may be no value."),
        column("in_key", Kind::Boolean, "Si elle fait partie de la clé.", "Whether it is part of the key."),
        column("what_fr", Kind::Text, "Ce qu’elle dit, en français.", "What it says, in French."),
        column("what_en", Kind::Text, "Ce qu’elle dit, en anglais.", "What it says, in English."),
    ],
    key: &["table_name", "column_name"],
    references: &[],
    rows: dictionary,
};

fn dictionary(_: &Stock<'_>, take: &mut RowSink<'_>) -> Outcome<()> {
    let columns = TABLES.iter().flat_map(|table| table.columns.iter().enumerate().map(move |each| (table, each)));
    for (table, (at, column)) in columns {
        take(&[
            text(table.name),
            text(column.name),
            number(at + 1),
            text(column.kind.word()),
            text(column.unit.map(|unit| unit.fr).unwrap_or_default()),
            text(column.unit.map(|unit| unit.en).unwrap_or_default()),
            ColumnValue::Boolean(column.optional),
            ColumnValue::Boolean(table.key.contains(&column.name)),
            text(column.what.fr),
            text(column.what.en),
        ])?;
    }
    Ok(())
}
