use crate::diagnostic::Outcome;
use crate::export::stock::Stock;
use crate::export::table::{Bilingual, Column, Kind, RowSink, Table, column, refer};
use crate::export::value::{ColumnValue, instant, maybe, number, partial_date, text, year};

/// Since when something was known.
pub(super) const KNOWN_FROM: Column =
    column("known_from", Kind::Instant, "Depuis quand c’était connu.", "Since when it was known.")
        .counts("seconde (UTC)", "second (UTC)");
/// The commit that brought something.
pub(super) const KNOWN_FROM_COMMIT: Column =
    column("known_from_commit", Kind::Text, "Le commit qui l’a apporté.", "The commit that brought it.");
/// Until when something was known.
pub(super) const KNOWN_TO: Column = column(
    "known_to",
    Kind::Instant,
    "Jusqu’à quand c’était connu, cet instant exclu ; rien si ça l’est toujours.",
    "Until when it was known, this instant excluded; nothing where it still is.",
)
.counts("seconde (UTC)", "second (UTC)")
.optional();
/// The commit that took something back.
pub(super) const KNOWN_TO_COMMIT: Column =
    column("known_to_commit", Kind::Text, "Le commit qui l’a repris.", "The commit that took it back.").optional();

/// Since when, by which commit, until when and by which commit something was known.
pub(super) fn known(stock: &Stock<'_>, from: usize, to: Option<usize>) -> [ColumnValue<'static>; 4] {
    let (from, to) = (stock.commit(from), to.and_then(|to| stock.commit(to)));
    [
        maybe(from, |commit| instant(commit.known_at)),
        maybe(from, |commit| text(commit.oid.to_string())),
        maybe(to, |commit| instant(commit.known_at)),
        maybe(to, |commit| text(commit.oid.to_string())),
    ]
}

/// What was known of what happened, and when it was.
pub(super) const FACTS: Table = Table {
    name: "facts",
    what: Bilingual {
        fr: "Un fait daté, tel qu’il a été connu un temps. Connu à l’instant T : known_from <= T, et known_to vide ou > T.",
        en: "One dated statement, as it was known for a while. Known at the instant T: known_from <= T, and known_to empty or > T.",
    },
    columns: &[
        column("fact", Kind::Integer, "Le numéro du fait, dans cet export.", "The number of the fact, in this export."),
        column("record", Kind::Text, "La fiche.", "The record."),
        column("life", Kind::Integer, "La vie du fichier qui le dit.", "The life of the file that says so."),
        column(
            "what",
            Kind::Text,
            "Ce qui est arrivé : la fiche est entrée dans une phase, en est sortie, ou un événement a eu lieu.",
            "What happened: the record entered a phase, left one, or an event took place.",
        )
        .among(&["entered", "event", "left"]),
        column(
            "name",
            Kind::Text,
            "La phase ou l’événement ; un nom qui n’a plus cours est lu comme celui qui le remplace.",
            "The phase or event; a retired name is read as the one that replaces it.",
        )
        .optional(),
        column(
            "ordinal",
            Kind::Integer,
            "Le combientième de ce nom, à partir de 1.",
            "Which one of that name, from 1.",
        ),
        column(
            "effective",
            Kind::Text,
            "Quand c’est arrivé, aussi précis que c’est su : AAAA, AAAA-MM ou AAAA-MM-JJ.",
            "When it happened, as precisely as it is known: YYYY, YYYY-MM or YYYY-MM-DD.",
        ),
        column(
            "effective_first",
            Kind::Date,
            "Le premier jour que cette date peut désigner.",
            "The first day that this date may mean.",
        )
        .counts("jour", "day"),
        column(
            "effective_last",
            Kind::Date,
            "Le dernier jour que cette date peut désigner.",
            "The last day that this date may mean.",
        )
        .counts("jour", "day"),
        column(
            "dated_by",
            Kind::Text,
            "Ce qui le date : la fiche, ou le commit qui l’a montré en premier.",
            "What dates it: the record, or the commit that first showed it.",
        )
        .among(&["commit", "record"]),
        column(
            "cohort",
            Kind::Integer,
            "L’année budgétaire dans laquelle il compte, si la fiche le dit.",
            "The budget year that it counts in, where the record says so.",
        )
        .counts("année", "year")
        .optional(),
        column(
            "approximate",
            Kind::Boolean,
            "S’il repose sur une lecture conditionnelle ou sur une date illisible.",
            "Whether it rests on a conditional reading or an unreadable date.",
        ),
        column("written", Kind::Text, "Le nom, tel que la fiche l’écrivait.", "The name, as the record wrote it.")
            .optional(),
        KNOWN_FROM,
        KNOWN_FROM_COMMIT,
        KNOWN_TO,
        KNOWN_TO_COMMIT,
        column(
            "path",
            Kind::Text,
            "Le fichier qui le disait dans le commit qui l’a apporté.",
            "The file that said so in the commit that brought it.",
        ),
        column(
            "line",
            Kind::Integer,
            "La ligne qui le disait là, à partir de 1.",
            "The line that said so there, from 1.",
        ),
    ],
    key: &["fact"],
    references: &[
        refer(&["record"], "records"),
        refer(&["life"], "lives"),
        refer(&["known_from_commit"], "commits"),
        refer(&["known_to_commit"], "commits"),
    ],
    rows: facts,
};

fn facts(stock: &Stock<'_>, take: &mut RowSink<'_>) -> Outcome<()> {
    stock.source.history.facts.iter().enumerate().try_for_each(|(at, fact)| {
        let [written, first, last] = partial_date(fact.value.effective);
        let [from, from_commit, to, to_commit] = known(stock, fact.from, fact.to);
        take(&[
            number(at + 1),
            text(stock.record(fact.record)),
            number(fact.file),
            text(fact.key.what.word()),
            text(&fact.key.name),
            number(fact.key.ordinal),
            written,
            first,
            last,
            text(fact.value.dated_by.word()),
            maybe(fact.value.cohort, year),
            ColumnValue::Boolean(fact.value.approximate),
            text(&fact.written),
            from,
            from_commit,
            to,
            to_commit,
            text(&fact.path),
            number(fact.line),
        ])
    })
}
