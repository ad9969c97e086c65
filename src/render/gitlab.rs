use std::collections::HashMap;

use serde::Serialize;

use super::{to_json, with_help};
use crate::diagnostic::{Finding, Severity};
use crate::i18n::Words;

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// The findings as GitLab's code quality report.
pub fn gitlab(findings: &[Finding], words: &Words) -> String {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let issues: Vec<Issue<'_>> = findings
        .iter()
        .map(|finding| Issue {
            description: with_help(finding, " — ", words),
            check_name: format!("{} {}", finding.rule.code, finding.rule.slug),
            fingerprint: unique(finding.fingerprint(), &mut seen),
            severity: match finding.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Advice => "info",
            },
            location: Location {
                path: &finding.place.path,
                lines: Lines { begin: finding.place.start.line, end: finding.place.end.line },
            },
        })
        .collect();
    to_json(&issues)
}

/// GitLab keeps one issue per fingerprint: where the same mistake occurs again, a number makes it another.
fn unique(fingerprint: String, seen: &mut HashMap<String, usize>) -> String {
    let count = seen.entry(fingerprint.clone()).or_insert(0);
    *count += 1;
    if *count == 1 { fingerprint } else { format!("{fingerprint}-{count}") }
}
