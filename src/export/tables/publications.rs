use crate::diagnostic::Outcome;
use crate::export::stock::{Stock, told_apart};
use crate::export::table::{Bilingual, Kind, RowSink, Table, column, refer};
use crate::export::value::{ColumnValue, number, partial_date, text, year};
use crate::indicator::PublishedValue;

/// The documents that state figures.
pub(super) const PUBLICATIONS: Table = Table {
    name: "publications",
    what: Bilingual {
        fr: "Les documents qui publient des chiffres, tels que le registre les tient aujourd’hui.",
        en: "The documents that publish figures, as the register has them today.",
    },
    columns: &[
        column("publication", Kind::Text, "Le document.", "The document."),
        column("name", Kind::Text, "Comment on l’appelle.", "What people call it.").optional(),
        column("type", Kind::Text, "Ce que c’est : pap ou rap.", "What it is: pap or rap.").optional(),
        column("year", Kind::Integer, "L’année budgétaire dont il traite.", "The budget year that it is about.")
            .counts("année", "year"),
        column(
            "published",
            Kind::Text,
            "Quand il a paru, aussi précis que c’est su.",
            "When it was published, as precisely as it is known.",
        )
        .optional(),
        column(
            "published_first",
            Kind::Date,
            "Le premier jour que cette date peut désigner.",
            "The first day that this date may mean.",
        )
        .counts("jour", "day")
        .optional(),
        column(
            "published_last",
            Kind::Date,
            "Le dernier jour que cette date peut désigner.",
            "The last day that this date may mean.",
        )
        .counts("jour", "day")
        .optional(),
    ],
    key: &["publication"],
    references: &[],
    rows: publications,
};

fn keys(stock: &Stock<'_>) -> Vec<String> {
    let ids = stock.source.publications.iter().map(|publication| publication.id.clone());
    told_apart(ids.collect(), |_| true)
}

fn publications(stock: &Stock<'_>, take: &mut RowSink<'_>) -> Outcome<()> {
    keys(stock).into_iter().zip(stock.source.publications).try_for_each(|(key, publication)| {
        let nothing = [ColumnValue::Null, ColumnValue::Null, ColumnValue::Null];
        let [written, first, last] = publication.published.map_or(nothing, partial_date);
        take(&[
            text(key),
            text(&publication.name),
            text(publication.kind.as_deref().unwrap_or_default()),
            year(publication.year),
            written,
            first,
            last,
        ])
    })
}

/// What they state.
pub(super) const PUBLISHED_FIGURES: Table = Table {
    name: "published_figures",
    what: Bilingual { fr: "Les chiffres que ces documents publient.", en: "The figures that these documents publish." },
    columns: &[
        column("publication", Kind::Text, "Le document.", "The document."),
        column(
            "place",
            Kind::Integer,
            "La place dans le document, à partir de 1.",
            "The place in the document, from 1.",
        ),
        column(
            "indicator",
            Kind::Text,
            "L’indicateur, comme la fiche du document le nomme.",
            "The indicator, as the document’s record names it.",
        )
        .optional(),
        column(
            "method",
            Kind::Text,
            "La méthode du document, s’il la dit ; sinon, c’est celle par défaut.",
            "The document’s method, where it says so; else it is the default one.",
        )
        .optional(),
        column("year", Kind::Integer, "L’année du chiffre.", "The year of the figure.").counts("année", "year"),
        column(
            "kind",
            Kind::Text,
            "Réalisation, prévision, prévision actualisée ou cible.",
            "Actual, forecast, updated forecast or target.",
        )
        .among(&["actual", "forecast", "updated", "target"]),
        column("value", Kind::Integer, "Le nombre.", "The number.")
            .counts("celle de l’indicateur", "that of the indicator")
            .optional(),
        column(
            "absent",
            Kind::Text,
            "Ce que le document dit à la place d’un nombre : nd (non déterminé) ou na (non applicable).",
            "What the document says instead of a number: nd (not determined) or na (not applicable).",
        )
        .optional(),
    ],
    key: &["publication", "place"],
    references: &[refer(&["publication"], "publications")],
    rows: published_figures,
};

fn published_figures(stock: &Stock<'_>, take: &mut RowSink<'_>) -> Outcome<()> {
    for (key, publication) in keys(stock).iter().zip(stock.source.publications) {
        for (place, figure) in publication.figures.iter().enumerate() {
            let (value, absent) = match &figure.value {
                PublishedValue::Number(number) => (ColumnValue::Integer(*number), ColumnValue::Null),
                PublishedValue::None(word) => (ColumnValue::Null, text(word)),
            };
            take(&[
                text(key),
                number(place + 1),
                text(&figure.indicator),
                text(figure.method.as_deref().unwrap_or_default()),
                year(figure.year),
                text(figure.kind.word()),
                value,
                absent,
            ])?;
        }
    }
    Ok(())
}
