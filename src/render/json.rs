use rayon::prelude::*;
use serde::Serialize;

use crate::diagnostic::{Finding, Fix, LineIndex, Place, Position, Severity};
use crate::git::{Oid, Origin};
use crate::i18n::Words;

/// The answer of `validate` as JSON, version 1 (`docs/en/json.md`).
#[derive(Serialize)]
struct Validation<'a> {
    version: u32,
    source: &'static str,
    commit: Option<String>,
    records: usize,
    findings: Vec<FindingJson<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
pub(super) struct FindingJson<'a> {
    code: &'static str,
    slug: &'static str,
    severity: Severity,
    message: String,
    help: String,
    path: &'a str,
    record: Option<&'a str>,
    pointer: &'a str,
    start: Position,
    end: Position,
    related: Vec<RelatedJson<'a>>,
    fingerprint: String,
    url: Option<String>,
    fix: Option<FixJson<'a>>,
}

#[derive(Serialize)]
struct FixJson<'a> {
    title: String,
    safe: bool,
    edits: Vec<EditJson<'a>>,
}

#[derive(Serialize)]
struct EditJson<'a> {
    start: Position,
    end: Position,
    text: &'a str,
}

#[derive(Serialize)]
struct RelatedJson<'a> {
    message: String,
    path: &'a str,
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Summary {
    error: usize,
    warning: usize,
    advice: usize,
    silenced: usize,
    known: usize,
    unlisted: usize,
    fixed: Option<usize>,
}

/// What was validated, as the JSON answer names it.
pub struct Source<'a> {
    /// Where the register was read from.
    pub origin: &'a Origin,
    /// The commit at `HEAD`, or the one that was read.
    pub commit: Option<Oid>,
    /// Whether only what the next commit changes is checked.
    pub staged: bool,
    /// How many records were checked.
    pub records: usize,
    /// How many findings waivers silence.
    pub silenced: usize,
    /// How many findings the baseline had already.
    pub known: usize,
    /// How many safe fixes were made before, where that was asked for.
    pub fixed: Option<usize>,
    /// The address that the pages of the rules stand under.
    pub rules_url: Option<&'a str>,
}

/// The `listed` ones of the findings as JSON, all of them counted, one object on several lines, with a final line feed.
pub fn validation(source: &Source<'_>, findings: &[Finding], listed: &[Finding], words: &Words) -> String {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let answer = Validation {
        version: 1,
        source: match source.origin {
            Origin::Worktree => "worktree",
            Origin::Index if source.staged => "staged",
            Origin::Index => "index",
            Origin::Commit(_) => "revision",
        },
        commit: source.commit.map(|oid| oid.to_string()),
        records: source.records,
        findings: listed.par_iter().map(|finding| finding_json(finding, source.rules_url, words)).collect(),
        summary: Summary {
            error: count(Severity::Error),
            warning: count(Severity::Warning),
            advice: count(Severity::Advice),
            silenced: source.silenced,
            known: source.known,
            unlisted: findings.len() - listed.len(),
            fixed: source.fixed,
        },
    };
    to_json(&answer)
}

/// Any answer as JSON on several lines, with a final line feed.
pub fn to_json<T: Serialize>(answer: &T) -> String {
    // Our answers hold nothing that JSON can't: text keys, finite numbers.
    let mut text = serde_json::to_string_pretty(answer).unwrap_or_default();
    text.push('\n');
    text
}

/// A finding, as JSON writes it.
pub(super) fn finding_json<'a>(finding: &'a Finding, rules_url: Option<&str>, words: &Words) -> FindingJson<'a> {
    let Place { path, start, end, .. } = &finding.place;
    let related = finding.related.iter().map(|related| RelatedJson {
        message: words.say(&related.message),
        path: &related.place.path,
        start: related.place.start,
        end: related.place.end,
    });
    FindingJson {
        code: finding.rule.code,
        slug: finding.rule.slug,
        severity: finding.severity,
        message: words.say(&finding.message),
        help: words.say(&finding.help),
        path,
        record: finding.record.as_deref(),
        pointer: &finding.pointer,
        start: *start,
        end: *end,
        related: related.collect(),
        fingerprint: finding.fingerprint(),
        url: rules_url.map(|base| format!("{base}{}.md", finding.rule.code)),
        fix: finding.fix.as_ref().map(|fix| fix_json(finding, fix, words)),
    }
}

fn fix_json<'a>(finding: &'a Finding, fix: &'a Fix, words: &Words) -> FixJson<'a> {
    let text = &finding.place.text;
    let lines = LineIndex::new(text);
    let edits = fix.edits.iter().map(|edit| EditJson {
        start: lines.position(text, edit.span.start),
        end: lines.position(text, edit.span.end),
        text: &edit.text,
    });
    FixJson { title: words.say(&fix.title), safe: fix.is_safe, edits: edits.collect() }
}
