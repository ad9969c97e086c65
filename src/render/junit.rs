use quick_xml::Writer;
use quick_xml::events::BytesText;

use super::{visible, with_help};
use crate::diagnostic::{Finding, Severity};
use crate::i18n::Words;

/// The findings as a JUnit report: a test case per finding, failed for those that `fails` counts;
/// one that passed where there is none.
pub fn junit(findings: &[Finding], fails: impl Fn(Severity) -> bool, words: &Words) -> String {
    let failed = findings.iter().filter(|finding| fails(finding.severity)).count();
    let tests = findings.len().max(1).to_string();
    let failures = failed.to_string();
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    let counts = [("name", "greffe"), ("tests", &tests), ("failures", &failures), ("errors", "0")];
    let suites = writer.create_element("testsuites").with_attributes(counts);
    let done = suites.write_inner_content(|writer| {
        let suite = writer.create_element("testsuite").with_attributes(counts);
        suite.write_inner_content(|writer| {
            if findings.is_empty() {
                let case = [("classname", "registry"), ("name", "greffe validate")];
                writer.create_element("testcase").with_attributes(case).write_empty()?;
            }
            for finding in findings {
                write_case(writer, finding, &fails, words)?;
            }
            Ok(())
        })?;
        Ok(())
    });
    // Writing to memory does not fail.
    let body = done.map(|writer| String::from_utf8_lossy(writer.get_ref()).into_owned()).unwrap_or_default();
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{body}\n")
}

fn write_case(
    writer: &mut Writer<Vec<u8>>,
    finding: &Finding,
    fails: impl Fn(Severity) -> bool,
    words: &Words,
) -> std::io::Result<()> {
    let start = finding.place.start;
    // What XML 1.0 can't hold is what a terminal can't either.
    let path = xml_text(&finding.place.path);
    let name = format!("{} {} {path}:{}:{}", finding.rule.code, finding.rule.slug, start.line, start.column);
    let message = xml_text(&words.say(&finding.message));
    let text = xml_text(&with_help(finding, " — ", words));
    let case = writer.create_element("testcase").with_attributes([("classname", path.as_str()), ("name", &name)]);
    case.write_inner_content(|writer| {
        if fails(finding.severity) {
            let failure = [("message", message.as_str()), ("type", finding.severity.word())];
            writer.create_element("failure").with_attributes(failure).write_text_content(BytesText::new(&text))?;
        } else {
            writer.create_element("system-out").write_text_content(BytesText::new(&text))?;
        }
        Ok(())
    })?;
    Ok(())
}

/// The text with every character that XML 1.0 forbids replaced by a visible one.
fn xml_text(text: &str) -> String {
    visible(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn only_characters_of_xml_1_0_are_left(text in any::<String>()) {
            let is_allowed = |character| {
                matches!(character, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
            };
            prop_assert!(xml_text(&text).chars().all(is_allowed));
        }
    }
}
