use std::collections::{BTreeMap, BTreeSet};

use super::append::Stop;
use super::file_changes::{ParsedVersions, Step, reread};
use super::ledger::{Ledger, Touched, Unusable};
use crate::git::Repository;
use crate::timeline::CommitRow;
use crate::timeline::Replay;
use crate::timeline::WalkConfig;
use crate::timeline::{AliasClaimRow, FileTimelineRow, OwnerRow};
use crate::timeline::{Identity, Key};

/// A walk that goes on from what an index remembers, of which it recalls what the commits at hand are
/// about: the strands that bear the identifiers that they name, or bore them last.
pub(crate) struct Resumed<'l, 'd> {
    ledger: &'l Ledger<'d>,
    config: &'l WalkConfig,
    pub walk: Replay,
    asked: BTreeSet<Key>,
    /// By strand, its record, for the strands that were recalled.
    records: BTreeMap<usize, usize>,
    old_facts: BTreeSet<usize>,
    old_attributes: BTreeSet<usize>,
}

impl<'l, 'd> Resumed<'l, 'd> {
    pub(crate) fn new(ledger: &'l Ledger<'d>, config: &'l WalkConfig) -> Result<Resumed<'l, 'd>, Unusable> {
        let mut identity = Identity::after(ledger.strands()?);
        for claim in ledger.claims()? {
            let kind = config.manifest.kind_at(&claim.kind).ok_or(Unusable)?;
            identity.claims.insert((kind, claim.id), claim.strand);
        }
        Ok(Resumed {
            ledger,
            config,
            walk: Replay { identity, ..Replay::default() },
            asked: BTreeSet::new(),
            records: BTreeMap::new(),
            old_facts: BTreeSet::new(),
            old_attributes: BTreeSet::new(),
        })
    }

    /// Recalls what these steps are about, before the walk takes them.
    pub(crate) fn recall(
        &mut self,
        repository: &Repository,
        batch: &[Step],
        readings: &ParsedVersions,
    ) -> Result<(), Stop> {
        for step in batch {
            let key = (step.kind, step.id.clone());
            if let Some(claimer) = self.walk.identity.claims.get(&key).copied() {
                self.recall_strand(claimer)?;
            }
            self.recall_bearer(key)?;
            for previous in step.previous_ids(readings) {
                self.recall_bearer((step.kind, previous.clone()))?;
            }
        }
        // A file that goes may come again under another name, which is guessed by what it said; and a file
        // that says which names it bore may have said so before.
        for commit in batch.chunk_by(|a, b| a.at == b.at) {
            let stays: BTreeSet<_> =
                commit.iter().filter(|step| step.leaves_a_file()).map(|step| (step.kind, &step.id)).collect();
            for step in commit {
                if !stays.contains(&(step.kind, &step.id)) || !step.previous_ids(readings).is_empty() {
                    self.recall_words(repository, step)?;
                }
            }
        }
        Ok(())
    }

    /// Recalls what the last readable version of a step's file said.
    fn recall_words(&mut self, repository: &Repository, step: &Step) -> Result<(), Stop> {
        let bearer = self.walk.identity.bearer(step.kind, &step.id);
        let strand = bearer.and_then(|strand| self.walk.identity.strands.get_mut(&strand));
        if let Some(strand) = strand.filter(|strand| strand.last.is_none())
            && let Some(blob) = strand.blob
        {
            strand.last = reread(repository, blob, strand.kind, self.config)?;
        }
        Ok(())
    }

    fn recall_bearer(&mut self, key: Key) -> Result<(), Unusable> {
        if self.walk.identity.bearer(key.0, &key.1).is_some() || !self.asked.insert(key.clone()) {
            return Ok(());
        }
        let kind = self.config.manifest.kinds.get(key.0).ok_or(Unusable)?;
        if let Some(strand) = self.ledger.bearer(&kind.name, &key.1)? {
            self.recall_strand(strand)?;
            self.walk.identity.recall_bearer(key, strand);
        }
        Ok(())
    }

    /// Recalls a strand, and those that go on for it.
    fn recall_strand(&mut self, number: usize) -> Result<(), Unusable> {
        let mut next = Some(number);
        while let Some(number) = next.filter(|number| !self.records.contains_key(number)) {
            let row = self.ledger.strand(number)?;
            let mut strand = row.strand(&self.config.manifest).ok_or(Unusable)?;
            let rows = &mut self.walk.rows;
            for mut fact in self.ledger.facts(row.record, number)? {
                fact.record = number;
                self.old_facts.insert(rows.facts.len());
                strand.open_facts.insert(fact.key.clone(), rows.facts.len());
                rows.facts.push(fact);
            }
            for mut attribute in self.ledger.attributes(row.record, number)? {
                attribute.record = number;
                self.old_attributes.insert(rows.attributes.len());
                let pair = (attribute.field.clone(), attribute.value.clone());
                strand.open_attributes.insert(pair, rows.attributes.len());
                rows.attributes.push(attribute);
            }
            self.records.insert(number, row.record);
            self.walk.identity.recall(number, strand, row.joined);
            next = row.joined.map(|(into, _)| into);
        }
        Ok(())
    }

    /// What is to be written down, by the numbers of the index.
    pub(crate) fn touched(mut self, commits: Vec<CommitRow>, first: usize) -> Result<Touched, Stop> {
        let Replay { identity, mut rows } = self.walk;
        if identity.has_joined {
            return Err(Stop::Rebuild);
        }
        let mut next = self.ledger.records()?;
        let mut strands = Vec::new();
        for (number, strand) in &identity.strands {
            let record = *self.records.entry(*number).or_insert_with(|| {
                next += 1;
                next - 1
            });
            strands
                .push((*number, FileTimelineRow::of(strand, record, identity.joined(*number), &self.config.manifest)));
        }
        let record = |strand: usize| self.records.get(&strand).copied().unwrap_or(strand);
        rows.facts.iter_mut().for_each(|row| row.record = record(row.record));
        rows.attributes.iter_mut().for_each(|row| row.record = record(row.record));
        rows.episodes.iter_mut().for_each(|row| row.record = record(row.record));
        rows.versions.iter_mut().for_each(|row| row.record = record(row.record));
        rows.episodes.sort_by_key(|row| (row.at, row.record));
        Ok(Touched {
            commits,
            first,
            strands,
            bearers: OwnerRow::all(&identity, &self.config.manifest),
            claims: AliasClaimRow::all(&identity, &self.config.manifest),
            rows,
            old_facts: self.old_facts,
            old_attributes: self.old_attributes,
        })
    }
}
