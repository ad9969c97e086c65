use std::path::{Path, PathBuf};

use clap::Args;

use super::CLEAN;
use super::output::Output;
use super::progress::with_shared_progress;
use super::session;
use crate::change::corrections_at;
use crate::diagnostic::{Failure, Outcome};
use crate::index::Wanted;
use crate::indicator::Publication;
use crate::message;
use crate::query::AsOf;
use crate::site::{self, Forge, Source};
use crate::timeline::Point;

#[derive(Debug, Args)]
pub(super) struct SiteArgs {
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    #[arg(long, value_name = "URL")]
    commit_url: Option<String>,
}

/// The remote that a register is published on.
const REMOTE: &str = "origin";

/// `greffe site`: the register as pages to be read.
pub(super) fn run(directory: &Path, args: &SiteArgs, output: &Output) -> Outcome<u8> {
    let url = args.url.as_deref().map(checked_url).transpose()?;
    let asked_forge = args.commit_url.as_deref().map(checked_commit_url).transpose()?;
    let session = session::open_for(directory, |_| Wanted::Everything, output)?;
    let register = session.whole_register()?;
    let publications = session::published(&session, output);
    let now = AsOf::Latest.find(session.history(), &session.repository)?;
    // Of a date that is known to the month or the year, the last day: all that may have been known.
    let moment = |publication: &Publication| -> Outcome<Option<Point>> {
        let day = publication.published.map(|date| AsOf::Day(date.last_day()));
        day.map(|day| day.find(session.history(), &session.repository)).transpose()
    };
    let moments = publications.iter().map(moment).collect::<Outcome<Vec<_>>>()?;
    let remote = || session.repository.remote(REMOTE).and_then(|address| Forge::of_remote(&address));
    let corrections = corrections_at(&session.repository, session.history(), 0..session.history().commits.len())?;
    let source = Source {
        history: session.history(),
        catalogue: &session.catalogue,
        publications: &publications,
        moments: &moments,
        now: &now,
        register: &register,
        corrections: &corrections,
        forge: asked_forge.or_else(remote),
        url,
    };
    let out = directory.join(&args.out);
    let count = with_shared_progress(output, |progress| site::build(&source, &out, progress))?;
    output.say(&message!("site-done", path = out.display().to_string(), count = count));
    Ok(CLEAN)
}

fn checked_url(address: &str) -> Outcome<String> {
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    let is_plain = !address.chars().any(|character| character.is_whitespace() || character.is_control());
    match is_web && is_plain {
        true => Ok(address.to_owned()),
        false => {
            let failure = Failure::new(message!("site-bad-address", address = address));
            Err(failure.help(message!("site-bad-address-help")))
        }
    }
}

fn checked_commit_url(address: &str) -> Outcome<Forge> {
    Forge::asked(address).ok_or_else(|| {
        let failure = Failure::new(message!("site-bad-commit-url", address = address));
        failure.help(message!("site-bad-commit-url-help"))
    })
}
