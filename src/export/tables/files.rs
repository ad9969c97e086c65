use crate::diagnostic::Outcome;
use crate::export::stock::Stock;
use crate::export::table::{Bilingual, Kind, RowSink, Table, column, refer};
use crate::export::value::{ColumnValue, maybe, number, text};

/// The file timelines.
pub(super) const LIVES: Table = Table {
    name: "lives",
    what: Bilingual {
        fr: "La vie de chaque fichier. Une fiche en a plusieurs quand des fichiers se sont révélés plus tard n’être qu’une fiche ; jusque-là, ils comptent pour deux.",
        en: "The life of each file. A record has several where files turned out later to be one record; until then, they count as two.",
    },
    columns: &[
        column(
            "life",
            Kind::Integer,
            "Le numéro de la vie, dans cet export.",
            "The number of the life, in this export.",
        ),
        column("record", Kind::Text, "La fiche.", "The record."),
        column(
            "path",
            Kind::Text,
            "Où est le fichier, ou le dernier endroit où il était.",
            "Where the file is, or was last.",
        ),
        column("present", Kind::Boolean, "Si le fichier est là.", "Whether the file is there."),
        column(
            "joined_life",
            Kind::Integer,
            "La vie qui continue pour elle, s’il s’est révélé que c’est la même fiche.",
            "The life that goes on for it, where it turned out to be the same record.",
        )
        .optional(),
        column("joined_commit", Kind::Text, "Le commit qui l’a dit.", "The commit that said so.").optional(),
    ],
    key: &["life"],
    references: &[
        refer(&["record"], "records"),
        refer(&["joined_life"], "lives"),
        refer(&["joined_commit"], "commits"),
    ],
    rows: lives,
};

fn lives(stock: &Stock<'_>, take: &mut RowSink<'_>) -> Outcome<()> {
    stock.source.history.checkpoint.files.iter().enumerate().try_for_each(|(at, row)| {
        let merged = row.merged;
        let commit = merged.and_then(|(_, at)| stock.commit(at));
        take(&[
            number(at),
            text(stock.record(row.record)),
            text(&row.path),
            ColumnValue::Boolean(row.is_present),
            maybe(merged, |(into, _)| number(into)),
            maybe(commit, |commit| text(commit.oid.to_string())),
        ])
    })
}

/// The file events.
pub(super) const EPISODES: Table = Table {
    name: "episodes",
    what: Bilingual {
        fr: "Ce qui est arrivé aux fichiers des fiches.",
        en: "What happened to the files of the records.",
    },
    columns: &[
        column("episode", Kind::Integer, "Le numéro de l’épisode, dans cet export.", "The number of the episode, in this export."),
        column("record", Kind::Text, "La fiche.", "The record."),
        column("commit_id", Kind::Text, "Le commit.", "The commit."),
        column("path", Kind::Text, "Le fichier, tel que ce commit l’a laissé ou retiré.", "The file, as that commit left or removed it."),
        column(
            "what",
            Kind::Text,
            "Ce qui est arrivé : créée, changée, renommée (d’après previous_ids, le même fichier, ou par supposition), supprimée, revenue, illisible (et pourquoi), de nouveau lisible.",
            "What happened: created, changed, renamed (by previous_ids, the same file, or a guess), deleted, returned, unreadable (and why), readable again.",
        )
        .among(&[
            "created",
            "changed",
            "renamed-by-previous-ids",
            "renamed-by-same-file",
            "renamed-by-guess",
            "deleted",
            "returned",
            "unreadable-document",
            "unreadable-no-lifecycle",
            "unreadable-not-regular",
            "readable-again",
            "id-taken",
            "id-alone",
        ]),
    ],
    key: &["episode"],
    references: &[refer(&["record"], "records"), refer(&["commit_id"], "commits")],
    rows: episodes,
};

fn episodes(stock: &Stock<'_>, take: &mut RowSink<'_>) -> Outcome<()> {
    stock.source.history.file_events.iter().enumerate().try_for_each(|(at, row)| {
        take(&[
            number(at + 1),
            text(stock.record(row.record)),
            maybe(stock.commit(row.at), |commit| text(commit.oid.to_string())),
            text(&row.path),
            text(row.event.word()),
        ])
    })
}

/// The versions of the files.
pub(super) const VERSIONS: Table = Table {
    name: "versions",
    what: Bilingual {
        fr: "Les versions des fichiers, comme « git log --first-parent -m --raw --no-renames » les liste.",
        en: "The versions of the files, as “git log --first-parent -m --raw --no-renames” lists them.",
    },
    columns: &[
        column("commit_id", Kind::Text, "Le commit qui l’a apportée.", "The commit that brought it."),
        column("path", Kind::Text, "Le fichier.", "The file."),
        column("record", Kind::Text, "La fiche.", "The record."),
        column("blob", Kind::Text, "Son contenu, par son identifiant dans git (« git cat-file blob … ») ; rien si le commit a retiré le fichier.", "Its content, by its hash in git (“git cat-file blob …”); nothing where the commit removed the file.").optional(),
    ],
    key: &["commit_id", "path"],
    references: &[refer(&["commit_id"], "commits"), refer(&["record"], "records")],
    rows: versions,
};

fn versions(stock: &Stock<'_>, take: &mut RowSink<'_>) -> Outcome<()> {
    stock.source.history.versions.iter().try_for_each(|row| {
        take(&[
            maybe(stock.commit(row.at), |commit| text(commit.oid.to_string())),
            text(&row.path),
            text(stock.record(row.record)),
            maybe(row.blob, |blob| text(blob.to_string())),
        ])
    })
}
