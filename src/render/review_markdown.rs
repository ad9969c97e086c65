use super::markdown::escaped;
use super::review::{head, severities};
use super::review_words::{
    causes, corrections, counts, finding_line, groups, listed, loosening, named, number, published, records_by_rule,
    some, title, uncovered_past,
};
use crate::check::{CheckedChange, Loosening, takes_correction};
use crate::diagnostic::{Finding, Severity};
use crate::i18n::{Message, Words};
use crate::message;
use crate::review::Review;

/// How many characters a comment may have on the forges that allow the fewest.
const COMMENT_MOST: usize = 65_536;
/// How many bytes of it are filled before the rest is cut: the sentence that says so needs room too.
const FILLED: usize = COMMENT_MOST - 3_536;
/// How many rows of figures stand in front of what is folded.
const ROWS: usize = 30;
/// How many records are named on a line.
const MEMBERS: usize = 12;
/// How many lines of a part are not folded.
const OPEN: usize = 6;
/// How many findings are listed.
const LISTED: usize = 60;
/// How many causes a row names.
const CAUSES: usize = 5;

/// The review of a change as Markdown for a comment: short first, details folded, nothing in it that the
/// register or a commit could turn into markup, a link or a mention, and never too long for a comment.
pub(crate) fn review_markdown(review: &Review<'_>, words: &Words) -> String {
    let mut out = Out { text: String::new(), words, is_cut: false };
    out.summary(review);
    out.figures(review);
    out.published(review);
    out.corrections(review);
    out.loosened(review);
    out.records(review);
    out.findings(&review.new, "review-new", "review-new-title");
    out.findings(&review.mended, "review-mended", "review-mended-title");
    if out.is_cut {
        out.text.push_str(&format!("**{}**\n\n", out.say(&message!("review-cut"))));
    }
    let (head, version) = (out.say(&head(review)), env!("CARGO_PKG_VERSION"));
    out.text.push_str(&format!("<sub>{head} · greffe {version}</sub>\n"));
    out.text
}

struct Out<'w> {
    text: String,
    words: &'w Words,
    is_cut: bool,
}

impl Out<'_> {
    fn say(&self, message: &Message) -> String {
        escaped(&self.words.say(message))
    }

    /// Adds a piece, if there is room for it.
    fn push(&mut self, piece: &str) -> bool {
        let fits = self.text.len() + piece.len() <= FILLED;
        if fits {
            self.text.push_str(piece);
        }
        self.is_cut |= !fits;
        fits
    }

    fn summary(&mut self, review: &Review<'_>) {
        self.text.push_str(&format!("### {}\n\n", self.say(&message!("review-title"))));
        let mut parts = vec![format!("**{}**", escaped(&counts(review, self.words)))];
        let moved = listed(review).len();
        parts.push(format!("**{}**", self.say(&message!("review-figures", count = moved))));
        let published = review.checked.published.len();
        if published > 0 {
            parts.push(format!("**{}**", self.say(&message!("review-published", count = published))));
        }
        let loosened = review.checked.loosened.len();
        if loosened > 0 {
            parts.push(format!("**{}**", self.say(&message!("review-loosened-count", count = loosened))));
        }
        for (findings, title) in [(&review.new, "review-new"), (&review.mended, "review-mended")] {
            if !findings.is_empty() {
                let counts = severities(findings, self.words);
                parts.push(self.say(&Message::new(title).with("counts", counts)));
            }
        }
        self.text.push_str(&parts.iter().map(|part| format!("- {part}\n")).collect::<String>());
        self.text.push('\n');
        let definitions = &review.definitions;
        if !definitions.is_empty() {
            let listed: Vec<String> = definitions.iter().map(|path| (*path).to_owned()).collect();
            let path = some(&listed, MEMBERS, self.words);
            self.text.push_str(&format!("{}\n\n", self.say(&message!("review-definition", path = path))));
        }
    }

    fn figures(&mut self, review: &Review<'_>) {
        let (figures, outlook) = (listed(review), &review.checked.change.outlook);
        if figures.is_empty() {
            return;
        }
        let head = ["review-column-indicator", "review-column-year", "review-column-before", "review-column-after"];
        let head = head.iter().chain(&["review-column-records"]).map(|id| self.words.text(id));
        let head: String = head.map(|cell| format!(" {} |", escaped(&cell))).collect();
        self.push(&format!("|{head}\n| --- | ---: | ---: | ---: | --- |\n"));
        for moved in figures.iter().take(ROWS) {
            let title = match moved.is_redefined {
                true => self.words.say(&message!("review-redefined", line = title(moved, self.words))),
                false => title(moved, self.words),
            };
            let cells = [
                title,
                moved.series_diff.year.to_string(),
                number(moved.series_diff.before, self.words),
                number(moved.series_diff.after, self.words),
                causes(outlook.history(), moved, CAUSES, self.words),
            ];
            let cells: String = cells.iter().map(|cell| format!(" {} |", escaped(cell))).collect();
            self.push(&format!("|{cells}\n"));
        }
        self.push("\n");
        let rest = figures.len().saturating_sub(ROWS);
        if rest > 0 {
            let more = self.say(&message!("review-more-lines", count = rest));
            self.push(&format!("{more}\n\n"));
        }
    }

    fn published(&mut self, review: &Review<'_>) {
        let published: Vec<_> = published(review).collect();
        if published.is_empty() {
            return;
        }
        self.push(&format!("**{}**\n\n", self.words_of("review-published-title")));
        for (finding, is_covered) in published {
            let line = finding_line(finding, self.words);
            let line = match is_covered {
                true => line,
                false => message!("review-not-covered", line = self.words.say(&line)),
            };
            let line = self.line_of(finding, &line);
            if !self.push(&line) {
                break;
            }
        }
        self.push("\n");
    }

    /// What the change takes from the past without a reason, then the reasons that it gives.
    fn corrections(&mut self, review: &Review<'_>) {
        let past: Vec<String> = uncovered_past(review).into_iter().map(|finding| self.finding(finding)).collect();
        if !past.is_empty() {
            self.push(&format!("**{}**\n\n", self.words_of("review-past-title")));
            self.some_lines(&past);
        }
        let said = corrections(review, MEMBERS, self.words);
        let said: Vec<String> = said.iter().map(|line| format!("- {}\n", self.say(line))).collect();
        if !said.is_empty() {
            self.push(&format!("**{}**\n\n", self.words_of("review-corrections-title")));
            self.some_lines(&said);
        } else if !review.uncovered.is_empty() {
            let line = format!("{}\n\n", self.words_of("review-not-corrected"));
            self.push(&line);
        }
    }

    /// The rules that the change loosens, each with what it would silence.
    fn loosened(&mut self, review: &Review<'_>) {
        let CheckedChange { loosened, is_loosening_covered, .. } = review.checked;
        if loosened.is_empty() {
            return;
        }
        let title = if *is_loosening_covered { "review-loosened-covered-title" } else { "review-loosened-title" };
        self.push(&format!("**{}**\n\n", self.words_of(title)));
        let line = |one: &Loosening| {
            let silenced = records_by_rule(&one.silences.iter().collect::<Vec<_>>());
            let silenced = silenced.into_iter().map(|(rule, records)| {
                let records = some(&records, MEMBERS, self.words);
                self.words.say(&message!("review-past-records", rule = rule, records = records))
            });
            let silenced = silenced.collect::<Vec<_>>().join(" ; ");
            let how = self.words.say(&loosening(one, self.words));
            match silenced.is_empty() {
                true => format!("- {}\n", escaped(&how)),
                false => format!("- {}{}{}\n", escaped(&how), self.words.text("review-joint"), escaped(&silenced)),
            }
        };
        let lines: Vec<String> = loosened.iter().map(line).collect();
        self.some_lines(&lines);
    }

    /// As many lines as a part shows unfolded, and how many more there are.
    fn some_lines(&mut self, lines: &[String]) {
        for line in lines.iter().take(ROWS) {
            if !self.push(line) {
                break;
            }
        }
        let rest = lines.len().saturating_sub(ROWS);
        if rest > 0 {
            let more = self.say(&message!("review-more-lines", count = rest));
            self.push(&format!("- {more}\n"));
        }
        self.push("\n");
    }

    fn words_of(&self, id: &str) -> String {
        escaped(&self.words.text(id))
    }

    fn finding(&self, finding: &Finding) -> String {
        self.line_of(finding, &finding_line(finding, self.words))
    }

    fn line_of(&self, finding: &Finding, line: &Message) -> String {
        let rule = escaped(&format!("{} {}", finding.rule.code, finding.rule.slug));
        format!("- **{rule}** {}\n", self.say(line))
    }

    fn records(&mut self, review: &Review<'_>) {
        let title = counts(review, self.words);
        let lines: Vec<String> = groups(review, self.words)
            .iter()
            .map(|group| match group.members.as_slice() {
                [one] => self.record(&named(one), &group.line),
                several => {
                    let records = message!("review-of-records", count = several.len());
                    let line = message!("review-several", line = group.line.as_str(), records = records);
                    self.record(&self.words.say(&line), &some(&group.list(), MEMBERS, self.words))
                }
            })
            .collect();
        let open = self.words.text("review-column-records");
        self.folded(&open, &title, &lines);
    }

    /// A line that begins with what it is about.
    fn record(&self, about: &str, said: &str) -> String {
        format!("- **{}**{}{}\n", escaped(about), self.words.text("review-joint"), escaped(said))
    }

    fn findings(&mut self, findings: &[Finding], title: &'static str, open: &str) {
        let counts = severities(findings, self.words);
        let said = self.words.say(&Message::new(title).with("counts", counts));
        // The published figures, and what is taken from the past, have parts of their own above.
        let mut sorted: Vec<&Finding> = findings.iter().filter(|finding| !takes_correction(finding.rule)).collect();
        sorted.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        let mut lines: Vec<String> = sorted.iter().take(LISTED).map(|finding| self.finding(finding)).collect();
        let rest = sorted.len().saturating_sub(LISTED);
        if rest > 0 {
            lines.push(format!("- {}\n", self.say(&message!("review-more-lines", count = rest))));
        }
        // The first errors are listed unfolded too: they make the check fail.
        let errors = sorted.iter().filter(|finding| finding.severity == Severity::Error).count();
        if lines.len() > OPEN && title == "review-new" && errors > 0 {
            let first = lines.iter().take(errors.min(OPEN)).map(String::as_str).collect::<String>();
            let open = escaped(&self.words.text(open));
            self.push(&format!("**{open}**\n\n{first}"));
            self.push("\n");
        }
        let open = self.words.text(open);
        self.folded(&open, &said, &lines);
    }

    /// Lines under a title that opens them, as many as there is room for; a few stand under the title
    /// `open`.
    fn folded(&mut self, open: &str, title: &str, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        if lines.len() <= OPEN && self.text.len() + lines.concat().len() + open.len() <= FILLED {
            self.text.push_str(&format!("**{}**\n\n{}\n", escaped(open), lines.concat()));
            return;
        }
        if !self.push(&format!("<details><summary>{}</summary>\n\n", escaped(title))) {
            return;
        }
        let fitting = lines.iter().take_while(|line| self.push(line)).count();
        if fitting < lines.len() {
            let rest = lines.len() - fitting;
            self.text.push_str(&format!("- {}\n", self.say(&message!("review-more-lines", count = rest))));
        }
        self.text.push_str("\n</details>\n\n");
    }
}
