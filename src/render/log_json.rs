use std::collections::BTreeMap;

use serde::Serialize;

use super::to_json;
use crate::lifecycle::rfc3339;
use crate::timeline::{FactRow, History, LogEntry};

#[derive(Serialize)]
struct Log<'a> {
    version: u32,
    record: String,
    name: Option<&'a str>,
    ids: &'a [String],
    entries: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    commit: String,
    known_at: String,
    subject: &'a str,
    episodes: Vec<EpisodeJson<'a>>,
    facts: Vec<FactJson<'a>>,
}

#[derive(Serialize)]
struct EpisodeJson<'a> {
    episode: &'static str,
    path: &'a str,
}

#[derive(Serialize)]
struct FactJson<'a> {
    fact: String,
    change: &'static str,
    before: Option<String>,
    after: Option<String>,
    dated_by: &'static str,
    approximate: bool,
    path: &'a str,
    line: usize,
}

/// The answer of `log` as JSON, version 1 (`docs/en/json.md`).
pub fn log_json(history: &History, record: usize, chapters: &BTreeMap<usize, LogEntry<'_>>) -> String {
    let entries = chapters.iter().filter_map(|(at, chapter)| {
        let commit = history.commits.get(*at)?;
        let episodes = chapter.file_events.iter().map(|row| EpisodeJson { episode: row.event.word(), path: &row.path });
        Some(Entry {
            commit: commit.oid.to_string(),
            known_at: rfc3339(commit.known_at),
            subject: &commit.subject,
            episodes: episodes.collect(),
            facts: chapter.facts.iter().filter_map(|(before, after)| fact(*before, *after)).collect(),
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
