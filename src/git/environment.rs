use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};

use git2::{Config, ConfigLevel, ErrorCode};

// What git is told by the environment, which libgit2 does not look at by itself: where the repository and its working
// tree are, which files its settings are read from, settings given one by one, and whose repositories it trusts.

/// A variable of the environment; one that says nothing counts as absent.
fn variable(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// Opens the repository that a person standing in the folder `path` means: the one that `GIT_DIR` names, else the one
/// that holds the folder; with the working tree that `GIT_WORK_TREE` names, if it does.
pub(super) fn open_from(path: &Path) -> Result<git2::Repository, git2::Error> {
    let (git_dir, worktree) = (variable("GIT_DIR"), variable("GIT_WORK_TREE"));
    let opened = match &git_dir {
        Some(git_dir) => git2::Repository::open(path.join(git_dir)),
        None => git2::Repository::discover(path),
    };
    let opened = trusting(path, opened)?;
    let worktree = match worktree {
        Some(worktree) => Some(path.join(worktree)),
        // A repository that is named without its working tree has the folder that one stands in for it.
        None if git_dir.is_some() && !opened.is_bare() && !opened.is_worktree() => {
            let is_set = opened.config().and_then(|config| config.get_path("core.worktree")).is_ok();
            std::fs::canonicalize(path).ok().filter(|here| !is_set && !here.starts_with(opened.path()))
        }
        None => None,
    };
    if let Some(worktree) = worktree {
        opened.set_workdir(&worktree, false)?;
    }
    Ok(opened)
}

/// What was opened; where that was refused because it belongs to another user, and git trusts it all the same, it is
/// opened after all. Whom git trusts is told by settings of many sources (`safe.directory`), so git itself is asked,
/// from the folder `path`.
pub(super) fn trusting(
    path: &Path,
    opened: Result<git2::Repository, git2::Error>,
) -> Result<git2::Repository, git2::Error> {
    match opened {
        Err(error) if error.code() == ErrorCode::Owner => match trusted(path) {
            Some(place) => {
                // Whoever owns it, a repository is opened where it is opened as if it were bare.
                let opened = git2::Repository::open_bare(&place.git_dir)?;
                place.worktree.as_ref().map_or(Ok(()), |top| opened.set_workdir(top, false))?;
                Ok(opened)
            }
            None => Err(error),
        },
        opened => opened,
    }
}

/// A repository that git trusts, as git tells where it is.
#[derive(Clone)]
struct Trusted {
    git_dir: PathBuf,
    worktree: Option<PathBuf>,
}

/// Those that git was asked about: a process opens the same one again for each of its threads.
static KNOWN: Mutex<Vec<(PathBuf, Option<Trusted>)>> = Mutex::new(Vec::new());

/// The repository that holds the folder `path`, if git trusts it; `None` too where there is no git to ask.
fn trusted(path: &Path) -> Option<Trusted> {
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, trusted)) = known.iter().find(|(asked, _)| asked == path) {
        return trusted.clone();
    }
    let ask = |what: &str| -> Option<PathBuf> {
        let mut git = Command::new("git");
        git.arg("-C").arg(path).args(["rev-parse", what]).stdin(Stdio::null());
        let answer = git.output().ok().filter(|answer| answer.status.success())?;
        let text = String::from_utf8(answer.stdout).ok()?;
        let text = text.strip_suffix('\n')?.trim_end_matches('\r');
        (!text.is_empty()).then(|| PathBuf::from(text))
    };
    let trusted = ask("--absolute-git-dir").map(|git_dir| Trusted { git_dir, worktree: ask("--show-toplevel") });
    known.push((path.to_owned(), trusted.clone()));
    trusted
}

/// Makes an opened repository take its settings from the files that the environment names in the place of the usual
/// ones.
pub(super) fn read_named_files(opened: &git2::Repository) -> Result<(), git2::Error> {
    let is_without_system = variable("GIT_CONFIG_NOSYSTEM")
        .is_some_and(|value| value.to_str().is_some_and(|value| Config::parse_bool(value).unwrap_or(true)));
    let (global, system) = (std::env::var_os("GIT_CONFIG_GLOBAL"), std::env::var_os("GIT_CONFIG_SYSTEM"));
    if global.is_none() && system.is_none() && !is_without_system {
        return Ok(());
    }
    let mut config = opened.config()?;
    // A file that is not there says nothing.
    let nothing = opened.path().join("greffe").join("no-such-settings");
    let real =
        |named: OsString| Some(PathBuf::from(named)).filter(|path| path.is_file()).unwrap_or_else(|| nothing.clone());
    if let Some(global) = global {
        config.add_file(&real(global), ConfigLevel::Global, true)?;
        config.add_file(&nothing, ConfigLevel::XDG, true)?;
    }
    if is_without_system {
        config.add_file(&nothing, ConfigLevel::System, true)?;
        config.add_file(&nothing, ConfigLevel::ProgramData, true)?;
    } else if let Some(system) = system {
        config.add_file(&real(system), ConfigLevel::System, true)?;
    }
    Ok(())
}

/// A setting that the environment gives by itself (`GIT_CONFIG_COUNT`, `GIT_CONFIG_KEY_0`, `GIT_CONFIG_VALUE_0`…), which
/// counts more than any file. Of several, the last counts.
pub(super) fn setting(name: &str) -> Option<String> {
    let count = variable("GIT_CONFIG_COUNT")?.to_str()?.parse::<u32>().ok()?;
    let text = |name: String| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned());
    // Git itself refuses to go on where a number is left out.
    let mut given = (0..count.min(MOST))
        .map_while(|at| Some((text(format!("GIT_CONFIG_KEY_{at}"))?, text(format!("GIT_CONFIG_VALUE_{at}"))?)));
    let mut found = None;
    given.by_ref().filter(|(key, _)| key.eq_ignore_ascii_case(name)).for_each(|(_, value)| found = Some(value));
    found
}

/// A setting that the environment gives, and that is a path: `~/` stands for the user's home.
pub(super) fn path_setting(name: &str) -> Option<PathBuf> {
    let value = setting(name)?;
    let below_home = value.strip_prefix("~/").and_then(|rest| Some(std::env::home_dir()?.join(rest)));
    Some(below_home.unwrap_or_else(|| PathBuf::from(value)))
}

/// How many settings of the environment are looked at.
const MOST: u32 = 10_000;
