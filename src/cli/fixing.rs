use std::path::{Path, PathBuf};

use super::output::Output;
use super::validate::{FailOn, is_at_or_below, places};
use super::{CLEAN, FINDINGS};
use crate::check::{self, FixedText};
use crate::diagnostic::Outcome;
use crate::git::{Origin, Repository};
use crate::lifecycle::Date;
use crate::message;
use crate::registry::Listing;

/// The safe fixes in the files and folders that were named; in all of the working tree, if none was.
///
/// # Errors
///
/// Where a path that was named is not part of the register, or the working tree can't be read.
pub(super) fn apply_fixes(
    repository: &Repository,
    directory: &Path,
    paths: &[PathBuf],
    today: Option<Date>,
) -> Outcome<FixedText> {
    let listing = Listing::read(repository, Origin::Worktree)?;
    let wanted = places(repository, directory, paths, &listing)?;
    let is_wanted = |path: &str| paths.is_empty() || wanted.iter().any(|wanted| is_at_or_below(path, wanted));
    check::apply_fixes(repository, &listing, today, is_wanted)
}

/// Shows what fixes would change, and how many findings would be left. Gives the exit status: 1 where there is
/// something to fix, or a finding that `fail_on` counts would be left.
///
/// # Errors
///
/// Where the working tree can't be read.
pub(super) fn show(
    repository: &Repository,
    mended: &FixedText,
    today: Option<Date>,
    fail_on: FailOn,
    output: &Output,
) -> Outcome<u8> {
    let listing = Listing::read(repository, Origin::Worktree)?;
    let old = listing.read_each(
        repository,
        |name| mended.texts.contains_key(name.path()),
        |record| (record.path, record.document.text),
    )?;
    for (path, old) in &old {
        if let Some(Some(new)) = mended.texts.get(path) {
            output.patch(path, old, new);
        }
    }
    let left = check::listed(repository, &listing.with(&mended.texts), today)?.findings;
    let (fixed, left_over) = (mended.fixes, message!("count-left", count = left.len()));
    output.say(&message!("validate-fixed", fixed = message!("count-to-fix", count = fixed), left = left_over));
    output.note(&message!("validate-dry-run"));
    let fails = mended.fixes > 0 || left.iter().any(|finding| fail_on.counts(finding.severity));
    Ok(if fails { FINDINGS } else { CLEAN })
}
