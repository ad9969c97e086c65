use std::collections::BTreeMap;

use super::history::{FactRow, FileEventRow, History};
use crate::lifecycle::What;

/// What one commit said of a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogEntry<'h> {
    /// What happened to its file.
    pub episodes: Vec<&'h FileEventRow>,
    /// What happened to its facts: before, and after.
    pub facts: Vec<(Option<&'h FactRow>, Option<&'h FactRow>)>,
}

/// A record's life as the mainline tells it: its chapters by commit (by its place on the mainline).
/// Commits that changed nothing but words are left out.
pub fn record_log(history: &History, record: usize) -> BTreeMap<usize, LogEntry<'_>> {
    let by_record = history.facts_by_record();
    let facts = by_record.get(record).copied().unwrap_or_default();
    tell(history.episodes.iter().filter(|row| row.record == record), facts)
}

/// The lives of all records, by their places among [`History::records`]: for each, what [`life`] tells.
pub fn record_logs(history: &History) -> Vec<BTreeMap<usize, LogEntry<'_>>> {
    let mut episodes: Vec<Vec<&FileEventRow>> = vec![Vec::new(); history.records.len()];
    for row in &history.episodes {
        if let Some(of_record) = episodes.get_mut(row.record) {
            of_record.push(row);
        }
    }
    let facts = history.facts_by_record();
    episodes.into_iter().zip(facts).map(|(episodes, facts)| tell(episodes, facts)).collect()
}

fn tell<'h>(
    episodes: impl IntoIterator<Item = &'h FileEventRow>,
    facts: &'h [FactRow],
) -> BTreeMap<usize, LogEntry<'h>> {
    let mut chapters: BTreeMap<usize, LogEntry<'h>> = BTreeMap::new();
    for row in episodes {
        chapters.entry(row.at).or_default().episodes.push(row);
    }
    for fact in facts {
        let before = facts.iter().find(|other| other.key == fact.key && other.to == Some(fact.from));
        chapters.entry(fact.from).or_default().facts.push((before, Some(fact)));
        if let Some(to) = fact.to
            && !facts.iter().any(|other| other.key == fact.key && other.from == to)
        {
            chapters.entry(to).or_default().facts.push((Some(fact), None));
        }
    }
    chapters.retain(|_, chapter| {
        let is_news = |row: &&FileEventRow| row.episode != super::FileEvent::Changed;
        !chapter.facts.is_empty() || chapter.episodes.iter().any(is_news)
    });
    for chapter in chapters.values_mut() {
        // On one day, in the order of the record's lines: a phase is left where the next is entered.
        chapter.facts.sort_by_key(|(before, after)| {
            let fact = (*after).or(*before);
            fact.map(|fact| (fact.effective, fact.line, fact.key.what != What::Left, fact.key.clone()))
        });
    }
    chapters
}
