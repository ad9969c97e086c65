use std::fmt;

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};
use rayon::prelude::*;
use textwrap::{Options, WordSeparator};

use super::escape::shown;
use super::excerpt::Excerpt;
use super::visible;
use crate::diagnostic::{Failure, Finding, Severity};
use crate::i18n::Words;
use crate::message;

/// How to show things on a terminal.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// Whether colours may be used.
    pub color: bool,
}

/// The findings as people read them, each with the lines that it is about. They come in pieces, so that a long report
/// is written without a copy of the whole.
pub fn findings(findings: &[Finding], words: &Words, style: Style) -> Vec<String> {
    let theme = if style.color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_context_lines(1).with_wrap_lines(false);
    let one = |out: &mut String, finding: &Finding| {
        let report = Shown::new(finding, words);
        // Writing to a string does not fail, and a place that can't be quoted is still named.
        if handler.render_report(out, &report).is_err() {
            out.push_str(&format!("{}\n", place(finding)));
        }
        if finding.place.text.is_empty() {
            out.push_str(&format!("   ╰─[{}]\n", visible(&finding.place.path)));
        }
        for related in &finding.related {
            let at = &related.place;
            let place = format!("{}:{}:{}", visible(&at.path), at.start.line, at.start.column);
            out.push_str(&format!("  ↳ {place} : {}\n", visible(&words.say(&related.message))));
        }
        let help = message!("help-line", help = finding.help.clone());
        out.extend(["  ", &shown(&words.say(&help)), "\n\n"]);
    };
    let several = |findings: &[Finding]| {
        let mut out = String::with_capacity(findings.len() * LENGTH);
        findings.iter().for_each(|finding| one(&mut out, finding));
        out
    };
    findings.par_chunks(64).map(several).collect()
}

/// A failure, in one to three lines.
pub fn failure(failure: &Failure, words: &Words) -> String {
    let mut out = format!("{}\n", visible(&words.say(&message!("failure-line", message = failure.message.clone()))));
    if let Some(cause) = &failure.cause {
        out.push_str(&format!("  {}\n", visible(&words.say(&message!("cause-line", cause = cause)))));
    }
    if let Some(help) = &failure.help {
        out.push_str(&format!("  {}\n", visible(&words.say(&message!("help-line", help = help.clone())))));
    }
    out
}

fn place(finding: &Finding) -> String {
    let start = finding.place.start;
    format!("{}:{}:{}", visible(&finding.place.path), start.line, start.column)
}

/// About how many bytes a finding takes, to reserve memory.
const LENGTH: usize = 640;

/// How many characters of a message stand on a line.
const WIDTH: usize = 94;

/// A message on lines of at most [`WIDTH`] characters. A line may break at a space, and nowhere else:
/// French has no-break spaces, and identifiers stay whole.
fn on_lines(message: &str) -> String {
    let options = Options::new(WIDTH).word_separator(WordSeparator::AsciiSpace).break_words(false);
    textwrap::fill(message, options)
}

/// A finding as miette takes it.
#[derive(Debug)]
struct Shown {
    code: String,
    message: String,
    severity: Severity,
    excerpt: Option<Excerpt>,
}

impl Shown {
    fn new(finding: &Finding, words: &Words) -> Shown {
        Shown {
            code: format!("{} {}", finding.rule.code, finding.rule.slug),
            message: on_lines(&shown(&words.say(&finding.message))),
            severity: finding.severity,
            excerpt: (!finding.place.text.is_empty()).then(|| Excerpt::new(&finding.place)),
        }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Shown {}

impl Diagnostic for Shown {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Advice => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.excerpt.as_ref().map(|excerpt| excerpt as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let excerpt = self.excerpt.as_ref()?;
        Some(Box::new(std::iter::once(LabeledSpan::new_primary_with_span(None, excerpt.span))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Place, Rule};
    use crate::i18n::Lang;

    static RULE: Rule = Rule { code: "X001", slug: "example", severity: Severity::Error, french: "", english: "" };

    fn shown(text: &str, marked: &str) -> String {
        let at = text.find(marked).unwrap();
        let place = Place::new("registry/a.yml", &text.into(), at..at + marked.len());
        let finding = Finding::new(&RULE, place, message!("shallow-clone"), message!("shallow-clone-help"));
        findings(&[finding], &Words::new(Lang::En), Style::default()).concat()
    }

    #[test]
    fn the_header_counts_characters_and_real_lines() {
        let text = "a: 1\nb: 2\nc: 3\né: ça strat\nd: 4\n";
        let out = shown(text, "strat");
        assert!(out.contains("[registry/a.yml:4:7]"), "{out}");
        assert!(out.contains(" 4 │ é: ça strat"), "{out}");
        assert!(out.contains("   ·       ─────"), "{out}");
    }

    #[test]
    fn the_last_character_of_a_file_can_be_shown() {
        let out = shown("a: 1\nb: x", "x");
        assert!(out.contains("[registry/a.yml:2:4]"), "{out}");
    }

    #[test]
    fn a_place_at_the_end_of_a_line_is_shown_after_it() {
        for marked in ["\r\nb", "\nb", "\r"] {
            let out = shown("a: 1\r\nb: 2", marked);
            assert!(out.contains("[registry/a.yml:1:") && out.contains(" 1 │ a: 1"), "{out}");
        }
    }

    #[test]
    fn a_quoted_line_is_inert_and_short() {
        let out = shown(&format!("a: \u{1b}[31m{}\u{202e}\n", "y".repeat(10_000)), "a");
        assert!(!out.contains('\u{1b}') && !out.contains('\u{202e}'));
        assert!(out.len() < 2_000, "{}", out.len());
    }
}
