use std::collections::{BTreeMap, HashMap};

use git2::{Commit, Oid};

use super::Repository;
use super::repository::unreadable;
use crate::diagnostic::Outcome;

/// One commit of the mainline: the first-parent chain of a branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MainlineCommit {
    /// The commit.
    pub oid: Oid,
    /// Its tree.
    pub tree: Oid,
    /// The committer's time, in seconds since 1970-01-01T00:00:00Z, as the commit says it.
    pub committed_at: i64,
    /// The known date: `committed_at`, but never before the `known_at` of the commit before it (same unit).
    pub known_at: i64,
    /// The first line of its message; bytes that are not UTF-8 are replaced.
    pub subject: String,
    /// Whether it may declare a correction: its message has the word, or it is a merge, whose commits may have it.
    /// Spares the reading of all other messages.
    pub may_correct: bool,
}

/// The mainline of a branch, and the merges that may have led it astray.
#[derive(Clone, Debug, Default)]
pub struct Mainline {
    /// Its commits, oldest first.
    pub commits: Vec<MainlineCommit>,
    /// The merges that look like foxtrots, oldest first.
    pub foxtrots: Vec<Foxtrot>,
    /// The commits asked to be followed on their second parent that are no merges of the mainline.
    pub unfollowed: Vec<Oid>,
}

/// A merge that seems to have put the mainline behind its second parent: someone pulled the mainline
/// into a few commits of theirs, and pushed the merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Foxtrot {
    /// The merge.
    pub merge: Oid,
    /// Its second parent, which the mainline seems to go on behind.
    pub second: Oid,
    /// How many commits the first-parent chain of that parent has which the mainline lacks.
    pub hidden: usize,
}

/// A merge counts as a foxtrot from this many commits behind its second parent on, with this many merges among
/// them: ordinary branches are shorter, and hold hardly any merge.
const HIDDEN: usize = 20;
const HIDDEN_MERGES: usize = 5;
/// How many times more commits the second parent must bring than the first.
const TIMES: usize = 4;

/// A mainline that is known already.
pub struct Known<'k> {
    /// Its last commit.
    pub tip: Oid,
    /// How many commits it has.
    pub length: usize,
    /// When its last commit became known, in seconds since 1970-01-01T00:00:00Z.
    pub known_at: i64,
    /// The place of a commit on it, from 0; `None` for a commit that is not on it.
    pub place: &'k dyn Fn(Oid) -> Option<usize>,
}

/// The mainline that leads to `tip`: each commit's first parent, except at the merges `second_parent`, which are
/// followed on their second. Grafts and replacements are ignored, since other clones don't have them.
///
/// # Errors
///
/// Where a commit of the mainline can't be read.
pub fn mainline(repository: &Repository, tip: Oid, second_parent: &[Oid]) -> Outcome<Mainline> {
    let mainline = walk(repository, tip, second_parent, None)?;
    Ok(mainline.unwrap_or_default())
}

/// The commits that the mainline of `tip` adds to a known one; `None` where it does not pass through the last
/// commit of that one (the branch was force-pushed, or `tip` is older).
///
/// # Errors
///
/// Where a commit of the mainline after the known part can't be read.
pub fn mainline_since(
    repository: &Repository,
    tip: Oid,
    second_parent: &[Oid],
    known: &Known<'_>,
) -> Outcome<Option<Mainline>> {
    walk(repository, tip, second_parent, Some(known))
}

fn walk(
    repository: &Repository,
    tip: Oid,
    second_parent: &[Oid],
    known: Option<&Known<'_>>,
) -> Outcome<Option<Mainline>> {
    let find = |oid: Oid| repository.inner.find_commit(oid).map_err(|error| unreadable(oid, &error));
    let mut commits = Vec::new();
    let mut others = BTreeMap::new();
    let mut unfollowed = second_parent.to_vec();
    let mut next = Some(tip).filter(|tip| known.is_none_or(|known| known.tip != *tip));
    while let Some(oid) = next {
        let commit = find(oid)?;
        let committed_at = commit.time().seconds();
        let [first, second] = parents(&commit);
        commits.push(MainlineCommit {
            oid,
            tree: commit.tree_id(),
            committed_at,
            known_at: committed_at,
            subject: String::from_utf8_lossy(commit.summary_bytes().unwrap_or_default()).into_owned(),
            may_correct: second.is_some() || has_word(commit.message_bytes()),
        });
        next = match second {
            Some(second) if second_parent.contains(&oid) => {
                unfollowed.retain(|wanted| *wanted != oid);
                Some(second)
            }
            Some(second) => {
                others.insert(commits.len() - 1, second);
                first
            }
            None => first,
        };
        match (next, known) {
            (Some(oid), Some(known)) if oid == known.tip => break,
            // The root commit was reached without meeting the known one.
            (None, Some(_)) => return Ok(None),
            _ => {}
        }
    }
    commits.reverse();
    let mut latest = known.map_or(i64::MIN, |known| known.known_at);
    for commit in &mut commits {
        latest = latest.max(commit.committed_at);
        commit.known_at = latest;
    }
    let before = known.map_or(0, |known| known.length);
    let new: HashMap<Oid, usize> = commits.iter().enumerate().map(|(at, commit)| (commit.oid, before + at)).collect();
    let place = |oid: Oid| new.get(&oid).copied().or_else(|| known.and_then(|known| (known.place)(oid)));
    unfollowed.retain(|oid| known.is_none_or(|known| (known.place)(*oid).is_none()));
    let mut foxtrots = Vec::new();
    for (from_tip, second) in others.into_iter().rev() {
        let at = commits.len() - 1 - from_tip;
        let merge = commits.get(at).map(|commit| commit.oid);
        foxtrots.extend(merge.and_then(|merge| foxtrot(repository, merge, before + at, second, place)));
    }
    Ok(Some(Mainline { commits, foxtrots, unfollowed }))
}

/// Whether a message has the word that the trailers of corrections begin with, in letters of either case.
fn has_word(message: &[u8]) -> bool {
    const WORD: &[u8] = b"correction";
    message.windows(WORD.len()).any(|part| part.eq_ignore_ascii_case(WORD))
}

/// The merge at place `at` of the mainline (from 0), if it looks like a foxtrot.
fn foxtrot(
    repository: &Repository,
    merge: Oid,
    at: usize,
    second: Oid,
    place: impl Fn(Oid) -> Option<usize>,
) -> Option<Foxtrot> {
    let (mut hidden, mut merges, mut next, mut met) = (0, 0, Some(second), None);
    while let Some(oid) = next {
        met = place(oid);
        if met.is_some() {
            break;
        }
        // Where a partial clone lacks the second parent, it could not be followed anyway.
        let Ok(commit) = repository.inner.find_commit(oid) else { break };
        let [first, second] = parents(&commit);
        hidden += 1;
        merges += usize::from(second.is_some());
        next = first;
    }
    // The commits of the mainline since it met that chain; all of them, if it never did.
    let shown = at - met.map_or(0, |met| (met + 1).min(at));
    let is_one = (hidden >= HIDDEN || merges >= HIDDEN_MERGES) && hidden > TIMES * shown;
    is_one.then_some(Foxtrot { merge, second, hidden })
}

/// The first two parents that a commit itself names: libgit2 gives those of a graft, if there is one.
fn parents(commit: &Commit<'_>) -> [Option<Oid>; 2] {
    let header = commit.raw_header_bytes();
    let mut named = header
        .split(|byte| *byte == b'\n')
        .take_while(|line| !line.starts_with(b"author "))
        .filter_map(|line| Oid::from_str(std::str::from_utf8(line.strip_prefix(b"parent ")?).ok()?).ok());
    [named.next(), named.next()]
}
