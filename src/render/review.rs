use std::collections::BTreeMap;

use super::review_words::{
    Group, causes, corrections, counts, finding_line, groups, listed, loosening, named, number, published,
    records_by_rule, some, title, uncovered_past,
};
use super::visible;
use crate::check::CheckedChange;
use crate::diagnostic::{Finding, Severity};
use crate::git::Origin;
use crate::i18n::{Message, Words};
use crate::message;
use crate::review::Review;

/// How much of a review a terminal shows.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    /// How many lines of each part at most.
    pub lines: usize,
    /// How many records on a line at most.
    pub members: usize,
}

impl Extent {
    /// What fits a screen.
    pub(crate) const SCREEN: Extent = Extent { lines: 12, members: 6 };
    /// Everything.
    pub const ALL: Extent = Extent { lines: usize::MAX, members: usize::MAX };
}

/// The review of a change, for a terminal.
pub fn review(review: &Review<'_>, extent: Extent, words: &Words) -> String {
    let mut out = Out { text: String::new(), words, extent };
    out.line(0, &head(review));
    out.records(review);
    out.figures(review);
    out.published(review);
    out.corrections(review);
    out.loosened(review);
    out.findings(&review.new, "review-new");
    out.findings(&review.mended, "review-mended");
    out.text
}

/// What is compared with what.
pub(super) fn head(review: &Review<'_>) -> Message {
    let change = &review.checked.change;
    let commits = message!("count-commits", count = change.commits.len());
    let base = short(change.base);
    match change.origin {
        Origin::Commit(head) => message!("review-head", base = base, head = short(head), commits = commits),
        Origin::Index => message!("review-head-index", base = base),
        Origin::Worktree => message!("review-head-worktree", base = base),
    }
}

pub(super) fn short(oid: crate::git::Oid) -> String {
    oid.to_string().chars().take(super::history::SHORT).collect()
}

struct Out<'w> {
    text: String,
    words: &'w Words,
    extent: Extent,
}

impl Out<'_> {
    fn line(&mut self, indent: usize, message: &Message) {
        let said = self.words.say(message);
        self.raw(indent, &said);
    }

    fn raw(&mut self, indent: usize, said: &str) {
        self.text.push_str(&format!("{:indent$}{}\n", "", visible(said)));
    }

    /// As many lines as there is room for, and how many more there are.
    fn lines<T>(&mut self, list: &[T], mut one: impl FnMut(&mut Self, &T)) {
        for item in list.iter().take(self.extent.lines) {
            one(self, item);
        }
        let rest = list.len().saturating_sub(self.extent.lines);
        if rest > 0 {
            self.line(2, &message!("review-more-lines", count = rest));
        }
    }

    fn records(&mut self, review: &Review<'_>) {
        self.text.push('\n');
        let counts = counts(review, self.words);
        self.raw(0, &counts);
        self.lines(&groups(review, self.words), |out, group: &Group<'_>| match group.members.as_slice() {
            [one] => {
                let said = message!("review-record", record = named(one), line = group.line.as_str());
                out.line(2, &said);
            }
            several => {
                let records = message!("review-of-records", count = several.len());
                out.line(2, &message!("review-several", line = group.line.as_str(), records = records));
                let listed = some(&group.list(), out.extent.members, out.words);
                out.raw(4, &listed);
            }
        });
        self.lines(&review.definitions, |out, path| out.line(2, &message!("review-definition", path = *path)));
    }

    fn figures(&mut self, review: &Review<'_>) {
        let figures = listed(review);
        let outlook = &review.checked.change.outlook;
        self.text.push('\n');
        self.line(0, &message!("review-figures", count = figures.len()));
        self.lines(&figures, |out, moved| {
            let (before, after) =
                (number(moved.series_diff.before, out.words), number(moved.series_diff.after, out.words));
            let step = message!("history-step", year = moved.series_diff.year.to_string(), from = before, to = after);
            let mut line = message!("review-figure", title = title(moved, out.words), step = step);
            if moved.is_redefined {
                line = message!("review-redefined", line = line);
            }
            out.line(2, &line);
            let causes = causes(outlook.history(), moved, out.extent.members, out.words);
            if !causes.is_empty() {
                out.raw(4, &causes);
            }
        });
        let same = review.figures.len() - review.moved().count();
        if same > 0 {
            self.line(2, &message!("review-same-figure", count = same));
        }
    }

    fn published(&mut self, review: &Review<'_>) {
        let published: Vec<_> = published(review).collect();
        if published.is_empty() {
            return;
        }
        self.text.push('\n');
        self.line(0, &message!("review-published", count = published.len()));
        self.lines(&published, |out, (finding, is_covered)| {
            let line = out.words.say(&finding.message);
            match is_covered {
                true => out.raw(2, &line),
                false => out.line(2, &message!("review-not-covered", line = line)),
            }
        });
    }

    /// What the change takes from the past without a reason, then the reasons that it gives.
    fn corrections(&mut self, review: &Review<'_>) {
        let past = uncovered_past(review);
        if !past.is_empty() {
            self.text.push('\n');
            self.line(0, &message!("review-past", count = past.len()));
            self.lines(&records_by_rule(&past), |out, (rule, records)| {
                let records = some(records, out.extent.members, out.words);
                out.line(2, &message!("review-past-records", rule = rule.as_str(), records = records));
            });
        }
        let said = corrections(review, self.extent.members, self.words);
        if said.is_empty() && review.uncovered.is_empty() {
            return;
        }
        self.text.push('\n');
        if said.is_empty() {
            self.line(0, &message!("review-not-corrected"));
        }
        self.lines(&said, |out, line| out.line(0, line));
    }

    /// The rules that the change loosens, each with what it would silence.
    fn loosened(&mut self, review: &Review<'_>) {
        let CheckedChange { loosened, is_loosening_covered, .. } = review.checked;
        if loosened.is_empty() {
            return;
        }
        self.text.push('\n');
        let title = if *is_loosening_covered { "review-loosened-covered" } else { "review-loosened" };
        self.line(0, &Message::new(title).with("count", loosened.len()));
        self.lines(loosened, |out, one| {
            out.line(2, &loosening(one, out.words));
            for (rule, records) in records_by_rule(&one.silences.iter().collect::<Vec<_>>()) {
                let records = some(&records, out.extent.members, out.words);
                out.line(4, &message!("review-past-records", rule = rule, records = records));
            }
        });
    }

    fn findings(&mut self, findings: &[Finding], title: &'static str) {
        if findings.is_empty() {
            return;
        }
        self.text.push('\n');
        let counts = severities(findings, self.words);
        self.line(0, &Message::new(title).with("counts", counts));
        self.lines(&by_rule(findings), |out, (finding, count)| {
            let rule = format!("{} {}", finding.rule.code, finding.rule.slug);
            let line = finding_line(finding, out.words);
            out.line(
                2,
                &match count {
                    1 => message!("review-rule", rule = rule, line = line),
                    count => message!("review-rule-several", rule = rule, line = line, count = *count),
                },
            );
        });
    }
}

/// How many findings there are of each severity.
pub(super) fn severities(findings: &[Finding], words: &Words) -> String {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let of = [
        (count(Severity::Error), message!("count-errors", count = count(Severity::Error))),
        (count(Severity::Warning), message!("count-warnings", count = count(Severity::Warning))),
        (count(Severity::Advice), message!("count-advice", count = count(Severity::Advice))),
    ];
    let told: Vec<String> = of.iter().filter(|(count, _)| *count > 0).map(|(_, said)| words.say(said)).collect();
    told.join(", ")
}

/// The first finding of each rule, the gravest rules first, and how many there are of it.
fn by_rule(findings: &[Finding]) -> Vec<(&Finding, usize)> {
    let mut rules: BTreeMap<&str, (&Finding, usize)> = BTreeMap::new();
    for finding in findings {
        rules.entry(finding.rule.code).or_insert((finding, 0)).1 += 1;
    }
    let mut listed: Vec<_> = rules.into_values().collect();
    listed.sort_by_key(|(finding, _)| (std::cmp::Reverse(finding.severity), finding.rule.code));
    listed
}
