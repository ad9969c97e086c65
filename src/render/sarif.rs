use serde_json::{Map, Value, json};

use super::{to_json, with_help};
use crate::diagnostic::{Finding, Place, Rule, Severity};
use crate::i18n::Words;

/// The findings as SARIF 2.1.0. `rules` are all rules, in the order of their codes; `rules_url` is the
/// address that their pages stand under.
pub fn sarif(findings: &[Finding], rules: &[&'static Rule], rules_url: Option<&str>, words: &Words) -> String {
    let described: Vec<Value> = rules
        .iter()
        .map(|rule| {
            let mut described = json!({
                "id": rule.code,
                "name": rule.slug,
                "shortDescription": {"text": rule.summary(words.lang())},
                "fullDescription": {"text": full_description(rule.page(words.lang()))},
                "help": {"text": rule.page(words.lang()), "markdown": rule.page(words.lang())},
                "defaultConfiguration": {"level": level(rule.severity)},
            });
            if let (Some(base), Some(described)) = (rules_url, described.as_object_mut()) {
                described.insert("helpUri".to_owned(), json!(format!("{base}{}.md", rule.code)));
            }
            described
        })
        .collect();
    let results: Vec<Value> = findings.iter().map(|finding| result(finding, rules, words)).collect();
    to_json(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "greffe", "version": env!("CARGO_PKG_VERSION"), "rules": described}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

/// What the rule refuses and why: all that its page says before the first example, without marks of Markdown.
fn full_description(page: &str) -> String {
    let before_examples = page.split("\n```").next().unwrap_or_default();
    let said: Vec<&str> = before_examples
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| match line.split_once(".* ") {
            Some((severity, rest)) if severity.starts_with('*') => rest,
            _ => line,
        })
        .collect();
    said.join(" ").replace(['`', '*'], "")
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

fn result(finding: &Finding, rules: &[&'static Rule], words: &Words) -> Value {
    let text = with_help(finding, " — ", words);
    let related: Vec<Value> = finding
        .related
        .iter()
        .map(|related| {
            let mut location = location(&related.place);
            location.insert("message".to_owned(), json!({"text": words.say(&related.message)}));
            Value::Object(location)
        })
        .collect();
    let mut result = json!({
        "ruleId": finding.rule.code,
        "level": level(finding.severity),
        "message": {"text": text},
        "locations": [location(&finding.place)],
        "partialFingerprints": {"greffe/v1": finding.fingerprint()},
    });
    if let Some(result) = result.as_object_mut() {
        if let Some(index) = rules.iter().position(|rule| rule.code == finding.rule.code) {
            result.insert("ruleIndex".to_owned(), json!(index));
        }
        if !related.is_empty() {
            result.insert("relatedLocations".to_owned(), json!(related));
        }
    }
    result
}

fn location(place: &Place) -> Map<String, Value> {
    let mut physical = json!({"artifactLocation": {"uri": uri(&place.path), "uriBaseId": "%SRCROOT%"}});
    if let (Some(physical), false) = (physical.as_object_mut(), place.text.is_empty()) {
        // Lines and columns count from 1, and the end is the first character after the stretch.
        let (start, end) = (place.start, place.end);
        physical.insert(
            "region".to_owned(),
            json!({
                "startLine": start.line,
                "startColumn": start.column,
                "endLine": end.line,
                "endColumn": end.column,
            }),
        );
    }
    Map::from_iter([("physicalLocation".to_owned(), physical)])
}

/// A path as a relative URI reference (RFC 3986): every byte that is not unreserved is escaped.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_path_is_a_uri_reference() {
        assert_eq!(super::uri("registry/a b:é.yml"), "registry/a%20b%3A%C3%A9.yml");
    }
}
