//! The register as pages to be read, and as data for other tools: a static site that needs no server, no
//! network and no script. The only room that knows the template engine.

mod api;
mod build;
mod change_pages;
mod changes;
mod chart;
mod counted;
mod data;
mod definition;
mod feed;
mod fields;
mod figure_chart;
mod figures_over_time;
mod forge;
mod former;
mod gap;
mod home;
mod indicator;
mod inert;
mod life_chart;
mod members;
mod page;
mod places;
mod record;
mod records;
mod site_index;
mod step;
mod year;

pub use build::build;
pub use forge::Forge;

use std::collections::BTreeMap;

use crate::change::Correction;
use crate::indicator::{Catalogue, Publication};
use crate::registry::Register;
use crate::timeline::{History, Point};

/// What a site is made of.
pub struct Source<'a> {
    /// All of the history.
    pub history: &'a History,
    /// The indicators.
    pub catalogue: &'a Catalogue,
    /// The published figures.
    pub publications: &'a [Publication],
    /// The moment of each publication's date, in the order of the publications; `None` for one without a date.
    pub moments: &'a [Option<Point>],
    /// The moment of the last commit.
    pub now: &'a Point,
    /// Every record as that commit has it.
    pub register: &'a Register,
    /// What commits (by their places on the mainline) say that they correct.
    pub corrections: &'a BTreeMap<usize, Vec<Correction>>,
    /// The forge on which commits can be seen, if any.
    pub forge: Option<Forge>,
    /// The address that the site will have, where it is known.
    pub url: Option<String>,
}
