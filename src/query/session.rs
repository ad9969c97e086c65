use std::path::Path;

use super::AsOf;
use super::selection::{chosen, indicator};
use crate::diagnostic::{Failure, Outcome};
use crate::git::{Clock, Oid, Origin, Repository};
use crate::i18n::Message;
use crate::index::{self, Lost, Opened, Wanted};
use crate::indicator::{Catalogue, Fields, Indicator, Method, Publication};
use crate::lifecycle::{Date, rfc3339};
use crate::message;
use crate::registry::{Definitions, MANIFEST, Register, refuse_no_register};
use crate::schema::Labels;
use crate::timeline::{CommitRow, History, Point, WalkConfig};

/// Told how many of how many changed files are read, while a history is.
pub(crate) type Progress<'p> = dyn FnMut(usize, usize) + 'p;

/// A register with its history, opened at a commit, ready for questions.
pub(crate) struct Session {
    /// The repository.
    pub repository: Repository,
    /// The register at that commit: its manifest, its definitions of figures, its publications.
    pub register: Register,
    /// The indicators that it defines.
    pub catalogue: Catalogue,
    /// What is worth a note, in the order in which it was met.
    pub notes: Vec<Message>,
    history: History,
    tip: Oid,
}

impl Session {
    /// Opens the register at `HEAD` of the repository that holds `directory`, and brings its index up to date. The
    /// history is read as far as `wanted` says, which depends on the indicators that there are.
    ///
    /// # Errors
    ///
    /// Where there is no repository or no commit, or where it can't be read truly (a shallow clone).
    pub fn open(
        directory: &Path,
        wanted: impl FnOnce(&Catalogue) -> Wanted,
        progress: &mut Progress<'_>,
    ) -> Outcome<Session> {
        let repository = Repository::discover(directory)?;
        let tip = head(&repository)?;
        Session::at(repository, tip, Some(wanted), progress)
    }

    /// Opens the register as it was at an earlier commit, with its history up to there, which is not
    /// kept: the next question is about `HEAD` again.
    ///
    /// # Errors
    ///
    /// Where the repository can't be read truly.
    pub(crate) fn up_to(repository: Repository, tip: Oid, progress: &mut Progress<'_>) -> Outcome<Session> {
        Session::at(repository, tip, None::<fn(&Catalogue) -> Wanted>, progress)
    }

    /// With `wanted`, the history is kept, and read no further than that.
    fn at(
        repository: Repository,
        tip: Oid,
        wanted: Option<impl FnOnce(&Catalogue) -> Wanted>,
        progress: &mut Progress<'_>,
    ) -> Outcome<Session> {
        refuse_no_register(&repository, tip)?;
        let (register, catalogue, mut notes) = definitions(&repository, tip)?;
        let config = || walk_config(&repository, tip, &register);
        let Opened { history, lost, not_kept, mended } = match wanted {
            Some(wanted) => index::open(&repository, tip, &wanted(&catalogue), config, progress),
            None => index::open_aside(&repository, tip, &config()?, progress),
        }?;
        if let Some((path, cause)) = &not_kept {
            notes.push(message!("index-not-kept", path = path.display().to_string(), cause = cause));
        }
        notes.extend(mended.as_deref().map(index::mended));
        notes.extend(lost_notes(&lost));
        notes.extend(clock_notes(&history.commits));
        Ok(Session { repository, register, catalogue, notes, history, tip })
    }

    /// The history up to the commit.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// The fields that figures can be grouped by.
    ///
    /// # Errors
    ///
    /// Where the schemas can't be read from the repository.
    pub fn fields(&self) -> Outcome<Fields> {
        let definitions = Definitions::of(&self.repository, Origin::Commit(self.tip))?;
        Ok(self.catalogue.fields(&definitions, &self.register.manifest))
    }

    /// What people call the fields of records, and which of them are told unasked.
    ///
    /// # Errors
    ///
    /// Where the schemas can't be read from the repository.
    pub(crate) fn field_words(&self) -> Outcome<FieldWords> {
        let definitions = Definitions::of(&self.repository, Origin::Commit(self.tip))?;
        let labels = Labels::of(&definitions, &self.register.manifest);
        Ok(FieldWords { labels, config: WalkConfig::new(&definitions, self.register.manifest.clone()) })
    }

    /// Every record as the commit has it, with the schemas.
    ///
    /// # Errors
    ///
    /// Where they can't be read from the repository.
    pub(crate) fn whole_register(&self) -> Outcome<Register> {
        let register = Register::load_kinds(&self.repository, Origin::Commit(self.tip), |_| true)?;
        Ok(Register { definitions: Definitions::of(&self.repository, Origin::Commit(self.tip))?, ..register })
    }

    /// What the history was read by: the definitions of the commit.
    ///
    /// # Errors
    ///
    /// Where they can't be read from the repository.
    pub(crate) fn walk_config(&self) -> Outcome<WalkConfig> {
        walk_config(&self.repository, self.tip, &self.register)
    }

    /// The history up to a commit of the mainline (by its place), as if nothing had come after it. It is read anew,
    /// by `config`, and not kept.
    ///
    /// # Errors
    ///
    /// Where the repository can't be read truly.
    pub(crate) fn history_at(&self, at: usize, config: &WalkConfig, progress: &mut Progress<'_>) -> Outcome<History> {
        let commit = self.history.commits.get(at).map_or(self.tip, |commit| commit.oid);
        Ok(index::open_aside(&self.repository, commit, config, progress)?.history)
    }

    /// The moment that is named: a date, an instant or a revision, else all that is known. What takes effect up to
    /// `today` has taken effect; without it, up to the moment's own day.
    ///
    /// # Errors
    ///
    /// For a revision that there is not, or that the mainline does not contain.
    pub fn point(&self, as_of: Option<&str>, today: Option<Date>) -> Outcome<Point> {
        let mut point = as_of.map_or(AsOf::Latest, AsOf::parse).find(&self.history, &self.repository)?;
        if let Some(today) = today {
            point.today = today;
        }
        Ok(point)
    }

    /// The indicator of this identifier or code.
    ///
    /// # Errors
    ///
    /// Where there is none.
    pub fn indicator(&self, name: &str) -> Outcome<&Indicator> {
        indicator(&self.catalogue, name)
    }

    /// The indicators that were asked for (all, unless some are named), each with its method.
    ///
    /// # Errors
    ///
    /// Where a name, or the method, is not known.
    pub fn chosen(&self, names: &[String], id: Option<&str>) -> Outcome<Vec<(&Indicator, &Method)>> {
        chosen(&self.catalogue, names, id)
    }

    /// The commit (its hash) that answers for a moment.
    pub fn commit(&self, point: &Point) -> Option<String> {
        point.at.and_then(|at| self.history.commits.get(at)).map(|commit| commit.oid.to_string())
    }
}

/// What a commit says of the figures, and which definitions can't be used. The records themselves are in the history.
///
/// # Errors
///
/// Where the commit can't be read.
pub fn definitions(repository: &Repository, tip: Oid) -> Outcome<(Register, Catalogue, Vec<Message>)> {
    let is_asked = |kind: &str| matches!(kind, "indicator" | "publication");
    let register = Register::load_kinds(repository, Origin::Commit(tip), is_asked)?;
    let catalogue = Catalogue::of(&register);
    let notes = catalogue.unusable.iter().map(|path| message!("unusable-indicator", path = path)).collect();
    Ok((register, catalogue, notes))
}

/// The published figures of a register, and which publications can't be read.
pub fn publications(register: &Register) -> (Vec<Publication>, Vec<Message>) {
    let unusable = Publication::unusable(register).into_iter();
    let notes = unusable.map(|path| message!("unusable-publication", path = path)).collect();
    (Publication::all(register), notes)
}

/// What the walk along the mainline needs to know of the definitions of its last commit.
///
/// # Errors
///
/// Where they can't be read from the repository.
pub(crate) fn walk_config(repository: &Repository, tip: Oid, register: &Register) -> Outcome<WalkConfig> {
    let definitions = Definitions::of(repository, Origin::Commit(tip))?;
    Ok(WalkConfig::new(&definitions, register.manifest.clone()))
}

/// Where the mainline may have been lost, in notes.
pub(crate) fn lost_notes(lost: &Lost) -> Vec<Message> {
    let foxtrots = lost.foxtrots.iter().map(|foxtrot| {
        let (merge, second) = (foxtrot.merge.to_string(), foxtrot.second.to_string());
        message!("foxtrot", merge = merge, second = second, count = foxtrot.hidden)
    });
    let unfollowed = lost.unfollowed.iter();
    let unfollowed =
        unfollowed.map(|merge| message!("second-parent-unfollowed", merge = merge.to_string(), file = MANIFEST));
    foxtrots.chain(unfollowed).collect()
}

/// The commits whose clocks were wrong, in notes: the first few by name.
pub fn clock_notes<'c>(commits: impl IntoIterator<Item = &'c CommitRow>) -> Vec<Message> {
    let is_wrong = |commit: &&CommitRow| matches!(commit.clock, Clock::Ahead | Clock::Behind);
    let wrong: Vec<&CommitRow> = commits.into_iter().filter(is_wrong).collect();
    let named = wrong.iter().take(CLOCKS_NAMED).map(|commit| {
        let (said, known) = (rfc3339(commit.committed_at), commit.day);
        let oid = commit.oid.to_string();
        match commit.clock {
            Clock::Behind => message!("clock-behind", commit = oid, said = said, known = known, file = MANIFEST),
            _ => message!("clock-ahead", commit = oid, said = said, known = known, file = MANIFEST),
        }
    });
    let more = wrong.len().saturating_sub(CLOCKS_NAMED);
    named.chain((more > 0).then(|| message!("clock-ahead-more", count = more))).collect()
}

/// How many commits with a wrong clock are named.
const CLOCKS_NAMED: usize = 3;

/// What is said of fields that changed.
pub(crate) struct FieldWords {
    /// What people call them.
    pub labels: Labels,
    config: WalkConfig,
}

impl FieldWords {
    /// Whether the changes of a kind's field are told unasked: those of its name, and of all that is no free text.
    pub(crate) fn is_told(&self, kind: &str, field: &str) -> bool {
        let place = self.config.manifest.kinds.iter().position(|known| known.name == kind);
        field == NAME || !place.is_some_and(|kind| self.config.identifying(kind).contains(field))
    }
}

/// The field that holds a record's name.
const NAME: &str = "name";

/// The commit at `HEAD`.
///
/// # Errors
///
/// Where there is none yet.
pub fn head(repository: &Repository) -> Outcome<Oid> {
    repository.head()?.ok_or_else(|| Failure::new(message!("no-commit")).help(message!("no-commit-help")))
}
