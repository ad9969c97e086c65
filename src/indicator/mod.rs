//! Indicators: definitions, counting, series by year, steps on the known axis, what differs between two
//! moments, and the published figures beside them.

mod catalogue;
mod cause;
mod count;
mod coverage;
mod definition;
mod diff_in_time;
mod fiche;
mod fields;
mod figure_value;
mod groups;
mod measure;
mod periods;
mod published;
mod published_comparison;
mod series;
mod series_diff;
mod share;
mod steps;
mod uncompared;

pub use catalogue::Catalogue;
pub use cause::{Cause, ChangeKind};
pub(crate) use count::Subject;
pub use count::{Unit, units};
pub use coverage::Coverage;
pub use definition::{Cutoff, Indicator, Method, Take, YearBy};
pub use diff_in_time::{Reason, Shift, between};
pub use fiche::{Fiche, FicheCell, fiche};
pub use fields::{Fields, Grouping};
pub use figure_value::{FigureValue, Number};
pub use groups::{Groups, groups};
pub(crate) use measure::Filter;
pub use measure::Measure;
pub use periods::Every;
pub(crate) use periods::{period_ends, series_at_each};
pub use published::{Figure, FigureKind, Publication, PublishedValue};
pub use published_comparison::{PublishedComparison, Reckoned, beside};
pub use series::{Series, YearValue, series};
pub use series_diff::{View, YearDiff, series_diff};
pub use share::{Percent, Share};
pub use steps::{Step, steps};
pub use uncompared::{Obstacle, Uncompared, uncompared};
