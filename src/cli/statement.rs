use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::Args;

use super::output::Output;
use super::session::MomentArgs;
use super::validate::parse_day;
use super::{CLEAN, FINDINGS};
use super::{doctor, session};
use crate::diagnostic::{Failure, Outcome};
use crate::git::{Oid, Repository, Signatures, Voucher};
use crate::i18n::Message;
use crate::lifecycle::{Date, PartialDate};
use crate::message;
use crate::query::{AsOf, Session, head};
use crate::render;
use crate::statement::{Basis, Difference, MainlineAt, Standing, StatedDefinitions, Statement, Vouched};
use crate::statement::{compose, differences, hash, other_figures, unchanged_since, with_hash};
use crate::timeline::Point;

#[derive(Debug, Args)]
pub(super) struct StatementArgs {
    #[arg(value_name = "YEAR")]
    year: i32,
    #[command(flatten)]
    moment: MomentArgs,
}

#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[arg(long, value_name = "BRANCH")]
    branch: Option<String>,
    #[arg(long)]
    signatures: bool,
}

/// `greffe statement`: the figures of a year, so that anyone can compute them again.
pub(super) fn state(directory: &Path, args: &StatementArgs, output: &Output) -> Outcome<u8> {
    let repository = Repository::discover(directory)?;
    let tip = head(&repository)?;
    // What is evidence is read from git's objects, and not from what is kept of them.
    let session = session::up_to(repository, tip, output)?;
    let point = args.moment.point(&session)?;
    let commits = &session.history().commits;
    let since = unchanged_since(&session.repository, commits, &session.register.manifest)?;
    let place = |at: Option<usize>| at.and_then(|at| commits.get(at)).map(|commit| commit.oid);
    let (Some(commit), Some(definitions)) = (place(point.at), place(since)) else {
        return Err(Failure::new(message!("statement-before-all")).help(message!("statement-before-all-help")));
    };
    let wanted = Wanted {
        year: args.year,
        commit,
        definitions,
        today: point.today,
        include_planned: args.moment.include_planned,
    };
    let (_, statement) = wanted.compute(Opened::Session(Box::new(session)), output)?;
    output.answer(&render::to_json(&statement));
    Ok(CLEAN)
}

/// The largest statement that is read, in bytes: many times that of a register of ten thousand records. What comes
/// from a pipe or a device may have no end.
const MOST: u64 = 64 << 20;

/// `greffe verify`: whether the repository makes the same statement.
pub(super) fn verify(directory: &Path, args: &VerifyArgs, output: &Output) -> Outcome<u8> {
    let path = args.file.display().to_string();
    let unreadable = |cause: String| Failure::new(message!("unreadable-file", path = &path)).because(cause);
    let mut bytes = Vec::new();
    std::fs::File::open(directory.join(&args.file))
        .and_then(|file| file.take(MOST + 1).read_to_end(&mut bytes))
        .map_err(|error| unreadable(error.to_string()))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > MOST {
        let failure = Failure::new(message!("statement-too-large", path = &path, limit = (MOST >> 20).to_string()));
        return Err(failure.help(message!("no-statement-help")));
    }
    let no_statement = |cause: String| {
        Failure::new(message!("no-statement", path = &path)).help(message!("no-statement-help")).because(cause)
    };
    let stated = Statement::read(&bytes).map_err(no_statement)?;
    let commit = |text: &str| match text.parse::<Oid>() {
        Ok(oid) if text.len() == oid.to_string().len() => Ok(oid),
        _ => Err(no_statement(text.to_owned())),
    };
    let wanted = Wanted {
        year: stated.year,
        commit: commit(&stated.commit)?,
        definitions: commit(&stated.definitions.commit)?,
        today: parse_day(&stated.today).map_err(no_statement)?,
        include_planned: stated.include_planned,
    };
    let instant = match &stated.known_at {
        Some(text) => match AsOf::parse(text) {
            AsOf::Instant(instant) => Some(instant),
            _ => return Err(no_statement(text.clone())),
        },
        None => None,
    };
    let repository = Repository::discover(directory)?;
    repository.refuse_shallow()?;
    let tip = match &args.branch {
        Some(branch) => tip_of(&repository, branch)?,
        None => head(&repository)?,
    };
    let mainline = MainlineAt::read(&repository, tip)?;
    let standings = [
        (wanted.commit, mainline.standing(&repository, wanted.commit)?),
        (wanted.definitions, mainline.standing(&repository, wanted.definitions)?),
    ];
    let signatures = match args.signatures {
        true => Some(signatures(&repository, &stated, &mainline)?),
        false => None,
    };
    let verified = Verified { path: &path, stated: &stated, wanted, mainline: &mainline, output };
    let status = match standings {
        [(_, Standing::On(at)), (_, Standing::On(_))] => verified.on_mainline(repository, at),
        standings => verified.off_mainline(repository, &standings, instant),
    }?;
    let Some(signatures) = signatures else {
        if status == CLEAN && stated.vouched.is_some_and(|vouched| vouched.forge + vouched.person > 0) {
            output.say(&message!("verify-not-verified"));
        }
        return Ok(status);
    };
    output.say(&message!("verify-signatures", told = doctor::told(&signatures)));
    signatures.bad().for_each(|commit| output.say(&message!("verify-signature-bad", commit = commit.to_string())));
    Ok(if signatures.bad().next().is_some() { FINDINGS } else { status })
}

/// What git says of the signatures of the commits that the units of a statement rest on, as far as they are on the
/// mainline.
fn signatures(repository: &Repository, stated: &Statement, mainline: &MainlineAt) -> Outcome<Signatures> {
    let stated: BTreeSet<Oid> = stated.units().filter_map(|unit| unit.commit.parse().ok()).collect();
    let signed = mainline.commits.iter().filter(|commit| commit.voucher != Voucher::Nobody).map(|commit| commit.oid);
    repository.verify_signatures(&signed.filter(|oid| stated.contains(oid)).collect::<Vec<_>>())
}

/// The tip of a branch, here or of a remote repository. Nothing else that has the name will do, a tag above all.
fn tip_of(repository: &Repository, branch: &str) -> Outcome<Oid> {
    let found =
        ["heads", "remotes"].iter().find_map(|place| repository.resolve(&format!("refs/{place}/{branch}")).ok());
    found.ok_or_else(|| {
        let known: Vec<String> = repository.branches().unwrap_or_default().into_iter().map(|(name, _)| name).collect();
        Failure::new(message!("no-such-branch", branch = branch))
            .help(message!("no-such-branch-help", known = known.join(", ")))
    })
}

/// A statement that is being verified.
struct Verified<'v> {
    path: &'v str,
    stated: &'v Statement,
    wanted: Wanted,
    mainline: &'v MainlineAt,
    output: &'v Output,
}

impl Verified<'_> {
    /// Both of its commits are on the mainline, that of the figures at this place: computes the figures again.
    fn on_mainline(&self, repository: Repository, at: usize) -> Outcome<u8> {
        let (output, stated, wanted) = (self.output, self.stated, self.wanted);
        let (repository, computed) = wanted.compute(Opened::Repository(repository), output)?;
        let computed = computed.in_version(stated.version);
        let differences = differences(stated, &computed);
        if !differences.is_empty() {
            return Ok(self.refuted(&differences));
        }
        let day = self.mainline.day(at).unwrap_or(wanted.today);
        output.say(&self.confirmed(day));
        if let Some(vouched) = stated.vouched {
            output.say(&message_of(vouched));
        }
        for (commit, reason) in late(stated) {
            output.say(&message!("verify-late", commit = commit, reason = reason));
        }
        let (today, day) = (PartialDate::day(wanted.today), PartialDate::day(day));
        match today.cmp(&day) {
            Ordering::Greater => output.say(&message!("verify-today-later", today = today, day = day)),
            Ordering::Less => output.say(&message!("verify-today-earlier", today = today, day = day)),
            Ordering::Equal => {}
        }
        let end = self.mainline.zone().end(wanted.today);
        if let Some(later) = self.mainline.known_by(end).filter(|later| *later > at) {
            self.say_answered_by(repository, at, later)?;
        }
        Ok(CLEAN)
    }

    /// Says that a later commit of the mainline answers for the same day, and what it answers.
    fn say_answered_by(&self, repository: Repository, at: usize, later: usize) -> Outcome<()> {
        let Some(commit) = self.mainline.commits.get(later) else { return Ok(()) };
        let (oid, today) = (commit.oid.to_string(), PartialDate::day(self.wanted.today));
        let wanted = Wanted { commit: commit.oid, ..self.wanted };
        let (_, computed) = wanted.compute(Opened::Repository(repository), self.output)?;
        let differences = other_figures(self.stated, &computed);
        self.output.say(&match differences.is_empty() {
            true => message!("verify-answered-alike", count = later - at, commit = oid, today = today),
            false => message!("verify-answered-otherwise", count = later - at, commit = oid, today = today),
        });
        self.list(&differences);
        Ok(())
    }

    /// One of its commits is not on the mainline: says which, and what comes of the figures with what stands there.
    /// `instant` is when the statement says that its commit became known.
    fn off_mainline(
        &self,
        repository: Repository,
        standings: &[(Oid, Standing); 2],
        instant: Option<i64>,
    ) -> Outcome<u8> {
        let (output, wanted, mainline) = (self.output, self.wanted, self.mainline);
        let [(_, commit), (_, definitions)] = standings;
        let last = mainline.commits.last().map_or(i64::MIN, |commit| commit.known_at);
        let mut told = Vec::new();
        for (oid, standing) in standings {
            if !told.contains(oid) {
                told.push(*oid);
                off(*oid, standing).iter().for_each(|message| output.say(message));
            }
        }
        let zone = mainline.zone();
        let at = match commit {
            Standing::On(at) => Some(*at),
            // This clone has not come that far: there is nothing to compare with.
            Standing::Gone if instant.is_some_and(|instant| instant > last) => None,
            _ => mainline.known_by(instant.unwrap_or_else(|| zone.end(wanted.today))),
        };
        let Some((at, commit)) = at.and_then(|at| Some((at, mainline.commits.get(at)?))) else {
            output.say(&message!("verify-not-here"));
            return Ok(self.refuted(&[]));
        };
        let definitions = match definitions {
            Standing::On(at) => Some(*at),
            _ => with_hash(&repository, &mainline.commits, at, &mainline.manifest, &self.stated.definitions.sha256)?,
        };
        let definitions = definitions.and_then(|at| mainline.commits.get(at)).map_or(commit.oid, |commit| commit.oid);
        let there = Wanted { commit: commit.oid, definitions, ..wanted };
        let (_, computed) = there.compute(Opened::Repository(repository), output)?;
        let differences = other_figures(self.stated, &computed);
        let (oid, day) = (commit.oid.to_string(), PartialDate::day(zone.day(commit.known_at)));
        output.say(&match differences.is_empty() {
            true => message!("verify-same-figures", commit = oid, day = day),
            false => message!("verify-other-figures", commit = oid, day = day),
        });
        self.list(&differences);
        Ok(self.refuted(&[]))
    }

    fn list(&self, differences: &[Difference]) {
        differences.iter().for_each(|difference| self.output.say(&difference.message));
    }

    /// Says that it is not confirmed, and in what it differs.
    fn refuted(&self, differences: &[Difference]) -> u8 {
        self.list(differences);
        self.output.say(&match differences.len() {
            0 => message!("verify-off-mainline", path = self.path),
            count => message!("verify-refuted", path = self.path, count = count),
        });
        FINDINGS
    }

    /// The sentence that names all that the statement is about.
    fn confirmed(&self, day: Date) -> Message {
        message!(
            "verify-confirmed",
            path = self.path,
            year = self.wanted.year.to_string(),
            commit = &self.stated.commit,
            day = PartialDate::day(day),
            today = PartialDate::day(self.wanted.today),
            plans = if self.wanted.include_planned { "yes" } else { "no" },
            definitions = &self.stated.definitions.commit
        )
    }
}

/// Who vouches for the units of a statement.
fn message_of(vouched: Vouched) -> Message {
    let Vouched { forge, person, nobody } = vouched;
    let count = forge + person + nobody;
    message!("verify-vouched", count = count, forge = forge, person = person, nobody = nobody)
}

/// The commits that come long after their dates, each with its reason.
fn late(statement: &Statement) -> Vec<(&str, &str)> {
    let mut found: Vec<(&str, &str)> = Vec::new();
    for unit in statement.units() {
        let commit = unit.late.as_deref().map(|reason| (unit.commit.as_str(), reason));
        found.extend(commit.filter(|commit| !found.contains(commit)));
    }
    found
}

/// Why a commit is not on the mainline, if it is not.
fn off(commit: Oid, standing: &Standing) -> Option<Message> {
    let commit = commit.to_string();
    Some(match standing {
        Standing::Merged(merge) => message!("verify-off-merged", commit = commit, merge = merge.to_string()),
        Standing::Branch(branch) => message!("verify-off-branch", commit = commit, branch = branch),
        Standing::Tag(tag) => message!("verify-off-tag", commit = commit, tag = tag),
        Standing::Dropped => message!("verify-off-dropped", commit = commit),
        Standing::Names(named) => message!("verify-off-names", commit = commit, named = named.to_string()),
        Standing::Gone => message!("verify-off-gone", commit = commit),
        Standing::On(_) => return None,
    })
}

/// Everything that a statement depends on.
#[derive(Clone, Copy)]
struct Wanted {
    year: i32,
    commit: Oid,
    definitions: Oid,
    today: Date,
    include_planned: bool,
}

/// What a statement is computed in.
enum Opened {
    Repository(Repository),
    /// A register whose history was read already, from git's objects.
    Session(Box<Session>),
}

impl Wanted {
    /// The statement, from the history up to the later one of its two commits: what comes after
    /// them changes nothing in it. All of it is read from git's objects. Gives the repository back.
    fn compute(&self, opened: Opened, output: &Output) -> Outcome<(Repository, Statement)> {
        let repository = match &opened {
            Opened::Repository(repository) => repository,
            Opened::Session(session) => &session.repository,
        };
        let tip = match repository.is_ancestor(self.definitions, self.commit)? {
            true => self.commit,
            false => self.definitions,
        };
        let session = match opened {
            Opened::Session(session) if session.history().commits.last().is_some_and(|last| last.oid == tip) => {
                *session
            }
            Opened::Session(session) => session::up_to(session.repository, tip, output)?,
            Opened::Repository(repository) => session::up_to(repository, tip, output)?,
        };
        let found = AsOf::Revision(self.commit.to_string()).find(session.history(), &session.repository)?;
        let point = Point { today: self.today, ..found };
        let commits = &session.history().commits;
        let since = unchanged_since(&session.repository, commits, &session.register.manifest)?;
        let definitions = since.and_then(|at| commits.get(at)).map_or(tip, |commit| commit.oid);
        let definitions = StatedDefinitions {
            commit: definitions.to_string(),
            sha256: hash(&session.repository, definitions, &session.register.manifest)?,
        };
        let basis = Basis {
            history: session.history(),
            catalogue: &session.catalogue,
            point: &point,
            include_planned: self.include_planned,
            definitions: &definitions,
        };
        let statement = compose(basis, self.year).ok_or_else(|| Failure::new(message!("statement-before-all")))?;
        Ok((session.repository, statement))
    }
}
