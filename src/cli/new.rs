use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::edited::parse_date;
use super::output::Output;
use super::questions::Questions;
use super::validate::{parse_day, today};
use super::{CLEAN, dry_run, interrupted};
use crate::check::nearest;
use crate::diagnostic::{Failure, Outcome};
use crate::edit::{refuse_id, refuse_occupied};
use crate::git::{NewTexts, Origin, Repository};
use crate::lifecycle::{Date, PartialDate};
use crate::message;
use crate::registry::{Kind, Listing, Manifest, Placement, REGISTRY_FOLDER};

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

/// `greffe new`: a new record that validates, made from flags and from answers at the terminal.
pub(super) fn run(directory: &Path, args: &NewArgs, output: &Output) -> Outcome<u8> {
    let repository = Repository::discover(directory)?;
    let listing = Listing::read(&repository, Origin::Worktree)?;
    listing.refuse_none(&repository, &Origin::Worktree)?;
    let (at, kind) = find_kind(&listing.manifest, &args.kind)?;
    if let Some(file) = &kind.file {
        let failure = Failure::new(message!("new-one-file", kind = &kind.name));
        return Err(failure.help(message!("new-one-file-help", path = format!("{REGISTRY_FOLDER}/{file}"))));
    }
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
    // People answer in their own time: another record may have taken the name since.
    let lock = interrupted::hold(&repository, output)?;
    let listing = Listing::read(&repository, Origin::Worktree)?;
    refuse_id(&repository, &listing, at, &args.id, None)?;
    refuse_occupied(&repository, &path)?;
    dry_run::refuse_errors(&dry_run::findings(&repository, &listing, &changes, None, today)?, output)?;
    repository.change_files(&lock, &changes, &NewTexts::new())?;
    output.say(&message!("new-done", record = format!("{}/{}", kind.name, args.id), path = &path));
    output.note(&message!("new-next", path = path));
    Ok(CLEAN)
}

/// The kind of this name, with its place in the manifest.
///
/// # Errors
///
/// Where the manifest has no such kind.
pub(super) fn find_kind<'l>(manifest: &'l Manifest, asked: &str) -> Outcome<(usize, &'l Kind)> {
    let names = || manifest.kinds.iter().map(|kind| kind.name.as_str());
    manifest.kinds.iter().enumerate().find(|(_, kind)| kind.name == asked).ok_or_else(|| {
        let help = match nearest(asked, names()) {
            Some(near) => message!("usage-near", near = near),
            None => message!("new-unknown-kind-help", kinds = names().collect::<Vec<_>>().join(", ")),
        };
        Failure::new(message!("new-unknown-kind", kind = asked)).help(help)
    })
}

/// The path of the new record, from the top of the repository: in the folder that was asked for, else beside the others
/// of its kind.
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
