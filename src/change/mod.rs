//! A change: what differs between its base (the last commit that it has in common with the branch it is
//! for) and its head (a commit, the index or the working tree), record by record, and in the figures.

mod correction;
mod lives;
mod outlook;
mod records;

pub use correction::{Correction, corrections_at};
pub use lives::{Lives, Moment, Pair, is_same_date};
pub use outlook::{Moved, Outlook};
pub use records::Changed;

use crate::diagnostic::{Failure, Outcome};
use std::collections::BTreeSet;

use crate::git::{self, Mode, NewTexts, Oid, Origin, Repository};
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
}

impl Change {
    /// Reads the change that leads from the merge base of `base` (a revision) and `head` to `origin`, whose
    /// register is `after`. Refuses a shallow clone, and commits that have nothing in common.
    pub fn open(
        repository: &Repository,
        base: &str,
        origin: Origin,
        head: Option<Oid>,
        after: &Listing,
    ) -> Outcome<Change> {
        Change::open_besides(repository, base, origin, head, after, &NewTexts::new())
    }

    /// The same for the working tree with files that are not saved yet: `unsaved` is what they say, and `after`
    /// knows of it.
    pub fn open_unsaved(
        repository: &Repository,
        base: &str,
        head: Option<Oid>,
        after: &Listing,
        unsaved: &NewTexts,
    ) -> Outcome<Change> {
        Change::open_besides(repository, base, Origin::Worktree, head, after, unsaved)
    }

    fn open_besides(
        repository: &Repository,
        base: &str,
        origin: Origin,
        head: Option<Oid>,
        after: &Listing,
        unsaved: &NewTexts,
    ) -> Outcome<Change> {
        repository.refuse_shallow()?;
        let named = repository.resolve(base)?;
        let head = head.ok_or_else(|| Failure::new(message!("no-commit")).help(message!("no-commit-help")))?;
        let base = repository.merge_base(named, head)?.ok_or_else(|| {
            Failure::new(message!("nothing-in-common", base = base)).help(message!("nothing-in-common-help"))
        })?;
        let mut files = repository.differing(base, &origin, &[SCHEMA_FOLDER, REGISTRY_FOLDER])?;
        let before = Listing::read(repository, Origin::Commit(base))?;
        // What is the same on disk and says something else, unsaved.
        let known: BTreeSet<String> = files.iter().map(|file| file.path.clone()).collect();
        for (path, text) in unsaved.iter().filter(|(path, _)| !known.contains(*path)) {
            let after = text.as_ref().and_then(|text| git::blob_of(text)).map(|oid| (oid, Mode::Regular));
            let was = before.at(path).and_then(|name| Some((name.blob()?, Mode::Regular)));
            if was != after {
                files.push(git::Change { path: path.clone(), before: was, after });
            }
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let records = records::changed(repository, &files, &before, after)?;
        let commits = repository.commits_since(base, head)?;
        let corrections = correction::corrections(repository, &commits)?;
        Ok(Change { base, origin, head, commits, files, before, records, corrections })
    }

    /// The record of this kind and identifier (as `kind/id`, before or after) that the change touches.
    pub fn record(&self, key: &str) -> Option<&Changed> {
        let is_it = |record: &&Changed| record.before.iter().chain(&record.after).any(|record| record.key == key);
        self.records.iter().find(is_it)
    }
}
