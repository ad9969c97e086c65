use std::collections::BTreeMap;

use super::{exact_value, label, severity_word};
use crate::change::Moved;
use crate::check::{Loosened, Loosening};
use crate::diagnostic::Finding;
use crate::i18n::{Arg, Message, Words};
use crate::indicator::{FigureValue, Unit};
use crate::message;
use crate::review::{RecordChange, RecordReview, Review, Stated, Step, StepKind};
use crate::timeline::{History, RenameBy};

/// Members that one line lists: the same happened to each of them.
pub(super) struct Group<'a> {
    /// What happened.
    pub line: String,
    /// Those that it happened to.
    pub members: Vec<&'a RecordReview<'a>>,
}

impl Group<'_> {
    /// The members, by their identifiers alone where all are of one kind.
    pub(super) fn list(&self) -> Vec<String> {
        ids(&self.members.iter().map(|record| record.key.to_owned()).collect::<Vec<_>>())
    }
}

/// Records (`kind/id`) by their identifiers alone where several are all of one kind.
fn ids(keys: &[String]) -> Vec<String> {
    let split: Vec<(&str, &str)> = keys.iter().filter_map(|key| key.split_once('/')).collect();
    let is_one_kind =
        split.len() == keys.len() && split.iter().all(|(kind, _)| split.first().is_some_and(|first| first.0 == *kind));
    match is_one_kind && keys.len() > 1 {
        true => split.into_iter().map(|(_, id)| id.to_owned()).collect(),
        false => keys.to_vec(),
    }
}

/// From how many members on one line lists them, instead of a line for each.
const SEVERAL: usize = 3;

/// The records of a review: first those to which the same happened, on one line, the most first; then the others,
/// in their order.
pub(super) fn groups<'a>(review: &'a Review<'_>, words: &Words) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for record in &review.records {
        let line = words.say(&record_line(record, words));
        match groups.iter_mut().find(|group| group.line == line) {
            Some(group) => group.members.push(record),
            None => groups.push(Group { line, members: vec![record] }),
        }
    }
    let (mut several, few): (Vec<_>, Vec<_>) = groups.into_iter().partition(|group| group.members.len() >= SEVERAL);
    several.sort_by_key(|group| std::cmp::Reverse(group.members.len()));
    let alone = few.into_iter().flat_map(|group| {
        let Group { line, members } = group;
        members.into_iter().map(move |member| Group { line: line.clone(), members: vec![member] })
    });
    several.into_iter().chain(alone).collect()
}

/// A record as people name it: its key, and what it is called where that is another word.
pub(super) fn named(record: &RecordReview<'_>) -> String {
    match record.name {
        Some(name) if !record.key.ends_with(&format!("/{name}")) => format!("{} ({})", record.key, short(name)),
        _ => record.key.to_owned(),
    }
}

/// The beginning of a name that is too long for a list.
fn short(name: &str) -> String {
    const LENGTH: usize = 60;
    match name.char_indices().nth(LENGTH) {
        None => name.to_owned(),
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or_default()),
    }
}

/// What happens to a record, in words.
fn record_line(record: &RecordReview<'_>, words: &Words) -> Message {
    let mut parts: Vec<Message> = Vec::new();
    match record.change {
        RecordChange::Added if record.steps.is_empty() => parts.push(message!("review-added-bare")),
        RecordChange::Added => parts.push(message!("review-added")),
        RecordChange::Returned => parts.push(message!("review-returned")),
        RecordChange::Renamed(RenameBy::Guess) => {
            parts.push(message!("review-renamed-guess", old = record.old.unwrap_or_default()));
        }
        RecordChange::Renamed(_) => parts.push(message!("review-renamed", old = record.old.unwrap_or_default())),
        RecordChange::Merged => {
            parts.push(message!("review-merged", into = record.merged_into.unwrap_or_default()));
        }
        RecordChange::Deleted => parts.push(match &record.last {
            Some((phase, Some(date))) => message!("review-deleted", phase = phase, date = *date),
            _ => message!("review-deleted-bare"),
        }),
        RecordChange::Changed => {}
    }
    if !record.is_readable {
        parts.push(message!("review-unreadable"));
    }
    parts.extend(record.steps.iter().map(|step| step_line(step, words)));
    if !record.fields.is_empty() {
        parts.push(message!("review-fields", fields = record.fields.join(", ")));
    }
    if parts.is_empty() {
        parts.push(message!("review-words"));
    }
    let mut parts = parts.into_iter();
    let first = parts.next().unwrap_or_else(|| message!("review-words"));
    let joint = |first: Message, next| message!("review-and", first = first, next = next);
    match record.change {
        // What a new record says follows a colon.
        RecordChange::Added if !record.steps.is_empty() => {
            let life = parts.next().into_iter().chain(parts).reduce(joint).unwrap_or_else(|| message!("review-words"));
            message!("review-added-life", first = first, life = life)
        }
        _ => parts.fold(first, joint),
    }
}

/// A step of a record's life, in words.
pub(super) fn step_line(step: &Step, words: &Words) -> Message {
    let when = |date: &Option<Stated>| when(*date, step.is_planned);
    let date = |date: &Option<Stated>| date.map_or_else(|| Arg::from(words.text("without-date")), Arg::from);
    let name = &step.name;
    match step.kind {
        StepKind::Entered => match &step.from {
            Some(from) => message!("review-entered", from = from, name = name, when = when(&step.after)),
            None => message!("review-entered-first", name = name, when = when(&step.after)),
        },
        StepKind::Ended => message!("review-ended", name = name, when = when(&step.after)),
        StepKind::Happened => match step.cohort {
            Some(cohort) => {
                message!("review-event-cohort", name = name, when = when(&step.after), cohort = cohort.to_string())
            }
            None => message!("review-event", name = name, when = when(&step.after)),
        },
        StepKind::Redated => {
            message!("review-redated", name = name, before = date(&step.before), after = date(&step.after))
        }
        StepKind::EndRedated => {
            message!("review-end-redated", name = name, before = date(&step.before), after = date(&step.after))
        }
        StepKind::Recounted => {
            let year = |year: &Option<Stated>| year.map_or_else(|| Arg::from("–"), Arg::from);
            message!("review-recounted", name = name, before = year(&step.before), after = year(&step.after))
        }
        StepKind::Removed => message!("review-removed", name = name, date = date(&step.before)),
    }
}

/// When something is: its date, or the day of the commit where the record gives none.
fn when(date: Option<Stated>, is_planned: bool) -> Message {
    match date.map(|date| message!("date-on", date = date)) {
        None => message!("on-commit"),
        Some(date) if is_planned => message!("planned-for", date = date),
        Some(date) => date,
    }
}

/// How many records are touched, and in which ways.
pub(super) fn counts(review: &Review<'_>, words: &Words) -> String {
    let renamed = |record: &&RecordReview<'_>| matches!(record.change, RecordChange::Renamed(_));
    let of = |change| review.count(change);
    let parts = [
        (of(RecordChange::Changed), message!("review-count-changed", count = of(RecordChange::Changed))),
        (of(RecordChange::Added), message!("review-count-added", count = of(RecordChange::Added))),
        (of(RecordChange::Returned), message!("review-count-returned", count = of(RecordChange::Returned))),
        {
            let count = review.records.iter().filter(renamed).count();
            (count, message!("review-count-renamed", count = count))
        },
        (of(RecordChange::Merged), message!("review-count-merged", count = of(RecordChange::Merged))),
        (of(RecordChange::Deleted), message!("review-count-deleted", count = of(RecordChange::Deleted))),
    ];
    let told: Vec<String> = parts.iter().filter(|(count, _)| *count > 0).map(|(_, said)| words.say(said)).collect();
    let records = words.say(&message!("review-records", count = review.records.len()));
    if told.is_empty() {
        records
    } else {
        words.say(&message!("review-counts", records = records, told = told.join(", ")))
    }
}

/// The figures that get a line: those of the first method, and those of another where they move otherwise. A year in
/// which nothing counts, before and after, gets none.
pub(super) fn listed<'r, 'a>(review: &'r Review<'a>) -> Vec<&'r Moved<'a>> {
    let is_first = |moved: &Moved<'_>| moved.indicator.methods.first().is_some_and(|first| first.id == moved.method.id);
    let same = |one: &Moved<'_>, other: &Moved<'_>| {
        one.indicator.id == other.indicator.id
            && one.series_diff.year == other.series_diff.year
            && one.series_diff.before == other.series_diff.before
            && one.series_diff.after == other.series_diff.after
    };
    let worth = || review.moved().filter(|moved| !moved.series_diff.causes.is_empty());
    let firsts: Vec<&Moved<'_>> = worth().filter(|moved| is_first(moved)).collect();
    worth().filter(|moved| is_first(moved) || !firsts.iter().any(|first| same(first, moved))).collect()
}

/// What a figure is called: its code, its name, and its method where that is not the first one.
pub(super) fn title(moved: &Moved<'_>, words: &Words) -> String {
    let (code, name) = (&moved.indicator.code, label(&moved.indicator.label, words));
    let is_first = moved.indicator.methods.first().is_some_and(|first| first.id == moved.method.id);
    let method = moved.method.label.as_ref().map_or_else(|| moved.method.id.clone(), |name| label(name, words));
    match is_first {
        true => words.say(&message!("review-indicator", code = code, label = name)),
        false => words.say(&message!("indicator-title", code = code, label = name, method = method)),
    }
}

/// A figure, as it is shown.
pub(super) fn number(figure: Option<FigureValue>, words: &Words) -> String {
    figure.map_or_else(|| words.text("figures-unknown"), |value| exact_value(value, words))
}

/// The records that come to a year's figure (+), those that leave it (−), and those whose unit only has another
/// date or takes another's place (~): at most so many of each.
pub(super) fn causes(history: &History, moved: &Moved<'_>, most: usize, words: &Words) -> String {
    let counts = |unit: Option<Unit<'_>>| unit.is_some_and(|unit| unit.year == moved.series_diff.year);
    let of = |came: &[(bool, bool)]| -> Vec<String> {
        let causes = moved.series_diff.causes.iter();
        let causes = causes.filter(|cause| came.contains(&(counts(cause.before), counts(cause.after))));
        let mut keys: Vec<String> = causes.map(|cause| history.key(cause.record)).collect();
        keys.sort();
        ids(&keys)
    };
    let signs = [("+", of(&[(false, true)])), ("−", of(&[(true, false)])), ("~", of(&[(true, true), (false, false)]))];
    let told =
        signs.iter().filter(|(_, records)| !records.is_empty()).map(|(sign, records)| match records.as_slice() {
            [one] => format!("{sign} {one}"),
            several => format!(
                "{sign} {}{}{}",
                words.number(&several.len()),
                words.text("review-joint"),
                some(several, most, words)
            ),
        });
    told.collect::<Vec<_>>().join(" ; ")
}

/// The first of a list, and how many more there are.
pub(super) fn some(list: &[String], most: usize, words: &Words) -> String {
    let shown = list.iter().take(most).cloned().collect::<Vec<_>>().join(", ");
    match list.len().saturating_sub(most) {
        0 => shown,
        rest => words.say(&message!("review-and-more", shown = shown, count = rest)),
    }
}

/// The reasons that the commits give, each with what it covers, and the lines that give none; at most so many members
/// on a line.
pub(super) fn corrections(review: &Review<'_>, most: usize, words: &Words) -> Vec<Message> {
    let given = review.corrections.iter().map(|given| {
        let (commit, reason) = (super::review::short(given.correction.commit), &given.correction.reason);
        let covers: Vec<String> = given.covers.iter().map(|covered| (*covered).to_owned()).collect();
        match covers.is_empty() {
            true => message!("review-correction-of-nothing", commit = commit, reason = reason),
            false => {
                let covers = some(&ids(&covers), most, words);
                message!("review-correction", covers = covers, commit = commit, reason = reason)
            }
        }
    });
    let refused = review.checked.change.refused.iter().map(|refused| {
        message!("review-correction-refused", commit = super::review::short(refused.commit), written = &refused.written)
    });
    given.chain(refused).collect()
}

/// What the change does to published figures, each with whether a reason covers it, and what it changes of the past
/// that none covers.
pub(super) fn published<'r>(review: &'r Review<'_>) -> impl Iterator<Item = (&'r Finding, bool)> {
    let is_same = |one: &Finding, other: &Finding| one.rule.code == other.rule.code && one.message == other.message;
    let is_covered = move |finding: &Finding| !review.uncovered.iter().any(|known| is_same(known, finding));
    review.checked.published.iter().map(move |finding| (finding, is_covered(finding)))
}

/// What the change takes from the past and no reason covers; published figures have a list of their own.
pub(super) fn uncovered_past<'r>(review: &'r Review<'_>) -> Vec<&'r Finding> {
    let is_published = |finding: &&&Finding| finding.rule.code.starts_with('F');
    review.uncovered.iter().filter(|finding| !is_published(finding)).copied().collect()
}

/// The records that findings are about, by rule.
pub(super) fn records_by_rule(findings: &[&Finding]) -> Vec<(String, Vec<String>)> {
    let mut rules: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for finding in findings {
        let records = rules.entry(format!("{} {}", finding.rule.code, finding.rule.slug)).or_default();
        let record = finding.record.as_ref().unwrap_or(&finding.place.path);
        if !records.contains(record) {
            records.push(record.clone());
        }
    }
    rules.into_iter().map(|(rule, records)| (rule, ids(&records))).collect()
}

/// How a change loosens a rule, and how much that would silence.
pub(super) fn loosening(loosening: &Loosening, words: &Words) -> Message {
    let how = match &loosening.loosened {
        Loosened::Waiver { rule, record, until, .. } => {
            message!("review-loosened-waiver", rule = rule, record = record, until = *until)
        }
        Loosened::Severity { rule, before, after: Some(after) } => {
            let (before, after) = (severity_word(*before, words), severity_word(*after, words));
            message!("review-loosened-severity", rule = *rule, before = before, after = after)
        }
        Loosened::Severity { rule, after: None, .. } => message!("review-loosened-off", rule = *rule),
        Loosened::Definition { path } => message!("review-loosened-definition", path = path),
    };
    message!("review-silences", how = how, count = loosening.silences.len())
}

/// A finding on one line, and its place.
pub(super) fn finding_line(finding: &Finding, words: &Words) -> Message {
    let place = match finding.place.text.is_empty() {
        true => finding.place.path.clone(),
        false => format!("{}:{}", finding.place.path, finding.place.start.line),
    };
    message!("review-finding", place = place, message = words.say(&finding.message))
}
