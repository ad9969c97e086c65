use std::path::Path;

use clap::{Args, ValueEnum};

use super::CLEAN;
use super::output::Output;
use super::progress;
use super::validate::{day_of, parse_day};
use crate::check::{self, ChangeCheck};
use crate::diagnostic::{Failure, Outcome};
use crate::git::{Origin, Repository};
use crate::lifecycle::Date;
use crate::message;
use crate::render::{self, Extent};
use crate::review::Review;

#[derive(Debug, Args)]
pub(super) struct ReviewArgs {
    #[arg(long, value_name = "REV")]
    base: String,
    #[arg(long, value_name = "REV")]
    head: Option<String>,
    #[arg(
        long,
        value_enum,
        default_value = "human",
        hide_possible_values = true,
        hide_default_value = true,
        value_name = "human|json|markdown"
    )]
    format: ReviewFormat,
    #[arg(long)]
    full: bool,
    #[arg(long)]
    include_planned: bool,
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    today: Option<Date>,
}

/// How a review is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum ReviewFormat {
    Human,
    Json,
    Markdown,
}

/// `greffe review`: what a change does.
pub(super) fn run(directory: &Path, args: &ReviewArgs, output: &Output) -> Outcome<u8> {
    let repository = Repository::discover(directory)?;
    repository.refuse_shallow()?;
    let (origin, head) = match &args.head {
        Some(revision) => {
            let commit = repository.resolve(revision)?;
            (Origin::Commit(commit), Some(commit))
        }
        // Without a working tree, the change is what the branch at HEAD brings.
        None if repository.is_bare() => {
            let head = repository.head()?;
            (head.map_or(Origin::Worktree, Origin::Commit), head)
        }
        None => (Origin::Worktree, repository.head()?),
    };
    let today = match args.today {
        Some(today) => Some(today),
        None => day_of(&repository, head)?,
    };
    let today = today.ok_or_else(|| Failure::new(message!("no-commit")).help(message!("no-commit-help")))?;
    let against = ChangeCheck { base: &args.base, head, today, for_review: true, push: None };
    let checked = progress::with_progress(output, |progress| {
        check::change_check(&repository, origin.clone(), Some(today), against, progress)
    })?;
    checked.listing.refuse_none(&repository, &origin)?;
    checked.change.outlook.mended.iter().for_each(|note| output.note(note));
    let review = Review::of(&checked, today, args.include_planned);
    let extent = if args.full { Extent::ALL } else { Extent::SCREEN };
    output.answer(&match args.format {
        ReviewFormat::Human => render::review(&review, extent, &output.words),
        ReviewFormat::Json => render::review_json(&review, &output.words),
        ReviewFormat::Markdown => render::review_markdown(&review, &output.words),
    });
    Ok(CLEAN)
}
