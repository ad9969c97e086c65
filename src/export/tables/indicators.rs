use std::collections::BTreeMap;

use crate::diagnostic::Outcome;
use crate::export::stock::{Counted, Stock};
use crate::export::table::{Bilingual, Kind, RowSink, Table, column, refer};
use crate::export::value::{ColumnValue, maybe, number, text, year};
use crate::indicator::{Take as Which, YearBy};

/// What is counted.
pub(super) const INDICATORS: Table = Table {
    name: "indicators",
    what: Bilingual {
        fr: "Les indicateurs, tels que le registre les définit aujourd’hui.",
        en: "The indicators, as the register defines them today.",
    },
    columns: &[
        column("indicator", Kind::Text, "L’indicateur.", "The indicator."),
        column("code", Kind::Text, "Son code officiel (1.1).", "Its official code (1.1).").optional(),
        column("label_fr", Kind::Text, "Son nom officiel, en français.", "Its official name, in French.").optional(),
        column("label_en", Kind::Text, "Son nom, en anglais.", "Its name, in English.").optional(),
        column("unit", Kind::Text, "En quoi il compte.", "What it counts in.").optional(),
    ],
    key: &["indicator"],
    references: &[],
    rows: indicators,
};

fn indicators(stock: &Stock<'_>, take: &mut RowSink<'_>) -> Outcome<()> {
    stock.indicators.iter().try_for_each(|indicator| {
        take(&[
            text(&indicator.id),
            text(&indicator.code),
            text(&indicator.label.fr),
            text(&indicator.label.en),
            text(&indicator.unit),
        ])
    })
}

/// How it is counted.
pub(super) const METHODS: Table = Table {
    name: "methods",
    what: Bilingual {
        fr: "Les façons de compter un indicateur.",
        en: "The ways to count an indicator.",
    },
    columns: &[
        column("indicator", Kind::Text, "L’indicateur.", "The indicator."),
        column("method", Kind::Text, "La méthode.", "The method."),
        column("place", Kind::Integer, "Sa place parmi celles de l’indicateur, à partir de 1 : la première vaut par défaut.", "Its place among those of the indicator, from 1: the first is the default one."),
        column("label_fr", Kind::Text, "Comment on l’appelle, en français.", "What people call it, in French.").optional(),
        column("label_en", Kind::Text, "Comment on l’appelle, en anglais.", "What people call it, in English.").optional(),
        column("counts", Kind::Text, "La nature des fiches qu’elle compte.", "The kind of record that it counts.").optional(),
        column("what", Kind::Text, "Ce qui doit être arrivé.", "What must have happened.").among(&["entered", "event", "left"]),
        column("names", Kind::Text, "Les phases ou les événements dont il s’agit : une liste JSON.", "The phases or events that it is about: a JSON list."),
        column("take", Kind::Text, "Lequel de plusieurs faits d’une fiche compte.", "Which of several facts of a record counts.").among(&["first", "last", "every"]),
        column("year_by", Kind::Text, "L’année où il compte : celle de la cohorte s’il y en a une, sinon de la date ; ou de la date seule.", "The year that it counts in: that of the cohort where there is one, else of the date; or of the date alone.").among(&["cohort", "date"]),
        column("cutoff", Kind::Text, "Le dernier jour (MM-JJ) jusqu’auquel un fait compte dans l’année d’avant, à défaut de cohorte.", "The last day (MM-DD) up to which a fact counts in the year before, where there is no cohort.").optional(),
        column("filter", Kind::Text, "Les valeurs que des champs doivent avoir : un objet JSON.", "The values that fields must have: a JSON object.").optional(),
        column("share", Kind::Text, "Pour un pourcentage : les valeurs que des champs de la partie doivent avoir, un objet JSON.", "For a percentage: the values that fields of the part must have, a JSON object.").optional(),
        column("covers_from", Kind::Integer, "La première année sur laquelle le registre se dit complet.", "The first year on which the register says that it is complete.").counts("année", "year").optional(),
        column("covers_to", Kind::Integer, "La dernière.", "The last one.").counts("année", "year").optional(),
    ],
    key: &["indicator", "method"],
    references: &[refer(&["indicator"], "indicators")],
    rows: methods,
};

fn methods(stock: &Stock<'_>, take: &mut RowSink<'_>) -> Outcome<()> {
    stock.counted.iter().try_for_each(|Counted { indicator, method, place, .. }| {
        let label = method.label.as_ref();
        take(&[
            text(&indicator.id),
            text(&method.id),
            number(*place),
            text(label.map(|label| label.fr.as_str()).unwrap_or_default()),
            text(label.map(|label| label.en.as_str()).unwrap_or_default()),
            text(&method.counts),
            text(method.what.word()),
            text(serde_json::json!(method.names).to_string()),
            text(match method.take {
                Which::First => "first",
                Which::Last => "last",
                Which::Every => "every",
            }),
            text(match method.year_by {
                YearBy::Cohort => "cohort",
                YearBy::Date => "date",
            }),
            maybe(method.cutoff, |cutoff| text(cutoff.to_string())),
            if method.filter.is_empty() { ColumnValue::Null } else { values(&method.filter) },
            maybe(method.measure.share(), values),
            maybe(method.covers, |covers| year(covers.from)),
            maybe(method.covers.and_then(|covers| covers.to), year),
        ])
    })
}

fn values(fields: &BTreeMap<String, Vec<String>>) -> ColumnValue<'static> {
    text(serde_json::json!(fields).to_string())
}
