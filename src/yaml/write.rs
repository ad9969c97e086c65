use serde::Serialize;

use super::Document;
use crate::diagnostic::{Failure, Outcome};
use crate::message;

/// Writes `value` as YAML in block style, quoting what would otherwise be read as something else.
///
/// Where block style would not be read back as the same value (the writer follows YAML 1.1, in which
/// U+2028 ends a line), it is written in flow style, as JSON.
///
/// # Errors
///
/// Where YAML can't hold the value: a mapping with keys that are not text.
pub fn to_text<T: Serialize>(value: &T) -> Outcome<String> {
    let failed = || Failure::new(message!("failed-to-write-yaml"));
    let block = serde_yaml::to_string(value).map_err(|error| failed().because(error))?;
    let value = serde_json::to_value(value).map_err(|error| failed().because(error))?;
    let read = Document::read(block.as_bytes());
    if read.problems.is_empty() && read.root.is_some_and(|root| root.to_json() == value) {
        return Ok(block);
    }
    let flow = serde_json::to_string_pretty(&value).map_err(|error| failed().because(error))?;
    Ok(format!("{flow}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_back(texts in proptest::collection::vec(any::<String>(), 0..4)) {
            let value = serde_json::json!({"texts": texts, "odd": ["\u{2028}", "a: b\u{85}"]});
            let text = to_text(&value).unwrap();
            prop_assert_eq!(Document::read(text.as_bytes()).root.map(|root| root.to_json()), Some(value));
        }
    }
}
