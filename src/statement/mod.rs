//! Statements: the figures of a year, as known at a commit, in a form that anyone with the repository
//! can compute again (`docs/en/statement.md`).

mod compare;
mod compose;
mod definitions;
mod standing;

pub(crate) use compare::{Difference, differences, other_figures};
pub(crate) use compose::{Basis, compose};
pub use definitions::hash;
pub(crate) use definitions::{unchanged_since, with_hash};
pub(crate) use standing::{MainlineAt, Standing};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::lifecycle::patterns::{COMMIT, DATE, DAY, FACT, INSTANT, RECORD};

/// What the key `format` of a statement says.
pub(crate) const FORMAT: &str = "greffe-statement";
/// The version of the format that is written. Version 1, which does not say who vouches, is read too.
pub const VERSION: u32 = 2;

/// The figures of a year, as known at a commit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Statement {
    /// What this file is.
    #[schemars(extend("const" = FORMAT))]
    pub format: String,
    /// The version of the format.
    #[schemars(extend("const" = VERSION))]
    pub version: u32,
    /// The program that wrote it. Another version that finds the same figures confirms them.
    pub tool: Tool,
    /// The year that the figures are about.
    pub year: i32,
    /// The last commit of the mainline that was known at the moment that was asked for: all that the figures rest on.
    #[schemars(regex(pattern = COMMIT))]
    pub commit: String,
    /// When that commit became known.
    #[schemars(required, regex(pattern = INSTANT))]
    pub known_at: Option<String>,
    /// What takes effect after this day does not count, unless `include_planned`.
    #[schemars(regex(pattern = DAY))]
    pub today: String,
    /// Whether what takes effect later counts too.
    pub include_planned: bool,
    /// What the figures are counted by.
    pub definitions: StatedDefinitions,
    /// Who vouches for what makes the figures: how many of the distinct units (a fact of a record, whatever number of
    /// methods count it) rest on a commit that a forge, a person or nobody signed.
    #[schemars(required)]
    pub vouched: Option<Vouched>,
    /// The indicators, in the order of their codes, then identifiers.
    pub indicators: Vec<StatedIndicator>,
}

/// The program that wrote a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tool {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// The definitions that a statement rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StatedDefinitions {
    /// The first commit of the mainline from which on the definitions are what they are.
    #[schemars(regex(pattern = COMMIT))]
    pub commit: String,
    /// What the definitions are: the SHA-256 of their files (see step 2 of `docs/en/statement.md`).
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    pub sha256: String,
}

/// How many units rest on commits that were signed, and by whom. That a commit bears a signature is read; whether it is
/// good, `git verify-commit` says where one has the key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Vouched {
    /// By a forge, which made the commit itself and signed it.
    pub forge: usize,
    /// By a person.
    pub person: usize,
    /// By nobody.
    pub nobody: usize,
}

/// An indicator of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StatedIndicator {
    /// The indicator's code.
    pub code: String,
    /// The identifier.
    pub id: String,
    /// The figure by each method, in the order of the definition: the first one is the default. Shares (`share`) are
    /// left out: their counts are methods of their own.
    #[schemars(length(min = 1))]
    pub methods: Vec<StatedFigure>,
}

/// A figure of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StatedFigure {
    /// The method's identifier.
    pub id: String,
    /// The number; where nothing counts, 0 if the register covers the year, and `null` (it can't know) if not (see step
    /// 3 of `docs/en/statement.md`).
    pub value: Option<usize>,
    /// Whether some of it rests on a conditional reading of a retired name, or on an unreadable date.
    pub approximate: bool,
    /// What makes the number, one entry per unit, by record, then fact.
    pub records: Vec<StatedRecord>,
}

/// One unit of a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StatedRecord {
    /// The record.
    #[schemars(regex(pattern = RECORD))]
    pub record: String,
    /// The identity of the fact within its record.
    #[schemars(regex(pattern = FACT))]
    pub fact: String,
    /// When it took effect, as precise as it is known.
    #[schemars(regex(pattern = DATE))]
    pub effective: String,
    /// The commit that established the fact as it is stated.
    #[schemars(regex(pattern = COMMIT))]
    pub commit: String,
    /// When that commit became known.
    #[schemars(regex(pattern = INSTANT))]
    pub known_at: String,
    /// Who signed that commit: `forge`, `person` or `nobody`. Signed, not verified.
    #[schemars(required, regex(pattern = "^(forge|person|nobody)$"))]
    pub voucher: Option<String>,
    /// Why that commit comes long after its date, in its own words; only where it says so.
    #[schemars(with = "String")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub late: Option<String>,
    /// The file that says so in that commit.
    pub path: String,
    /// The line that says so in that commit, from 1.
    #[schemars(range(min = 1))]
    pub line: usize,
}

impl Statement {
    /// Reads a statement of any version that there is.
    ///
    /// # Errors
    ///
    /// Where the text is none, in words for people who know JSON.
    pub(crate) fn read(bytes: &[u8]) -> Result<Statement, String> {
        let statement: Statement = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        let Statement { format, version, .. } = &statement;
        if format != FORMAT || !(1..=VERSION).contains(version) {
            return Err(format!("{format} {version}"));
        }
        let mut units = statement.units();
        let is_whole = match version {
            1 => {
                let has_none = |unit: &StatedRecord| unit.voucher.is_none() && unit.late.is_none();
                statement.known_at.is_none() && statement.vouched.is_none() && units.all(has_none)
            }
            _ => {
                statement.known_at.is_some() && statement.vouched.is_some() && units.all(|unit| unit.voucher.is_some())
            }
        };
        drop(units);
        match is_whole {
            true => Ok(statement),
            false => Err(format!("{FORMAT} {version}: known_at, vouched, voucher")),
        }
    }

    /// All that its figures list: a unit that several methods count stands there as often.
    pub(crate) fn units(&self) -> impl Iterator<Item = &StatedRecord> {
        let methods = self.indicators.iter().flat_map(|indicator| &indicator.methods);
        methods.flat_map(|figure| &figure.records)
    }

    /// The same as a version of the format says it.
    pub(crate) fn in_version(mut self, version: u32) -> Statement {
        self.version = version;
        if version == 1 {
            (self.known_at, self.vouched) = (None, None);
            let methods = self.indicators.iter_mut().flat_map(|indicator| &mut indicator.methods);
            for record in methods.flat_map(|figure| &mut figure.records) {
                (record.voucher, record.late) = (None, None);
            }
        }
        self
    }
}
