use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::output::Output;
use super::{CLEAN, hooks};
use crate::diagnostic::{Failure, Outcome};
use crate::git::Repository;
use crate::message;
use crate::registry::new_register;

#[derive(Debug, Args)]
pub(super) struct InitArgs {
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// `greffe init`: a new register, ready for its first commit.
pub(super) fn run(directory: &Path, args: &InitArgs, output: &Output) -> Outcome<u8> {
    // Without the dots that people type, which nobody needs to read again.
    let folder: PathBuf = directory.join(&args.folder).components().collect();
    let files = new_register(output.words.lang());
    refuse_link(&folder)?;
    let found = repository_of(&folder)?;
    refuse_occupied(&folder, &files)?;
    if found.is_none() {
        refuse_filled(&folder)?;
    }
    let unwritable = |path: &Path, error: std::io::Error| {
        Failure::new(message!("unwritable-file", path = path.display().to_string())).because(error)
    };
    std::fs::create_dir_all(&folder).map_err(|error| unwritable(&folder, error))?;
    let is_new = found.is_none();
    let repository = match found {
        Some(repository) => repository,
        None => Repository::create(&folder)?,
    };
    for (path, text) in &files {
        let path = folder.join(path);
        let above = path.parent().map_or(Ok(()), std::fs::create_dir_all);
        above.and_then(|()| write_new(&path, text)).map_err(|error| unwritable(&path, error))?;
    }
    let shown = args.folder.display().to_string();
    output.say(&message!("init-done", count = files.len(), path = &shown));
    // A repository that was there may have hooks of its own, and hooks may be shared by all repositories.
    match is_new && repository.hooks_dir()?.starts_with(repository.common_dir()) {
        true => {
            hooks::install_all(&repository)?;
            output.say(&message!("init-hooks"));
        }
        false => output.say(&message!("init-no-hooks")),
    }
    output.say(&message!("init-next", path = shown));
    Ok(CLEAN)
}

/// Writes a file where there is none yet.
fn write_new(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = std::fs::File::options().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())
}

/// Refuses a link in the place of the folder: what is written there would end up elsewhere.
fn refuse_link(folder: &Path) -> Outcome<()> {
    // With a separator at its end, a path leads to what the link leads to.
    let folder: PathBuf = folder.components().collect();
    match folder.symlink_metadata() {
        Ok(found) if found.is_symlink() => {
            let failure = Failure::new(message!("init-link", path = folder.display().to_string()));
            Err(failure.help(message!("init-link-help")))
        }
        _ => Ok(()),
    }
}

/// Refuses a folder that holds something and is no repository: a home, the top of a disk. All of it would be part of
/// the new repository.
fn refuse_filled(folder: &Path) -> Outcome<()> {
    let is_filled = std::fs::read_dir(folder).is_ok_and(|mut items| items.next().is_some());
    match is_filled {
        true => {
            let failure = Failure::new(message!("init-filled", path = folder.display().to_string()));
            Err(failure.help(message!("init-filled-help")))
        }
        false => Ok(()),
    }
}

/// The repository whose top the folder is, if there is one.
///
/// # Errors
///
/// Below the top of a repository, or in a bare one: a register stands at the top of a working tree.
fn repository_of(folder: &Path) -> Outcome<Option<Repository>> {
    let there = folder.ancestors().find(|path| path.exists()).unwrap_or(folder);
    // The last ancestor of a relative path is empty: the present folder.
    let there = if there.as_os_str().is_empty() { Path::new(".") } else { there };
    let repository = match Repository::above(there) {
        Ok(repository) => repository,
        Err(failure) if failure.message.id == "no-repository" => return Ok(None),
        Err(failure) => return Err(failure),
    };
    let is_top = |top: PathBuf| {
        let real = |path: &Path| std::fs::canonicalize(path).ok();
        real(folder).is_some_and(|folder| real(&top) == Some(folder))
    };
    if repository.worktree().is_some_and(is_top) {
        return Ok(Some(repository));
    }
    let top = repository.worktree().unwrap_or_else(|| repository.git_dir().to_owned());
    let failure = message!("init-within", path = folder.display().to_string(), top = top.display().to_string());
    Err(Failure::new(failure).help(message!("init-within-help")))
}

/// Refuses a folder in which a file would be overwritten, or a folder of the register can't be made.
///
/// # Errors
///
/// With the first path that is in the way, and how many others are.
fn refuse_occupied(folder: &Path, files: &[(String, &str)]) -> Outcome<()> {
    let exists = |path: &Path| path.symlink_metadata().is_ok();
    // A link is not followed: it may lead out of the register.
    let blocks = |path: &Path| path.symlink_metadata().is_ok_and(|found| !found.is_dir());
    let mut in_the_way: Vec<String> = Vec::new();
    for (file, _) in files {
        let above = Path::new(file).ancestors().skip(1).filter(|path| !path.as_os_str().is_empty());
        let blocking = above.filter(|path| blocks(&folder.join(path))).last();
        let found = blocking.map(|path| path.display().to_string());
        in_the_way.extend(found.or_else(|| exists(&folder.join(file)).then(|| file.clone())));
    }
    in_the_way.dedup();
    let Some(first) = in_the_way.first() else { return Ok(()) };
    let others = in_the_way.len().saturating_sub(1);
    let failure = message!("init-occupied", path = first, others = others);
    Err(Failure::new(failure).help(message!("init-occupied-help")))
}
