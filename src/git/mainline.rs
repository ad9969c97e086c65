use std::collections::{BTreeMap, BTreeSet, HashMap};

use git2::{Commit, Oid};

use super::Repository;
use super::clock::{Clock, SaidTime, known_dates};
use super::repository::unreadable;
use super::trailer::trailers;
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
    /// The known date (same unit): `committed_at`, but never before the `known_at` of the commit before it, and bounded
    /// by the dates of later commits where its clock was wrong.
    pub known_at: i64,
    /// What its date is worth.
    pub clock: Clock,
    /// Why it comes long after its date, in its own words (`Known-Late: REASON`).
    pub late: Option<String>,
    /// Who stands for it.
    pub voucher: Voucher,
    /// The first line of its message; bytes that are not UTF-8 are replaced.
    pub subject: String,
    /// Whether it may declare a correction: its message has the word, or it is a merge, whose commits may have it.
    /// Spares the reading of all other messages.
    pub may_correct: bool,
}

/// Who stands for a commit, as its signature says: signed, and not verified. That it bears one is read here; whether it is
/// good, [`Repository::verify_signatures`] asks git.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Voucher {
    /// A forge, which made the commit itself and signed it.
    Forge,
    /// A person, who signed it.
    Person,
    /// Nobody: it bears no signature.
    #[default]
    Nobody,
}

impl Voucher {
    /// The word for it in the index, in JSON and in exports.
    pub const fn word(self) -> &'static str {
        match self {
            Voucher::Forge => "forge",
            Voucher::Person => "person",
            Voucher::Nobody => "nobody",
        }
    }

    /// The reverse of [`Voucher::word`].
    pub fn from_word(word: &str) -> Option<Voucher> {
        [Voucher::Forge, Voucher::Person, Voucher::Nobody].into_iter().find(|voucher| voucher.word() == word)
    }
}

/// What a register says of its mainline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MainlineConfig {
    /// The merges to follow on their second parent.
    pub second_parents: Vec<Oid>,
    /// When commits were made whose own dates are wrong, in seconds since 1970-01-01T00:00:00Z.
    pub known_dates: BTreeMap<Oid, i64>,
    /// The addresses under which forges commit, beside those of [`FORGES`], in lower case.
    pub forges: BTreeSet<String>,
}

/// The addresses under which well-known forges commit what is merged or edited on them.
pub const FORGES: [&str; 3] = ["noreply@github.com", "noreply@gitlab.com", "noreply@codeberg.org"];

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
/// into a few commits of theirs, and pushed the merge. Merges as forges make them, and those of somebody's own branch,
/// are none.
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
pub struct KnownMainline<'k> {
    /// Its last commit.
    pub tip: Oid,
    /// How many commits it has.
    pub length: usize,
    /// When its last commit became known, in seconds since 1970-01-01T00:00:00Z.
    pub known_at: i64,
    /// When its commits say that they were made, and when they became known, oldest first. Asked where a new commit is
    /// dated before the last one: what was taken for right may turn out to be wrong.
    pub times: &'k dyn Fn() -> Option<Vec<(SaidTime, i64)>>,
    /// The place of a commit on it, from 0; `None` for a commit that is not on it.
    pub place: &'k dyn Fn(Oid) -> Option<usize>,
}

/// The mainline that leads to `tip`: each commit's first parent, except at the merges that are to be
/// followed on their second. Grafts and replacements are ignored, since other clones don't have them.
///
/// # Errors
///
/// Where a commit of the mainline can't be read.
pub fn mainline(repository: &Repository, tip: Oid, config: &MainlineConfig) -> Outcome<Mainline> {
    let mainline = walk(repository, tip, config, None)?;
    Ok(mainline.unwrap_or_default())
}

/// The commits that the mainline of `tip` adds to a known one; `None` where it does not pass through the last
/// commit of that one (the branch was force-pushed, or `tip` is older), or where the new commits show that dates of the
/// known ones were wrong.
///
/// # Errors
///
/// Where a commit of the mainline after the known part can't be read.
pub fn mainline_since(
    repository: &Repository,
    tip: Oid,
    config: &MainlineConfig,
    known: &KnownMainline<'_>,
) -> Outcome<Option<Mainline>> {
    walk(repository, tip, config, Some(known))
}

fn walk(
    repository: &Repository,
    tip: Oid,
    config: &MainlineConfig,
    known: Option<&KnownMainline<'_>>,
) -> Outcome<Option<Mainline>> {
    let find = |oid: Oid| repository.inner.find_commit(oid).map_err(|error| unreadable(oid, &error));
    let mut commits = Vec::new();
    let mut others = BTreeMap::new();
    let mut habits = Habits::default();
    let second_parent = &config.second_parents;
    let mut unfollowed = second_parent.clone();
    let mut next = Some(tip).filter(|tip| known.is_none_or(|known| known.tip != *tip));
    while let Some(oid) = next {
        let commit = find(oid)?;
        let committed_at = commit.time().seconds();
        let [first, second] = parents(&commit);
        if second.is_some() {
            habits.learn(&commit);
        }
        commits.push(MainlineCommit {
            oid,
            tree: commit.tree_id(),
            committed_at,
            known_at: committed_at,
            clock: Clock::Right,
            late: late(commit.message_bytes()),
            voucher: voucher(&commit, config),
            subject: String::from_utf8_lossy(commit.summary_bytes().unwrap_or_default()).into_owned(),
            may_correct: second.is_some() || has_word(commit.message_bytes(), b"correction"),
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
    if !date(&mut commits, config, known) {
        return Ok(None);
    }
    let before = known.map_or(0, |known| known.length);
    let new: HashMap<Oid, usize> = commits.iter().enumerate().map(|(at, commit)| (commit.oid, before + at)).collect();
    let place = |oid: Oid| new.get(&oid).copied().or_else(|| known.and_then(|known| (known.place)(oid)));
    unfollowed.retain(|oid| known.is_none_or(|known| (known.place)(*oid).is_none()));
    let mut foxtrots = Vec::new();
    for (from_tip, second) in others.into_iter().rev() {
        let at = commits.len() - 1 - from_tip;
        let merge = commits.get(at).map(|commit| commit.oid);
        let found = merge.and_then(|merge| foxtrot(repository, merge, before + at, second, place));
        foxtrots.extend(found.filter(|found| !is_ordinary(repository, found, config, &habits)));
    }
    Ok(Some(Mainline { commits, foxtrots, unfollowed }))
}

/// Finds when the commits became known, oldest first. `false` where that moves those that are known already.
fn date(commits: &mut [MainlineCommit], config: &MainlineConfig, known: Option<&KnownMainline<'_>>) -> bool {
    let new: Vec<SaidTime> = commits.iter().map(|commit| said(commit, config)).collect();
    let start = known.map_or(i64::MIN, |known| known.known_at);
    let mut latest = start;
    let goes_on = new.iter().all(|said| {
        let is_later = said.time() >= latest;
        latest = latest.max(said.time());
        is_later
    });
    let dates = match known {
        // What comes in order says nothing against what was there.
        Some(_) if goes_on => new.iter().map(|said| known_dates(&[*said]).remove(0)).collect(),
        None => known_dates(&new),
        Some(known) => {
            let Some(old) = (known.times)() else { return false };
            let all: Vec<SaidTime> = old.iter().map(|(said, _)| *said).chain(new).collect();
            let mut dates = known_dates(&all);
            let new = dates.split_off(old.len());
            if dates.iter().zip(&old).any(|((now, _), (_, before))| now != before) {
                return false;
            }
            new
        }
    };
    for (commit, (known_at, clock)) in commits.iter_mut().zip(dates) {
        (commit.known_at, commit.clock) = (known_at, clock);
    }
    true
}

/// When a commit says that it was made, as the register corrects it.
fn said(commit: &MainlineCommit, config: &MainlineConfig) -> SaidTime {
    SaidTime {
        committed_at: commit.committed_at,
        corrected: config.known_dates.get(&commit.oid).copied(),
        is_late: commit.late.is_some(),
    }
}

/// Why a commit comes late, in its own words.
fn late(message: &[u8]) -> Option<String> {
    if !has_word(message, b"known-late") {
        return None;
    }
    trailers(&String::from_utf8_lossy(message), LATE).into_iter().find_map(|trailer| trailer.reason.ok())
}

/// The trailer by which a commit says why it comes long after its date.
pub const LATE: &str = "Known-Late";

/// Who stands for a commit.
fn voucher(commit: &Commit<'_>, config: &MainlineConfig) -> Voucher {
    let header = commit.raw_header_bytes();
    let is_signed = header.split(|byte| *byte == b'\n').any(|line| line.starts_with(b"gpgsig"));
    if !is_signed {
        return Voucher::Nobody;
    }
    let committer = commit.committer();
    let address = String::from_utf8_lossy(committer.email_bytes()).to_lowercase();
    match FORGES.contains(&address.as_str()) || config.forges.contains(&address) {
        true => Voucher::Forge,
        false => Voucher::Person,
    }
}

/// Whether a message has a word (given in lower case) in letters of either case. It spares the reading of most messages.
fn has_word(message: &[u8], word: &[u8]) -> bool {
    message.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word))
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

/// Who makes the merges of a mainline: addresses of committers, each with the number of merges that it made of others'
/// work and of its own.
#[derive(Default)]
struct Habits {
    merges: HashMap<Vec<u8>, (usize, usize)>,
}

impl Habits {
    fn learn(&mut self, merge: &Commit<'_>) {
        let committer = merge.committer().email_bytes().to_vec();
        let is_own = merge.author().email_bytes() == committer;
        let (others, own) = self.merges.entry(committer).or_default();
        *(if is_own { own } else { others }) += 1;
    }

    /// Whether a forge commits under this address: one of those that are known, or the one that makes most of the
    /// merges here and signs hardly any of them as its own, as a forge does for whoever pushes its button.
    fn is_forge(&self, address: &[u8], config: &MainlineConfig) -> bool {
        let text = String::from_utf8_lossy(address).to_lowercase();
        if FORGES.contains(&text.as_str()) || config.forges.contains(&text) {
            return true;
        }
        let all: usize = self.merges.values().map(|(others, own)| others + own).sum();
        self.merges
            .get(address)
            .is_some_and(|(others, own)| *others >= HABIT && 2 * others > all && *own * 20 < *others)
    }
}

/// From how many merges on an address can be told to be a forge's.
const HABIT: usize = 20;

/// Whether a merge that looks like a foxtrot is an ordinary one. A foxtrot is made on somebody's own machine, since a
/// forge merges into the branch that it keeps: on its first parent stands the branch, on its second what was proposed.
/// Nor is it one where the forge itself made its first parent, where that is no work beside the second one, or where
/// the merger brings mostly work of their own into another's.
fn is_ordinary(repository: &Repository, found: &Foxtrot, config: &MainlineConfig, habits: &Habits) -> bool {
    let find = |oid: Oid| repository.inner.find_commit(oid);
    let Ok(merge) = find(found.merge) else { return false };
    let subject = String::from_utf8_lossy(merge.summary_bytes().unwrap_or_default()).into_owned();
    let (author, committer) = (merge.author(), merge.committer());
    let made_by_forge = |commit: &Commit<'_>| habits.is_forge(commit.committer().email_bytes(), config);
    let first = parents(&merge)[0].and_then(|first| find(first).ok());
    if !is_pull(&subject) {
        let is_proposed = ["Merge pull request #", "Merge branch ", "Merged in "];
        let is_of_forge = made_by_forge(&merge) || is_proposed.iter().any(|begin| subject.starts_with(begin));
        let goes_on = first.as_ref().is_some_and(|first| {
            made_by_forge(first) || repository.is_ancestor(first.id(), found.second).unwrap_or_default()
        });
        if is_of_forge || goes_on {
            return true;
        }
    }
    let mergers = [author.email_bytes(), committer.email_bytes()];
    if first.is_some_and(|first| mergers.contains(&first.author().email_bytes())) {
        return false;
    }
    let (mut own, mut next) = (0, Some(found.second));
    for _ in 0..found.hidden {
        let Some(commit) = next.and_then(|oid| find(oid).ok()) else { break };
        own += usize::from(mergers.contains(&commit.author().email_bytes()));
        next = parents(&commit)[0];
    }
    2 * own > found.hidden
}

/// Whether the subject is the one that `git pull` gives, or a forge that brings a proposed branch up to date: the main
/// branch was merged into another.
fn is_pull(subject: &str) -> bool {
    let mains = ["main", "master"].map(|name| format!("Merge branch '{name}'"));
    mains.iter().any(|begin| subject.starts_with(begin.as_str()))
        || subject.starts_with("Merge remote-tracking branch ")
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
