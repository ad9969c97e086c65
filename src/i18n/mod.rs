//! What the tool says, in French and in English.
//!
//! Every sentence that a person reads comes from one catalogue per language (`fr.ftl`, `en.ftl`,
//! in the format of Project Fluent), and
//! from the ends of the rules' pages. The rest of the crate passes [`Message`]s around, which name
//! a sentence and its arguments; only the room that prints turns them into text.

mod catalogue;
mod figures;
mod lang;
mod message;

pub use catalogue::Words;
pub use lang::Lang;
pub use message::{Arg, Calendar, Message};
