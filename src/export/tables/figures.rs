use crate::diagnostic::Outcome;
use crate::export::stock::Stock;
use crate::export::table::{Bilingual, Kind, RowSink, Table, column, refer};
use crate::export::value::{ColumnValue, maybe, number, text, year};
use crate::indicator::{FigureValue, Number, Percent};

/// What is counted, by year.
pub(super) const FIGURES: Table = Table {
    name: "figures",
    what: Bilingual {
        fr: "Les chiffres de chaque année, tels que connus au moment de l’export (voir « about »), sans ce qui prend effet plus tard.",
        en: "The figures of each year, as known at the moment of the export (see “about”), without what takes effect later.",
    },
    columns: &[
        column("indicator", Kind::Text, "L’indicateur.", "The indicator."),
        column("method", Kind::Text, "La méthode.", "The method."),
        column("year", Kind::Integer, "L’année.", "The year.").counts("année", "year"),
        column(
            "value",
            Kind::Integer,
            "Le nombre ; rien si le registre ne peut le savoir (nd), et pour un pourcentage.",
            "The number; nothing where the register can’t know it (nd), and for a percentage.",
        )
        .counts("celle de l’indicateur", "that of the indicator")
        .optional(),
        column(
            "percent",
            Kind::Decimal,
            "Pour une méthode qui donne un pourcentage : celui-ci, au dixième.",
            "For a method that gives a percentage: this one, to a tenth.",
        )
        .counts("%", "%")
        .optional(),
        column(
            "numerator",
            Kind::Integer,
            "Combien sont dans la partie que le pourcentage mesure.",
            "How many are in the part that the percentage measures.",
        )
        .optional(),
        column("denominator", Kind::Integer, "Combien il y en a en tout.", "How many there are in all.").optional(),
        column(
            "approximate",
            Kind::Boolean,
            "Si une part repose sur une lecture conditionnelle ou sur une date illisible.",
            "Whether some of it rests on a conditional reading or an unreadable date.",
        ),
    ],
    key: &["indicator", "method", "year"],
    references: &[refer(&["indicator", "method"], "methods")],
    rows: figures,
};

fn figures(stock: &Stock<'_>, take: &mut RowSink<'_>) -> Outcome<()> {
    for counted in &stock.counted {
        for (one, figure) in &counted.series.years {
            let in_unit = figure.value.and_then(FigureValue::number);
            let ratio = figure.value.and_then(FigureValue::ratio);
            let tenths = |percent: Percent| ColumnValue::Tenths(i64::try_from(percent.tenths()).unwrap_or(i64::MAX));
            take(&[
                text(&counted.indicator.id),
                text(&counted.method.id),
                year(*one),
                maybe(in_unit.and_then(Number::whole), number),
                maybe(in_unit.and_then(Number::percent), tenths),
                maybe(ratio, |ratio| number(ratio.part)),
                maybe(ratio, |ratio| number(ratio.whole)),
                ColumnValue::Boolean(figure.approximate),
            ])?;
        }
    }
    Ok(())
}

/// What makes a figure.
pub(super) const UNITS: Table = Table {
    name: "units",
    what: Bilingual {
        fr: "Ce qui fait chaque chiffre : une ligne par unité comptée, avec sa fiche et son fait.",
        en: "What makes each figure: a row per unit counted, with its record and its fact.",
    },
    columns: &[
        column("indicator", Kind::Text, "L’indicateur.", "The indicator."),
        column("method", Kind::Text, "La méthode.", "The method."),
        column("year", Kind::Integer, "L’année.", "The year.").counts("année", "year"),
        column(
            "place",
            Kind::Integer,
            "La place parmi les unités du chiffre, à partir de 1.",
            "The place among the units of the figure, from 1.",
        ),
        column("record", Kind::Text, "La fiche.", "The record."),
        column("fact", Kind::Integer, "Le fait qui compte.", "The fact that counts."),
        column(
            "in_numerator",
            Kind::Boolean,
            "Pour un pourcentage : si l’unité est aussi dans la partie mesurée.",
            "For a percentage: whether the unit is in the measured part too.",
        )
        .optional(),
    ],
    key: &["indicator", "method", "year", "place"],
    references: &[
        refer(&["indicator", "method", "year"], "figures"),
        refer(&["record"], "records"),
        refer(&["fact"], "facts"),
    ],
    rows: units,
};

fn units(stock: &Stock<'_>, take: &mut RowSink<'_>) -> Outcome<()> {
    for counted in &stock.counted {
        for (one, figure) in &counted.series.years {
            for (place, unit) in figure.units.iter().enumerate() {
                take(&[
                    text(&counted.indicator.id),
                    text(&counted.method.id),
                    year(*one),
                    number(place + 1),
                    text(stock.record(unit.fact.record)),
                    maybe(stock.fact(unit.fact), number),
                    maybe(unit.adds.ratio(), |ratio| ColumnValue::Boolean(ratio.part > 0)),
                ])?;
            }
        }
    }
    Ok(())
}
