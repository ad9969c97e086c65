use crate::diagnostic::Outcome;
use crate::git::{self, MainlineCommit, Oid, Repository};
use crate::lifecycle::{Date, Zone};
use crate::registry::Manifest;

/// The mainline that leads to a commit, read from git's objects.
pub(crate) struct MainlineAt {
    /// Its commits, oldest first.
    pub commits: Vec<MainlineCommit>,
    /// The manifest of its last commit.
    pub manifest: Manifest,
    tip: Oid,
}

/// How a commit that a statement names stands to a mainline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It is on it, at this place from 0.
    On(usize),
    /// It came by a merge, on another side than the mainline's: this commit of the mainline was the first to have it.
    Merged(Oid),
    /// It is on a branch that is not merged.
    Branch(String),
    /// Only a tag leads to it.
    Tag(String),
    /// Nothing leads to it any more: it was amended, rebased or dropped.
    Dropped,
    /// It is no commit itself, but a tag of this one.
    Names(Oid),
    /// The repository has no such commit.
    Gone,
}

impl MainlineAt {
    /// Reads the mainline that leads to `tip`, as the manifest there says.
    ///
    /// # Errors
    ///
    /// Where one of its commits can't be read.
    pub(crate) fn read(repository: &Repository, tip: Oid) -> Outcome<MainlineAt> {
        let manifest = Manifest::at(repository, tip)?;
        let commits = git::mainline(repository, tip, &manifest.mainline())?.commits;
        Ok(MainlineAt { commits, manifest, tip })
    }

    /// The time zone of its days.
    pub(crate) fn zone(&self) -> Zone {
        self.manifest.zone()
    }

    /// The day on which the commit at a place became known.
    pub(crate) fn day(&self, at: usize) -> Option<Date> {
        self.commits.get(at).map(|commit| self.zone().day(commit.known_at))
    }

    /// The place of the last commit that was known by an instant, in seconds since 1970-01-01T00:00:00Z.
    pub(crate) fn known_by(&self, instant: i64) -> Option<usize> {
        self.commits.partition_point(|commit| commit.known_at <= instant).checked_sub(1)
    }

    /// How the commit `oid` stands to it.
    ///
    /// # Errors
    ///
    /// Where the branches, the tags or the history can't be read.
    pub(crate) fn standing(&self, repository: &Repository, oid: Oid) -> Outcome<Standing> {
        if let Some(at) = self.commits.iter().position(|commit| commit.oid == oid) {
            return Ok(Standing::On(at));
        }
        match repository.commit_named_by(oid) {
            None => return Ok(Standing::Gone),
            Some(named) if named != oid => return Ok(Standing::Names(named)),
            Some(_) => {}
        }
        if repository.is_ancestor(oid, self.tip)? {
            return Ok(Standing::Merged(self.first_with(repository, oid)?));
        }
        for (branch, tip) in repository.branches()? {
            if repository.is_ancestor(oid, tip)? {
                return Ok(Standing::Branch(branch));
            }
        }
        for (tag, named) in repository.tags()? {
            if repository.is_ancestor(oid, named)? {
                return Ok(Standing::Tag(tag));
            }
        }
        Ok(Standing::Dropped)
    }

    /// The first commit of the mainline that has `oid` behind it: once one has, all later ones do.
    fn first_with(&self, repository: &Repository, oid: Oid) -> Outcome<Oid> {
        let (mut first, mut low, mut high) = (self.tip, 0, self.commits.len());
        while let Some(commit) = self.commits.get(usize::midpoint(low, high)).filter(|_| low < high) {
            let middle = usize::midpoint(low, high);
            match repository.is_ancestor(oid, commit.oid)? {
                true => (first, high) = (commit.oid, middle),
                false => low = middle + 1,
            }
        }
        Ok(first)
    }
}
