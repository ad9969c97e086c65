use serde_json::Value;

use crate::diagnostic::Outcome;
use crate::yaml;

/// A record's fields as people write them: a line per field, lists and mappings by indentation.
///
/// # Errors
///
/// Where YAML can't hold a value.
pub fn written(fields: &serde_json::Map<String, Value>) -> Outcome<String> {
    let mut text = String::new();
    map(fields, "", "", &mut text)?;
    Ok(text)
}

/// Writes a mapping; its first line begins with `first`, the others with `indent`.
fn map(fields: &serde_json::Map<String, Value>, first: &str, indent: &str, text: &mut String) -> Outcome<()> {
    let mut lead = first;
    for (name, value) in fields {
        text.push_str(&format!("{lead}{}:", scalar(&Value::from(name.as_str()))?));
        lead = indent;
        match value {
            Value::Array(items) if !items.is_empty() => list(items, indent, text)?,
            Value::Object(fields) if !fields.is_empty() => {
                text.push('\n');
                let deeper = format!("{indent}  ");
                map(fields, &deeper, &deeper, text)?;
            }
            Value::Null => text.push('\n'),
            other => text.push_str(&format!(" {}\n", scalar(other)?)),
        }
    }
    Ok(())
}

fn list(items: &[Value], indent: &str, text: &mut String) -> Outcome<()> {
    text.push('\n');
    for item in items {
        match item {
            Value::Object(fields) if !fields.is_empty() => {
                map(fields, &format!("{indent}  - "), &format!("{indent}    "), text)?;
            }
            other => text.push_str(&format!("{indent}  - {}\n", scalar(other)?)),
        }
    }
    Ok(())
}

/// A value on one line, in quotes where it would say something else without them.
///
/// # Errors
///
/// Where YAML can't hold the value.
pub fn scalar(value: &Value) -> Outcome<String> {
    let text = yaml::to_text(value)?;
    Ok(match text.trim_end_matches('\n') {
        line if !line.contains('\n') && !line.starts_with(['|', '>']) => line.to_owned(),
        _ => value.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::Document;
    use proptest::prelude::*;
    use serde_json::json;

    fn read_back(value: &Value) -> (String, Option<Value>) {
        let text = written(value.as_object().unwrap()).unwrap();
        let read = Document::read(text.as_bytes()).root.map(|root| root.to_json());
        (text, read)
    }

    #[test]
    fn a_record_is_written_as_people_write_it() {
        let value = json!({"name": "Exemple", "sponsors": ["dinum", "2021"], "phases": [{"name": "construction",
            "start": 2020, "end": "2021-02-03"}], "fast": {"promotion": 3}, "stats": true, "none": null});
        let (text, read) = read_back(&value);
        assert_eq!(
            text,
            "name: Exemple\nsponsors:\n  - dinum\n  - '2021'\nphases:\n  - name: construction\n    start: 2020\n    end: 2021-02-03\nfast:\n  promotion: 3\nstats: true\nnone:\n"
        );
        assert_eq!(read, Some(value));
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_read_back(texts in proptest::collection::vec(any::<String>(), 1..4), key in any::<String>()) {
            let value = json!({key: texts, "items": [{"a": texts[0]}]});
            prop_assert_eq!(read_back(&value).1, Some(value));
        }
    }
}
