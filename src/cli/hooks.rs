use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};

use super::output::Output;
use super::{CLEAN, receive};
use crate::diagnostic::{Failure, Outcome};
use crate::git::Repository;
use crate::message;

#[derive(Clone, Copy, Debug, Subcommand)]
pub(super) enum HooksCommand {
    Install,
    Uninstall,
    Status,
    Run(RunArgs),
}

#[derive(Clone, Copy, Debug, Args)]
pub(super) struct RunArgs {
    #[arg(value_enum, hide_possible_values = true, value_name = "HOOK")]
    hook: RunHook,
    /// The server's clock, for who sets up a server without one that is kept, and for tests. Only who writes the hook's
    /// script can say it.
    #[arg(long, hide = true, value_name = "INSTANT", value_parser = parse_instant)]
    now: Option<i64>,
}

/// Reads an instant (RFC 3339) as seconds since 1970-01-01T00:00:00Z.
fn parse_instant(text: &str) -> Result<i64, String> {
    text.parse::<jiff::Timestamp>().map(jiff::Timestamp::as_second).map_err(|error| error.to_string())
}

/// A hook that needs more than one command: its script calls `greffe hooks run`.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum RunHook {
    PreReceive,
}

/// A git hook that Greffe installs.
struct Hook {
    name: &'static str,
    text: &'static str,
    /// The line that does its work, for those who have a hook of their own.
    line: &'static str,
}

/// The hooks of a repository in which people work.
static LOCAL: [Hook; 2] = [
    Hook {
        name: "pre-commit",
        text: include_str!("../../hooks/pre-commit"),
        line: "greffe validate --staged --baseline HEAD",
    },
    Hook { name: "pre-push", text: include_str!("../../hooks/pre-push"), line: "greffe validate --rev HEAD" },
];
/// The hooks of a repository that receives pushes.
static SERVER: [Hook; 1] =
    [Hook { name: "pre-receive", text: include_str!("../../hooks/pre-receive"), line: "greffe hooks run pre-receive" }];

/// The line that marks a hook as Greffe's, so that no other is ever overwritten or removed.
const MARK: &str = "# greffe hook:";

/// What stands at the path of a hook.
#[derive(PartialEq, Eq)]
pub(super) enum State {
    Absent,
    Installed,
    Outdated,
    Foreign,
}

/// `greffe hooks install|uninstall|status`.
pub(super) fn run(directory: &Path, command: HooksCommand, output: &Output) -> Outcome<u8> {
    if let HooksCommand::Run(RunArgs { hook: RunHook::PreReceive, now }) = command {
        return receive::run(directory, now, output);
    }
    let repository = Repository::discover(directory)?;
    let folder = repository.hooks_dir()?;
    let hooks = of(&repository);
    // Nothing is installed where one of them can't be.
    if let HooksCommand::Install = command {
        for hook in hooks {
            refuse_foreign(hook, &folder)?;
        }
    }
    for hook in hooks {
        let path = folder.join(hook.name);
        match command {
            HooksCommand::Install => {
                install(hook, &folder, &path)?;
                report(hook, &path, output)?;
            }
            HooksCommand::Uninstall => uninstall(hook, &path, output)?,
            HooksCommand::Status | HooksCommand::Run(_) => report(hook, &path, output)?,
        }
    }
    if let HooksCommand::Install | HooksCommand::Status = command
        && let Some((head, branch)) = repository.unborn_head()?
    {
        output.note(&message!("hooks-unborn-head", head = head, branch = branch));
    }
    Ok(CLEAN)
}

/// A hook that Greffe installs, and what stands at its path now.
pub(super) struct Standing {
    pub name: &'static str,
    /// The line that does its work.
    pub line: &'static str,
    pub path: PathBuf,
    pub state: State,
    /// Whether git would run the file that is there.
    pub is_run: bool,
}

/// What stands where the hooks of this repository would.
///
/// # Errors
///
/// Where the folder of the hooks is not known, or one of the files can't be read.
pub(super) fn standing(repository: &Repository) -> Outcome<Vec<Standing>> {
    let folder = repository.hooks_dir()?;
    let hooks = of(repository).iter().map(|hook| {
        let path = folder.join(hook.name);
        let state = state(hook, &path)?;
        Ok(Standing { name: hook.name, line: hook.line, state, is_run: is_executable(&path), path })
    });
    hooks.collect()
}

/// The hooks that this repository should have.
fn of(repository: &Repository) -> &'static [Hook] {
    if repository.is_bare() { &SERVER } else { &LOCAL }
}

fn state(hook: &Hook, path: &Path) -> Outcome<State> {
    match std::fs::read(path) {
        Ok(bytes) if bytes == hook.text.as_bytes() => Ok(State::Installed),
        Ok(bytes) if String::from_utf8_lossy(&bytes).contains(MARK) => Ok(State::Outdated),
        Ok(_) => Ok(State::Foreign),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(State::Absent),
        Err(error) => Err(Failure::new(message!("unreadable-file", path = path.display().to_string())).because(error)),
    }
}

/// Installs all hooks of a repository, and prints nothing.
///
/// # Errors
///
/// Where someone else's hook stands at one of the paths: then none is installed. Also where a file can't be read or
/// written.
pub(super) fn install_all(repository: &Repository) -> Outcome<()> {
    let folder = repository.hooks_dir()?;
    of(repository).iter().try_for_each(|hook| refuse_foreign(hook, &folder))?;
    of(repository).iter().try_for_each(|hook| install(hook, &folder, &folder.join(hook.name)))
}

fn refuse_foreign(hook: &Hook, folder: &Path) -> Outcome<()> {
    let path: PathBuf = folder.join(hook.name);
    for place in [folder, &path] {
        if place.symlink_metadata().is_ok_and(|found| found.is_symlink()) {
            let failure = Failure::new(message!("hook-link", path = place.display().to_string()));
            return Err(failure.help(message!("hook-link-help")));
        }
    }
    if state(hook, &path)? != State::Foreign {
        return Ok(());
    }
    let message = message!("foreign-hook", name = hook.name, path = path.display().to_string());
    Err(Failure::new(message).help(message!("foreign-hook-help", line = hook.line)))
}

fn install(hook: &Hook, folder: &Path, path: &Path) -> Outcome<()> {
    std::fs::create_dir_all(folder)
        .and_then(|()| match std::fs::remove_file(path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => std::fs::File::options().write(true).create_new(true).open(path),
        })
        .and_then(|mut file| file.write_all(hook.text.as_bytes()))
        .and_then(|()| make_executable(path))
        .map_err(|error| Failure::new(message!("unwritable-hook", path = path.display().to_string())).because(error))
}

/// Git runs a hook only if it may be executed; on Windows it always may.
fn make_executable(path: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755))?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// Whether git would run the file; on Windows it always does.
fn is_executable(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::metadata(path).is_ok_and(|file| file.permissions().mode() & 0o111 != 0)
    }
    #[cfg(not(unix))]
    path.exists()
}

fn uninstall(hook: &Hook, path: &Path, output: &Output) -> Outcome<()> {
    let shown = path.display().to_string();
    match state(hook, path)? {
        State::Absent => output.say(&message!("hook-absent", name = hook.name)),
        State::Foreign => output.say(&message!("hook-kept", name = hook.name, path = shown)),
        State::Installed | State::Outdated => {
            std::fs::remove_file(path)
                .map_err(|error| Failure::new(message!("unwritable-hook", path = shown)).because(error))?;
            output.say(&message!("hook-removed", name = hook.name));
        }
    }
    Ok(())
}

fn report(hook: &Hook, path: &Path, output: &Output) -> Outcome<()> {
    let shown = path.display().to_string();
    output.say(&match state(hook, path)? {
        State::Absent => message!("hook-absent", name = hook.name),
        State::Installed => message!("hook-installed", name = hook.name, path = shown),
        State::Outdated => message!("hook-outdated", name = hook.name, path = shown),
        State::Foreign => message!("hook-foreign", name = hook.name, path = shown),
    });
    Ok(())
}
