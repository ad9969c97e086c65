use std::path::Path;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use super::output::Output;
use super::validate::parse_day;
use crate::diagnostic::{Failure, Outcome};
use crate::git::{Oid, Origin, Repository};
use crate::history::{self, AsOf, Guide, History, Opened, Point};
use crate::indicator::{Catalogue, Indicator, Method};
use crate::lifecycle::Date;
use crate::message;
use crate::registry::{MANIFEST, Register};

/// The moment that a question is about.
#[derive(Debug, Args)]
pub(super) struct MomentArgs {
    #[arg(long, value_name = "DATE|REV")]
    pub as_of: Option<String>,
    #[arg(long)]
    pub include_planned: bool,
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    pub today: Option<Date>,
}

/// A register with its history, ready for questions.
pub(super) struct Asked {
    pub repository: Repository,
    pub register: Register,
    pub catalogue: Catalogue,
    pub opened: Opened,
    tip: Oid,
}

impl Asked {
    /// Opens the register at `HEAD` and brings its history up to date.
    pub(super) fn open(directory: &Path, output: &Output) -> Outcome<Asked> {
        let repository = Repository::discover(directory)?;
        let tip =
            repository.head()?.ok_or_else(|| Failure::new(message!("no-commit")).help(message!("no-commit-help")))?;
        Asked::at(repository, tip, true, output)
    }

    /// Opens the register as it was at an earlier commit, with its history up to there, which is not
    /// kept: the next question is about `HEAD` again.
    pub(super) fn up_to(repository: Repository, tip: Oid, output: &Output) -> Outcome<Asked> {
        Asked::at(repository, tip, false, output)
    }

    fn at(repository: Repository, tip: Oid, keeps: bool, output: &Output) -> Outcome<Asked> {
        // The records themselves are in the history: only what defines the figures is read here.
        let is_asked = |kind: &str| matches!(kind, "indicator" | "publication");
        let register = Register::load_kinds(&repository, Origin::Commit(tip), is_asked)?;
        let catalogue = Catalogue::of(&register);
        for path in &catalogue.unusable {
            output.note(&message!("unusable-indicator", path = path));
        }
        let guide = Guide::new(&register.definitions, register.manifest.clone(), catalogue.fields());
        let opened = with_progress(output, |progress| match keeps {
            true => history::open(&repository, tip, &guide, progress),
            false => history::open_aside(&repository, tip, &guide, progress),
        })?;
        if let Some(cause) = &opened.not_kept {
            let path = opened.path.display().to_string();
            output.note(&message!("index-not-kept", path = path, cause = cause));
        }
        for foxtrot in &opened.lost.foxtrots {
            let (merge, second) = (foxtrot.merge.to_string(), foxtrot.second.to_string());
            output.note(&message!("foxtrot", merge = merge, second = second, count = foxtrot.hidden));
        }
        for merge in &opened.lost.unfollowed {
            output.note(&message!("second-parent-unfollowed", merge = merge.to_string(), file = MANIFEST));
        }
        Ok(Asked { repository, register, catalogue, opened, tip })
    }

    pub(super) fn history(&self) -> &History {
        &self.opened.history
    }

    /// The history as the index keeps it; `None` where it can't be read.
    pub(super) fn kept(&self) -> Outcome<Option<History>> {
        Ok(history::kept(&self.repository, self.tip, &self.guide()))
    }

    /// The history read anew from the commits, whatever the index holds.
    pub(super) fn fresh(&self, output: &Output) -> Outcome<History> {
        let aside = |progress: &mut dyn FnMut(usize, usize)| {
            history::open_aside(&self.repository, self.tip, &self.guide(), progress)
        };
        Ok(with_progress(output, aside)?.history)
    }

    fn guide(&self) -> Guide {
        Guide::new(&self.register.definitions, self.register.manifest.clone(), self.catalogue.fields())
    }

    /// The moment that was asked for.
    pub(super) fn point(&self, args: &MomentArgs) -> Outcome<Point> {
        let as_of = args.as_of.as_deref().map_or(AsOf::Latest, AsOf::parse);
        let mut point = as_of.find(self.history(), &self.repository)?;
        if let Some(today) = args.today {
            point.today = today;
        }
        Ok(point)
    }

    /// The indicator of this identifier or code.
    pub(super) fn indicator(&self, name: &str) -> Outcome<&Indicator> {
        self.catalogue.find(name).ok_or_else(|| {
            let known = self.catalogue.indicators.iter().map(|indicator| indicator.id.as_str());
            let known: Vec<_> = known.collect();
            Failure::new(message!("unknown-indicator", name = name))
                .help(message!("unknown-indicator-help", known = known.join(", ")))
        })
    }

    /// The commit (its hash) that answers for a moment.
    pub(super) fn commit(&self, point: &Point) -> Option<String> {
        point.at.and_then(|at| self.history().commits.get(at)).map(|commit| commit.oid.to_string())
    }
}

/// The method of this identifier, or the default one.
pub(super) fn method<'i>(indicator: &'i Indicator, id: Option<&str>) -> Outcome<&'i Method> {
    indicator.method(id).ok_or_else(|| {
        let known: Vec<_> = indicator.methods.iter().map(|method| method.id.as_str()).collect();
        Failure::new(message!("unknown-method", name = id.unwrap_or_default(), indicator = &indicator.id))
            .help(message!("unknown-method-help", known = known.join(", ")))
    })
}

/// Does work that tells how much of how much is done, with a bar on a terminal.
pub(super) fn with_progress<T>(
    output: &Output,
    work: impl FnOnce(&mut dyn FnMut(usize, usize)) -> Outcome<T>,
) -> Outcome<T> {
    let bar = output.shows_progress().then(progress_bar);
    let done = work(&mut |done, total| {
        if let Some(bar) = &bar {
            bar.set_length(u64::try_from(total).unwrap_or(0));
            bar.set_position(u64::try_from(done).unwrap_or(0));
        }
    });
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    done
}

/// A progress bar that shows itself only once work has taken a second.
pub(super) fn progress_bar() -> ProgressBar {
    let target = indicatif::ProgressDrawTarget::stderr_with_hz(5);
    let bar = ProgressBar::with_draw_target(Some(0), target);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len}") {
        bar.set_style(style);
    }
    bar
}
