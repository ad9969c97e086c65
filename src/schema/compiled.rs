use jsonschema::{Draft, PatternOptions, ValidationError, Validator};
use serde_json::Value;

use super::tree::Tree;
use super::violation::violations;
use super::weight::{self, TooHeavy, Weight};
use super::{Violation, ViolationKind};
use crate::lifecycle::{PartialDate, Zone};
use crate::registry::is_valid_id;
use crate::yaml::Node;

/// A JSON Schema (draft-07), compiled. Formats are checked; references to other files are never
/// fetched.
pub struct Schema {
    text: Value,
    validator: Validator<Tree>,
    weight: Weight,
}

/// Why a schema can't be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadSchema {
    /// The reason.
    pub cause: SchemaCause,
    /// The place in the schema.
    pub at: SchemaPlace,
}

/// What keeps a schema from being used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemaCause {
    /// What is wrong, in the words of the crate that reads it.
    Said(String),
    /// Its references and combinations multiply: to apply it would take too much work.
    TooHeavy,
}

/// A place in the text of a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemaPlace {
    /// Where it stops being JSON: a line and a column in bytes, both from 1.
    Position(usize, usize),
    /// A JSON pointer.
    Pointer(String),
}

impl From<serde_json::Error> for BadSchema {
    fn from(error: serde_json::Error) -> BadSchema {
        let cause = SchemaCause::Said(error.to_string());
        BadSchema { cause, at: SchemaPlace::Position(error.line(), error.column()) }
    }
}

impl From<ValidationError<'_>> for BadSchema {
    fn from(error: ValidationError<'_>) -> BadSchema {
        let cause = SchemaCause::Said(error.to_string());
        BadSchema { cause, at: SchemaPlace::Pointer(error.instance_path().as_str().to_owned()) }
    }
}

impl From<TooHeavy> for BadSchema {
    fn from(heavy: TooHeavy) -> BadSchema {
        BadSchema { cause: SchemaCause::TooHeavy, at: SchemaPlace::Pointer(heavy.pointer) }
    }
}

/// What one pattern may take once it is compiled, and all patterns of a schema together, in bytes.
const PATTERN: usize = 1 << 20;
const PATTERNS: usize = 64 << 20;

impl Schema {
    /// Compiles the schema in `text`.
    ///
    /// # Errors
    ///
    /// Where the text is not JSON, not a schema, or one that would take too much work; the error says where.
    pub fn compile(text: &str) -> Result<Schema, BadSchema> {
        let text: Value = serde_json::from_str(text)?;
        let weight = Weight::of(&text)?;
        let of_pattern = (PATTERNS / weight::patterns(&text).max(1)).min(PATTERN);
        let validator = jsonschema::options_for::<Tree>()
            .with_draft(Draft::Draft7)
            .should_validate_formats(true)
            .should_ignore_unknown_formats(false)
            // An engine without backtracking: a pattern can't take more than linear time.
            .with_pattern_options(PatternOptions::regex().size_limit(of_pattern).dfa_size_limit(of_pattern))
            .with_format("partial-date", |text: &str| PartialDate::parse(text).is_some())
            .with_format("record-id", is_valid_id)
            .with_format("time-zone", |text: &str| Zone::named(text).is_some())
            .with_format("moment", |text: &str| Zone::default().moment(text).is_some())
            .build(&text)?;
        Ok(Schema { text, validator, weight })
    }

    #[cfg(test)]
    pub(super) fn weight_fits(&self, root: &Node) -> bool {
        self.weight.fits(&self.text, root)
    }

    /// Whether `root` follows the schema.
    pub fn accepts(&self, root: &Node) -> bool {
        self.weight.fits(&self.text, root) && self.validator.is_valid(root)
    }

    /// The ways in which `root` breaks the schema, in the order of their pointers.
    pub fn violations(&self, root: &Node) -> Vec<Violation> {
        if !self.weight.fits(&self.text, root) {
            return vec![Violation { pointer: String::new(), kind: ViolationKind::TooMuch }];
        }
        if self.validator.is_valid(root) {
            return Vec::new();
        }
        let mut found: Vec<Violation> =
            self.validator.iter_errors(root).flat_map(|error| violations(&error, &self.text)).collect();
        found.sort_by(|a, b| a.pointer.cmp(&b.pointer));
        found.dedup();
        found
    }
}
