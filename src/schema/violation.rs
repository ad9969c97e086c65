use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{JsonType, ValidationError};
use serde_json::Value;

use super::branch::{Branch, best, is_list_at, is_type_at};

/// One way in which a record breaks its schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The pointer of the node that it is about: the mapping, for a missing field; the field
    /// itself, for an unknown one.
    pub pointer: String,
    /// The limit that is broken.
    pub kind: ViolationKind,
}

/// The ways in which a record can break its schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ViolationKind {
    /// A field that must be there is not.
    Missing {
        /// The field.
        field: String,
        /// What the schema says of it, if anything.
        description: Option<String>,
    },
    /// A field that the schema does not know.
    Unknown {
        /// The field.
        field: String,
        /// The fields that it knows there.
        known: Vec<String>,
    },
    /// A value of another type.
    Type {
        /// The types that it may have, by their JSON Schema names.
        expected: Vec<&'static str>,
        /// The type that it has.
        found: &'static str,
    },
    /// A value outside a closed list.
    NotInList {
        /// The list.
        allowed: Vec<String>,
    },
    /// A text that does not have its format.
    Format {
        /// The format's name.
        format: String,
    },
    /// So much nests in it that to apply the schema would take too much work.
    TooMuch,
    /// Any other limit: the keyword, and the limit as JSON.
    Limit {
        /// The keyword of JSON Schema (`minLength`, `pattern`…).
        keyword: String,
        /// The limit.
        limit: String,
    },
}

/// How long a description may be, in characters, to be quoted in a message.
const SHORT: usize = 160;

/// The violations that an error of the schema crate stands for: always at least one.
pub(super) fn violations(error: &ValidationError<'_>, schema: &Value) -> Vec<Violation> {
    let found = explain(error, schema);
    match found.is_empty() {
        false => found,
        true => {
            let keyword = error.kind().keyword().to_owned();
            let kind = ViolationKind::Limit { keyword, limit: String::new() };
            vec![Violation { pointer: error.instance_path().as_str().to_owned(), kind }]
        }
    }
}

fn explain(error: &ValidationError<'_>, schema: &Value) -> Vec<Violation> {
    use ValidationErrorKind as E;
    let pointer = error.instance_path().as_str().to_owned();
    let kind = match error.kind() {
        E::Required { property } => {
            let field = property.as_str().unwrap_or_default().to_owned();
            let said = |keyword: &str| properties(schema, error, "/required")?.get(&field)?.get(keyword)?.as_str();
            let description =
                said("description").filter(|text| text.chars().count() <= SHORT).or_else(|| said("title"));
            let description = description.map(str::to_owned);
            ViolationKind::Missing { field, description }
        }
        E::AdditionalProperties { unexpected } => {
            let known: Vec<String> = properties(schema, error, "/additionalProperties")
                .map(|known| known.keys().cloned().collect())
                .unwrap_or_default();
            return unexpected
                .iter()
                .map(|field| Violation {
                    pointer: crate::yaml::pointer_push(&pointer, field),
                    kind: ViolationKind::Unknown { field: field.clone(), known: known.clone() },
                })
                .collect();
        }
        // A field that what stands beside it leaves no room for.
        E::FalseSchema if !pointer.is_empty() => {
            let field = pointer.rsplit('/').next().unwrap_or_default().to_owned();
            ViolationKind::Unknown { field, known: Vec::new() }
        }
        // A date may be text or a year: anything else that is there is no date.
        E::Type { .. } if beside(schema, error, "format") == Some("partial-date") => match type_of(error.instance()) {
            "null" => ViolationKind::Type { expected: vec!["date"], found: "null" },
            _ => ViolationKind::Format { format: "partial-date".to_owned() },
        },
        E::Type { kind } => ViolationKind::Type { expected: types(kind), found: type_of(error.instance()) },
        E::Enum { options } => ViolationKind::NotInList { allowed: words(options) },
        E::Constant { expected_value } => ViolationKind::NotInList { allowed: vec![word(expected_value)] },
        E::Format { format } => ViolationKind::Format { format: format.clone() },
        E::AnyOf { context } | E::OneOfNotValid { context } => return of_branches(&pointer, context, schema),
        // One violation for each item that equals an earlier one.
        E::UniqueItems => {
            return again(error.instance())
                .map(|at| Violation {
                    pointer: format!("{pointer}/{at}"),
                    kind: ViolationKind::Limit { keyword: "uniqueItems".to_owned(), limit: String::new() },
                })
                .collect();
        }
        // A year that no date can have.
        E::Minimum { .. } | E::Maximum { .. } if beside(schema, error, "format") == Some("partial-date") => {
            ViolationKind::Format { format: "partial-date".to_owned() }
        }
        other => ViolationKind::Limit { keyword: other.keyword().to_owned(), limit: limit(schema, error) },
    };
    vec![Violation { pointer, kind }]
}

/// What is wrong with a value that may have several forms, by the form that fits best; by all of them
/// where each wants another type, or lists other values.
fn of_branches(at: &str, branches: &[Branch], schema: &Value) -> Vec<Violation> {
    let of_all = |wanted: fn(&ValidationError<'_>, &str) -> bool| {
        let firsts = branches.iter().map(|branch| branch.iter().find(|error| wanted(error, at)));
        let each: Option<Vec<_>> = firsts.map(|error| violations(error?, schema).into_iter().next()).collect();
        each.filter(|each| !each.is_empty())
    };
    let merged = of_all(is_type_at).or_else(|| of_all(is_list_at)).and_then(|each| {
        let mut each = each.into_iter();
        let mut merged = each.next()?;
        for Violation { kind, .. } in each {
            match (&mut merged.kind, kind) {
                (ViolationKind::Type { expected, .. }, ViolationKind::Type { expected: more, .. }) => {
                    let new = more.into_iter().filter(|one| !expected.contains(one)).collect::<Vec<_>>();
                    expected.extend(new);
                }
                (ViolationKind::NotInList { allowed }, ViolationKind::NotInList { allowed: more }) => {
                    allowed.extend(more);
                }
                _ => return None,
            }
        }
        Some(vec![merged])
    });
    merged.unwrap_or_else(|| {
        let best = best(at, branches).into_iter().flatten();
        best.flat_map(|error| violations(error, schema)).collect()
    })
}

/// The places of the items that equal an earlier one.
fn again(list: &Value) -> impl Iterator<Item = usize> {
    let mut known = std::collections::HashSet::new();
    let items = list.as_array().map(Vec::as_slice).unwrap_or_default().iter().enumerate();
    items.filter(move |(_, item)| !known.insert(item.to_string())).map(|(at, _)| at)
}

/// The `properties` beside the keyword that an error comes from.
fn properties<'s>(
    schema: &'s Value,
    error: &ValidationError<'_>,
    keyword: &str,
) -> Option<&'s serde_json::Map<String, Value>> {
    let beside = error.schema_path().as_str().strip_suffix(keyword)?;
    schema.pointer(beside)?.get("properties")?.as_object()
}

/// The text of another keyword of the schema that an error comes from.
fn beside<'s>(schema: &'s Value, error: &ValidationError<'_>, keyword: &str) -> Option<&'s str> {
    let (parent, _) = error.schema_path().as_str().rsplit_once('/')?;
    schema.pointer(parent)?.get(keyword)?.as_str()
}

fn limit(schema: &Value, error: &ValidationError<'_>) -> String {
    match schema.pointer(error.schema_path().as_str()) {
        Some(Value::Array(_) | Value::Object(_)) | None => String::new(),
        Some(scalar) => word(scalar),
    }
}

fn words(options: &Value) -> Vec<String> {
    options.as_array().map(|options| options.iter().map(word).collect()).unwrap_or_default()
}

fn word(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn types(kind: &TypeKind) -> Vec<&'static str> {
    match kind {
        TypeKind::Single(one) => vec![name(*one)],
        TypeKind::Multiple(several) => several.iter().map(name).collect(),
    }
}

fn name(kind: JsonType) -> &'static str {
    match kind {
        JsonType::Array => "array",
        JsonType::Boolean => "boolean",
        JsonType::Integer => "integer",
        JsonType::Null => "null",
        JsonType::Number => "number",
        JsonType::Object => "object",
        JsonType::String => "string",
    }
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
