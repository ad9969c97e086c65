use jsonschema::{Draft, PatternOptions, Validator};
use serde_json::Value;

use super::Violation;
use super::tree::Tree;
use super::violation::violations;
use crate::lifecycle::PartialDate;
use crate::registry::is_valid_id;
use crate::yaml::Node;

/// A JSON Schema (draft-07), compiled. Formats are asserted; nothing is ever fetched.
pub struct Schema {
    text: Value,
    validator: Validator<Tree>,
}

impl Schema {
    /// Compiles the schema in `text`. The error says, in the crate's words, why it can't be used.
    pub fn compile(text: &str) -> Result<Schema, String> {
        let text: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let validator = jsonschema::options_for::<Tree>()
            .with_draft(Draft::Draft7)
            .should_validate_formats(true)
            .should_ignore_unknown_formats(false)
            // An engine without backtracking: a pattern can't take more than linear time.
            .with_pattern_options(PatternOptions::regex().size_limit(1 << 20))
            .with_format("partial-date", |text: &str| PartialDate::parse(text).is_some())
            .with_format("record-id", is_valid_id)
            .build(&text)
            .map_err(|error| error.to_string())?;
        Ok(Schema { text, validator })
    }

    /// Whether `root` stays within the schema.
    pub fn accepts(&self, root: &Node) -> bool {
        self.validator.is_valid(root)
    }

    /// The ways in which `root` leaves the schema, in the order of their pointers.
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
