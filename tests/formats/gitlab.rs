use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{answer, findings, number, odd, said, text};

fn issues(answer: &str) -> Vec<Value> {
    serde_json::from_str(answer).unwrap()
}

#[test]
fn each_finding_is_an_issue_of_code_quality_with_the_fingerprint_of_the_json() {
    let repo = odd();
    let (issues, findings) = (issues(&answer(&repo, "gitlab")), findings(&repo));
    assert_eq!(issues.len(), findings.len());
    let mut known: Vec<&str> = Vec::new();
    for (issue, finding) in issues.iter().zip(&findings) {
        let fingerprint = text(finding, "fingerprint");
        known.push(fingerprint);
        let times = known.iter().filter(|known| **known == fingerprint).count();
        let severity = match text(finding, "severity") {
            "error" => "major",
            "warning" => "minor",
            _ => "info",
        };
        let lines = json!({"begin": number(&finding["start"], "line"), "end": number(&finding["end"], "line")});
        let wanted = json!({
            "description": said(finding, " — "),
            "check_name": format!("{} {}", text(finding, "code"), text(finding, "slug")),
            "fingerprint": if times == 1 { fingerprint.to_owned() } else { format!("{fingerprint}-{times}") },
            "severity": severity,
            "location": {"path": finding["path"], "lines": lines},
        });
        assert_eq!(*issue, wanted);
    }
    let repeated = known.iter().any(|print| known.iter().filter(|other| *other == print).count() > 1);
    assert!(repeated, "the same mistake twice in one record was tried");
}

#[test]
fn lines_count_from_one_paths_are_relative_and_no_two_issues_share_a_fingerprint() {
    let issues = issues(&answer(&odd(), "gitlab"));
    let mut fingerprints = BTreeSet::new();
    for issue in &issues {
        let lines = &issue["location"]["lines"];
        assert!(1 <= number(lines, "begin") && number(lines, "begin") <= number(lines, "end"), "{issue}");
        assert!(!text(&issue["location"], "path").starts_with(['/', '.']), "{issue}");
        assert!(fingerprints.insert(text(issue, "fingerprint")), "{issue}");
    }
}

#[test]
fn a_clean_register_gives_an_empty_list() {
    let repo = crate::support::Repo::with_register();
    let run = repo.greffe(&["validate", "--format", "gitlab"]);
    assert_eq!((run.status, issues(&run.stdout)), (0, Vec::new()));
}
