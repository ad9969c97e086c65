use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::edited::parse_date;
use super::output::Output;
use super::questions::Questions;
use super::validate::{parse_day, today};
use super::{CLEAN, trial};
use crate::check::nearest;
use crate::diagnostic::{Failure, Outcome};
use crate::git::{NewTexts, Origin, Repository};
use crate::lifecycle::{Date, PartialDate};
use crate::message;
use crate::registry::{
    ID_MAX, Kind, Listing, Name, Placement, REGISTRY_FOLDER, Record, is_valid_id, nearest_valid_id, previous_ids,
};

#[derive(Debug, Args)]
pub(super) struct NewArgs {
    #[arg(value_name = "KIND")]
    kind: String,
    #[arg(value_name = "ID")]
    id: String,
    #[arg(long, value_name = "FIELD=VALUE", value_parser = parse_set)]
    set: Vec<(String, String)>,
    #[arg(long, value_name = "NAME")]
    phase: Option<String>,
    #[arg(long, value_name = "DATE", value_parser = parse_date, requires = "phase")]
    on: Option<PartialDate>,
    #[arg(long = "in", value_name = "DIR")]
    folder: Option<PathBuf>,
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    today: Option<Date>,
}

/// Reads `FIELD=VALUE`, as `--set` takes it.
fn parse_set(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((field, value)) if !field.trim().is_empty() => Ok((field.trim().to_owned(), value.trim().to_owned())),
        _ => Err(text.to_owned()),
    }
}

/// `greffe new`: a new record that validates, out of flags and of what is asked at the terminal.
pub(super) fn run(directory: &Path, args: &NewArgs, output: &Output) -> Outcome<u8> {
    let repository = Repository::discover(directory)?;
    let listing = Listing::read(&repository, Origin::Worktree)?;
    let (at, kind) = find_kind(&listing, &args.kind)?;
    refuse_id(&repository, &listing, at, &args.id, None)?;
    let path = place(&repository, directory, &listing, at, args)?;
    let mut given: Vec<(&str, String)> =
        args.set.iter().map(|(field, value)| (field.as_str(), value.clone())).collect();
    given.extend(args.phase.iter().map(|phase| ("phases.name", phase.clone())));
    given.extend(args.on.iter().map(|on| ("phases.start", on.to_string())));
    let today = today(&repository, args.today)?;
    let questions = Questions::new(&repository, &listing, kind, &args.id, &path, today, output)?;
    let text = questions.answered(&given)?;
    let changes = NewTexts::from([(path.clone(), Some(Arc::from(text)))]);
    trial::refuse_errors(&trial::findings(&repository, &listing, &changes, None, today)?, output)?;
    repository.change_files(&changes)?;
    output.say(&message!("new-done", record = format!("{}/{}", kind.name, args.id), path = &path));
    output.note(&message!("new-next", path = path));
    Ok(CLEAN)
}

fn find_kind<'l>(listing: &'l Listing, asked: &str) -> Outcome<(usize, &'l Kind)> {
    let kinds = &listing.manifest.kinds;
    // A waiver has no file of its own.
    let with_folder = || kinds.iter().filter(|kind| kind.folder.is_some()).map(|kind| kind.name.as_str());
    match kinds.iter().enumerate().find(|(_, kind)| kind.name == asked) {
        Some((at, kind)) if kind.folder.is_some() => Ok((at, kind)),
        Some((_, kind)) => {
            let file = format!("{REGISTRY_FOLDER}/{}", kind.file.as_deref().unwrap_or_default());
            let failure = Failure::new(message!("new-one-file", kind = asked));
            Err(failure.help(message!("new-one-file-help", path = file)))
        }
        None => {
            let help = match nearest(asked, with_folder()) {
                Some(near) => message!("usage-near", near = near),
                None => message!("new-unknown-kind-help", kinds = with_folder().collect::<Vec<_>>().join(", ")),
            };
            Err(Failure::new(message!("new-unknown-kind", kind = asked)).help(help))
        }
    }
}

/// Refuses what can't be the identifier of a new record of this kind, or of the one at `own` from now on.
pub(super) fn refuse_id(
    repository: &Repository,
    listing: &Listing,
    kind: usize,
    id: &str,
    own: Option<&str>,
) -> Outcome<()> {
    if !is_valid_id(id) {
        let help = match nearest_valid_id(id) {
            Some(near) if id.chars().count() <= ID_MAX => message!("new-bad-id-near", near = near),
            _ => message!("S006-id-help"),
        };
        return Err(Failure::new(message!("new-bad-id", id = id)).help(help));
    }
    if let Some(other) = listing.names.iter().find(|name| name.kind == kind && name.id == id) {
        let failure = message!("new-taken", record = listing.key(other), path = other.path());
        return Err(Failure::new(failure).help(message!("new-taken-help")));
    }
    let claimed = |record: Record| {
        let claims = previous_ids(&record).any(|(_, previous)| previous.to_lowercase() == id);
        claims.then(|| (record.key.clone(), record.path.clone()))
    };
    let is_other = |name: &Name| name.kind == kind && Some(name.path()) != own;
    let claims = listing.read_each(repository, is_other, claimed)?;
    match claims.into_iter().flatten().next() {
        None => Ok(()),
        Some((record, path)) => {
            let failure = Failure::new(message!("new-taken-before", id = id, record = record, path = path));
            Err(failure.help(message!("new-taken-help")))
        }
    }
}

/// The file that the record gets: in the folder that was asked for, else beside the others of its kind.
fn place(repository: &Repository, directory: &Path, listing: &Listing, kind: usize, args: &NewArgs) -> Outcome<String> {
    let path = match &args.folder {
        None => listing.shelf(kind, &args.id).ok_or_else(|| {
            Failure::new(message!("new-no-shelf", kind = &args.kind)).help(message!("new-no-shelf-help"))
        })?,
        Some(folder) => {
            let asked = folder.join(format!("{}.yml", args.id));
            let path = repository.relative(directory, &asked).unwrap_or_default();
            let is_within = matches!(listing.manifest.place(&path), Placement::Record { kind: at, .. } if at == kind);
            if !is_within {
                let of_kind = listing.manifest.kinds.get(kind).and_then(|kind| kind.folder.clone());
                let wanted = format!("{REGISTRY_FOLDER}/{}", of_kind.unwrap_or_default());
                let failure = message!("new-bad-folder", path = folder.display().to_string(), kind = &args.kind);
                return Err(Failure::new(failure).help(message!("new-bad-folder-help", folder = wanted)));
            }
            path
        }
    };
    refuse_occupied(repository, &path)?;
    Ok(path)
}

/// Refuses a place where something stands already, be it under a name that differs in case only.
pub(super) fn refuse_occupied(repository: &Repository, path: &str) -> Outcome<()> {
    let target = repository.worktree().unwrap_or_default().join(path);
    match target.symlink_metadata().is_ok() {
        true => Err(Failure::new(message!("new-occupied", path = path)).help(message!("new-occupied-help"))),
        false => Ok(()),
    }
}
