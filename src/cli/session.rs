use std::path::Path;

use clap::Args;

use super::output::Output;
use super::progress::with_progress;
use super::validate::parse_day;
use crate::diagnostic::Outcome;
use crate::git::{Oid, Repository};
use crate::index::Wanted;
use crate::indicator::{Catalogue, Publication};
use crate::lifecycle::Date;
use crate::query::{Session, moved_by, publications};
use crate::timeline::Point;

/// The moment that a question is about.
#[derive(Debug, Args)]
pub(super) struct MomentArgs {
    #[arg(long, value_name = "DATE|REV")]
    pub as_of: Option<String>,
    #[arg(long)]
    pub include_planned: bool,
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    pub today: Option<Date>,
}

impl MomentArgs {
    /// The moment that was asked for.
    ///
    /// # Errors
    ///
    /// For a revision that does not exist, or that the mainline does not contain.
    pub(super) fn point(&self, session: &Session) -> Outcome<Point> {
        session.point(self.as_of.as_deref(), self.today)
    }
}

/// Opens the register at `HEAD` to count figures and their moves, with a progress bar where the history must be
/// read, and prints its notes on stderr.
///
/// # Errors
///
/// Where there is no repository or no commit, or the history is incomplete (a shallow clone).
pub(super) fn open(directory: &Path, output: &Output) -> Outcome<Session> {
    open_for(directory, |catalogue| moved_by(catalogue.methods()), output)
}

/// Opens the register at `HEAD` like [`open`], but reads of the history what `wanted` says, given the indicators.
///
/// # Errors
///
/// As for [`open`].
pub(super) fn open_for(
    directory: &Path,
    wanted: impl FnOnce(&Catalogue) -> Wanted,
    output: &Output,
) -> Outcome<Session> {
    let session = with_progress(output, |progress| Session::open(directory, wanted, progress))?;
    say_notes(&session, output);
    Ok(session)
}

/// Opens the register at an earlier commit, with its history up to there, which is not kept in the index.
///
/// # Errors
///
/// Where the history can't be read.
pub(super) fn up_to(repository: Repository, tip: Oid, output: &Output) -> Outcome<Session> {
    let session = with_progress(output, |progress| Session::up_to(repository, tip, progress))?;
    say_notes(&session, output);
    Ok(session)
}

fn say_notes(session: &Session, output: &Output) {
    for note in &session.notes {
        output.note(note);
    }
}

/// The published figures. Publications that can't be read are noted on stderr.
pub(super) fn published(session: &Session, output: &Output) -> Vec<Publication> {
    let (publications, notes) = publications(&session.register);
    for note in &notes {
        output.note(note);
    }
    publications
}
