use serde_json::Value;

use super::{answer, findings, number, odd, said, text};

/// An annotation, unescaped as GitHub's runner does it.
struct Annotation {
    command: String,
    properties: Vec<(String, String)>,
    message: String,
}

/// The runner puts these back one after the other, `%25` last.
fn unescape(text: &str, codes: &[(&str, &str)]) -> String {
    codes.iter().fold(text.to_owned(), |text, (code, character)| text.replace(code, character))
}

/// Reads `::command name=value,name=value::message`.
fn annotation(line: &str) -> Annotation {
    let inner = line.strip_prefix("::").unwrap_or_else(|| panic!("no command: {line:?}"));
    let (head, data) = inner.split_once("::").unwrap_or_else(|| panic!("no message: {line:?}"));
    let (command, properties) = head.split_once(' ').unwrap_or_else(|| panic!("no properties: {line:?}"));
    let property = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or_else(|| panic!("{pair:?} in {line:?}"));
        assert!(!value.contains([':', ',']), "{value:?}");
        let codes = [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")];
        (name.to_owned(), unescape(value, &codes))
    };
    Annotation {
        command: command.to_owned(),
        properties: properties.split(',').map(property).collect(),
        message: unescape(data, &[("%0D", "\r"), ("%0A", "\n"), ("%25", "%")]),
    }
}

/// A line of the message, with what a terminal would obey made visible.
fn shown(message: &str) -> String {
    message.split('\n').map(greffe::render::visible).collect::<Vec<_>>().join("\n")
}

#[test]
fn there_is_one_workflow_command_for_each_finding_and_it_unescapes_to_what_is_said() {
    let repo = odd();
    let answer = answer(&repo, "github");
    let (lines, findings) = (answer.lines().collect::<Vec<_>>(), findings(&repo));
    assert_eq!(lines.len(), findings.len());
    for (line, finding) in lines.iter().zip(&findings) {
        let annotation = annotation(line);
        let command = match text(finding, "severity") {
            "error" => "error",
            "warning" => "warning",
            _ => "notice",
        };
        assert_eq!(annotation.command, command);
        // A carriage return at the end of a line of the message would be taken for its end.
        assert_eq!(annotation.message, shown(&said(finding, "\n").replace("\r\n", "\n")));
        // Only what is about no stretch of a file (a file that is not there) has no lines.
        assert!(annotation.properties.len() > 2 || finding["start"] == finding["end"], "{line}");
        assert_eq!(annotation.properties, properties(finding, annotation.properties.len() > 2));
    }
}

/// The properties that a finding should have.
fn properties(finding: &Value, has_place: bool) -> Vec<(String, String)> {
    let (start, end) = (&finding["start"], &finding["end"]);
    let mut wanted = vec![("file", text(finding, "path").to_owned())];
    if has_place {
        wanted.push(("line", number(start, "line").to_string()));
        wanted.push(("endLine", number(end, "line").to_string()));
        if start["line"] == end["line"] {
            wanted.push(("col", number(start, "column").to_string()));
            wanted.push(("endColumn", number(end, "column").to_string()));
        }
    }
    wanted.push(("title", format!("{} {}", text(finding, "code"), text(finding, "slug"))));
    wanted.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

#[test]
fn nothing_in_a_record_starts_a_line_or_a_command_of_its_own() {
    let answer = answer(&odd(), "github");
    let is_plain = |character: char| character == '\n' || !character.is_control();
    assert!(answer.chars().all(is_plain), "{answer:?}");
    assert!(answer.ends_with('\n') && !answer.contains("\n\n"));
    assert!(!answer.contains('\u{202e}') && !answer.contains('\u{2066}'));
}
