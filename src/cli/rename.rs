use std::path::Path;

use clap::Args;

use super::edited::find;
use super::output::Output;
use super::validate::day_of_head;
use super::{CLEAN, dry_run, interrupted};
use crate::diagnostic::{Failure, Outcome};
use crate::edit::{Renaming, new_path, refuse_new, refuse_occupied};
use crate::git::{Mode, Origin, Repository};
use crate::message;
use crate::registry::{Listing, Placement, Record};
use crate::yaml::Document;

#[derive(Debug, Args)]
pub(super) struct RenameArgs {
    #[arg(value_name = "RECORD")]
    record: String,
    #[arg(value_name = "NEW")]
    new: String,
    #[arg(long)]
    dry_run: bool,
}

/// `greffe rename`: a record gets another identifier, and all that names it follows.
pub(super) fn run(directory: &Path, args: &RenameArgs, output: &Output) -> Outcome<u8> {
    let repository = Repository::discover(directory)?;
    let lock = (!args.dry_run).then(|| interrupted::hold(&repository, output)).transpose()?;
    let listing = Listing::read(&repository, Origin::Worktree)?;
    listing.refuse_none(&repository, &Origin::Worktree)?;
    let record = match misnamed(&repository, &listing, directory, &args.record) {
        Some(record) => record?,
        None => {
            let path = find(&repository, &listing, directory, &args.record)?.path();
            let mut read = listing.read_each(&repository, |name| name.path() == path, |record| record)?;
            read.pop().ok_or_else(|| Failure::new(message!("edit-unknown-record", name = &args.record)))?
        }
    };
    let kind = listing.manifest.kinds.get(record.kind).filter(|kind| kind.folder.is_some()).ok_or_else(|| {
        Failure::new(message!("rename-one-file", path = &record.path)).help(message!("rename-one-file-help"))
    })?;
    // The new name may be given in full, as the old one.
    let new = args.new.strip_prefix(&format!("{}/", kind.name)).unwrap_or(&args.new);
    refuse_new(&repository, &listing, &record, new)?;
    let new_path = new_path(&listing, &record, new);
    let top = repository.worktree().unwrap_or_default();
    let real = |path: &str| std::fs::canonicalize(top.join(path)).ok();
    // On a file system that ignores case, the file itself answers to the new path.
    if real(&record.path) != real(&new_path) {
        refuse_occupied(&repository, &new_path)?;
    }
    let renaming = Renaming { listing: &listing, record: &record, new, new_path: &new_path };
    let renamed = renaming.changes(&repository)?;
    let new_key = format!("{}/{new}", kind.name);
    let keys = Some((record.key.as_str(), new_key.as_str()));
    let today = day_of_head(&repository)?;
    dry_run::refuse_errors(&dry_run::findings(&repository, &listing, &renamed.texts, keys, today)?, output)?;
    let (count, files) = (renamed.mended.values().sum::<usize>(), renamed.mended.len());
    for path in renaming.counted_by(&repository)? {
        output.note(&message!("rename-counted", path = path, old = &record.id, new = new));
    }
    let in_files = message!("rename-files", count = files);
    let mended = match count {
        0 => message!("rename-none-mended"),
        _ if args.dry_run => message!("rename-to-mend", count = count, files = in_files),
        _ => message!("rename-mended", count = count, files = in_files),
    };
    let Some(lock) = lock else {
        let read = |path: &str| std::fs::read_to_string(top.join(path)).unwrap_or_default();
        let changed = renamed.texts.iter().filter_map(|(path, text)| Some((path, text.as_ref()?)));
        for (path, text) in changed {
            let old = if *path == new_path { read(&record.path) } else { read(path) };
            output.patch(path, &old, text);
        }
        output.say(&message!("rename-would", old = &record.key, new = new_key, path = new_path, mended = mended));
        return Ok(CLEAN);
    };
    repository.change_files(&lock, &renamed.texts, &renamed.read)?;
    output.say(&message!("rename-done", old = &record.key, new = new_key, path = &new_path, mended = mended));
    for (path, count) in &renamed.mended {
        output.say(&message!("rename-file", path = path, count = *count));
    }
    if repository.ignores_case() && record.path.eq_ignore_ascii_case(&new_path) {
        output.note(&message!("rename-case", old = &record.path, new = new_path));
    }
    Ok(CLEAN)
}

/// The record in a file whose name is no identifier (`Pix.yml`), if that is what is named.
fn misnamed(repository: &Repository, listing: &Listing, directory: &Path, asked: &str) -> Option<Outcome<Record>> {
    let file = repository.relative(directory, Path::new(asked));
    listing.strays.iter().find_map(|stray| {
        // To read a pipe could wait for ever.
        let (Placement::BadName { kind }, Mode::Regular) = (&stray.placement, stray.mode) else { return None };
        let kind = *kind;
        let id = stray.path.rsplit('/').next()?.strip_suffix(".yml")?.to_owned();
        let key = format!("{}/{id}", listing.manifest.kinds.get(kind)?.name);
        let is_meant = id == asked || key == asked || file.as_deref() == Some(stray.path.as_str());
        is_meant.then(|| {
            let bytes = std::fs::read(repository.worktree().unwrap_or_default().join(&stray.path));
            let failed = |error| Failure::new(message!("unreadable-file", path = &stray.path)).because(error);
            let document = Document::read(&bytes.map_err(failed)?);
            Ok(Record { kind, id, key, path: stray.path.clone(), document })
        })
    })
}
