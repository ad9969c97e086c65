use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::diagnostic::{Failure, Outcome, Place};
use crate::git::{self, Mode, NewTexts, Oid, Origin, Repository};
use crate::i18n::Message;
use crate::index::{self, Wanted};
use crate::indicator::{
    Catalogue, Figure, FigureKind, Indicator, Method, Publication, PublishedValue, View, YearDiff, series_diff,
};
use crate::lifecycle::{Date, PartialDate};
use crate::message;
use crate::registry::{Listing, Name, Placement, Record, Register};
use crate::timeline::{
    CommitRow, FileTimelineRow, GapReason, History, ParsedVersion, Point, Stop, VersionChange, WalkConfig, owner_at,
};

/// The history of a register with a change on top of it, and its figures without the change and with it.
///
/// The walk along the mainline goes on after the base: by each commit of the range, where the base is on the mainline
/// that leads to the head, else by one that does all of it; and by one more for what is not committed yet. Nothing
/// of it is kept. Both sides are looked at on the same day: what the change does is told, and not what time did.
pub struct Outlook {
    /// The history with the change.
    after: History,
    /// The history without it, where its own definitions read it otherwise; else it is the beginning
    /// of the other.
    before: Option<History>,
    /// Whether the mainline that leads to the head passes through the base.
    goes_on: bool,
    /// The moment of the base, and that of the head.
    base: Point,
    head: Point,
    /// The files that the change touches, by number, each as the base left it.
    touched: Vec<(usize, Option<FileTimelineRow>)>,
    /// The indicators as the base defines them.
    pub catalogue_before: Catalogue,
    /// The indicators as the head defines them.
    pub catalogue: Catalogue,
    /// What the base says was published.
    pub published_before: Vec<Publication>,
    /// The records that define and publish figures at the base.
    records_before: Vec<Record>,
    /// What is worth a note: the index of the base was damaged, and was built again.
    pub mended: Option<Message>,
}

/// What a change lies between.
pub(super) struct Sides<'a> {
    pub base: Oid,
    pub head: Oid,
    pub origin: &'a Origin,
    /// The files that differ between the base and what is read.
    pub files: &'a [git::Change],
    /// The register at the base.
    pub before: &'a Listing,
    /// The register that is read.
    pub after: &'a Listing,
    /// What files say that are not saved yet.
    pub unsaved: &'a NewTexts,
}

/// A figure that a change moves.
#[derive(Clone, Debug)]
pub struct Moved<'a> {
    /// The indicator, as the head defines it, or else the base.
    pub indicator: &'a Indicator,
    /// The method, likewise.
    pub method: &'a Method,
    /// Whether the change defines the method otherwise, brings it or takes it away.
    pub is_redefined: bool,
    /// The year, the figure before and after, and the records that cause it.
    pub series_diff: YearDiff<'a>,
}

impl Outlook {
    /// Reads the history of the base (from the index, else it is built) and goes on by the change.
    ///
    /// `today` is the day up to which things have taken effect. `progress` is told how many of how many
    /// changed files are read, if the history must be built.
    pub(super) fn open(
        repository: &Repository,
        sides: &Sides<'_>,
        today: Date,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Outcome<Outlook> {
        let is_asked = |kind: &str| matches!(kind, "indicator" | "publication");
        let before = Register::of(repository, sides.before, is_asked)?;
        let after = Register::of(repository, sides.after, is_asked)?;
        let (catalogue_before, catalogue) = (Catalogue::of(&before), Catalogue::of(&after));
        let config = |register: &Register| WalkConfig::new(&register.definitions, register.manifest.clone());
        let (config_before, config_after) = (config(&before), config(&after));
        let asked = || Ok(config_before.clone());
        let opened = index::open_base(repository, sides.base, &Wanted::ToGoOn, asked, &mut *progress)?;
        let (mut mended, known) = (opened.mended, opened.history);
        let is_read_alike = config_before.signature() == config_after.signature();
        let (separate, mut history) = match is_read_alike {
            true => (None, known),
            false => {
                let read_anew = index::open_aside(repository, sides.base, &config_after, &mut *progress)?;
                (Some(known), read_anew.history)
            }
        };
        let point = |history: &History| Point { at: history.commits.len().checked_sub(1), today, instant: None };
        let go_on = |history: &mut History| -> Result<_, Stop<Failure>> {
            let base = point(history);
            let (commits, goes_on) = commits(repository, sides, history, &config_after).map_err(Stop::Version)?;
            let parse = |blob, kind| index::reread(repository, blob, kind, &config_after);
            Ok((base, history.go_on(commits, &config_after, parse)?, goes_on))
        };
        let (base, touched, goes_on) = match go_on(&mut history) {
            // What the index remembers does not fit together: it is built again.
            Err(Stop::Memory) if is_read_alike => {
                let anew = index::open_anew(repository, sides.base, &config_after, &mut *progress)?;
                (mended, history) = (anew.mended, anew.history);
                go_on(&mut history)
            }
            done => done,
        }
        .map_err(|stop| match stop {
            Stop::Version(failure) => failure,
            Stop::Memory => Failure::new(message!("index-unusable")),
        })?;
        let head = point(&history);
        Ok(Outlook {
            mended: mended.as_deref().map(index::mended),
            after: history,
            before: separate,
            goes_on,
            base,
            head,
            touched,
            catalogue_before,
            catalogue,
            published_before: Publication::all(&before),
            records_before: before.records,
        })
    }

    /// The files that the change touches, by number, each as the base left it (`None`: there was none).
    pub(super) fn touched(&self) -> &[(usize, Option<FileTimelineRow>)] {
        &self.touched
    }

    /// The file that goes on for another one, if that turned out to be of the same record.
    pub(super) fn root(&self, file: usize) -> usize {
        owner_at(&self.after.merges, file, usize::MAX)
    }

    /// The history with the change.
    pub fn history(&self) -> &History {
        &self.after
    }

    /// The moment of the base in [`Outlook::history`].
    pub fn base(&self) -> &Point {
        &self.base
    }

    /// The moment of the head there.
    pub fn head(&self) -> &Point {
        &self.head
    }

    /// The history without the change.
    pub(crate) fn history_before(&self) -> &History {
        self.before.as_ref().unwrap_or(&self.after)
    }

    /// Whether the mainline that leads to the head passes through the base. Else all of the change is told as one
    /// commit.
    pub fn goes_on(&self) -> bool {
        self.goes_on
    }

    /// The commits that the change adds to the mainline, oldest first; what is not committed yet comes last.
    pub fn new_commits(&self) -> &[CommitRow] {
        let start = self.base.at.map_or(0, |at| at + 1);
        self.after.commits.get(start..).unwrap_or_default()
    }

    /// Whether the definitions of the head read the past otherwise than those of the base.
    pub fn is_reread(&self) -> bool {
        self.before.is_some()
    }

    /// The figures that the change moves, by indicator, method, then year. With `planned`, what takes
    /// effect later counts too.
    pub fn moved(&self, planned: bool) -> Vec<Moved<'_>> {
        let mut found = Vec::new();
        for (indicator, method) in self.methods() {
            let old = method_of(&self.catalogue_before, &indicator.id, &method.id);
            let new = method_of(&self.catalogue, &indicator.id, &method.id);
            let before = View { history: self.history_before(), method: old, point: &self.base };
            let after = View { history: &self.after, method: new, point: &self.head };
            let is_redefined = old != new;
            let moves = series_diff(before, after, planned).into_iter();
            found.extend(moves.map(|series_diff| Moved { indicator, method, is_redefined, series_diff }));
        }
        found
    }

    /// The methods of the head, then those that only the base has.
    fn methods(&self) -> Vec<(&Indicator, &Method)> {
        let mut found = Vec::new();
        for indicator in &self.catalogue.indicators {
            found.extend(indicator.methods.iter().map(|method| (indicator, method)));
        }
        for indicator in &self.catalogue_before.indicators {
            let is_gone = |method: &&Method| method_of(&self.catalogue, &indicator.id, &method.id).is_none();
            found.extend(indicator.methods.iter().filter(is_gone).map(|method| (indicator, method)));
        }
        found
    }

    /// Where the base states a figure of a publication, by its place in the publication's list.
    pub(crate) fn place_of_figure(&self, publication: &str, at: usize) -> Option<Place> {
        let is_it = |record: &&Record| record.id == publication && record.key.starts_with("publication/");
        let Record { path, document, .. } = self.records_before.iter().find(is_it)?;
        let span = document.root.as_ref()?.span_at(&format!("/figures/{at}/value"));
        Some(Place::within(path, &document.text, document.lines(), span))
    }

    /// The numbers that the base says were published as actuals, each with its publication and the method that it
    /// used: the one that it names, else the indicator's first one.
    pub fn actuals(&self) -> impl Iterator<Item = (&Publication, &Figure, Option<&str>)> {
        self.published_before.iter().flat_map(move |publication| {
            let is_number = |figure: &&Figure| matches!(figure.value, PublishedValue::Number(_));
            let actual = publication.figures.iter().filter(|figure| figure.kind == FigureKind::Actual);
            let actual = actual.filter(is_number);
            actual.map(move |figure| {
                let mut known = self.catalogue_before.indicators.iter();
                let indicator = known.find(|known| known.id == figure.indicator);
                let first = || Some(indicator?.methods.first()?.id.as_str());
                (publication, figure, figure.method.as_deref().or_else(first))
            })
        })
    }
}

/// A method of an indicator, by their identifiers.
fn method_of<'c>(catalogue: &'c Catalogue, indicator: &str, method: &str) -> Option<&'c Method> {
    let indicator = catalogue.indicators.iter().find(|known| known.id == indicator)?;
    indicator.method(Some(method))
}

/// A commit, and what it does to the files of records.
type Walked = (CommitRow, Vec<VersionChange>);

/// The commits by which the walk goes on after the base, each with what it does to the files of records; and whether
/// the mainline that leads to the head passes through the base.
fn commits(
    repository: &Repository,
    sides: &Sides<'_>,
    history: &History,
    config: &WalkConfig,
) -> Outcome<(Vec<Walked>, bool)> {
    let folders = history.checkpoint.former_folders.iter();
    let former: Vec<(String, usize)> =
        folders.filter_map(|row| Some((row.folder.clone(), config.manifest.kind_at(&row.kind)?))).collect();
    let places: HashMap<Oid, usize> = history.commits.iter().enumerate().map(|(at, row)| (row.oid, at)).collect();
    let place = |oid: Oid| places.get(&oid).copied();
    let length = history.commits.len();
    let known_at = history.commits.last().map_or(i64::MIN, |commit| commit.known_at);
    let times = || Some(history.times(config.mainline()));
    let known = git::KnownMainline { tip: sides.base, length, known_at, times: &times, place: &place };
    let chain = match git::mainline_since(repository, sides.head, config.mainline(), &known)? {
        Some(chain) => Some(chain.commits),
        None => since_base(repository, sides, config, known_at)?,
    };
    let is_committed = matches!(sides.origin, Origin::Commit(_));
    let goes_on = chain.is_some();
    let (mut commits, pending) = match chain {
        Some(chain) => {
            let before = repository.tree_of(sides.base)?;
            let commits = index::commit_changes(repository, chain, before, &former, config)?;
            let pending = match is_committed {
                true => Vec::new(),
                false => super::differing(repository, sides.head, sides.origin, sides.unsaved)?,
            };
            (commits, pending)
        }
        // A range that leads elsewhere is told as one commit, which does all of it.
        None => (Vec::new(), sides.files.to_vec()),
    };
    if pending.is_empty() {
        return Ok((commits, goes_on));
    }
    let commit = repository.commit(sides.head)?;
    let is_last = is_committed || commits.is_empty();
    let row = CommitRow {
        oid: if is_committed { sides.head } else { Oid::ZERO_SHA1 },
        known_at: commit.committed_at,
        day: PartialDate::day(config.zone().day(commit.committed_at)),
        clock: git::Clock::Right,
        late: None,
        voucher: git::Voucher::Nobody,
        committed_at: commit.committed_at,
        subject: if is_last { commit.subject } else { String::new() },
        may_correct: true,
    };
    commits.push((row, version_changes(repository, &pending, sides.after, &former, config)?));
    Ok((commits, goes_on))
}

/// The commits after the base on the mainline that leads to the head, where their dates speak against that of a commit
/// before them; `None` where the base is not on it. Each is judged by what it says itself, and known when the base is, or
/// later.
fn since_base(
    repository: &Repository,
    sides: &Sides<'_>,
    config: &WalkConfig,
    known_at: i64,
) -> Outcome<Option<Vec<git::MainlineCommit>>> {
    let mut line = git::mainline(repository, sides.head, config.mainline())?.commits;
    let Some(base) = line.iter().position(|commit| commit.oid == sides.base) else { return Ok(None) };
    let mut commits = line.split_off(base + 1);
    for commit in &mut commits {
        commit.known_at = commit.known_at.max(known_at);
    }
    Ok(Some(commits))
}

/// What the files that differ do to records, as the register that is read has them.
fn version_changes(
    repository: &Repository,
    files: &[git::Change],
    after: &Listing,
    former: &[(String, usize)],
    config: &WalkConfig,
) -> Outcome<Vec<VersionChange>> {
    let paths: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let is_asked = |name: &Name| paths.contains(name.path());
    let read = after.read_each(repository, is_asked, |record| {
        let version = ParsedVersion::of(&record.document, record.kind, config);
        let blob = git::blob_of(&record.document.text);
        (record.path, (blob, version.map(Arc::new)))
    })?;
    let mut versions: BTreeMap<String, (Option<Oid>, Result<_, _>)> = read.into_iter().collect();
    let changes = files.iter().filter_map(|file| {
        let Placement::Record { kind, id } = config.manifest.place_among(&file.path, former) else { return None };
        let after = file.after.map(|(blob, mode)| {
            let (hashed, version) = versions.remove(&file.path).unwrap_or((
                None,
                Err(match mode {
                    Mode::Regular => GapReason::Document,
                    Mode::Link | Mode::Submodule | Mode::Special => GapReason::NotRegular,
                }),
            ));
            // git does not hash a file that it does not track yet.
            let blob = if blob.is_zero() { hashed.unwrap_or(blob) } else { blob };
            (blob, version)
        });
        Some(VersionChange { kind, id, path: file.path.clone(), before: file.before.map(|(blob, _)| blob), after })
    });
    Ok(changes.collect())
}
