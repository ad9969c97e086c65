use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::correction::Declared;
use super::fact_changes::{FactChanges, Moment};
use super::records::Changed;
use crate::diagnostic::Outcome;
use crate::git::{Comparison, Oid, Repository};
use crate::indicator::{Figure, FigureKind, Publication};
use crate::lifecycle::Lifecycle;
use crate::registry::{REGISTRY_FOLDER, SCHEMA_FOLDER};
use crate::yaml::{Document, Node};

/// One thing that a version of a record says otherwise than another version does.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Whether there is a file.
    File,
    /// A phase or an event, by the name that it reads as.
    Moment {
        /// Whether it is a phase, and not an event.
        is_phase: bool,
        /// Its name.
        name: String,
        /// What of it.
        aspect: Aspect,
    },
    /// What a publication states as the actual of an indicator and a year.
    Figure(String, i32),
    /// Another field at the top of the document.
    Field(String),
}

/// What of a phase or an event is another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// Whether it is stated at all.
    Presence,
    /// When it began or happened.
    Date,
    /// When a phase ended, by its own word or by the next one's.
    End,
    /// The year that an event counts in.
    Cohort,
}

/// What the reasons of a change's commits cover: each what its own commit changes, and nothing else.
///
/// The commits that lead to a version are followed from the head back to the base, as `git log -- PATH` follows them,
/// and as far as they differ in what is asked. What a commit with a reason changes against its first parent is
/// covered (a merge so covers what it brings); what one without a reason changes by itself is not. What is put back
/// needs no reason: a version that says what the base says ends the way.
#[derive(Debug, Default)]
pub(super) struct Coverage {
    /// By file, the commits that change it against their first parents. Only where a commit says something.
    touched: BTreeMap<String, HashSet<Oid>>,
    /// By the present path of a file, or its last one: how it came to what it says. What is not here is not covered.
    trails: BTreeMap<String, Trail>,
    /// The versions that must be told apart.
    documents: HashMap<Oid, Document>,
}

/// How a file came from what it says at the base to what it says at the head.
#[derive(Debug)]
enum Trail {
    /// By commits with a reason alone.
    Covered,
    /// By commits of both sorts.
    Mixed { head: At, steps: Vec<Step> },
}

/// A version on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum At {
    /// The version that a step of the trail leads to, by its place.
    Step(usize),
    /// One from before the change.
    Before(Version),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Version {
    /// What a commit has: a blob, or no file.
    Committed(Option<Oid>),
    /// What is in no commit yet.
    Pending,
}

/// A commit of the change that touches a file, or what is not committed yet.
#[derive(Debug)]
struct Step {
    has_reason: bool,
    version: Version,
    /// The versions that it goes on from; of a commit with a reason, that of its first parent alone.
    parents: Vec<At>,
}

/// The commits that trails are followed through.
pub(super) struct Commits<'r> {
    pub repository: &'r Repository,
    pub base: Oid,
    pub head: Oid,
    /// Those between the two, parents first.
    pub between: &'r [Oid],
    /// The files that are not committed as they stand.
    pub pending: BTreeSet<String>,
}

impl Coverage {
    /// Follows the files of the records, and the definitions (by their paths), through the commits.
    pub(super) fn open(
        commits: &Commits<'_>,
        declared: &Declared,
        records: &[Changed],
        definitions: &[&str],
    ) -> Outcome<Coverage> {
        let mut coverage = Coverage::default();
        if declared.corrections.is_empty() && declared.refused.is_empty() {
            return Ok(coverage);
        }
        let trees = Comparison::new(commits.repository);
        let mut parents = HashMap::new();
        for commit in commits.between.iter().copied() {
            let known = commits.repository.parents(commit)?;
            let before = known.first().map(|first| commits.repository.tree_of(*first)).transpose()?;
            let after = commits.repository.tree_of(commit)?;
            for file in trees.changes(before, Some(after), &[SCHEMA_FOLDER, REGISTRY_FOLDER])? {
                coverage.touched.entry(file.path).or_default().insert(commit);
            }
            parents.insert(commit, known);
        }
        let reasoned: HashSet<Oid> = declared.corrections.iter().map(|correction| correction.commit).collect();
        let definitions = definitions.iter().map(|path| vec![(*path).to_owned()]);
        let mut to_read = BTreeSet::new();
        for paths in records.iter().map(|record| record.paths.clone()).chain(definitions) {
            let touching = paths.iter().filter_map(|path| coverage.touched.get(path)).flatten().copied().collect();
            let walk =
                TrailWalk { commits, trees: &trees, parents: &parents, reasoned: &reasoned, paths: &paths, touching };
            if let (Some(path), Some(trail)) = (paths.first(), walk.trail()?) {
                to_read.extend(trail.blobs());
                coverage.trails.insert(path.clone(), trail);
            }
        }
        for blob in to_read {
            coverage.documents.insert(blob, Document::read(&commits.repository.blob(blob)?));
        }
        Ok(coverage)
    }

    /// Whether a commit changes one of these files against its first parent.
    pub(super) fn touches(&self, commit: Oid, paths: &[String]) -> bool {
        paths.iter().any(|path| self.touched.get(path).is_some_and(|commits| commits.contains(&commit)))
    }

    /// Whether a definition is changed by commits with a reason alone.
    pub(super) fn covers_definition(&self, path: &str) -> bool {
        matches!(self.trails.get(path), Some(Trail::Covered))
    }

    /// Whether all that a record says otherwise in the asked parts was changed by commits with a reason. Where it
    /// differs in none of them, whatever it says otherwise is asked.
    pub(super) fn covers(
        &self,
        record: &Changed,
        lifecycle: Option<&Lifecycle>,
        is_asked: &dyn Fn(&Part) -> bool,
    ) -> bool {
        match record.paths.first().and_then(|path| self.trails.get(path)) {
            None => false,
            Some(Trail::Covered) => true,
            Some(Trail::Mixed { head, steps }) => {
                let seen = Seen { documents: &self.documents, record, lifecycle, steps };
                let is_any = seen.since_base(*head).iter().any(is_asked);
                seen.is_covered(*head, if is_any { is_asked } else { &|_| true })
            }
        }
    }
}

/// Whether a record says something else in a part that is asked.
pub(super) fn differs(record: &Changed, lifecycle: Option<&Lifecycle>, is_asked: &dyn Fn(&Part) -> bool) -> bool {
    let before = record.before.as_ref().and_then(|record| record.document.root.as_ref());
    let after = record.after.as_ref().and_then(|record| record.document.root.as_ref());
    parts(record, lifecycle, before, after).iter().any(is_asked)
}

impl Trail {
    /// The versions that must be read to tell what each step changes.
    fn blobs(&self) -> impl Iterator<Item = Oid> {
        let (head, steps) = match self {
            Trail::Covered => (None, &[][..]),
            Trail::Mixed { head, steps } => (Some(head), steps.as_slice()),
        };
        let before = head.into_iter().chain(steps.iter().flat_map(|step| &step.parents));
        let before = before.filter_map(|at| match at {
            At::Before(version) => Some(*version),
            At::Step(_) => None,
        });
        steps.iter().map(|step| step.version).chain(before).filter_map(|version| match version {
            Version::Committed(blob) => blob,
            Version::Pending => None,
        })
    }
}

/// The way of one file through the commits.
struct TrailWalk<'w, 'r> {
    commits: &'w Commits<'r>,
    trees: &'w Comparison<'r>,
    parents: &'w HashMap<Oid, Vec<Oid>>,
    reasoned: &'w HashSet<Oid>,
    paths: &'w [String],
    /// The commits that change it against their first parents.
    touching: HashSet<Oid>,
}

impl TrailWalk<'_, '_> {
    /// The trail from the head to the base; `None` where no step of it has a reason.
    fn trail(&self) -> Outcome<Option<Trail>> {
        if self.touching.is_disjoint(self.reasoned) {
            return Ok(None);
        }
        let (mut steps, mut places, mut found) = (Vec::new(), HashMap::new(), Vec::new());
        let mut head = self.follow(self.commits.head, &mut places, &mut found)?;
        let mut next = 0;
        while let Some(commit) = found.get(next).copied() {
            next += 1;
            let has_reason = self.reasoned.contains(&commit);
            let known = self.parents.get(&commit).map(Vec::as_slice).unwrap_or_default();
            let taken = if has_reason { known.get(..1).unwrap_or(known) } else { known };
            let mut parents = Vec::new();
            for parent in taken {
                parents.push(self.follow(*parent, &mut places, &mut found)?);
            }
            if parents.is_empty() {
                parents.push(At::Before(Version::Committed(None)));
            }
            steps.push(Step { has_reason, version: self.version(commit)?, parents });
        }
        if self.paths.iter().any(|path| self.commits.pending.contains(path)) {
            steps.push(Step { has_reason: false, version: Version::Pending, parents: vec![head] });
            head = At::Step(steps.len() - 1);
        }
        if !steps.iter().any(|step| step.has_reason) {
            return Ok(None);
        }
        let base = At::Before(self.version(self.commits.base)?);
        let is_from_base = |at: &At| matches!(at, At::Step(_)) || *at == base;
        let is_covered = |step: &Step| step.has_reason && step.parents.iter().all(is_from_base);
        Ok(Some(match steps.iter().all(is_covered) {
            true => Trail::Covered,
            false => Trail::Mixed { head, steps },
        }))
    }

    /// The version at a commit: the step that left it, which is to be looked at next if it was not met before.
    fn follow(&self, from: Oid, places: &mut HashMap<Oid, usize>, found: &mut Vec<Oid>) -> Outcome<At> {
        let mut commit = from;
        loop {
            let Some(parents) = self.parents.get(&commit) else {
                return Ok(At::Before(self.version(commit)?));
            };
            let mut came_from = parents.first().copied().filter(|_| !self.touching.contains(&commit));
            // A merge that takes over one side as it is changes nothing by itself.
            if came_from.is_none() && parents.len() > 1 && !self.reasoned.contains(&commit) {
                let version = self.version(commit)?;
                for parent in parents {
                    if came_from.is_none() && self.version(*parent)? == version {
                        came_from = Some(*parent);
                    }
                }
            }
            match came_from {
                Some(parent) => commit = parent,
                None => {
                    let place = *places.entry(commit).or_insert_with(|| {
                        found.push(commit);
                        found.len() - 1
                    });
                    return Ok(At::Step(place));
                }
            }
        }
    }

    /// What a commit has of the file, under the first of its paths that there is.
    fn version(&self, commit: Oid) -> Outcome<Version> {
        let tree = self.commits.repository.tree_of(commit)?;
        for path in self.paths {
            if let Some(blob) = self.trees.blob_at(tree, path)? {
                return Ok(Version::Committed(Some(blob)));
            }
        }
        Ok(Version::Committed(None))
    }
}

/// The versions of a record on a trail, to be told apart.
struct Seen<'s> {
    documents: &'s HashMap<Oid, Document>,
    record: &'s Changed,
    lifecycle: Option<&'s Lifecycle>,
    steps: &'s [Step],
}

impl<'s> Seen<'s> {
    /// Whether all that led to a version in the asked parts has a reason.
    fn is_covered(&self, head: At, is_asked: &dyn Fn(&Part) -> bool) -> bool {
        let asked = |mut parts: BTreeSet<Part>| {
            parts.retain(is_asked);
            parts
        };
        let (mut to_see, mut seen) = (vec![head], HashSet::new());
        while let Some(at) = to_see.pop() {
            if !seen.insert(at) || asked(self.since_base(at)).is_empty() {
                continue;
            }
            let At::Step(place) = at else { return false };
            let Some(step) = self.steps.get(place) else { return false };
            if step.has_reason {
                to_see.extend(&step.parents);
                continue;
            }
            let since = |parent: &At| asked(parts(self.record, self.lifecycle, self.told(*parent), self.told(at)));
            let changed: Vec<BTreeSet<Part>> = step.parents.iter().map(since).collect();
            match changed.iter().position(BTreeSet::is_empty) {
                Some(same) => to_see.extend(step.parents.get(same)),
                None => {
                    // Of a merge, its own doing is what neither side has.
                    let own = changed.into_iter().reduce(|one, other| one.intersection(&other).cloned().collect());
                    if own.is_none_or(|own| !own.is_empty()) {
                        return false;
                    }
                    to_see.extend(&step.parents);
                }
            }
        }
        true
    }

    /// What a version says otherwise than the base does.
    fn since_base(&self, at: At) -> BTreeSet<Part> {
        let base = self.record.before.as_ref().and_then(|record| record.document.root.as_ref());
        parts(self.record, self.lifecycle, base, self.told(at))
    }

    /// What a version says; of one that can't be read, what the one before it says, which stands as long.
    fn told(&self, mut at: At) -> Option<&'s Node> {
        loop {
            let (version, before) = match at {
                At::Before(version) => (version, None),
                At::Step(place) => {
                    let step = self.steps.get(place)?;
                    (step.version, step.parents.first())
                }
            };
            let document = match version {
                Version::Committed(blob) => self.documents.get(&blob?)?,
                Version::Pending => &self.record.after.as_ref()?.document,
            };
            match (&document.root, before) {
                (Some(root), _) => return Some(root),
                (None, Some(before)) => at = *before,
                (None, None) => return None,
            }
        }
    }
}

/// What one version of a record says otherwise than another; what can't be read, or is not there, says nothing.
fn parts(
    record: &Changed,
    lifecycle: Option<&Lifecycle>,
    before: Option<&Node>,
    after: Option<&Node>,
) -> BTreeSet<Part> {
    let mut parts = BTreeSet::new();
    if before.is_none() && after.is_none() {
        return parts;
    }
    if before.is_some() != after.is_some() {
        parts.insert(Part::File);
    }
    let facts = FactChanges::of_versions(before, after, lifecycle);
    for pair in &facts.pairs {
        let (old, now) = (&pair.before, pair.after.as_ref());
        let differs = |told: fn(&Moment, &Moment) -> bool| now.is_some_and(|now| told(old, now));
        let differing = [
            (Aspect::Presence, now.is_none()),
            (Aspect::Date, differs(|old, now| old.date != now.date)),
            (Aspect::End, differs(|old, now| old.left != now.left)),
            (Aspect::Cohort, differs(|old, now| old.cohort != now.cohort)),
        ];
        parts.extend(differing.into_iter().filter(|(_, differs)| *differs).map(|(aspect, _)| old.part(aspect)));
    }
    parts.extend(facts.added.iter().map(|moment| moment.part(Aspect::Presence)));
    let is_told = |key: &str| lifecycle.is_some() && matches!(key, "phases" | "events");
    let fields = |root: Option<&Node>| -> BTreeMap<String, serde_json::Value> {
        let entries = root.and_then(Node::as_map).unwrap_or_default().iter();
        let entries = entries.filter(|entry| !is_told(&entry.key));
        entries.map(|entry| (entry.key.clone(), entry.value.to_json())).collect()
    };
    parts.extend(differing(&fields(before), &fields(after)).map(|name| Part::Field(name.clone())));
    let (old, new) = (actuals(record, before), actuals(record, after));
    parts.extend(differing(&old, &new).map(|(indicator, year)| Part::Figure(indicator.clone(), *year)));
    parts
}

/// What a publication states as actuals, by indicator and year. Other records state none.
fn actuals(record: &Changed, root: Option<&Node>) -> BTreeMap<(String, i32), Vec<Figure>> {
    let mut stated: BTreeMap<_, Vec<Figure>> = BTreeMap::new();
    let record = record.latest().filter(|record| record.key.starts_with("publication/"));
    let publication = record.zip(root).and_then(|(record, root)| Publication::read(&record.id, root));
    let figures = publication.into_iter().flat_map(|publication| publication.figures);
    for figure in figures.filter(|figure| figure.kind == FigureKind::Actual) {
        stated.entry((figure.indicator.clone(), figure.year)).or_default().push(figure);
    }
    stated
}

/// The keys under which two maps hold different values, or only one holds any.
fn differing<'m, K: Ord, V: PartialEq>(
    one: &'m BTreeMap<K, V>,
    other: &'m BTreeMap<K, V>,
) -> impl Iterator<Item = &'m K> {
    let is_another = |(key, value): &(&K, &V)| other.get(*key) != Some(*value);
    let is_gone = |key: &&K| !one.contains_key(*key);
    one.iter().filter(is_another).map(|(key, _)| key).chain(other.keys().filter(is_gone))
}
