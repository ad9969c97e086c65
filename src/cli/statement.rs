use std::io::Read;
use std::path::{Path, PathBuf};

use clap::Args;

use super::output::Output;
use super::session;
use super::session::MomentArgs;
use super::validate::parse_day;
use super::{CLEAN, FINDINGS};
use crate::diagnostic::{Failure, Outcome};
use crate::git::Oid;
use crate::lifecycle::Date;
use crate::message;
use crate::query::AsOf;
use crate::query::Session;
use crate::render;
use crate::statement::{Basis, FORMAT, StatedDefinitions, Statement, VERSION};
use crate::statement::{compose, differences, hash, unchanged_since};
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
}

/// `greffe statement`: the figures of a year, so that anyone can compute them again.
pub(super) fn state(directory: &Path, args: &StatementArgs, output: &Output) -> Outcome<u8> {
    let session = session::open(directory, output)?;
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
    let statement = wanted.compute(session, output)?;
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
    let stated: Statement = serde_json::from_slice(&bytes).map_err(|error| no_statement(error.to_string()))?;
    if stated.format != FORMAT || stated.version != VERSION {
        return Err(no_statement(format!("{} {}", stated.format, stated.version)));
    }
    let session = session::open(directory, output)?;
    let commit = |text: &str| match Oid::from_str(text) {
        Ok(oid) if text.len() == oid.to_string().len() => session.repository.resolve(text),
        _ => Err(no_statement(text.to_owned())),
    };
    let wanted = Wanted {
        year: stated.year,
        commit: commit(&stated.commit)?,
        definitions: commit(&stated.definitions.commit)?,
        today: parse_day(&stated.today).map_err(no_statement)?,
        include_planned: stated.include_planned,
    };
    let computed = wanted.compute(session, output)?;
    let differences = differences(&stated, &computed);
    for difference in &differences {
        output.say(&difference.message);
    }
    output.say(&match differences.len() {
        0 => message!("verify-confirmed", path = &path, commit = &stated.commit),
        count => message!("verify-refuted", path = &path, count = count),
    });
    Ok(if differences.is_empty() { CLEAN } else { FINDINGS })
}

/// Everything that a statement depends on.
struct Wanted {
    year: i32,
    commit: Oid,
    definitions: Oid,
    today: Date,
    include_planned: bool,
}

impl Wanted {
    /// The statement, from the history up to the later one of its two commits: what comes after
    /// them changes nothing in it.
    fn compute(&self, session: Session, output: &Output) -> Outcome<Statement> {
        let tip = match session.repository.is_ancestor(self.definitions, self.commit)? {
            true => self.commit,
            false => self.definitions,
        };
        let session = match session.history().commits.last().is_some_and(|last| last.oid == tip) {
            true => session,
            false => session::up_to(session.repository, tip, output)?,
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
        compose(basis, self.year).ok_or_else(|| Failure::new(message!("statement-before-all")))
    }
}
