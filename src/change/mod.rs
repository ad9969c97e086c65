//! A change: what differs between its base (the last commit that it has in common with the branch it is
//! for) and its head (a commit, the index or the working tree), record by record, and in the figures.

mod correction;
mod fact_changes;
mod outlook;
mod records;

pub use correction::Correction;
pub(crate) use correction::corrections_at;
pub(crate) use fact_changes::{FactChanges, Moment, is_same_date};
pub use outlook::{Moved, Outlook};
pub use records::Changed;

use std::collections::BTreeSet;

use outlook::Sides;

use crate::diagnostic::{Failure, Outcome};
use crate::git::{self, Mode, NewTexts, Oid, Origin, Repository};
use crate::lifecycle::Date;
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
        let corrections = correction::corrections(repository, &commits)?;
        Ok(Change { base, origin, head, commits, files, before, records, corrections, outlook })
    }

    /// The record of this kind and identifier (as `kind/id`, before or after) that the change touches.
    pub fn record(&self, key: &str) -> Option<&Changed> {
        let is_it = |record: &&Changed| record.before.iter().chain(&record.after).any(|record| record.key == key);
        self.records.iter().find(is_it)
    }
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
