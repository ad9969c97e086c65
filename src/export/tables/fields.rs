use super::facts::{KNOWN_FROM, KNOWN_FROM_COMMIT, KNOWN_TO, KNOWN_TO_COMMIT, known};
use crate::diagnostic::Outcome;
use crate::export::stock::Stock;
use crate::export::table::{Bilingual, Kind, RowSink, Table, column, refer};
use crate::export::value::{number, text};

/// What was known of the fields.
pub(super) const FIELDS: Table = Table {
    name: "fields",
    what: Bilingual {
        fr: "La valeur d’un champ (nom, incubateur, commanditaires…), telle qu’elle a été connue un temps : chaque texte, nombre ou oui-non d’une fiche, hors identifiants, phases et évènements.",
        en: "The value of a field (name, incubator, sponsors…), as it was known for a while: every text, number and truth value of a record, apart from identifiers, phases and events.",
    },
    columns: &[
        column(
            "entry",
            Kind::Integer,
            "Le numéro de la ligne, dans cet export.",
            "The number of the row, in this export.",
        ),
        column("record", Kind::Text, "La fiche.", "The record."),
        column("life", Kind::Integer, "La vie du fichier qui le dit.", "The life of the file that says so."),
        column("field", Kind::Text, "Le champ.", "The field."),
        column(
            "value",
            Kind::Text,
            "La valeur ; une liste a une ligne par élément.",
            "The value; a list has a row per item.",
        )
        .optional(),
        KNOWN_FROM,
        KNOWN_FROM_COMMIT,
        KNOWN_TO,
        KNOWN_TO_COMMIT,
    ],
    key: &["entry"],
    references: &[
        refer(&["record"], "records"),
        refer(&["life"], "lives"),
        refer(&["known_from_commit"], "commits"),
        refer(&["known_to_commit"], "commits"),
    ],
    rows: fields,
};

fn fields(stock: &Stock<'_>, take: &mut RowSink<'_>) -> Outcome<()> {
    stock.source.history.attributes.iter().enumerate().try_for_each(|(at, row)| {
        let [from, from_commit, to, to_commit] = known(stock, row.from, row.to);
        take(&[
            number(at + 1),
            text(stock.record(row.record)),
            number(row.file),
            text(&row.field),
            text(&row.value),
            from,
            from_commit,
            to,
            to_commit,
        ])
    })
}
