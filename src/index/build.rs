use super::file_changes::{ParsedVersions, RegisterChanges, batch, steps, take};
use crate::diagnostic::Outcome;
use crate::git::{self, Foxtrot, Mainline, Oid, Repository};
use crate::timeline::{CommitRow, History, Replay, WalkConfig, finish};

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
    let Mainline { commits, foxtrots, unfollowed } = git::mainline(repository, tip, config.mainline())?;
    let RegisterChanges { steps, former } = steps(repository, &commits, (None, 0), Vec::new(), &config.manifest)?;
    let mut replay = Replay { former_folders: former, ..Replay::default() };
    let mut versions = ParsedVersions::default();
    let mut rest = steps.as_slice();
    while !rest.is_empty() {
        let (next, after) = batch(rest);
        versions.read(repository, next, config)?;
        take(&mut replay, next, &versions, (&commits, 0), config);
        rest = after;
        progress(steps.len() - rest.len(), steps.len());
    }
    let commits = commits.into_iter().map(|commit| CommitRow::of(commit, config.zone())).collect();
    Ok((finish(replay, commits, config), Lost { foxtrots, unfollowed }))
}
