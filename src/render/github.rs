use super::{visible, with_help};
use crate::diagnostic::{Finding, Severity};
use crate::i18n::Words;

/// The findings as GitHub's workflow commands, one per line: annotations on the lines of a change.
pub fn github(findings: &[Finding], words: &Words) -> String {
    let mut out = String::new();
    for finding in findings {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Advice => "notice",
        };
        let place = &finding.place;
        let text: Vec<String> = with_help(finding, "\n", words).lines().map(visible).collect();
        let mut properties = vec![("file", visible(&place.path))];
        if !place.text.is_empty() {
            properties.push(("line", place.start.line.to_string()));
            properties.push(("endLine", place.end.line.to_string()));
            // Columns are kept only where they are on one line, as GitHub takes them.
            if place.start.line == place.end.line {
                properties.push(("col", place.start.column.to_string()));
                properties.push(("endColumn", place.end.column.to_string()));
            }
        }
        properties.push(("title", format!("{} {}", finding.rule.code, finding.rule.slug)));
        let properties: Vec<String> =
            properties.iter().map(|(name, value)| format!("{name}={}", property(value))).collect();
        out.push_str(&format!("::{command} {}::{}\n", properties.join(","), data(&text.join("\n"))));
    }
    out
}

/// The text of a workflow command, escaped as GitHub unescapes it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a workflow command, escaped as GitHub unescapes it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Place, Rule};
    use crate::i18n::Lang;
    use crate::message;
    use proptest::prelude::*;

    /// What GitHub's runner does to a property.
    fn unescape(text: &str) -> String {
        text.replace("%2C", ",").replace("%3A", ":").replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
    }

    #[test]
    fn a_terminal_obeys_nothing_in_a_path() {
        static RULE: Rule = Rule { code: "X001", slug: "example", severity: Severity::Error, french: "", english: "" };
        let place = Place::new("registry/a\u{1b}[31m\r.yml", &"a".into(), 0..1);
        let finding = Finding::new(&RULE, place, message!("shallow-clone"), message!("shallow-clone-help"));
        let out = github(&[finding], &Words::new(Lang::En));
        assert!(out.trim_end().chars().all(|character| !character.is_control()), "{out:?}");
    }

    proptest! {
        #[test]
        fn what_is_escaped_stays_one_property_and_comes_back(text in any::<String>()) {
            let escaped = property(&text);
            prop_assert!(!escaped.contains([':', ',', '\r', '\n']));
            prop_assert_eq!(unescape(&escaped), text.clone());
            prop_assert!(!data(&text).contains(['\r', '\n']));
        }
    }
}
