use super::compiled::Compiled;
use super::{Checked, Part, check_part, figure, transition};
use crate::change::{Change, Outlook};
use crate::diagnostic::{Finding, Outcome};
use crate::git::{Oid, Origin, Repository};
use crate::lifecycle::Date;
use crate::registry::Listing;

/// What a register is judged against.
#[derive(Clone, Copy, Debug)]
pub struct Against<'a> {
    /// The revision that the change is for: the base is what it has in common with the head.
    pub base: &'a str,
    /// The commit that is read, or that the index or the working tree stands on.
    pub head: Option<Oid>,
    /// The day up to which things have taken effect, for the figures.
    pub today: Date,
    /// Whether the figures are wanted even where nothing was published.
    pub with_figures: bool,
}

/// A register, checked, with the change that led to it.
pub struct Judged {
    /// What it lists.
    pub listing: Listing,
    /// What is wrong with it, and with the change.
    pub checked: Checked,
    /// The change.
    pub change: Change,
    /// The figures without the change and with it, where they were looked at.
    pub outlook: Option<Outlook>,
    /// What the change does to the published figures: findings too, unless it says that it corrects them.
    pub published: Vec<Finding>,
}

/// Everything that is wrong with the register at `origin`, and with the change that leads to it.
///
/// `today` is the day from which dates are in the future; without one, no date is. `progress` is told how
/// many of how many changed files are read, if the history of the base must be built.
pub fn against(
    repository: &Repository,
    origin: Origin,
    today: Option<Date>,
    against: Against<'_>,
    progress: &mut dyn FnMut(usize, usize),
) -> Outcome<Judged> {
    let compile = |definitions: &_, manifest: &_| Compiled::of(definitions, manifest, |_| true);
    let (listing, compiled) = Listing::read_while(repository, origin.clone(), compile)?;
    let change = Change::open(repository, against.base, origin, against.head, &listing)?;
    let outlook = match against.with_figures || figure::are_published(&change) {
        true => Some(Outlook::open(repository, &change, against.today, progress)?),
        false => None,
    };
    let mut besides = transition::findings(&change, &listing, today);
    let published = figure::findings(&change, &listing, outlook.as_ref());
    if change.corrections.is_empty() {
        besides.extend(published.iter().cloned());
    }
    let (checked, _) = check_part(repository, &listing, compiled, Part::All, today, besides)?;
    Ok(Judged { listing, checked, change, outlook, published })
}
