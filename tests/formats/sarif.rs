use std::fs;

use serde_json::Value;

use super::{answer, findings, number, odd, said, text};
use crate::support::Repo;

fn run_of(repo: &Repo) -> Value {
    serde_json::from_str::<Value>(&answer(repo, "sarif")).unwrap()["runs"][0].clone()
}

fn list<'v>(value: &'v Value, key: &str) -> &'v Vec<Value> {
    value[key].as_array().unwrap_or_else(|| panic!("no list {key} in {value}"))
}

/// The path that a URI reference stands for.
fn path(location: &Value) -> String {
    let uri = text(&location["physicalLocation"]["artifactLocation"], "uri");
    let mut bytes = Vec::new();
    let mut rest = uri.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let code = [rest.next().unwrap(), rest.next().unwrap()];
                u8::from_str_radix(std::str::from_utf8(&code).unwrap(), 16).unwrap()
            }
            other => other,
        });
    }
    String::from_utf8(bytes).unwrap()
}

/// Where a line and a column stand in a text, in bytes. Lines end at LF, CR LF or CR; columns count
/// code points.
fn offset(content: &str, line: usize, column: usize) -> usize {
    let mut at = 0;
    for _ in 1..line {
        let rest = &content[at..];
        let end = rest.find(['\r', '\n']).unwrap_or_else(|| panic!("no line {line}"));
        at += end + if rest[end..].starts_with("\r\n") { 2 } else { 1 };
    }
    at + content[at..].chars().take(column - 1).map(char::len_utf8).sum::<usize>()
}

/// The characters of a region, taken from the file.
fn quoted(repo: &Repo, location: &Value) -> Option<String> {
    let region = location["physicalLocation"].get("region")?;
    let content = repo.read(&path(location));
    let start = offset(&content, number(region, "startLine"), number(region, "startColumn"));
    let end = offset(&content, number(region, "endLine"), number(region, "endColumn"));
    Some(content[start..end].to_owned())
}

/// The characters of a finding, taken from the file by the bytes of the JSON answer.
fn bytes(repo: &Repo, finding: &Value) -> String {
    let content = repo.read(text(finding, "path"));
    content[number(&finding["start"], "byte")..number(&finding["end"], "byte")].to_owned()
}

/// The official schema is that of OASIS, as the crate serde-sarif 0.8.0 carries it.
#[test]
fn the_answer_fits_sarif_2_1_0() {
    // A lone bracket, which the dialect of JavaScript reads as itself, and stricter ones don't.
    let text = include_str!("sarif-2.1.0.schema.json").replace("{2}]?$", r"{2}\\]?$");
    let schema: Value = serde_json::from_str(&text).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let with_url = odd();
    let manifest = with_url.read("schema/registry.yml");
    with_url.write("schema/registry.yml", format!("{manifest}rules_url: https://example.gouv.fr/rules/\n"));
    for repo in [odd(), with_url] {
        let sarif: Value = serde_json::from_str(&answer(&repo, "sarif")).unwrap();
        let errors: Vec<String> =
            validator.iter_errors(&sarif).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
    let clean = Repo::with_register().greffe(&["validate", "--format", "sarif"]).json();
    assert!(validator.is_valid(&clean));
    assert_eq!(clean["runs"][0]["results"], Value::Array(Vec::new()), "an empty list says that it ran");
}

#[test]
fn every_result_names_a_rule_that_is_described_where_its_index_says() {
    let run = run_of(&odd());
    let rules = list(&run["tool"]["driver"], "rules");
    assert_eq!(rules.len(), greffe::check::rules().len());
    for result in list(&run, "results") {
        let rule = &rules[number(result, "ruleIndex")];
        assert_eq!(rule["id"], result["ruleId"]);
        assert_eq!(rule["defaultConfiguration"]["level"], result["level"], "{result}");
    }
}

#[test]
fn every_rule_carries_what_a_forge_shows_above_an_alert() {
    let repo = odd();
    for (language, why) in [("fr", "Pourquoi"), ("en", "Why")] {
        let sarif = repo.greffe_with(&repo.path(), &[], &["--lang", language, "validate", "--format", "sarif"]).json();
        let rules = list(&sarif["runs"][0]["tool"]["driver"], "rules").to_vec();
        for described in rules {
            let code = text(&described, "id");
            let page = fs::read_to_string(format!("{}/docs/{language}/rules/{code}.md", env!("CARGO_MANIFEST_DIR")));
            let page = page.unwrap();
            // What follows is for the catalogues.
            let (page, _) = page.split_once("\n<!-- words\n").unwrap();
            let (short, full) = (&described["shortDescription"], &described["fullDescription"]);
            assert!(page.contains(&format!(".* {}\n", text(short, "text"))), "{code} {language}");
            assert!(page.contains(&format!("## {why}\n")), "{code} {language}");
            assert!(text(full, "text").len() > text(short, "text").len() + 20, "{code} {language}");
            assert!(!text(full, "text").contains(['#', '`', '\n']), "{code} {language}: {full}");
            assert_eq!(described["help"], serde_json::json!({"text": page, "markdown": page}));
        }
    }
}

#[test]
fn the_results_are_the_findings_in_the_same_order() {
    let repo = odd();
    let (run, findings) = (run_of(&repo), findings(&repo));
    let results = list(&run, "results");
    assert_eq!(results.len(), findings.len());
    for (result, finding) in results.iter().zip(&findings) {
        let level = match text(finding, "severity") {
            "advice" => "note",
            other => other,
        };
        assert_eq!((text(result, "ruleId"), text(result, "level")), (text(finding, "code"), level));
        assert_eq!(text(&result["message"], "text"), said(finding, " — "));
        assert_eq!(path(&result["locations"][0]), text(finding, "path"));
        assert_eq!(result["partialFingerprints"]["greffe/v1"], finding["fingerprint"]);
        assert_eq!(result["locations"][0]["physicalLocation"]["artifactLocation"]["uriBaseId"], "%SRCROOT%");
    }
}

#[test]
fn a_region_gives_the_very_characters_by_lines_and_code_points() {
    let repo = odd();
    let (run, findings) = (run_of(&repo), findings(&repo));
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let mut after_astral = 0;
    for (result, finding) in list(&run, "results").iter().zip(&findings) {
        let Some(quoted) = quoted(&repo, &result["locations"][0]) else {
            assert_eq!(finding["start"], finding["end"], "a stretch of the file has a region: {finding}");
            continue;
        };
        assert_eq!(quoted, bytes(&repo, finding), "{finding}");
        after_astral += usize::from(finding["path"] == "registry/startups/astral.yml" && quoted == "dinun");
        let related = result.get("relatedLocations").and_then(Value::as_array).cloned().unwrap_or_default();
        assert_eq!(related.len(), list(finding, "related").len());
        for (location, wanted) in related.iter().zip(list(finding, "related")) {
            assert_eq!(location["message"]["text"], wanted["message"]);
            assert_eq!(quoted_related(&repo, location), bytes(&repo, wanted));
        }
    }
    assert_eq!(after_astral, 1, "columns after a character beyond the first plane were tried");
}

fn quoted_related(repo: &Repo, location: &Value) -> String {
    quoted(repo, location).unwrap_or_else(|| panic!("no region in {location}"))
}

#[test]
fn a_severity_of_the_manifest_is_the_level_and_a_rules_url_is_the_help() {
    let repo = odd();
    let manifest = repo.read("schema/registry.yml");
    let added = "severities:\n  L003: error\nrules_url: https://example.gouv.fr/rules/\n";
    repo.write("schema/registry.yml", format!("{manifest}{added}"));
    let run = run_of(&repo);
    let levels: Vec<&str> = list(&run, "results")
        .iter()
        .filter(|result| result["ruleId"] == "L003")
        .map(|result| text(result, "level"))
        .collect();
    assert_eq!(levels, ["error"]);
    for rule in list(&run["tool"]["driver"], "rules") {
        assert_eq!(text(rule, "helpUri"), format!("https://example.gouv.fr/rules/{}.md", text(rule, "id")));
    }
}
