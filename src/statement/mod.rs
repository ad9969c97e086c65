//! Statements: the figures of a year, as known at a commit, in a form that anyone with the repository
//! can compute again (`docs/en/statement.md`).

mod compare;
mod compose;
mod definitions;

pub use compare::{Difference, differences};
pub use compose::{Basis, compose};
pub use definitions::{hash, unchanged_since};

use serde::{Deserialize, Serialize};

/// What the key `format` of a statement says.
pub const FORMAT: &str = "greffe-statement";
/// The version of the format that is written and read.
pub const VERSION: u32 = 1;

/// The figures of a year, as known at a commit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// [`FORMAT`].
    pub format: String,
    /// [`VERSION`].
    pub version: u32,
    /// What wrote it.
    pub tool: Tool,
    /// The year that the figures are about.
    pub year: i32,
    /// The last commit of the mainline that was known: 40 hexadecimal digits.
    pub commit: String,
    /// The day (`2022-01-01`) up to which what takes effect counts.
    pub today: String,
    /// Whether what takes effect later counts too.
    pub include_planned: bool,
    /// What the figures are counted by.
    pub definitions: StatedDefinitions,
    /// The indicators, by code.
    pub indicators: Vec<StatedIndicator>,
}

/// The program that wrote a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tool {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// The definitions that a statement rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatedDefinitions {
    /// The commit of the mainline that made them what they are.
    pub commit: String,
    /// The SHA-256 of their files: 64 hexadecimal digits.
    pub sha256: String,
}

/// An indicator of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatedIndicator {
    /// Its official code.
    pub code: String,
    /// Its identifier.
    pub id: String,
    /// Its figure by each of its methods; the first is the default one.
    pub methods: Vec<StatedFigure>,
}

/// A figure of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatedFigure {
    /// The method's identifier.
    pub id: String,
    /// The number; `null` where the register can't know it.
    pub value: Option<usize>,
    /// Whether some of it rests on a conditional reading or an unreadable date.
    pub approximate: bool,
    /// What makes it: one entry per unit.
    pub records: Vec<StatedRecord>,
}

/// One unit of a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatedRecord {
    /// The record, as `kind/id`.
    pub record: String,
    /// The fact that counts, as `entered:construction:1`.
    pub fact: String,
    /// When it took effect: a day, a month or a year.
    pub effective: String,
    /// The commit that established it.
    pub commit: String,
    /// When that commit became known (RFC 3339).
    pub known_at: String,
    /// The file that said so there.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
}
