use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::schemas::COMMIT;
use super::to_json;
use crate::git::Oid;
use crate::i18n::Words;
use crate::import::{Note, Prefer, RecordCount, RecordKind, RenameSuspect, Report, SourcePlace, SourceReport, Tally};

/// By kind of record, in the order of the import.
type ByKind<T> = BTreeMap<RecordKind, T>;

/// What `import` answers.
#[derive(Serialize, JsonSchema)]
pub(super) struct ImportJson<'a> {
    /// The version of this answer. Version 1 knew one source; version 2 wrote the commits that change nothing.
    #[schemars(extend("const" = 3))]
    version: u32,
    /// The register.
    into: String,
    /// Whether nothing was written.
    dry_run: bool,
    /// Whether an earlier import went on.
    resumed: bool,
    /// The last commit of the register that `--restart` put another in the place of; else `null`.
    #[schemars(regex(pattern = COMMIT))]
    replaced: Option<String>,
    /// The register's last commit; `null` where it has none, and in a dry run.
    #[schemars(regex(pattern = COMMIT))]
    head: Option<String>,
    /// The records that there are at the end, by kind.
    #[schemars(with = "BTreeMap<String, CountJson>")]
    records: ByKind<CountJson>,
    /// The sources, in the order of the register.
    sources: Vec<SourceJson<'a>>,
    /// Records that may be one and the same, renamed without a word.
    rename_suspects: Vec<SuspectJson>,
}

#[derive(Serialize, JsonSchema)]
struct SuspectJson {
    /// Their kind.
    kind: &'static str,
    /// The identifier of the record that went.
    from: String,
    /// The identifier of the one that came.
    to: String,
    /// The day on which the first one went.
    gone: String,
    /// The day on which the second one came.
    come: String,
    /// What they have in common.
    #[schemars(extend("items" = {"type": "string", "enum": ["name", "address", "mission", "sponsors", "phases"]}))]
    alike: Vec<&'static str>,
    /// The line that says so below `renames:` in `registry/sources.yml`.
    line: String,
}

#[derive(Serialize, JsonSchema)]
struct CountJson {
    /// How many.
    count: usize,
    /// How many of them the import laid for lack of a page in the sources.
    stand_ins: usize,
}

#[derive(Serialize, JsonSchema)]
struct SourceJson<'a> {
    /// The source, as the trailers and `registry/sources.yml` have it.
    name: &'a str,
    /// What it is.
    #[schemars(extend("enum" = ["beta-gouv", "eig"]))]
    kind: &'a str,
    /// What became of the commits of its mainline.
    commits: CommitsJson,
    /// How many versions of records there were, by kind.
    #[schemars(with = "BTreeMap<String, usize>")]
    versions: &'a ByKind<usize>,
    /// How many deletions of records there were, by kind.
    #[schemars(with = "BTreeMap<String, usize>")]
    deletions: &'a ByKind<usize>,
    /// What is said in another way.
    written_otherwise: Vec<NoteJson<'a>>,
    /// What is not brought over.
    left_out: Vec<NoteJson<'a>>,
    /// Versions that can't be read: the last one that could stays in place.
    unread: Vec<UnreadJson<'a>>,
    /// Files that are no records, where they came first.
    other_files: Vec<PlaceJson<'a>>,
    /// Folders that were not looked into, as of the last commit.
    other_folders: &'a [String],
    /// What people corrected in the register, where the source did not change it: it stands.
    corrected: Vec<CorrectedJson<'a>>,
    /// What both the register and the source changed.
    disputed: Vec<DisputedJson<'a>>,
    /// Merges behind which the mainline seems to go on: `--mainline-second-parent` follows them,
    /// `--mainline-first-parent` says that they are ordinary ones.
    foxtrots: Vec<FoxtrotJson>,
}

#[derive(Serialize, JsonSchema)]
struct CommitsJson {
    /// How many were read.
    read: usize,
    /// How many were written.
    written: usize,
    /// How many touch records and leave the register as it was: they are not written.
    unchanged: usize,
    /// How many touch no record.
    skipped: usize,
    /// How many of those written come after later ones of other sources, and say so (`Known-Late`).
    late: usize,
}

#[derive(Serialize, JsonSchema)]
struct CorrectedJson<'a> {
    /// The record's file in the register, folders of the register's own apart.
    record: &'a str,
    /// The field, or the fact and its field.
    what: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct DisputedJson<'a> {
    /// The record's file in the register, folders of the register's own apart.
    record: &'a str,
    /// The field, or the fact and its field; `null` for the record as a whole.
    what: Option<&'a str>,
    /// What the register said; `null` where it had taken it out.
    register: Option<&'a str>,
    /// What the source says; `null` where it took it out.
    source: Option<&'a str>,
    /// Whose word was taken.
    #[schemars(extend("enum" = ["register", "source"]))]
    kept: &'static str,
    /// The commit of the source.
    #[schemars(regex(pattern = COMMIT))]
    commit: String,
}

#[derive(Serialize, JsonSchema)]
struct NoteJson<'a> {
    /// Which sort of thing.
    code: &'static str,
    /// The field, the kind or the words that it is about, where the sort has several; else `null`.
    field: Option<&'a str>,
    /// The same for people, in the language asked for.
    message: String,
    /// How many times.
    count: usize,
    /// The first few places, each another file.
    examples: Vec<PlaceJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct PlaceJson<'a> {
    /// The file in the source; empty for the commit as a whole.
    path: &'a str,
    /// The commit of the source.
    #[schemars(regex(pattern = COMMIT))]
    commit: String,
}

#[derive(Serialize, JsonSchema)]
struct UnreadJson<'a> {
    /// The file in the source.
    path: &'a str,
    /// The commit of the source.
    #[schemars(regex(pattern = COMMIT))]
    commit: String,
    /// Why, in the language asked for.
    message: String,
}

#[derive(Serialize, JsonSchema)]
struct FoxtrotJson {
    /// The merge.
    #[schemars(regex(pattern = COMMIT))]
    merge: String,
    /// Its second parent.
    #[schemars(regex(pattern = COMMIT))]
    second_parent: String,
    /// How many commits the chain of first parents of that one has which the mainline lacks.
    hidden: usize,
}

/// The report of an import as JSON, version 3 (`docs/en/json.md`).
pub(crate) fn import_json(report: &Report, words: &Words) -> String {
    let count = |(kind, count): (&RecordKind, &RecordCount)| {
        (*kind, CountJson { count: count.all, stand_ins: count.stand_ins })
    };
    to_json(&ImportJson {
        version: 3,
        into: report.into.display().to_string(),
        dry_run: report.is_rehearsal,
        resumed: report.resumed,
        replaced: report.replaced.map(|oid| oid.to_string()),
        head: report.head.filter(|_| !report.is_rehearsal).map(|oid| oid.to_string()),
        records: report.records.iter().map(count).collect(),
        sources: report.sources.iter().map(|source| SourceJson::of(source, words)).collect(),
        rename_suspects: report.suspects.iter().map(SuspectJson::of).collect(),
    })
}

impl SuspectJson {
    fn of(suspect: &RenameSuspect) -> SuspectJson {
        SuspectJson {
            kind: suspect.kind.name(),
            from: suspect.from.clone(),
            to: suspect.to.clone(),
            gone: suspect.gone.to_string(),
            come: suspect.come.to_string(),
            alike: suspect.alike.iter().map(|likeness| likeness.word()).collect(),
            line: suspect.line(),
        }
    }
}

impl<'a> SourceJson<'a> {
    fn of(source: &'a SourceReport, words: &Words) -> SourceJson<'a> {
        let notes = |is_loss: bool| {
            let notes = source.notes.iter().filter(move |(note, _)| note.is_loss() == is_loss);
            notes.map(|(note, tally)| NoteJson::of(note, tally, words)).collect()
        };
        let unread = source.unread.iter().map(|unread| UnreadJson {
            path: &unread.seen.path,
            commit: unread.seen.commit.to_string(),
            message: words.say(&unread.why),
        });
        let foxtrots = source.foxtrots.iter().map(|foxtrot| FoxtrotJson {
            merge: foxtrot.merge.to_string(),
            second_parent: foxtrot.second.to_string(),
            hidden: foxtrot.hidden,
        });
        let corrected = source.corrected.iter().map(|one| CorrectedJson { record: &one.record, what: &one.what });
        let disputed = source.disputed.iter().map(|one| DisputedJson {
            record: &one.record,
            what: Some(one.what.as_str()).filter(|what| !what.is_empty()),
            register: one.register.as_deref(),
            source: one.source.as_deref(),
            kept: match one.kept {
                Prefer::Register => "register",
                Prefer::Source => "source",
            },
            commit: one.commit.to_string(),
        });
        SourceJson {
            name: &source.name,
            kind: source.kind,
            commits: CommitsJson {
                read: source.read,
                written: source.written,
                unchanged: source.unchanged,
                skipped: source.skipped(),
                late: source.late,
            },
            versions: &source.versions,
            deletions: &source.deletions,
            written_otherwise: notes(false),
            left_out: notes(true),
            unread: unread.collect(),
            other_files: source.other_files.iter().map(|(path, commit)| PlaceJson::of(path, commit)).collect(),
            other_folders: &source.other_folders,
            corrected: corrected.collect(),
            disputed: disputed.collect(),
            foxtrots: foxtrots.collect(),
        }
    }
}

impl<'a> NoteJson<'a> {
    fn of(note: &'a Note, tally: &'a Tally, words: &Words) -> NoteJson<'a> {
        let place = |SourcePlace { path, commit }: &'a SourcePlace| PlaceJson::of(path, commit);
        NoteJson {
            code: note.code(),
            field: note.field(),
            message: words.say(&note.message()),
            count: tally.count,
            examples: tally.examples.iter().map(place).collect(),
        }
    }
}

impl<'a> PlaceJson<'a> {
    fn of(path: &'a str, commit: &Oid) -> PlaceJson<'a> {
        PlaceJson { path, commit: commit.to_string() }
    }
}
