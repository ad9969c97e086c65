//! A change: what differs between its base (the last commit that it has in common with the branch it is
//! for) and its head (a commit, the index or the working tree), record by record, and in the figures.

mod correction;
mod coverage;
mod fact_changes;
mod outlook;
mod records;

pub use correction::Correction;
pub(crate) use correction::{RefusedCorrection, corrections_at};
pub(crate) use coverage::{Aspect, Part};
pub(crate) use fact_changes::{FactChanges, Moment, is_same_date};
pub use outlook::{Moved, Outlook};
pub use records::Changed;

use std::collections::BTreeSet;

use correction::Declared;
use coverage::{Commits, Coverage};
use outlook::Sides;

use crate::diagnostic::{Failure, Outcome};
use crate::git::{self, Mode, NewTexts, Oid, Origin, Repository};
use crate::lifecycle::{Date, Lifecycle};
use crate::message;
use crate::registry::{Listing, REGISTRY_FOLDER, SCHEMA_FOLDER};

/// A change of a register.
pub struct Change {
    /// The last commit that it has in common with the branch that it is for.
    pub base: Oid,
    /// Where it leads.
    pub origin: Origin,
    /// Its last commit: what it leads to, or what the index or the working tree stands on.
    pub head: Oid,
    /// Its commits, parents first.
    pub commits: Vec<Oid>,
    /// The files under `schema/` and `registry/` that differ, in the order of their paths.
    pub files: Vec<git::Change>,
    /// The register at the base: its names and definitions.
    pub before: Listing,
    /// The records that differ, by kind, then identifier. Kinds are those of the head's manifest.
    pub records: Vec<Changed>,
    /// What its commits say that they correct.
    pub corrections: Vec<Correction>,
    /// What they say in the same place that gives no reason.
    pub refused: Vec<RefusedCorrection>,
    coverage: Coverage,
    /// The history with the change on top of it, and the figures that come of it.
    pub outlook: Outlook,
}

/// What leads to a change.
#[derive(Clone, Copy, Debug)]
pub struct Range<'r> {
    /// The revision that the change is for: the base is what it has in common with the head.
    pub base: &'r str,
    /// The last commit: the one that is read, or that the index or the working tree stands on.
    pub head: Option<Oid>,
    /// The day up to which things have taken effect.
    pub today: Date,
}

impl Change {
    /// Reads the change that leads from the merge base of a range to `origin`, whose register is `after`.
    /// `unsaved` is what files of the working tree say that are not saved yet; `after` knows of it. `progress` is told
    /// how many of how many changed files are read, if the history of the base must be built.
    ///
    /// # Errors
    ///
    /// For a shallow clone, for a revision that there is not, and for commits that have nothing in common.
    pub fn open(
        repository: &Repository,
        range: Range<'_>,
        origin: Origin,
        after: &Listing,
        unsaved: &NewTexts,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Outcome<Change> {
        repository.refuse_shallow()?;
        let named = repository.resolve(range.base)?;
        let head = range.head.ok_or_else(|| Failure::new(message!("no-commit")).help(message!("no-commit-help")))?;
        let base = repository.merge_base(named, head)?.ok_or_else(|| {
            let failure = Failure::new(message!("nothing-in-common", base = range.base));
            failure.help(message!("nothing-in-common-help"))
        })?;
        let files = differing(repository, base, &origin, unsaved)?;
        let before = Listing::read(repository, Origin::Commit(base))?;
        let sides = Sides { base, head, origin: &origin, files: &files, before: &before, after, unsaved };
        let outlook = Outlook::open(repository, &sides, range.today, progress)?;
        let records = records::changed(repository, &outlook, &before, after)?;
        let commits = repository.commits_since(base, head)?;
        let declared = Declared::of(repository, &commits)?;
        let pending = match &origin {
            Origin::Commit(_) => BTreeSet::new(),
            _ => differing(repository, head, &origin, unsaved)?.into_iter().map(|file| file.path).collect(),
        };
        let between = Commits { repository, base, head, between: &commits, pending };
        let definitions: Vec<&str> =
            files.iter().map(|file| file.path.as_str()).filter(|path| is_definition(path)).collect();
        let coverage = Coverage::open(&between, &declared, &records, &definitions)?;
        let Declared { corrections, refused } = declared;
        Ok(Change { base, origin, head, commits, files, before, records, corrections, refused, coverage, outlook })
    }

    /// The record of this kind and identifier (as `kind/id`, before or after) that the change touches.
    pub fn record(&self, key: &str) -> Option<&Changed> {
        let is_it = |record: &&Changed| record.before.iter().chain(&record.after).any(|record| record.key == key);
        self.records.iter().find(is_it)
    }

    /// The definitions under `schema/` that differ, by path.
    pub fn definitions(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.path.as_str()).filter(|path| is_definition(path))
    }

    /// Whether what a record says otherwise in the parts that are asked was changed by commits that bear a reason, each
    /// change by its own. Where it differs in none of those parts, all that it says otherwise is asked.
    pub fn covers(&self, record: &Changed, lifecycle: Option<&Lifecycle>, is_asked: impl Fn(&Part) -> bool) -> bool {
        self.coverage.covers(record, lifecycle, &is_asked)
    }

    /// Whether a record says something else in a part that is asked than it did at the base.
    pub fn differs(record: &Changed, lifecycle: Option<&Lifecycle>, is_asked: impl Fn(&Part) -> bool) -> bool {
        coverage::differs(record, lifecycle, &is_asked)
    }

    /// Whether there are definitions under `schema/` that differ, and all were changed by commits that bear a reason.
    pub fn covers_definitions(&self) -> bool {
        let mut definitions = self.definitions().peekable();
        definitions.peek().is_some() && definitions.all(|path| self.coverage.covers_definition(path))
    }

    /// Whether a definition under `schema/` that differs was changed by commits that bear a reason.
    pub(crate) fn covers_definition(&self, path: &str) -> bool {
        self.coverage.covers_definition(path)
    }

    /// Whether a commit of the change that has something to say of a correction touches a record.
    pub fn touches(&self, commit: Oid, record: &Changed) -> bool {
        self.coverage.touches(commit, &record.paths)
    }

    /// The definitions under `schema/` that differ and that a commit of the change touches.
    pub fn definitions_touched_by(&self, commit: Oid) -> impl Iterator<Item = &str> {
        self.definitions().filter(move |path| self.coverage.touches(commit, &[(*path).to_owned()]))
    }
}

fn is_definition(path: &str) -> bool {
    path.strip_prefix(SCHEMA_FOLDER).is_some_and(|rest| rest.starts_with('/'))
}

/// The files under `schema/` and `registry/` that differ between a commit and what is read, in the order of their
/// paths; those that are not saved yet too.
fn differing(repository: &Repository, from: Oid, origin: &Origin, unsaved: &NewTexts) -> Outcome<Vec<git::Change>> {
    let mut files = repository.differing(from, origin, &[SCHEMA_FOLDER, REGISTRY_FOLDER])?;
    if unsaved.is_empty() {
        return Ok(files);
    }
    // What is the same on disk and says something else, unsaved.
    let known: BTreeSet<String> = files.iter().map(|file| file.path.clone()).collect();
    let trees = git::Comparison::new(repository);
    let tree = repository.tree_of(from)?;
    for (path, text) in unsaved.iter().filter(|(path, _)| !known.contains(*path)) {
        let after = text.as_ref().and_then(|text| git::blob_of(text)).map(|oid| (oid, Mode::Regular));
        let was = trees.blob_at(tree, path)?.map(|oid| (oid, Mode::Regular));
        if was != after {
            files.push(git::Change { path: path.clone(), before: was, after });
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}
