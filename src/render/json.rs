use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;

use super::schemas::{COMMIT, RECORD};
use crate::diagnostic::{Finding, Fix, LineIndex, Place, Position, Severity};
use crate::git::{Oid, Origin};
use crate::i18n::Words;

/// The answer of `validate` as JSON, version 1 (`docs/en/json.md`).
#[derive(Serialize, JsonSchema)]
pub(super) struct Validation<'a> {
    /// The version of this answer.
    #[schemars(extend("const" = 1))]
    version: u32,
    /// What was read: the working tree, what the next commit changes (`--staged`), the index (`--index`), or a commit
    /// (`--rev`).
    #[schemars(extend("enum" = ["worktree", "staged", "index", "revision"]))]
    source: &'static str,
    /// The commit that was read, or the one at `HEAD`; `null` before the first commit.
    #[schemars(regex(pattern = COMMIT))]
    commit: Option<String>,
    /// How many records were judged; with `--staged`, how many the next commit adds or changes.
    records: usize,
    /// The findings, by path, then place; 100 per file at most.
    findings: Vec<FindingJson<'a>>,
    /// How many there are.
    summary: Summary,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct FindingJson<'a> {
    /// The rule's code.
    #[schemars(regex(pattern = "^[A-Z][0-9]{3}$"))]
    code: &'static str,
    /// The rule's readable name.
    #[schemars(regex(pattern = "^[a-z0-9-]+$"))]
    slug: &'static str,
    /// How serious it is: the rule's severity, unless the register sets another.
    severity: Severity,
    /// What is wrong, in the language asked for.
    message: String,
    /// How to fix it, in the language asked for.
    #[schemars(length(min = 1))]
    help: String,
    /// The file, from the top of the repository.
    #[schemars(length(min = 1))]
    path: &'a str,
    /// The record; `null` for a file that is none.
    #[schemars(regex(pattern = RECORD))]
    record: Option<&'a str>,
    /// The JSON pointer (RFC 6901) of the node; empty for the whole document.
    #[schemars(regex(pattern = "^(/.*)?$"))]
    pointer: &'a str,
    /// Where the stretch begins.
    start: Position,
    /// Where it ends: the first character after it.
    end: Position,
    /// Other places that explain it.
    related: Vec<RelatedJson<'a>>,
    /// 32 hexadecimal digits: the first half of the SHA-256 of the code, the record (else the path), the pointer and
    /// the characters at the place, each followed by a NUL. It does not change when lines move.
    #[schemars(regex(pattern = "^[0-9a-f]{32}$"))]
    fingerprint: String,
    /// The rule's page, under the manifest's `rules_url`; `null` without one.
    url: Option<String>,
    /// A way to fix it that a program can carry out; `null` where there is none.
    fix: Option<FixJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct FixJson<'a> {
    /// What it does, in the language asked for.
    #[schemars(length(min = 1))]
    title: String,
    /// `false` where a person should choose.
    safe: bool,
    /// The stretches of the file to replace.
    #[schemars(length(min = 1))]
    edits: Vec<EditJson<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct EditJson<'a> {
    /// Where the stretch begins.
    start: Position,
    /// Where it ends: the first character after it.
    end: Position,
    /// What to put in its place.
    text: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct RelatedJson<'a> {
    /// What to see there, in the language asked for.
    message: String,
    /// The file, from the top of the repository.
    path: &'a str,
    /// Where the stretch begins.
    start: Position,
    /// Where it ends: the first character after it.
    end: Position,
}

#[derive(Serialize, JsonSchema)]
struct Summary {
    /// How many errors.
    error: usize,
    /// How many warnings.
    warning: usize,
    /// How many pieces of advice.
    advice: usize,
    /// How many more findings waivers silence.
    silenced: usize,
    /// How many more findings the `--baseline` had already.
    known: usize,
    /// How many of those counted by severity are not in `findings`.
    unlisted: usize,
    /// How many were fixed before, with `--fix`; else `null`.
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
