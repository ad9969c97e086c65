use indicatif::{ProgressBar, ProgressStyle};

use super::output::Output;
use crate::diagnostic::Outcome;

/// Does work that reports its progress (the steps done, and their number), with a bar on a terminal.
///
/// # Errors
///
/// Those of the work.
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
