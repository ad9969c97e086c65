use jsonschema::{Draft, PatternOptions, ValidationError, Validator};
use serde_json::Value;

use super::Violation;
use super::tree::Tree;
use super::violation::violations;
use crate::lifecycle::{PartialDate, Zone};
use crate::registry::is_valid_id;
use crate::yaml::Node;

/// A JSON Schema (draft-07), compiled. Formats are checked; references to other files are never
/// fetched.
pub struct Schema {
    text: Value,
    validator: Validator<Tree>,
}

/// Why a schema can't be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadSchema {
    /// The reason, in the words of the crate that reads it.
    pub cause: String,
    /// The place in the schema.
    pub at: SchemaPlace,
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
        BadSchema { cause: error.to_string(), at: SchemaPlace::Position(error.line(), error.column()) }
    }
}

impl From<ValidationError<'_>> for BadSchema {
    fn from(error: ValidationError<'_>) -> BadSchema {
        BadSchema { cause: error.to_string(), at: SchemaPlace::Pointer(error.instance_path().as_str().to_owned()) }
    }
}

impl Schema {
    /// Compiles the schema in `text`.
    ///
    /// # Errors
    ///
    /// Where the text is not JSON, or not a schema; the error says where.
    pub fn compile(text: &str) -> Result<Schema, BadSchema> {
        let text: Value = serde_json::from_str(text)?;
        let validator = jsonschema::options_for::<Tree>()
            .with_draft(Draft::Draft7)
            .should_validate_formats(true)
            .should_ignore_unknown_formats(false)
            // An engine without backtracking: a pattern can't take more than linear time.
            .with_pattern_options(PatternOptions::regex().size_limit(1 << 20))
            .with_format("partial-date", |text: &str| PartialDate::parse(text).is_some())
            .with_format("record-id", is_valid_id)
            .with_format("time-zone", |text: &str| Zone::named(text).is_some())
            .with_format("moment", |text: &str| Zone::default().moment(text).is_some())
            .build(&text)?;
        Ok(Schema { text, validator })
    }

    /// Whether `root` follows the schema.
    pub fn accepts(&self, root: &Node) -> bool {
        self.validator.is_valid(root)
    }

    /// The ways in which `root` breaks the schema, in the order of their pointers.
    pub fn violations(&self, root: &Node) -> Vec<Violation> {
        if self.accepts(root) {
            return Vec::new();
        }
        let mut found: Vec<Violation> =
            self.validator.iter_errors(root).flat_map(|error| violations(&error, &self.text)).collect();
        found.sort_by(|a, b| a.pointer.cmp(&b.pointer));
        found.dedup();
        found
    }
}
