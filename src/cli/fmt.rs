use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use serde_json::Value;

use super::output::Output;
use super::validate::{is_at_or_below, places};
use super::{CLEAN, FINDINGS, interrupted};
use crate::diagnostic::Outcome;
use crate::edit::{self, Disorder};
use crate::git::{NewTexts, Origin, Repository};
use crate::message;
use crate::registry::{Listing, Name};
use crate::schema::Outline;

#[derive(Debug, Args)]
pub(super) struct FmtArgs {
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[arg(long)]
    check: bool,
    #[arg(long)]
    diff: bool,
}

/// A record whose fields are out of order, or can't be put in order.
struct Untidy {
    path: String,
    old: Arc<str>,
    new: Result<String, Disorder>,
}

/// `greffe fmt`: the fields of records in the order of their schemas.
pub(super) fn run(directory: &Path, args: &FmtArgs, output: &Output) -> Outcome<u8> {
    let repository = Repository::discover(directory)?;
    let only_looks = args.check || args.diff;
    let lock = (!only_looks).then(|| interrupted::hold(&repository, output)).transpose()?;
    let listing = Listing::read(&repository, Origin::Worktree)?;
    listing.refuse_none(&repository, &Origin::Worktree)?;
    let wanted = places(&repository, directory, &args.paths, &listing)?;
    let is_wanted =
        |name: &Name| args.paths.is_empty() || wanted.iter().any(|wanted| is_at_or_below(name.path(), wanted));
    let schemas = schemas(&listing);
    let untidy = listing.read_each(&repository, is_wanted, |record| {
        let schema = schemas.get(&record.kind).unwrap_or(&Value::Null);
        let new = edit::in_order(&record.document.text, &Outline::of(schema));
        let is_tidy = new.as_ref().is_ok_and(|new| **new == *record.document.text);
        (!is_tidy).then_some(Untidy { path: record.path, old: record.document.text, new })
    })?;
    let count = listing.names.iter().filter(|name| is_wanted(name)).count();
    let mut left = 0;
    let (mut texts, mut read) = (NewTexts::new(), NewTexts::new());
    for Untidy { path, old, new } in untidy.into_iter().flatten() {
        match new {
            Ok(new) => {
                if args.diff {
                    output.patch(&path, &old, &new);
                }
                read.insert(path.clone(), Some(old));
                texts.insert(path, Some(new.into()));
            }
            Err(why) => {
                left += 1;
                output.note(&match why {
                    Disorder::Unreadable => message!("fmt-unreadable", path = path),
                    Disorder::UnknownStyle => message!("fmt-unknown-style", path = path),
                });
            }
        }
    }
    if let Some(lock) = &lock {
        repository.change_files(lock, &texts, &read)?;
    }
    if !args.diff {
        texts.keys().for_each(|path| output.answer(&format!("{}\n", crate::render::visible(path))));
    }
    output.note(&match texts.len() {
        0 => message!("fmt-tidy", count = count - left),
        moved if only_looks => message!("fmt-would", count = moved),
        moved => message!("fmt-done", count = moved),
    });
    Ok(if left > 0 || (only_looks && !texts.is_empty()) { FINDINGS } else { CLEAN })
}

/// What the schemas say, by kind; nothing for one that can't be read.
fn schemas(listing: &Listing) -> HashMap<usize, Value> {
    let kinds = listing.manifest.kinds.iter().enumerate();
    let read = kinds.filter_map(|(at, kind)| {
        let text = listing.definitions.file(&kind.schema)?.text.as_ref()?;
        Some((at, serde_json::from_str(text).ok()?))
    });
    read.collect()
}
