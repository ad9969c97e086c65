use std::collections::HashMap;

use super::file_changes::{ParsedVersions, batch, steps, take};
use crate::diagnostic::Outcome;
use crate::git::{self, Foxtrot, Mainline, MainlineCommit, Oid, Repository};
use crate::registry::Manifest;
use crate::timeline::History;
use crate::timeline::Replay;
use crate::timeline::Rows;
use crate::timeline::WalkConfig;
use crate::timeline::{AliasClaimRow, FileTimelineRow, MergeRow, OwnerRow, record_row};
use crate::timeline::{CommitRow, RecordRow};

/// Where the mainline may have been lost.
#[derive(Clone, Debug, Default)]
pub struct Lost {
    /// The merges that look like foxtrots, oldest first.
    pub foxtrots: Vec<Foxtrot>,
    /// What the manifest says to follow on its second parent, and is no merge of the mainline.
    pub unfollowed: Vec<Oid>,
}

/// Reads the history of the register from the mainline that leads to `tip`.
///
/// Gives with it where the mainline may have been lost. `progress` is told how many of how many changed
/// files are read. Refuses a shallow clone.
pub fn build(
    repository: &Repository,
    tip: Oid,
    config: &WalkConfig,
    mut progress: impl FnMut(usize, usize),
) -> Outcome<(History, Lost)> {
    repository.refuse_shallow()?;
    let Mainline { commits, foxtrots, unfollowed } = git::mainline(repository, tip, &config.second_parent)?;
    let steps = steps(repository, &commits, None, 0, &config.manifest)?;
    let mut walk = Replay::default();
    let mut readings = ParsedVersions::default();
    let mut rest = steps.as_slice();
    while !rest.is_empty() {
        let (next, after) = batch(rest);
        readings.read(repository, next, config)?;
        take(&mut walk, next, &readings, &commits, 0);
        rest = after;
        progress(steps.len() - rest.len(), steps.len());
    }
    let commits = commits.into_iter().map(CommitRow::from).collect();
    Ok((finish(walk, commits, &config.manifest), Lost { foxtrots, unfollowed }))
}

impl From<MainlineCommit> for CommitRow {
    fn from(commit: MainlineCommit) -> CommitRow {
        CommitRow {
            oid: commit.oid,
            known_at: commit.known_at,
            committed_at: commit.committed_at,
            subject: commit.subject,
            may_correct: commit.may_correct,
        }
    }
}

/// Numbers the records (strands that are one record get one number, in the order of their first
/// strands) and orders the rows.
fn finish(walk: Replay, commits: Vec<CommitRow>, manifest: &Manifest) -> History {
    let Replay { identity, mut rows } = walk;
    let mut numbers = HashMap::new();
    let mut strands = Vec::new();
    for (at, strand) in &identity.strands {
        let next = numbers.len();
        let record = *numbers.entry(identity.root(*at)).or_insert(next);
        strands.push(FileTimelineRow::of(strand, record, identity.joined(*at), manifest));
    }
    let mut groups: Vec<Vec<&FileTimelineRow>> = vec![Vec::new(); numbers.len()];
    for strand in &strands {
        if let Some(group) = groups.get_mut(strand.record) {
            group.push(strand);
        }
    }
    let records: Vec<RecordRow> = groups.iter().map(|group| record_row(group)).collect();
    let number = |strand: usize| strands.get(strand).map_or(strand, |row| row.record);
    rows.facts.iter_mut().for_each(|row| row.record = number(row.record));
    rows.attributes.iter_mut().for_each(|row| row.record = number(row.record));
    rows.episodes.iter_mut().for_each(|row| row.record = number(row.record));
    rows.versions.iter_mut().for_each(|row| row.record = number(row.record));
    rows.facts.sort_by(|a, b| (a.record, &a.key, a.from, a.strand).cmp(&(b.record, &b.key, b.from, b.strand)));
    rows.attributes.sort_by(|a, b| {
        (a.record, &a.field, &a.value, a.from, a.strand).cmp(&(b.record, &b.field, &b.value, b.from, b.strand))
    });
    rows.episodes.sort_by_key(|row| (row.at, row.record));
    let joins = strands.iter().enumerate().filter_map(|(strand, row)| {
        let (into, at) = row.joined?;
        Some(MergeRow { record: row.record, strand, into, at })
    });
    let mut joins: Vec<MergeRow> = joins.collect();
    joins.sort_by_key(|join| (join.record, join.strand));
    let bearers = OwnerRow::all(&identity, manifest);
    let claims = AliasClaimRow::all(&identity, manifest);
    let Rows { facts, attributes, episodes, versions } = rows;
    History { commits, records, facts, attributes, episodes, versions, joins, strands, bearers, claims }
}
