use crate::diagnostic::Outcome;
use crate::export::stock::Stock;
use crate::export::table::{Bilingual, Kind, RowSink, Table, column, refer};
use crate::export::value::{ColumnValue, instant, maybe, number, text, year};
use crate::indicator::Unit;

/// How the figures moved.
pub(super) const STEPS: Table = Table {
    name: "steps",
    what: Bilingual {
        fr: "Comment les chiffres ont bougé : une ligne par commit qui en a changé un, ou ce qui le fait. Un pourcentage n’en a pas.",
        en: "How the figures moved: a row per commit that changed one, or what makes it. A percentage has none.",
    },
    columns: &[
        column("indicator", Kind::Text, "L’indicateur.", "The indicator."),
        column("method", Kind::Text, "La méthode.", "The method."),
        column("year", Kind::Integer, "L’année.", "The year.").counts("année", "year"),
        column(
            "commit_id",
            Kind::Text,
            "Le commit ; pour un fait prévu dont le jour vient, le premier de ce jour.",
            "The commit; for a plan whose day comes, the first one of that day.",
        ),
        column("known_at", Kind::Instant, "Quand il a été connu.", "When it became known.")
            .counts("seconde (UTC)", "second (UTC)"),
        column("value_before", Kind::Integer, "Le chiffre avant.", "The figure before."),
        column(
            "value_after",
            Kind::Integer,
            "Le chiffre après ; le même si autant d’unités sont venues que parties.",
            "The figure after; the same where as many units came as went.",
        ),
    ],
    key: &["indicator", "method", "year", "commit_id"],
    references: &[refer(&["indicator", "method"], "methods"), refer(&["commit_id"], "commits")],
    rows: steps,
};

fn steps(stock: &Stock<'_>, take: &mut RowSink<'_>) -> Outcome<()> {
    for counted in &stock.counted {
        for step in &counted.steps {
            let commit = stock.commit(step.at);
            take(&[
                text(&counted.indicator.id),
                text(&counted.method.id),
                year(step.year),
                maybe(commit, |commit| text(commit.oid.to_string())),
                maybe(commit, |commit| instant(commit.known_at)),
                number(step.from),
                number(step.to),
            ])?;
        }
    }
    Ok(())
}

/// What made them move.
pub(super) const CAUSES: Table = Table {
    name: "causes",
    what: Bilingual {
        fr: "Ce qui a fait bouger un chiffre : une ligne par unité venue, partie ou changée.",
        en: "What made a figure move: a row per unit that came, went or changed.",
    },
    columns: &[
        column("indicator", Kind::Text, "L’indicateur.", "The indicator."),
        column("method", Kind::Text, "La méthode.", "The method."),
        column("year", Kind::Integer, "L’année du chiffre.", "The year of the figure.").counts("année", "year"),
        column("commit_id", Kind::Text, "Le commit.", "The commit."),
        column(
            "place",
            Kind::Integer,
            "La place parmi les causes de ce mouvement, à partir de 1.",
            "The place among the causes of this step, from 1.",
        ),
        column("record", Kind::Text, "La fiche.", "The record."),
        column(
            "change",
            Kind::Text,
            "Nouvelle, retirée, revue (autre date ou autre année), ou reclassée (rien n’est arrivé que des mots).",
            "News, taken back, revised (another date or year), or reclassified (nothing happened but words).",
        )
        .among(&["added", "withdrawn", "revised", "reclassified"]),
        column(
            "came_true",
            Kind::Boolean,
            "Si rien de neuf n’a été dit : ce qui était prévu a pris effet.",
            "Whether nothing was said anew: a plan took effect.",
        ),
        column("fact_before", Kind::Integer, "Le fait qui comptait avant.", "The fact that counted before.").optional(),
        column("fact_after", Kind::Integer, "Le fait qui compte après.", "The fact that counts after.").optional(),
        column("year_before", Kind::Integer, "L’année dans laquelle il comptait.", "The year that it counted in.")
            .counts("année", "year")
            .optional(),
        column("year_after", Kind::Integer, "L’année dans laquelle il compte.", "The year that it counts in.")
            .counts("année", "year")
            .optional(),
        column(
            "effective_before",
            Kind::Text,
            "Sa date avant, telle qu’elle est écrite.",
            "Its date before, as it is written.",
        )
        .optional(),
        column(
            "effective_after",
            Kind::Text,
            "Sa date après, telle qu’elle est écrite.",
            "Its date after, as it is written.",
        )
        .optional(),
    ],
    key: &["indicator", "method", "year", "commit_id", "place"],
    references: &[
        refer(&["indicator", "method", "year", "commit_id"], "steps"),
        refer(&["record"], "records"),
        refer(&["fact_before"], "facts"),
        refer(&["fact_after"], "facts"),
    ],
    rows: causes,
};

fn causes(stock: &Stock<'_>, take: &mut RowSink<'_>) -> Outcome<()> {
    let fact = |unit: Option<Unit<'_>>| maybe(unit.and_then(|unit| stock.fact(unit.fact)), number);
    let date = |unit: Option<Unit<'_>>| maybe(unit, |unit| text(unit.fact.value.effective.to_string()));
    for counted in &stock.counted {
        for step in &counted.steps {
            let Some(commit) = stock.commit(step.at) else { continue };
            for (place, cause) in step.causes.iter().enumerate() {
                take(&[
                    text(&counted.indicator.id),
                    text(&counted.method.id),
                    year(step.year),
                    text(commit.oid.to_string()),
                    number(place + 1),
                    text(stock.record(cause.record)),
                    text(cause.change.word()),
                    ColumnValue::Boolean(cause.came_true),
                    fact(cause.before),
                    fact(cause.after),
                    maybe(cause.before, |unit| year(unit.year)),
                    maybe(cause.after, |unit| year(unit.year)),
                    date(cause.before),
                    date(cause.after),
                ])?;
            }
        }
    }
    Ok(())
}
