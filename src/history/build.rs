use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::History;
use super::identity::{FileChange, Identity};
use super::reading::Reading;
use super::rows::{CommitRow, GapReason, RecordRow, VersionRow};
use super::strand::{Moment, Rows};
use crate::diagnostic::Outcome;
use crate::git::{self, Change, Foxtrot, Mainline, Mode, Oid, Repository};
use crate::lifecycle::{Lifecycle, PartialDate};
use crate::registry::{Definitions, Manifest, Placement, REGISTRY_FOLDER};
use crate::yaml::MAX_BYTES;

/// How many changed files are read at once: enough for all cores, little enough for the memory.
const BATCH: usize = 4_096;

/// What the walk needs to know of the register's definitions.
#[derive(Clone, Debug)]
pub struct Guide {
    /// The manifest.
    pub manifest: Manifest,
    /// By kind, the lifecycle.
    lifecycles: Vec<Option<Lifecycle>>,
    /// The fields that filters and groups look at, in order.
    pub fields: BTreeSet<String>,
    /// The merges to follow on their second parent.
    second_parent: Vec<Oid>,
}

impl Guide {
    /// Takes from the definitions what the walk needs: `fields` are those that the indicators'
    /// filters name; those that refer to other records are added.
    pub fn new(definitions: &Definitions, manifest: Manifest, fields: impl IntoIterator<Item = String>) -> Guide {
        let lifecycle = |name: &String| {
            let document = definitions.document(&format!("lifecycles/{name}.yml"))?;
            Lifecycle::read(document.root.as_ref()?).ok()
        };
        let lifecycles = manifest.kinds.iter().map(|kind| kind.lifecycle.as_ref().and_then(lifecycle)).collect();
        let mut fields: BTreeSet<String> = fields.into_iter().collect();
        for kind in &manifest.kinds {
            fields.extend(kind.references.keys().filter(|path| !path.contains('/')).cloned());
        }
        let second_parent = manifest.mainline_second_parent.iter().filter_map(|oid| Oid::from_str(oid).ok()).collect();
        Guide { manifest, lifecycles, fields, second_parent }
    }

    /// The lifecycle of a kind.
    pub fn lifecycle(&self, kind: usize) -> Option<&Lifecycle> {
        self.lifecycles.get(kind)?.as_ref()
    }

    /// A text that changes whenever the guide would lead to another history.
    pub fn signature(&self) -> String {
        format!("{:?}\n{:?}\n{:?}\n{:?}", self.manifest.kinds, self.lifecycles, self.fields, self.second_parent)
    }
}

/// Where the mainline may have been lost.
#[derive(Clone, Debug, Default)]
pub struct Lost {
    /// The merges that look like foxtrots, oldest first.
    pub foxtrots: Vec<Foxtrot>,
    /// What the manifest says to follow on its second parent, and is no merge of the mainline.
    pub unfollowed: Vec<Oid>,
}

type Read = Result<Arc<Reading>, GapReason>;

/// Reads the history of the register from the mainline that leads to `tip`.
///
/// Gives with it where the mainline may have been lost. `progress` is told how many of how many changed
/// files are read. Refuses a shallow clone.
pub fn build(
    repository: &Repository,
    tip: Oid,
    guide: &Guide,
    mut progress: impl FnMut(usize, usize),
) -> Outcome<(History, Lost)> {
    repository.refuse_shallow()?;
    let Mainline { commits: mainline, foxtrots, unfollowed } = git::mainline(repository, tip, &guide.second_parent)?;
    let mut steps = Vec::new();
    let mut before = None;
    for (at, commit) in mainline.iter().enumerate() {
        if before != Some(commit.tree) {
            let changes = git::changes(repository, before, commit.tree, &[REGISTRY_FOLDER])?;
            steps.extend(changes.into_iter().filter_map(|change| step(at, change, &guide.manifest)));
        }
        before = Some(commit.tree);
    }
    let mut walk = Walk { identity: Identity::default(), rows: Rows::default() };
    let total = steps.len();
    let mut known: HashMap<(Oid, usize), Read> = HashMap::new();
    let mut rest = steps.as_slice();
    while !rest.is_empty() {
        let (batch, after) = rest.split_at(batch_end(rest));
        read_batch(repository, batch, guide, &mut known)?;
        for commit in batch.chunk_by(|a, b| a.at == b.at) {
            let Some(at) = commit.first().map(|step| step.at) else { continue };
            let known_at = mainline.get(at).map_or(0, |commit| commit.known_at);
            let moment = Moment { at, day: PartialDate::of_epoch(known_at) };
            let changes = commit.iter().map(|step| step.file_change(&known)).collect();
            walk.identity.commit(moment, changes, &mut walk.rows);
            walk.rows.versions.extend(commit.iter().filter_map(|step| step.version(&walk.identity)));
        }
        rest = after;
        progress(total - rest.len(), total);
        if known.len() > 16 * BATCH {
            known.clear();
        }
    }
    let commits = mainline.into_iter().map(|commit| CommitRow {
        oid: commit.oid,
        known_at: commit.known_at,
        committed_at: commit.committed_at,
        subject: commit.subject,
    });
    Ok((walk.finish(commits.collect(), &guide.manifest), Lost { foxtrots, unfollowed }))
}

/// A changed file of a record.
struct Step {
    at: usize,
    kind: usize,
    id: String,
    change: Change,
}

fn step(at: usize, change: Change, manifest: &Manifest) -> Option<Step> {
    match manifest.place(&change.path) {
        Placement::Record { kind, id } => Some(Step { at, kind, id, change }),
        _ => None,
    }
}

impl Step {
    /// The version that the step brought. The record is its strand, until records are told apart.
    fn version(&self, identity: &Identity) -> Option<VersionRow> {
        let record = identity.bearer(self.kind, &self.id)?;
        let blob = self.change.after.map(|(oid, _)| oid);
        Some(VersionRow { record, at: self.at, path: self.change.path.clone(), blob })
    }

    fn file_change(&self, known: &HashMap<(Oid, usize), Read>) -> FileChange {
        let after = self.change.after.map(|(oid, mode)| {
            let reading = match (mode, known.get(&(oid, self.kind))) {
                (Mode::Regular, Some(reading)) => reading.clone(),
                (Mode::Regular, None) => Err(GapReason::Document),
                (Mode::Link | Mode::Submodule, _) => Err(GapReason::NotRegular),
            };
            (oid, reading)
        });
        FileChange {
            kind: self.kind,
            id: self.id.clone(),
            path: self.change.path.clone(),
            before: self.change.before.map(|(oid, _)| oid),
            after,
        }
    }
}

/// Where a batch ends: at a commit's end, once it is large enough.
fn batch_end(steps: &[Step]) -> usize {
    let mut end = steps.len().min(BATCH);
    let last = steps.get(end.saturating_sub(1)).map(|step| step.at);
    while steps.get(end).map(|step| step.at) == last && end < steps.len() {
        end += 1;
    }
    end
}

/// Reads, on all cores, the versions of a batch that are not known yet, each distinct one once.
fn read_batch(
    repository: &Repository,
    batch: &[Step],
    guide: &Guide,
    known: &mut HashMap<(Oid, usize), Read>,
) -> Outcome<()> {
    let mut wanted = Vec::new();
    let mut seen = HashSet::new();
    for step in batch {
        if let Some((oid, Mode::Regular)) = step.change.after {
            let version = (oid, step.kind);
            if !known.contains_key(&version) && seen.insert(version) {
                wanted.push(version);
            }
        }
    }
    let git_dir = repository.git_dir();
    let read: Vec<((Oid, usize), Read)> = wanted
        .par_iter()
        .with_min_len(64)
        .map_init(
            || Repository::open(git_dir),
            |opened, (oid, kind)| match opened {
                Ok(repository) => {
                    let bytes = repository.blob_within(*oid, MAX_BYTES)?.ok_or(GapReason::Document);
                    Ok(((*oid, *kind), bytes.and_then(|bytes| Reading::of(&bytes, *kind, guide)).map(Arc::new)))
                }
                Err(failure) => Err(failure.clone()),
            },
        )
        .collect::<Outcome<_>>()?;
    known.extend(read);
    Ok(())
}

struct Walk {
    identity: Identity,
    rows: Rows,
}

impl Walk {
    /// Numbers the records (strands that are one record get one number) and orders the rows.
    fn finish(self, commits: Vec<CommitRow>, manifest: &Manifest) -> History {
        let Walk { identity, mut rows } = self;
        let mut numbers = HashMap::new();
        let mut records: Vec<RecordRow> = Vec::new();
        let mut number_of = Vec::new();
        for (at, strand) in identity.strands.iter().enumerate() {
            let root = identity.root(at);
            let number = *numbers.entry(root).or_insert_with(|| {
                let kind = manifest.kinds.get(strand.kind).map_or_else(String::new, |kind| kind.name.clone());
                records.push(RecordRow { kind, id: String::new(), name: None, ids: Vec::new() });
                records.len() - 1
            });
            number_of.push(number);
            if let Some(record) = records.get_mut(number) {
                for id in &strand.ids {
                    if !record.ids.contains(id) {
                        record.ids.push(id.clone());
                    }
                }
                if root == at {
                    strand.id().clone_into(&mut record.id);
                    record.name.clone_from(&strand.name);
                }
            }
        }
        let number = |strand: usize| number_of.get(strand).copied().unwrap_or(strand);
        rows.facts.iter_mut().for_each(|row| row.record = number(row.record));
        rows.attributes.iter_mut().for_each(|row| row.record = number(row.record));
        rows.episodes.iter_mut().for_each(|row| row.record = number(row.record));
        rows.versions.iter_mut().for_each(|row| row.record = number(row.record));
        rows.facts.sort_by(|a, b| (a.record, &a.key, a.from).cmp(&(b.record, &b.key, b.from)));
        rows.attributes
            .sort_by(|a, b| (a.record, &a.field, &a.value, a.from).cmp(&(b.record, &b.field, &b.value, b.from)));
        rows.episodes.sort_by_key(|row| (row.at, row.record));
        let Rows { facts, attributes, episodes, versions } = rows;
        History { commits, records, facts, attributes, episodes, versions }
    }
}
