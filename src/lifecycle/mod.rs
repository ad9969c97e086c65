//! Lifecycles as data, and what a record's phases and events state under them.

mod date;
mod definition;
mod fact;
pub(crate) mod patterns;
mod said;
mod timeline;
mod zone;

pub use date::{Date, PartialDate, rfc3339};
pub use definition::{Lifecycle, Move, PhaseDefinition};
pub use fact::{DatedBy, FactKey, FactValue, StatedFact, What, facts};
pub use timeline::{DatedPhase, Event, Phase, Timeline};
pub use zone::Zone;
