use std::path::Path;

use super::args::Command;
use super::output::Output;
use crate::diagnostic::{Failure, Outcome};
use crate::git::{EditLock, Finished, Repository};
use crate::message;

/// Finishes, before a command reads or changes a register, a change of its files or an import into it that was
/// interrupted, and says so.
///
/// # Errors
///
/// Where it can't be finished. Also, once it is, where the command looks at what is staged: that was staged from the
/// middle of the change.
pub(super) fn finish(directory: &Path, command: &Command, output: &Output) -> Outcome<()> {
    if !command.looks_at_a_register() {
        return Ok(());
    }
    // What is wrong with the repository, the command says itself.
    let Ok(repository) = Repository::discover(directory) else { return Ok(()) };
    if let Some(commit) = repository.finish_advance()? {
        output.note(&message!("interrupted-import", commit = commit.to_string()));
    }
    let Some(finished) = repository.finish_interrupted()? else { return Ok(()) };
    let is_some = say(&finished, output);
    match command {
        Command::Validate(args) if is_some && args.looks_at_the_index() => {
            Err(Failure::new(message!("interrupted-staged")).help(message!("interrupted-staged-help")))
        }
        _ => Ok(()),
    }
}

/// Takes the right to change files of the register, and says what had to be finished first.
///
/// # Errors
///
/// Where another process keeps the right, or an interrupted change can't be finished.
pub(super) fn hold(repository: &Repository, output: &Output) -> Outcome<EditLock> {
    let lock = repository.hold_edits()?;
    lock.finished.iter().for_each(|finished| _ = say(finished, output));
    Ok(lock)
}

/// Says which files were changed, and which were not; whether there were any.
fn say(finished: &Finished, output: &Output) -> bool {
    let Finished { changed, left } = finished;
    if !changed.is_empty() {
        output.note(&message!("interrupted-finished", count = changed.len(), paths = changed.join(", ")));
    }
    for path in left {
        output.note(&message!("interrupted-left", path = path));
    }
    !(changed.is_empty() && left.is_empty())
}
