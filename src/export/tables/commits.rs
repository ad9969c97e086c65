use crate::diagnostic::Outcome;
use crate::export::stock::Stock;
use crate::export::table::{Bilingual, Kind, RowSink, Table, column, refer};
use crate::export::value::{instant, maybe, number, text};

/// The commits of the mainline.
pub(super) const COMMITS: Table = Table {
    name: "commits",
    what: Bilingual {
        fr: "Les commits de la branche principale, dans leur ordre : ce par quoi le registre a su.",
        en: "The commits of the mainline, in their order: by which the register came to know.",
    },
    columns: &[
        column(
            "commit_id",
            Kind::Text,
            "L’identifiant du commit (40 chiffres hexadécimaux).",
            "The commit’s hash (40 hexadecimal digits).",
        ),
        column(
            "place",
            Kind::Integer,
            "Sa place sur la branche principale, à partir de 0.",
            "Its place on the mainline, from 0.",
        ),
        column(
            "known_at",
            Kind::Instant,
            "Quand son contenu a été connu ; ne recule jamais.",
            "When its content became known; never going back.",
        )
        .counts("seconde (UTC)", "second (UTC)"),
        column(
            "committed_at",
            Kind::Instant,
            "La date que le commit dit lui-même.",
            "The date that the commit itself gives.",
        )
        .counts("seconde (UTC)", "second (UTC)"),
        column("subject", Kind::Text, "La première ligne de son message.", "The first line of its message.").optional(),
        column(
            "clock",
            Kind::Text,
            "Ce que vaut sa date : « right » (prise telle quelle), « ahead » (horloge fausse : bornée par les commits suivants), « behind » (bien avant un commit qui précède : l’une des deux horloges était fausse), « corrected » (le manifeste en dit une autre).",
            "What its date is worth: “right” (taken as it is), “ahead” (a clock set wrong: bounded by the commits that follow), “behind” (long before a commit that precedes: one of the two clocks was wrong), “corrected” (the manifest says another one).",
        ),
        column(
            "known_late",
            Kind::Text,
            "Pourquoi il arrive longtemps après sa date, dans ses propres mots (« Known-Late: »).",
            "Why it comes long after its date, in its own words (“Known-Late:”).",
        )
        .optional(),
        column(
            "vouched_by",
            Kind::Text,
            "Qui s’en porte garant : « forge » (elle l’a fait et signé), « person » (une personne l’a signé), « nobody » (pas de signature). Signé, non vérifié : greffe doctor --signatures vérifie.",
            "Who stands for it: “forge” (it made and signed it), “person” (somebody signed it), “nobody” (no signature). Signed, not verified: greffe doctor --signatures verifies.",
        ),
    ],
    key: &["commit_id"],
    references: &[],
    rows: commits,
};

fn commits(stock: &Stock<'_>, take: &mut RowSink<'_>) -> Outcome<()> {
    stock.source.history.commits.iter().enumerate().try_for_each(|(at, commit)| {
        take(&[
            text(commit.oid.to_string()),
            number(at),
            instant(commit.known_at),
            instant(commit.committed_at),
            text(&commit.subject),
            text(commit.clock.word()),
            maybe(commit.late.as_deref(), text),
            text(commit.voucher.word()),
        ])
    })
}

/// Why commits change what was known.
pub(super) const CORRECTIONS: Table = Table {
    name: "corrections",
    what: Bilingual {
        fr: "Pourquoi des commits changent ce qui était connu : les lignes « Correction: » de leurs messages.",
        en: "Why commits change what was known: the lines “Correction:” of their messages.",
    },
    columns: &[
        column("commit_id", Kind::Text, "Le commit de la branche principale.", "The commit of the mainline."),
        column(
            "place",
            Kind::Integer,
            "La place parmi ses raisons, à partir de 1.",
            "The place among its reasons, from 1.",
        ),
        column(
            "said_by",
            Kind::Text,
            "Le commit qui le dit : lui-même, ou l’un de ceux qu’il fusionne.",
            "The commit that says so: itself, or one of those that it merges.",
        ),
        column(
            "reason",
            Kind::Text,
            "La raison, dans les mots de ce commit.",
            "The reason, in that commit’s own words.",
        )
        .optional(),
    ],
    key: &["commit_id", "place"],
    references: &[refer(&["commit_id"], "commits")],
    rows: corrections,
};

fn corrections(stock: &Stock<'_>, take: &mut RowSink<'_>) -> Outcome<()> {
    for (at, corrections) in stock.source.corrections {
        let Some(commit) = stock.commit(*at) else { continue };
        for (place, correction) in corrections.iter().enumerate() {
            take(&[
                text(commit.oid.to_string()),
                number(place + 1),
                text(correction.commit.to_string()),
                text(&correction.reason),
            ])?;
        }
    }
    Ok(())
}
