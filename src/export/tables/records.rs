use crate::diagnostic::Outcome;
use crate::export::stock::Stock;
use crate::export::table::{Bilingual, Kind, RowSink, Table, column, refer};
use crate::export::value::{ColumnValue, maybe, number, text};

/// The records that ever were.
pub(super) const RECORDS: Table = Table {
    name: "records",
    what: Bilingual {
        fr: "Les fiches qui ont jamais existé ; une fiche renommée n’y est qu’une fois.",
        en: "The records that ever were; a renamed one is there once.",
    },
    columns: &[
        column(
            "record",
            Kind::Text,
            "La fiche : « nature/identifiant ». De plusieurs qui ont porté le même identifiant l’une après l’autre, celles qui ne sont plus ont « ~2 », « ~3 »… derrière.",
            "The record: “kind/id”. Of several that bore the same identifier one after the other, those that are gone have “~2”, “~3”… behind it.",
        ),
        column(
            "kind",
            Kind::Text,
            "Sa nature (startup, eig, organisation…).",
            "Its kind (startup, eig, organisation…).",
        ),
        column("id", Kind::Text, "Son identifiant présent, ou le dernier.", "Its present identifier, or the last one."),
        column(
            "name",
            Kind::Text,
            "Son nom, d’après sa dernière version lisible.",
            "Its name, by its last readable version.",
        )
        .optional(),
        column(
            "path",
            Kind::Text,
            "Où est son fichier, ou le dernier endroit où il était.",
            "Where its file is, or was last.",
        ),
        column("present", Kind::Boolean, "Si le fichier est là.", "Whether the file is there."),
        column(
            "phase",
            Kind::Text,
            "Sa phase présente, ou la dernière : celle entrée en dernier, sans les phases à venir.",
            "Its present or last phase: the one entered last, without those to come.",
        )
        .optional(),
        column("first_commit", Kind::Text, "Le premier commit qui l’a apportée.", "The first commit that brought it.")
            .optional(),
        column(
            "last_commit",
            Kind::Text,
            "Le dernier commit qui a changé son fichier.",
            "The last commit that changed its file.",
        )
        .optional(),
    ],
    key: &["record"],
    references: &[refer(&["first_commit"], "commits"), refer(&["last_commit"], "commits")],
    rows: records,
};

fn records(stock: &Stock<'_>, take: &mut RowSink<'_>) -> Outcome<()> {
    let history = stock.source.history;
    let mut spans: Vec<Option<(usize, usize)>> = vec![None; history.records.len()];
    for version in &history.versions {
        if let Some(slot) = spans.get_mut(version.record) {
            *slot = Some(
                slot.map_or((version.at, version.at), |(first, last)| (first.min(version.at), last.max(version.at))),
            );
        }
    }
    let commit = |at: Option<usize>| maybe(at.and_then(|at| stock.commit(at)), |commit| text(commit.oid.to_string()));
    history.records.iter().enumerate().try_for_each(|(at, row)| {
        let span = spans.get(at).copied().flatten();
        take(&[
            text(stock.record(at)),
            text(&row.kind),
            text(&row.id),
            text(row.name.as_deref().unwrap_or_default()),
            text(&row.path),
            ColumnValue::Boolean(stock.present.get(at).copied().unwrap_or_default()),
            text(stock.phases.get(at).copied().flatten().unwrap_or_default()),
            commit(span.map(|(first, _)| first)),
            commit(span.map(|(_, last)| last)),
        ])
    })
}

/// Every identifier that records ever had.
pub(super) const NAMES: Table = Table {
    name: "names",
    what: Bilingual {
        fr: "Tous les identifiants que les fiches ont portés.",
        en: "Every identifier that the records ever bore.",
    },
    columns: &[
        column("record", Kind::Text, "La fiche.", "The record."),
        column(
            "place",
            Kind::Integer,
            "La place parmi ses identifiants, à partir de 1 : le premier d’abord.",
            "The place among its identifiers, from 1: the first one first.",
        ),
        column("id", Kind::Text, "L’identifiant.", "The identifier."),
        column(
            "is_last",
            Kind::Boolean,
            "Si c’est l’identifiant présent, ou le dernier.",
            "Whether it is the present one, or the last.",
        ),
    ],
    key: &["record", "place"],
    references: &[refer(&["record"], "records")],
    rows: names,
};

fn names(stock: &Stock<'_>, take: &mut RowSink<'_>) -> Outcome<()> {
    for (at, row) in stock.source.history.records.iter().enumerate() {
        for (place, id) in row.ids.iter().enumerate() {
            take(&[text(stock.record(at)), number(place + 1), text(id), ColumnValue::Boolean(*id == row.id)])?;
        }
    }
    Ok(())
}
