use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::output::Output;
use super::progress;
use super::report::{self, Report};
use super::{CLEAN, FINDINGS, fixing, interrupted};
use crate::check::{self, ChangeCheck, Checked, CheckedChange, Push, Staged};
pub(super) use crate::check::{day_of, day_of_head};
use crate::diagnostic::{Failure, Finding, Outcome, Severity};
use crate::git::{Oid, Origin, Repository};
use crate::i18n::Message;
use crate::lifecycle::Date;
use crate::message;
use crate::registry::{Listing, Name};
use crate::render::Source;

#[derive(Debug, Args)]
pub(super) struct ValidateArgs {
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[arg(long, conflicts_with = "rev")]
    staged: bool,
    #[arg(long, conflicts_with_all = ["rev", "staged"])]
    index: bool,
    #[arg(long, value_name = "REV")]
    rev: Option<String>,
    #[arg(long, value_name = "REV")]
    baseline: Option<String>,
    #[arg(long, value_name = "REV", conflicts_with = "staged")]
    base: Option<String>,
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = Report::parse)]
    format: Vec<Report>,
    #[arg(
        long,
        value_enum,
        default_value = "error",
        hide_possible_values = true,
        hide_default_value = true,
        value_name = "error|warning|advice|never"
    )]
    fail_on: FailOn,
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    today: Option<Date>,
    #[arg(long, conflicts_with_all = ["rev", "staged", "index"])]
    fix: bool,
    #[arg(long, requires = "fix", conflicts_with_all = ["format", "base", "baseline"])]
    dry_run: bool,
    /// What a server knows of a push.
    #[arg(skip)]
    push: Option<Push>,
}

impl ValidateArgs {
    /// Whether it is the index that is checked.
    pub(super) const fn looks_at_the_index(&self) -> bool {
        self.staged || self.index
    }

    /// What a server asks of a commit: what is wrong with it but was not in `baseline`, and with the change
    /// since `base`; with what it knows itself, where the change becomes known by it.
    pub(super) fn of_push(rev: Oid, base: Option<Oid>, baseline: Option<Oid>, push: Option<Push>) -> ValidateArgs {
        let named = |oid: Option<Oid>| oid.map(|oid| oid.to_string());
        ValidateArgs {
            paths: Vec::new(),
            staged: false,
            index: false,
            rev: named(Some(rev)),
            baseline: named(baseline),
            base: named(base),
            format: Vec::new(),
            fail_on: FailOn::Error,
            today: None,
            fix: false,
            dry_run: false,
            push,
        }
    }
}

/// From which severity on findings make the command fail.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum FailOn {
    Error,
    Warning,
    Advice,
    Never,
}

impl FailOn {
    /// Whether a finding of this severity makes the command fail.
    pub(super) fn counts(self, severity: Severity) -> bool {
        match self {
            FailOn::Error => severity >= Severity::Error,
            FailOn::Warning => severity >= Severity::Warning,
            FailOn::Advice => true,
            FailOn::Never => false,
        }
    }
}

/// Reads a day (`2024-03-15`), as `--today` takes it.
///
/// # Errors
///
/// With what is wrong, where it is no such day.
pub(super) fn parse_day(text: &str) -> Result<Date, String> {
    text.parse::<Date>().map_err(|error| error.to_string())
}

pub(super) fn run(directory: &Path, args: &ValidateArgs, output: &Output) -> Outcome<u8> {
    let repository = Repository::discover(directory)?;
    let head = repository.head()?;
    let (origin, commit) = match &args.rev {
        Some(revision) => {
            let commit = repository.resolve(revision)?;
            (Origin::Commit(commit), Some(commit))
        }
        None if args.staged || args.index => (Origin::Index, head),
        None => (Origin::Worktree, head),
    };
    let today = match (args.today, commit) {
        (Some(today), _) => Some(today),
        (None, commit) => day_of(&repository, commit)?,
    };
    let fixed = match args.fix {
        true => {
            let lock = (!args.dry_run).then(|| interrupted::hold(&repository, output)).transpose()?;
            let mended = fixing::apply_fixes(&repository, directory, &args.paths, today)?;
            let Some(lock) = lock else {
                return fixing::show(&repository, &mended, today, args.fail_on, output);
            };
            repository.change_files(&lock, &mended.texts, &mended.read)?;
            Some(mended.fixes)
        }
        false => None,
    };
    let Staged { listing, checked: Checked { mut findings, silenced, records } } = match (&args.base, today) {
        _ if args.staged => check::staged(&repository, today)?,
        (Some(base), Some(day)) => {
            let against = ChangeCheck { base, head: commit, today: day, for_review: false, push: args.push };
            let CheckedChange { listing, checked, change, .. } = progress::with_progress(output, |progress| {
                check::change_check(&repository, origin.clone(), today, against, progress)
            })?;
            change.outlook.mended.iter().for_each(|note| output.note(note));
            Staged { listing, checked }
        }
        // Before the first commit, there is nothing to compare with.
        (Some(_), None) => return Err(Failure::new(message!("no-commit")).help(message!("no-commit-help"))),
        (None, _) => {
            let (listing, checked) = check::check(&repository, origin.clone(), today)?;
            Staged { listing, checked }
        }
    };
    listing.refuse_none(&repository, &origin)?;
    let known = match &args.baseline {
        // Before the first commit, nothing was wrong yet.
        Some(revision) if revision != "HEAD" || head.is_some() => {
            let revision = repository.resolve(revision)?;
            match findings.is_empty() {
                true => 0,
                false => {
                    let (_, baseline) = check::check(&repository, Origin::Commit(revision), today)?;
                    check::subtract(&mut findings, &baseline.findings)
                }
            }
        }
        _ => 0,
    };
    narrow(&repository, directory, &args.paths, &listing, &mut findings)?;
    let source = Source {
        origin: &origin,
        commit,
        staged: args.staged,
        records,
        silenced: silenced.len(),
        known,
        fixed,
        rules_url: listing.manifest.rules_url.as_deref(),
    };
    report::write(&args.format, &source, &findings, args.fail_on, output)?;
    let fails = findings.iter().any(|finding| args.fail_on.counts(finding.severity));
    // The process ends here, and the system takes back its memory at once: freeing a large register piece by piece
    // would take a tenth of the time.
    std::mem::forget((findings, silenced, listing, repository));
    Ok(if fails { FINDINGS } else { CLEAN })
}

/// The day from which a date is in the future: the one that was asked for, else that of the commit at `HEAD`, in the
/// register’s time zone;
/// `None` before the first commit.
///
/// # Errors
///
/// Where git can't read the commit.
pub(super) fn today(repository: &Repository, asked: Option<Date>) -> Outcome<Option<Date>> {
    asked.map_or_else(|| day_of_head(repository), |asked| Ok(Some(asked)))
}

/// Says in one sentence what was found.
pub(super) fn summary(findings: &[Finding], source: &Source<'_>) -> Message {
    let (records, set_aside) = (source.records, source.silenced + source.known);
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let (errors, warnings, advice) = (count(Severity::Error), count(Severity::Warning), count(Severity::Advice));
    match (findings.len(), set_aside) {
        (0, 0) if source.staged => message!("validate-staged-clean", records = records),
        (0, 0) => message!("validate-clean", records = records),
        (_, set_aside) => message!(
            "validate-summary",
            set_aside = match set_aside {
                0 => message!("nothing-set-aside"),
                count => message!("count-set-aside", count = count),
            },
            errors = message!("count-errors", count = errors),
            warnings = message!("count-warnings", count = warnings),
            advice = message!("count-advice", count = advice),
            records = match source.staged {
                true => message!("count-changed", count = records),
                false => message!("count-records", count = records),
            }
        ),
    }
}

/// Keeps the findings in the files and folders that were named. The whole register has been read: a record may refer to
/// any other.
fn narrow(
    repository: &Repository,
    directory: &Path,
    paths: &[PathBuf],
    listing: &Listing,
    findings: &mut Vec<Finding>,
) -> Outcome<()> {
    if paths.is_empty() {
        return Ok(());
    }
    let wanted = places(repository, directory, paths, listing)?;
    findings.retain(|finding| wanted.iter().any(|wanted| is_at_or_below(&finding.place.path, wanted)));
    Ok(())
}

/// The files and folders of the register that a person named, from the top of the repository.
///
/// # Errors
///
/// Where one of them is outside the repository, or holds nothing of the register.
pub(super) fn places(
    repository: &Repository,
    directory: &Path,
    paths: &[PathBuf],
    listing: &Listing,
) -> Outcome<Vec<String>> {
    let mut wanted = Vec::new();
    for path in paths {
        let shown = path.display().to_string();
        let inside = repository
            .relative(directory, path)
            .ok_or_else(|| Failure::new(message!("path-outside", path = &shown)).help(message!("path-outside-help")))?;
        let below = |candidate: &str| is_at_or_below(candidate, &inside);
        let records = listing.names.iter().map(Name::path);
        let strays = listing.strays.iter().map(|stray| stray.path.as_str());
        let definitions = listing.definitions.files().map(|(_, file)| file.path.as_str());
        if !records.chain(strays).chain(definitions).any(below) {
            return Err(Failure::new(message!("path-unknown", path = &shown)).help(message!("path-unknown-help")));
        }
        wanted.push(inside);
    }
    Ok(wanted)
}

pub(super) fn is_at_or_below(path: &str, folder: &str) -> bool {
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
