//! What the tool reports: findings of rules in a register, and failures to do the work.

mod failure;
mod finding;
mod fingerprint;
mod fix;
mod hexadecimal;
mod position;
mod rule;

pub use failure::{Failure, Outcome};
pub use finding::{Finding, Place, Related};
pub use fix::{Edit, Fix};
pub use hexadecimal::hexadecimal;
pub(crate) use position::line_at;
pub use position::{LineIndex, Position};
pub use rule::{Rule, Severity};
