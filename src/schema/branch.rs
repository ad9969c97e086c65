use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as E;

/// The errors of one branch of an `anyOf` or `oneOf`.
pub(super) type Branch = Vec<ValidationError<'static>>;

/// The branch that fits best: what the record's author most likely meant. A branch whose value has
/// the right type comes first, then one whose closed values all fit (a field that says which form it
/// is), then the one with the fewest errors; ties go to the first.
pub(super) fn best<'b>(at: &str, branches: &'b [Branch]) -> Option<&'b Branch> {
    branches.iter().min_by_key(|branch| {
        let has = |wanted: fn(&E) -> bool| branch.iter().filter(|error| wanted(error.kind())).count();
        let is_other_type = branch.iter().any(|error| is_type_at(error, at));
        (is_other_type, has(|kind| matches!(kind, E::Constant { .. } | E::Enum { .. })), branch.len())
    })
}

/// Whether the value as a whole has another type than a branch wants.
pub(super) fn is_type_at(error: &ValidationError<'_>, at: &str) -> bool {
    matches!(error.kind(), E::Type { .. }) && error.instance_path().as_str() == at
}

/// Whether the value as a whole is not among those that a branch lists.
pub(super) fn is_list_at(error: &ValidationError<'_>, at: &str) -> bool {
    matches!(error.kind(), E::Constant { .. } | E::Enum { .. }) && error.instance_path().as_str() == at
}

#[cfg(test)]
mod tests {
    use crate::schema::{Schema, ViolationKind};
    use crate::yaml::Document;

    const FORMS: &str = r#"{
      "properties": {
        "contact": {"anyOf": [{"type": "string", "format": "email"}, {"type": "string", "format": "uri"}]},
        "money": {"oneOf": [
          {"type": "object", "required": ["euros"], "additionalProperties": false,
            "properties": {"sort": {"const": "grant"}, "euros": {"type": "integer"}}},
          {"type": "object", "required": ["rate", "years"], "additionalProperties": false,
            "properties": {"sort": {"const": "loan"}, "rate": {"type": "number"}, "years": {"type": "integer"}}}]},
        "size": {"anyOf": [{"type": "integer"}, {"type": "array"}, {"enum": [1, 2]}]},
        "place": {"oneOf": [{"required": ["folder"]}, {"required": ["file"]}]},
        "name": {"anyOf": [{"const": "a"}, {"enum": ["b", "c"]}]},
        "long": {"oneOf": [{"type": "string", "maxLength": 1}, {"type": "array", "items": {"type": "string"}}]},
        "list": {"uniqueItems": true}
      }
    }"#;

    fn found(text: &str) -> Vec<String> {
        let schema = Schema::compile(FORMS).unwrap();
        let document = Document::read(text.as_bytes());
        let said = |kind: ViolationKind| match kind {
            ViolationKind::Missing { field, .. } => format!("missing {field}"),
            ViolationKind::Unknown { field, .. } => format!("unknown {field}"),
            ViolationKind::Type { expected, found } => format!("{found} for {}", expected.join(" or ")),
            ViolationKind::NotInList { allowed } => format!("none of {}", allowed.join(" ")),
            ViolationKind::Format { format } => format!("no {format}"),
            ViolationKind::TooMuch => "too much".to_owned(),
            ViolationKind::Limit { keyword, limit } => format!("{keyword} {limit}").trim().to_owned(),
        };
        let violations = schema.violations(document.root.as_ref().unwrap()).into_iter();
        violations.map(|violation| format!("{} {}", violation.pointer, said(violation.kind))).collect()
    }

    #[test]
    fn a_value_of_several_forms_is_judged_by_the_one_that_fits_best() {
        for (text, wanted) in [
            ("contact: x", &["/contact no email"][..]),
            ("money: {sort: loan, rate: 1.5}", &["/money missing years"]),
            ("money: {sort: loan, rate: 1.5, years: 3, euros: 5}", &["/money/euros unknown euros"]),
            ("money: {sort: grant, euros: much}", &["/money/euros string for integer"]),
            ("money: {sort: gift, euros: 5}", &["/money/sort none of grant"]),
            ("money: 5", &["/money integer for object"]),
            ("size: tall", &["/size string for integer or array", "/size none of 1 2"]),
            ("place: {}", &["/place missing folder"]),
            ("place: {folder: a, file: b}", &["/place oneOf"]),
            ("name: d", &["/name none of a b c"]),
            ("long: ab", &["/long maxLength 1"]),
            ("long: [a, 1]", &["/long/1 integer for string"]),
            ("long: 1", &["/long integer for string or array"]),
        ] {
            assert!(
                !wanted.is_empty() && found(text).iter().any(|one| wanted.contains(&one.as_str())),
                "{text}: {:?}",
                found(text)
            );
            assert_eq!(found(text).len(), 1, "{text}: {:?}", found(text));
        }
    }

    #[test]
    fn an_item_that_stands_twice_is_found_at_its_second_place() {
        assert_eq!(found("list: [a, b, a, a]"), ["/list/2 uniqueItems", "/list/3 uniqueItems"]);
        assert_eq!(found("list: [1, 1.0]"), ["/list uniqueItems"]);
    }
}
