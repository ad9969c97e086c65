use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::field_change::FieldJson;
use super::schemas::{COMMIT, DATE, FACT, INSTANT, RECORD};
use super::to_json;
use crate::lifecycle::rfc3339;
use crate::timeline::{FactRow, History, LogEntry};

#[derive(Serialize, JsonSchema)]
pub(super) struct Log<'a> {
    /// The version of this answer.
    #[schemars(extend("const" = 1))]
    version: u32,
    /// The record, by the identifier that it has now (or had last).
    #[schemars(regex(pattern = RECORD))]
    record: String,
    /// The record's name; `null` where it has none.
    name: Option<&'a str>,
    /// Every identifier that the record had, the first one first.
    ids: &'a [String],
    /// The commits that said something new of it, the oldest one first.
    entries: Vec<Entry<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct Entry<'a> {
    /// The commit, a full hash.
    #[schemars(regex(pattern = COMMIT))]
    commit: String,
    /// When that commit became known.
    #[schemars(regex(pattern = INSTANT))]
    known_at: String,
    /// The first line of that commit's message.
    subject: &'a str,
    /// Who stands for that commit: `forge` (it made and signed it), `person` (signed it), `nobody`. Signed, not verified:
    /// `greffe doctor --signatures` has git verify signatures.
    #[schemars(extend("enum" = ["forge", "person", "nobody"]))]
    vouched_by: &'static str,
    /// Why that commit comes long after its date, in its own words (`Known-Late:`); `null` where it does not say so.
    known_late: Option<&'a str>,
    /// What happened to the file.
    episodes: Vec<EpisodeJson<'a>>,
    /// What was said of its facts.
    facts: Vec<FactJson<'a>>,
    /// How its fields changed: those that are no free text, and the name; with `--fields`, all.
    fields: Vec<FieldJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct EpisodeJson<'a> {
    /// What happened.
    #[schemars(extend("enum" = ["created", "changed", "renamed-by-previous-ids", "renamed-by-same-file", "renamed-by-guess", "deleted", "returned", "unreadable-document", "unreadable-no-lifecycle", "unreadable-not-regular", "readable-again", "id-taken", "id-alone"]))]
    episode: &'static str,
    /// The file, from the top of the repository.
    path: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct FactJson<'a> {
    /// The identity of the fact within its record.
    #[schemars(regex(pattern = FACT))]
    fact: String,
    /// What became of it.
    #[schemars(extend("enum" = ["added", "revised", "withdrawn"]))]
    change: &'static str,
    /// Its date until then; `null` where it is new.
    #[schemars(regex(pattern = DATE))]
    before: Option<String>,
    /// Its date from then on; `null` where it is withdrawn.
    #[schemars(regex(pattern = DATE))]
    after: Option<String>,
    /// `record`: a date in the record; `commit`: a phase without `start`, or that says so, by the day of the commit
    /// that first showed it.
    #[schemars(extend("enum" = ["record", "commit"]))]
    dated_by: &'static str,
    /// Whether it rests on a phase name of the past, on a date that can't be read, or is said to be so.
    approximate: bool,
    /// The file that says so, from the top of the repository.
    path: &'a str,
    /// The line that says so, from 1.
    #[schemars(range(min = 1))]
    line: usize,
}

/// The answer of `log` as JSON, version 1 (`docs/en/json.md`). `record` is its place among [`History::records`]; the
/// entries are by commit, by its place on the mainline.
pub(crate) fn log_json<'a>(history: &'a History, record: usize, entries: &'a BTreeMap<usize, LogEntry<'a>>) -> String {
    let entries = entries.iter().filter_map(|(at, entry)| {
        let commit = history.commits.get(*at)?;
        let episodes = entry.file_events.iter().map(|row| EpisodeJson { episode: row.event.word(), path: &row.path });
        Some(Entry {
            commit: commit.oid.to_string(),
            known_at: rfc3339(commit.known_at),
            subject: &commit.subject,
            vouched_by: commit.voucher.word(),
            known_late: commit.late.as_deref(),
            episodes: episodes.collect(),
            facts: entry.facts.iter().filter_map(|(before, after)| fact(*before, *after)).collect(),
            fields: entry.fields.iter().map(FieldJson::of).collect(),
        })
    });
    let row = history.records.get(record);
    to_json(&Log {
        version: 1,
        record: history.key(record),
        name: row.and_then(|row| row.name.as_deref()),
        ids: row.map(|row| row.ids.as_slice()).unwrap_or_default(),
        entries: entries.collect(),
    })
}

fn fact<'a>(before: Option<&'a FactRow>, after: Option<&'a FactRow>) -> Option<FactJson<'a>> {
    let shown = after.or(before)?;
    Some(FactJson {
        fact: shown.key.to_string(),
        change: match (before, after) {
            (None, _) => "added",
            (Some(_), Some(_)) => "revised",
            (Some(_), None) => "withdrawn",
        },
        before: before.map(|fact| fact.value.effective.to_string()),
        after: after.map(|fact| fact.value.effective.to_string()),
        dated_by: shown.value.dated_by.word(),
        approximate: shown.value.approximate,
        path: &shown.path,
        line: shown.line,
    })
}
