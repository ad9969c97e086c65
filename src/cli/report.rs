use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::PathBuf;

use super::output::Output;
use super::validate::FailOn;
use crate::check;
use crate::diagnostic::{Failure, Finding, Outcome};
use crate::git::Origin;
use crate::i18n::{Message, Words};
use crate::message;
use crate::render::{self, Source};

/// A format of findings, and where they go: stdout, unless a file is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Report {
    format: ReportFormat,
    file: Option<PathBuf>,
}

/// A format of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ReportFormat {
    Human,
    Json,
    Github,
    Gitlab,
    Sarif,
    Junit,
}

/// The names of the formats, as `--format` takes them.
const NAMES: [(&str, ReportFormat); 6] = [
    ("human", ReportFormat::Human),
    ("json", ReportFormat::Json),
    ("github", ReportFormat::Github),
    ("gitlab", ReportFormat::Gitlab),
    ("sarif", ReportFormat::Sarif),
    ("junit", ReportFormat::Junit),
];

impl Report {
    /// Reads `FORMAT` or `FORMAT=FILE`.
    ///
    /// # Errors
    ///
    /// With the text itself, where there is no such format, or no file after the `=`.
    pub(super) fn parse(text: &str) -> Result<Report, String> {
        let (name, file) = match text.split_once('=') {
            Some((name, file)) if !file.is_empty() => (name, Some(PathBuf::from(file))),
            Some(_) => return Err(text.to_owned()),
            None => (text, None),
        };
        let known = NAMES.iter().find(|(known, _)| *known == name);
        known.map(|(_, format)| Report { format: *format, file }).ok_or_else(|| text.to_owned())
    }
}

/// Writes the findings in every format that was asked for; for people, if none was.
///
/// # Errors
///
/// Where two formats would go to stdout, or a file can't be written.
pub(super) fn write(
    reports: &[Report],
    source: &Source<'_>,
    findings: &[Finding],
    fail_on: FailOn,
    output: &Output,
) -> Outcome<()> {
    let human = [Report { format: ReportFormat::Human, file: None }];
    let reports = if reports.is_empty() { &human[..] } else { reports };
    if reports.iter().filter(|report| report.file.is_none()).count() > 1 {
        return Err(Failure::new(message!("two-formats")).help(message!("two-formats-help")));
    }
    let (listed, unlisted) = shorten(findings);
    for report in reports {
        let style = if report.file.is_some() { render::Style::default() } else { output.style };
        let words = &output.words;
        let text = match report.format {
            ReportFormat::Human => {
                let summary = words.say(&super::validate::summary(findings, source));
                let mut text = render::findings(&listed, words, style);
                text.extend([say_unlisted(&unlisted, words), summary, "\n".to_owned()]);
                text.extend(source.fixed.map(|fixed| format!("{}\n", words.say(&say_fixed(fixed, findings)))));
                text
            }
            ReportFormat::Json => vec![render::validation(source, findings, &listed, words)],
            ReportFormat::Github => vec![render::github(&listed, words)],
            ReportFormat::Gitlab => vec![render::gitlab(&listed, words)],
            ReportFormat::Sarif => vec![render::sarif(&listed, &check::rules(), source.rules_url, words)],
            ReportFormat::Junit => vec![render::junit(&listed, |severity| fail_on.counts(severity), words)],
        };
        match &report.file {
            None => text.iter().for_each(|piece| output.answer(piece)),
            Some(path) => std::fs::write(path, text.concat()).map_err(|error| {
                Failure::new(message!("unwritable-file", path = path.display().to_string())).because(error)
            })?,
        }
    }
    let is_for_people = reports.iter().any(|report| report.format == ReportFormat::Human);
    if let Some(fixed) = source.fixed.filter(|_| !is_for_people) {
        output.note(&say_fixed(fixed, findings));
    }
    let fixable = findings.iter().filter(|finding| finding.fix.as_ref().is_some_and(|fix| fix.is_safe)).count();
    if fixable > 0 && is_for_people && source.fixed.is_none() && *source.origin == Origin::Worktree {
        output.note(&message!("validate-fixable", count = fixable));
    }
    // People have read it above; of the other formats, only JSON has a key for it.
    if reports.iter().all(|report| report.format != ReportFormat::Human) {
        output.note_block(&say_unlisted(&unlisted, &output.words));
    }
    Ok(())
}

/// How many fixes were made, and how many findings are left.
fn say_fixed(fixed: usize, left: &[Finding]) -> Message {
    let fixed = message!("count-fixed", count = fixed);
    message!("validate-fixed", fixed = fixed, left = message!("count-left", count = left.len()))
}

/// How many findings of one file are listed; the others are counted.
const LISTED: usize = 100;

/// The findings to list, and how many more there are by file.
fn shorten(findings: &[Finding]) -> (Cow<'_, [Finding]>, BTreeMap<&str, usize>) {
    let mut of_file: BTreeMap<&str, usize> = BTreeMap::new();
    let mut listed = Vec::new();
    for finding in findings {
        let count = of_file.entry(&finding.place.path).or_insert(0);
        *count += 1;
        if *count <= LISTED {
            listed.push(finding);
        }
    }
    let listed = match listed.len() == findings.len() {
        true => Cow::Borrowed(findings),
        false => Cow::Owned(listed.into_iter().cloned().collect()),
    };
    of_file.retain(|_, count| {
        *count = count.saturating_sub(LISTED);
        *count > 0
    });
    (listed, of_file)
}

fn say_unlisted(unlisted: &BTreeMap<&str, usize>, words: &Words) -> String {
    let line = |(path, count): (&&str, &usize)| {
        let message = message!("findings-not-listed", count = *count, path = *path);
        format!("{}\n", render::visible(&words.say(&message)))
    };
    unlisted.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_a_format_and_maybe_a_file() {
        let file = Report { format: ReportFormat::Sarif, file: Some("out=1.sarif".into()) };
        assert_eq!(Report::parse("sarif=out=1.sarif"), Ok(file));
        assert_eq!(Report::parse("json"), Ok(Report { format: ReportFormat::Json, file: None }));
        assert!(Report::parse("sarif=").is_err());
        assert!(Report::parse("xml").is_err());
    }
}
