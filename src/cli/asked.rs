use std::collections::BTreeSet;
use std::path::Path;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use super::output::Output;
use super::validate::parse_day;
use crate::diagnostic::{Failure, Outcome};
use crate::git::{Oid, Origin, Repository};
use crate::history::{self, AsOf, Guide, History, Lost, Opened, Point, Wanted};
use crate::indicator::{Catalogue, Fields, Indicator, Method, Publication};
use crate::lifecycle::Date;
use crate::message;
use crate::registry::{Definitions, MANIFEST, Register};

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
    opened: Opened,
    tip: Oid,
}

impl Asked {
    /// Opens the register at `HEAD` and brings its history up to date, to count figures and their moves.
    pub(super) fn open(directory: &Path, output: &Output) -> Outcome<Asked> {
        Asked::open_for(directory, |catalogue| moved_by(catalogue.methods()), output)
    }

    /// Opens the register at `HEAD` and brings its history up to date, for a question about what `wanted`
    /// says, which depends on the indicators that there are.
    pub(super) fn open_for(
        directory: &Path,
        wanted: impl FnOnce(&Catalogue) -> Wanted,
        output: &Output,
    ) -> Outcome<Asked> {
        let repository = Repository::discover(directory)?;
        let tip = head(&repository)?;
        Asked::at(repository, tip, Some(wanted), output)
    }

    /// Opens the register as it was at an earlier commit, with its history up to there, which is not
    /// kept: the next question is about `HEAD` again.
    pub(super) fn up_to(repository: Repository, tip: Oid, output: &Output) -> Outcome<Asked> {
        Asked::at(repository, tip, None::<fn(&Catalogue) -> Wanted>, output)
    }

    /// With `wanted`, the history is kept, and read no further than that.
    fn at(
        repository: Repository,
        tip: Oid,
        wanted: Option<impl FnOnce(&Catalogue) -> Wanted>,
        output: &Output,
    ) -> Outcome<Asked> {
        let (register, catalogue) = definitions(&repository, tip, output)?;
        let guide = || guide(&repository, tip, &register, &catalogue);
        let opened = with_progress(output, |progress| match wanted {
            Some(wanted) => history::open(&repository, tip, &wanted(&catalogue), guide, progress),
            None => history::open_aside(&repository, tip, &guide()?, progress),
        })?;
        if let Some((path, cause)) = &opened.not_kept {
            output.note(&message!("index-not-kept", path = path.display().to_string(), cause = cause));
        }
        note_lost(&opened.lost, output);
        Ok(Asked { repository, register, catalogue, opened, tip })
    }

    /// The fields that figures can be grouped by.
    pub(super) fn fields(&self) -> Outcome<Fields> {
        let definitions = Definitions::of(&self.repository, Origin::Commit(self.tip))?;
        Ok(self.catalogue.fields(&definitions, &self.register.manifest))
    }

    /// Every record as the commit at `HEAD` has it, with the schemas.
    pub(super) fn whole_register(&self) -> Outcome<Register> {
        let register = Register::load_kinds(&self.repository, Origin::Commit(self.tip), |_| true)?;
        Ok(Register { definitions: Definitions::of(&self.repository, Origin::Commit(self.tip))?, ..register })
    }

    pub(super) fn history(&self) -> &History {
        &self.opened.history
    }

    /// What the history was read by: the definitions of `HEAD`.
    pub(super) fn guide(&self) -> Outcome<Guide> {
        guide(&self.repository, self.tip, &self.register, &self.catalogue)
    }

    /// The history up to a commit of the mainline (by its place), as if nothing had come after it. It is read anew,
    /// by `guide`, and not kept.
    pub(super) fn history_at(&self, at: usize, guide: &Guide, output: &Output) -> Outcome<History> {
        let commit = self.history().commits.get(at).map_or(self.tip, |commit| commit.oid);
        let read =
            |progress: &mut dyn FnMut(usize, usize)| history::open_aside(&self.repository, commit, guide, progress);
        Ok(with_progress(output, read)?.history)
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

    /// The published figures. Says which publications can't be read.
    pub(super) fn publications(&self, output: &Output) -> Vec<Publication> {
        for path in Publication::unusable(&self.register) {
            output.note(&message!("unusable-publication", path = path));
        }
        Publication::all(&self.register)
    }

    /// The indicator of this identifier or code.
    pub(super) fn indicator(&self, name: &str) -> Outcome<&Indicator> {
        indicator(&self.catalogue, name)
    }

    /// The indicators that were asked for (all, unless some are named), each with its method.
    pub(super) fn chosen(&self, names: &[String], id: Option<&str>) -> Outcome<Vec<(&Indicator, &Method)>> {
        chosen(&self.catalogue, names, id)
    }

    /// The commit (its hash) that answers for a moment.
    pub(super) fn commit(&self, point: &Point) -> Option<String> {
        point.at.and_then(|at| self.history().commits.get(at)).map(|commit| commit.oid.to_string())
    }
}

/// The indicator of this identifier or code.
pub(super) fn indicator<'c>(catalogue: &'c Catalogue, name: &str) -> Outcome<&'c Indicator> {
    catalogue.find(name).ok_or_else(|| {
        let known: Vec<_> = catalogue.indicators.iter().map(|indicator| indicator.id.as_str()).collect();
        Failure::new(message!("unknown-indicator", name = name))
            .help(message!("unknown-indicator-help", known = known.join(", ")))
    })
}

/// The indicators that are named (all, unless some are), each with its method.
pub(super) fn chosen<'c>(
    catalogue: &'c Catalogue,
    names: &[String],
    id: Option<&str>,
) -> Outcome<Vec<(&'c Indicator, &'c Method)>> {
    if names.is_empty() {
        // A method named without an indicator: the indicators that have it.
        let all = catalogue.indicators.iter();
        let with: Vec<_> = all.filter_map(|indicator| Some((indicator, indicator.method(id)?))).collect();
        return match id.filter(|_| with.is_empty()) {
            Some(id) => Err(unknown_method(catalogue, id)),
            None => Ok(with),
        };
    }
    names.iter().map(|name| named(catalogue, name, id)).collect()
}

/// No indicator is counted so; the methods that there are.
fn unknown_method(catalogue: &Catalogue, id: &str) -> Failure {
    let of_indicator = |indicator: &Indicator| {
        let ids: Vec<&str> = indicator.methods.iter().map(|method| method.id.as_str()).collect();
        format!("{} ({})", ids.join(", "), indicator.code)
    };
    let known: Vec<String> = catalogue.indicators.iter().map(of_indicator).collect();
    Failure::new(message!("unknown-method-of-any", name = id))
        .help(message!("unknown-method-help", known = known.join(", ")))
}

/// What the figures of these methods are counted by.
pub(super) fn counted_by<'m>(methods: impl IntoIterator<Item = &'m Method>) -> Wanted {
    let (mut names, mut fields) = (BTreeSet::new(), BTreeSet::new());
    for method in methods {
        names.extend(method.names.iter().cloned());
        fields.extend(method.fields().cloned());
    }
    Wanted::Figures { names, fields }
}

/// What the moves of these methods' figures are explained by.
pub(super) fn moved_by<'m>(methods: impl IntoIterator<Item = &'m Method>) -> Wanted {
    let (mut whats, mut fields) = (BTreeSet::new(), BTreeSet::new());
    for method in methods {
        whats.insert(method.what);
        fields.extend(method.fields().cloned());
    }
    Wanted::Moves { whats, fields }
}

/// The indicator and its method that are named: the default one, unless one is.
pub(super) fn named<'c>(
    catalogue: &'c Catalogue,
    name: &str,
    id: Option<&str>,
) -> Outcome<(&'c Indicator, &'c Method)> {
    let indicator = indicator(catalogue, name)?;
    Ok((indicator, method(indicator, id)?))
}

/// The method of this identifier, or the default one.
pub(super) fn method<'i>(indicator: &'i Indicator, id: Option<&str>) -> Outcome<&'i Method> {
    indicator.method(id).ok_or_else(|| {
        let known: Vec<_> = indicator.methods.iter().map(|method| method.id.as_str()).collect();
        Failure::new(message!("unknown-method", name = id.unwrap_or_default(), indicator = &indicator.id))
            .help(message!("unknown-method-help", known = known.join(", ")))
    })
}

/// What a commit says of the figures. The records themselves are in the history.
pub(super) fn definitions(repository: &Repository, tip: Oid, output: &Output) -> Outcome<(Register, Catalogue)> {
    let is_asked = |kind: &str| matches!(kind, "indicator" | "publication");
    let register = Register::load_kinds(repository, Origin::Commit(tip), is_asked)?;
    let catalogue = Catalogue::of(&register);
    for path in &catalogue.unusable {
        output.note(&message!("unusable-indicator", path = path));
    }
    Ok((register, catalogue))
}

/// What the walk along the mainline needs to know of the definitions of its last commit.
pub(super) fn guide(repository: &Repository, tip: Oid, register: &Register, catalogue: &Catalogue) -> Outcome<Guide> {
    let definitions = Definitions::of(repository, Origin::Commit(tip))?;
    let fields = catalogue.fields(&definitions, &register.manifest);
    Ok(Guide::new(&definitions, register.manifest.clone(), fields.names()))
}

/// Says where the mainline may have been lost.
pub(super) fn note_lost(lost: &Lost, output: &Output) {
    for foxtrot in &lost.foxtrots {
        let (merge, second) = (foxtrot.merge.to_string(), foxtrot.second.to_string());
        output.note(&message!("foxtrot", merge = merge, second = second, count = foxtrot.hidden));
    }
    for merge in &lost.unfollowed {
        output.note(&message!("second-parent-unfollowed", merge = merge.to_string(), file = MANIFEST));
    }
}

/// The commit at `HEAD`.
pub(super) fn head(repository: &Repository) -> Outcome<Oid> {
    repository.head()?.ok_or_else(|| Failure::new(message!("no-commit")).help(message!("no-commit-help")))
}

/// Fails where a method gives a share: what is told by the unit that came or left can't tell of it.
pub(super) fn refuse_share(indicator: &Indicator, method: &Method) -> Outcome<()> {
    if method.share.is_none() {
        return Ok(());
    }
    let (indicator, method) = (&indicator.id, &method.id);
    let failure = Failure::new(message!("history-of-share", indicator = indicator, method = method));
    Err(failure.help(message!("history-of-share-help", indicator = indicator, method = method)))
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

/// The same, for work that several threads do.
pub(super) fn with_shared_progress<T>(output: &Output, work: impl FnOnce(&(dyn Fn(usize, usize) + Sync)) -> T) -> T {
    let bar = output.shows_progress().then(progress_bar);
    let done = work(&|done, total| {
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
